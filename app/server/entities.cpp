#include "server/entities.h"

#include "server/suggestions.h"

#include "community/api/json.h"
#include "store/database.h"

#include <limits>
#include <string>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

using store::Database;
using store::Statement;

const std::string songColumns = "SELECT id, title, artist, album, duration_ms, mbid, isrc, comment_count, created_at, "
                                "audio_blob, audio_type, audio_size FROM song ";

const std::string commentColumns =
    "SELECT c.id, c.song_id, c.parent_id, p.id, p.name, p.display_name, c.text, c.lang, c.at_ms, c.line_id, "
    "c.created_at, "
    "c.edited_at, c.likes, c.hugs, c.reply_count, c.state FROM comment c LEFT JOIN person p ON p.id = c.author_id ";

const std::string storyColumns =
    "SELECT s.id, s.song_id, s.title, s.text, s.lang, s.source_kind, s.source_note, a.id, a.name, a.display_name, "
    "t.id, t.name, t.display_name, s.translation_of, "
    "(SELECT count(*) FROM story_vote v WHERE v.story_id = s.id AND v.kind = 'support') AS supports, "
    "(SELECT count(*) FROM story_vote v WHERE v.story_id = s.id AND v.kind = 'dispute'), "
    "(SELECT count(*) FROM story_vote v WHERE v.story_id = s.id AND v.kind = 'love'), s.created_at FROM story s "
    "LEFT JOIN person a ON a.id = s.author_id LEFT JOIN person t ON t.id = s.translator_id ";

const std::string lyricsColumns =
    "SELECT l.id, l.song_id, l.lang, r.rev, r.document, p.id, p.name, p.display_name, r.source, r.licence, "
    "r.created_at "
    "FROM lyrics l JOIN lyrics_revision r ON r.lyrics_id = l.id LEFT JOIN person p ON p.id = r.author_id ";

const std::string translationColumns =
    "SELECT t.id, t.lyrics_id, t.song_id, t.lang, r.rev, r.base_lyrics_rev, r.document, p.id, p.name, p.display_name, "
    "r.created_at FROM translation t JOIN translation_revision r ON r.translation_id = t.id "
    "LEFT JOIN person p ON p.id = r.author_id ";

api::Person personAt(const Statement& row, int column)
{
    return {row.id<UserId>(column), row.text(column + 1), row.text(column + 2)};
}

QJsonObject documentAt(const Statement& row, int column)
{
    return api::parseObject(row.text(column).toUtf8()).value_or(QJsonObject());
}

api::Song songAt(const Statement& row)
{
    api::Song song{row.id<SongId>(0), row.text(1), row.text(2),    row.text(3),   row.integer(4),
                   row.text(5),       row.text(6), row.integer(7), row.integer(8)};
    if (!row.text(9).isEmpty()) song.audio = api::SongAudio{row.text(9), row.text(10), row.integer(11)};
    return song;
}

api::Comment commentAt(const Statement& row)
{
    api::Comment comment;
    comment.id = row.id<CommentId>(0);
    comment.songId = row.id<SongId>(1);
    comment.parentId = row.id<CommentId>(2);
    comment.author = personAt(row, 3);
    comment.text = row.text(6);
    comment.lang = row.text(7);
    if (!row.isNull(8)) comment.atMs = row.integer(8);
    comment.lineId = row.id<LineId>(9);
    comment.createdAt = row.integer(10);
    comment.editedAt = row.integer(11);
    comment.likes = row.integer(12);
    comment.hugs = row.integer(13);
    comment.replyCount = row.integer(14);
    comment.state = api::fromWord<api::CommentState>(row.text(15)).value_or(api::CommentState::Held);
    return comment;
}

api::Story storyAt(const Statement& row)
{
    api::Story story;
    story.id = row.id<StoryId>(0);
    story.songId = row.id<SongId>(1);
    story.title = row.text(2);
    story.text = row.text(3);
    story.lang = row.text(4);
    story.sourceKind = api::fromWord<api::StorySource>(row.text(5)).value_or(api::StorySource::Reading);
    story.sourceNote = row.text(6);
    story.author = personAt(row, 7);
    story.translator = personAt(row, 10);
    story.translationOf = row.id<StoryId>(13);
    story.supports = row.integer(14);
    story.disputes = row.integer(15);
    story.loves = row.integer(16);
    story.createdAt = row.integer(17);
    return story;
}

api::Lyrics lyricsAt(const Statement& row)
{
    return {row.id<LyricsId>(0), row.id<SongId>(1), row.text(2), row.integer(3), documentAt(row, 4),
            personAt(row, 5),    row.text(8),       row.text(9), row.integer(10)};
}

api::Translation translationAt(const Statement& row)
{
    return {row.id<TranslationId>(0), row.id<LyricsId>(1), row.id<SongId>(2), row.text(3),    row.integer(4),
            row.integer(5),           documentAt(row, 6),  personAt(row, 7),  row.integer(10)};
}

template <class Read>
auto all(Statement& rows, Read read)
{
    std::vector<decltype(read(rows))> found;
    while (rows.step())
        found.push_back(read(rows));
    return found;
}

template <class Read>
auto first(Statement& rows, Read read)
{
    return rows.step() ? std::optional(read(rows)) : std::nullopt;
}

std::optional<QJsonObject> readReactionBody(Database& database, const QString& entity)
{
    const qsizetype colon = entity.lastIndexOf(u':');
    const auto kind = api::fromWord<api::ReactionKind>(QStringView(entity).sliced(colon + 1));
    auto row = database.prepare("SELECT song_id FROM comment WHERE id = ?");
    if (!kind || !row.bind(entity.first(colon)).step()) return std::nullopt;
    return toJson(api::Reaction{CommentId::fromString(entity.first(colon)), row.id<SongId>(0), *kind});
}

template <class T>
std::optional<QJsonObject> asJson(const std::optional<T>& value)
{
    return value ? std::optional(api::toJson(*value)) : std::nullopt;
}

} // namespace

std::optional<api::Person> readPerson(Database& database, UserId id)
{
    auto rows = database.prepare("SELECT id, name, display_name FROM person WHERE id = ?");
    return first(rows.bind(id), [](const Statement& row) { return personAt(row, 0); });
}

std::optional<api::Song> readSong(Database& database, SongId id)
{
    auto rows = database.prepare(songColumns + "WHERE id = ?");
    return first(rows.bind(id), songAt);
}

std::vector<api::Song> readSongsWithAudio(Database& database, SongId after, int limit)
{
    auto rows = database.prepare(songColumns + "WHERE audio_blob <> '' AND id > ? ORDER BY id LIMIT ?");
    return all(rows.bind(after.isNull() ? QString() : after.toString(), limit), songAt);
}

std::optional<api::Comment> readComment(Database& database, CommentId id)
{
    auto rows = database.prepare(commentColumns + "WHERE c.id = ? AND c.gone = 0");
    return first(rows.bind(id), commentAt);
}

std::vector<api::Comment> readReplies(Database& database, CommentId parent, CommentId after, int limit)
{
    qint64 afterMs = 0;
    if (!after.isNull()) {
        auto row = database.prepare("SELECT created_at FROM comment WHERE id = ?");
        if (row.bind(after).step()) afterMs = row.integer(0);
    }
    auto rows =
        database.prepare(commentColumns + "WHERE c.parent_id = ? AND c.gone = 0 AND (c.created_at, c.id) > (?, ?) "
                                          "ORDER BY c.created_at, c.id LIMIT ?");
    return all(rows.bind(parent, afterMs, after.toString(), limit), commentAt);
}

std::vector<api::Comment> readNewest(Database& database, SongId song, CommentId before, int limit)
{
    qint64 beforeMs = std::numeric_limits<qint64>::max();
    if (!before.isNull()) {
        auto row = database.prepare("SELECT created_at FROM comment WHERE id = ?");
        if (row.bind(before).step()) beforeMs = row.integer(0);
    }
    auto rows = database.prepare(commentColumns + "WHERE c.song_id = ? AND c.parent_id IS NULL AND c.gone = 0 "
                                                  "AND (c.created_at, c.id) < (?, ?) "
                                                  "ORDER BY c.created_at DESC, c.id DESC LIMIT ?");
    return all(rows.bind(song, beforeMs, before.toString(), limit), commentAt);
}

std::vector<api::Comment> readTalkedOf(Database& database, SongId song)
{
    static const std::string onSong = "FROM comment WHERE song_id = ?1 AND parent_id IS NULL AND gone = 0 ";
    auto rows = database.prepare(commentColumns + "WHERE c.state = 'visible' AND c.id IN (SELECT id FROM (SELECT id " +
                                 onSong + "ORDER BY likes + hugs DESC LIMIT 400) UNION SELECT id FROM (SELECT id " +
                                 onSong + "ORDER BY reply_count DESC LIMIT 300) UNION SELECT id FROM (SELECT id " +
                                 onSong + "ORDER BY created_at DESC, id DESC LIMIT 300))");
    return all(rows.bind(song), commentAt);
}

qint64 countRepliers(Database& database, const api::Comment& comment)
{
    if (comment.replyCount == 0) return 0;
    auto rows = database.prepare(
        "SELECT count(DISTINCT author_id) FROM comment WHERE parent_id = ? AND gone = 0 AND author_id IS NOT ?");
    return rows.bind(comment.id, comment.author.id).step() ? rows.integer(0) : 0;
}

std::optional<api::Story> readStory(Database& database, StoryId id)
{
    auto rows = database.prepare(storyColumns + "WHERE s.id = ?");
    return first(rows.bind(id), storyAt);
}

std::vector<api::Story> readStories(Database& database, SongId song, int limit)
{
    auto rows = database.prepare(
        storyColumns + "WHERE s.song_id = ? ORDER BY s.pinned DESC, supports DESC, s.created_at, s.id LIMIT ?");
    return all(rows.bind(song, limit), storyAt);
}

std::optional<api::Lyrics> readLyrics(Database& database, LyricsId id, qint64 rev)
{
    auto rows = database.prepare(lyricsColumns + "WHERE l.id = ?1 AND r.rev = iif(?2 = 0, l.rev, ?2)");
    return first(rows.bind(id, rev), lyricsAt);
}

std::vector<api::Lyrics> readLyricsOf(Database& database, SongId song)
{
    auto rows = database.prepare(lyricsColumns + "WHERE l.song_id = ? AND r.rev = l.rev ORDER BY l.lang");
    return all(rows.bind(song), lyricsAt);
}

std::vector<api::Lyrics> readLyricsHistory(Database& database, LyricsId id, int limit)
{
    auto rows = database.prepare(lyricsColumns + "WHERE l.id = ? ORDER BY r.rev DESC LIMIT ?");
    return all(rows.bind(id, limit), lyricsAt);
}

std::optional<api::Translation> readTranslation(Database& database, TranslationId id, qint64 rev)
{
    auto rows = database.prepare(translationColumns + "WHERE t.id = ?1 AND r.rev = iif(?2 = 0, t.rev, ?2)");
    return first(rows.bind(id, rev), translationAt);
}

std::vector<api::Translation> readTranslationsOf(Database& database, SongId song)
{
    auto rows = database.prepare(translationColumns + "WHERE t.song_id = ? AND r.rev = t.rev ORDER BY t.lang");
    return all(rows.bind(song), translationAt);
}

std::vector<api::Translation> readTranslationHistory(Database& database, TranslationId id, int limit)
{
    auto rows = database.prepare(translationColumns + "WHERE t.id = ? ORDER BY r.rev DESC LIMIT ?");
    return all(rows.bind(id, limit), translationAt);
}

void visitTranslationHistory(Database& database, TranslationId id, int limit,
                             const std::function<bool(const api::Translation&)>& visit)
{
    auto rows = database.prepare(translationColumns + "WHERE t.id = ? ORDER BY r.rev DESC LIMIT ?");
    rows.bind(id, limit);
    bool goOn = true;
    while (goOn && rows.step())
        goOn = visit(translationAt(rows));
}

std::optional<QJsonObject> readBody(Database& database, const QString& type, const QString& entity)
{
    if (type == "comment"_L1) return asJson(readComment(database, CommentId::fromString(entity)));
    if (type == "song"_L1) return asJson(readSong(database, SongId::fromString(entity)));
    if (type == "story"_L1) return asJson(readStory(database, StoryId::fromString(entity)));
    if (type == "lyrics"_L1) return asJson(readLyrics(database, LyricsId::fromString(entity)));
    if (type == "translation"_L1) return asJson(readTranslation(database, TranslationId::fromString(entity)));
    if (type == "suggestion"_L1) return asJson(readSuggestion(database, SuggestionId::fromString(entity)));
    if (type == "person"_L1) return asJson(readPerson(database, UserId::fromString(entity)));
    if (type == "reaction"_L1) return readReactionBody(database, entity);
    return std::nullopt;
}

SongId canonicalSong(Database& database, SongId id)
{
    auto rows =
        database.prepare("SELECT id FROM song WHERE id = ?1 UNION ALL SELECT song_id FROM song_alias WHERE alias = ?1");
    return rows.bind(id).step() ? rows.id<SongId>(0) : SongId();
}

} // namespace groundswell::server
