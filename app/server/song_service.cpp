#include "server/song_service.h"

#include "community/api/json.h"
#include "server/change_log.h"
#include "server/entities.h"
#include "server/hot_ranking.h"
#include "server/server_text.h"
#include "server/songs.h"
#include "server/suggestions.h"
#include "store/database.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr int mostRevisions = 20; // each up to half a megabyte
constexpr int mostStories = 100;
constexpr size_t hotPage = 20; // an author comes once a page of this size, however many the reader asks for

std::unexpected<Error> unknownSong()
{
    return fail(ErrorCode::NotFound, tr("This song is not known here."));
}

std::unexpected<Error> unknownTranslation()
{
    return fail(ErrorCode::NotFound, tr("This translation is not known here."));
}

template <class T>
QJsonObject listed(const QString& key, const std::vector<T>& values)
{
    QJsonArray array;
    for (const T& value : values)
        array.append(toJson(value));
    return {{key, array}};
}

std::unexpected<Error> notFromAPage()
{
    return fail(ErrorCode::InvalidInput, tr("The field %1 is not from an earlier page.").arg(u"before"_s),
                u"field: before"_s);
}

Result<api::CommentList> hotComments(store::Database& database, const CommentQuery& query, qint64 nowMs)
{
    std::vector<Talked> talk;
    for (api::Comment& comment : readTalkedOf(database, query.song)) {
        const qint64 repliers = countRepliers(database, comment);
        talk.push_back({std::move(comment), repliers});
    }
    std::vector<api::Comment> order = hotOrder(std::move(talk), nowMs, hotPage);
    const auto size = static_cast<qsizetype>(order.size());
    const qsizetype from = query.start;
    if (from > size) return notFromAPage();
    const qsizetype to = std::min(from + query.limit, size);
    api::CommentList list;
    list.comments.assign(std::make_move_iterator(order.begin() + from), std::make_move_iterator(order.begin() + to));
    if (to < size) list.before = QString::number(to);
    return list;
}

/// Whether it is, or was until it was deleted, a comment on this song itself.
bool isOnSong(store::Database& database, CommentId comment, SongId song)
{
    auto row = database.prepare("SELECT 1 FROM comment WHERE id = ? AND song_id = ? AND parent_id IS NULL");
    return row.bind(comment, song).step();
}

Result<api::CommentList> newComments(store::Database& database, const CommentQuery& query)
{
    if (!query.before.isNull() && !isOnSong(database, query.before, query.song)) return notFromAPage();
    api::CommentList list;
    list.comments = readNewest(database, query.song, query.before, query.limit + 1);
    if (std::cmp_greater(list.comments.size(), query.limit)) {
        list.comments.pop_back();
        list.before = list.comments.back().id.toString();
    }
    return list;
}

Result<api::MatchAnswer> answerOf(store::Database& database, const SongMatch& match)
{
    return api::MatchAnswer{readSong(database, match.song), match.evidence, match.created};
}

} // namespace

Result<api::CommentList> listComments(store::Database& database, const CommentQuery& query, qint64 nowMs)
{
    CommentQuery known = query;
    known.song = canonicalSong(database, query.song);
    const auto song = readSong(database, known.song);
    if (!song) return unknownSong();
    auto list = query.sort == CommentSort::Hot ? hotComments(database, known, nowMs) : newComments(database, known);
    if (list) list->total = song->commentCount;
    return list;
}

Result<api::CommentList> listReplies(store::Database& database, const ReplyQuery& query)
{
    const auto root = readComment(database, query.comment);
    if (!root || root->songId != canonicalSong(database, query.song))
        return fail(ErrorCode::NotFound, tr("This comment is not known here."));
    api::CommentList list;
    list.comments = readReplies(database, query.comment, query.after, query.limit + 1);
    list.total = root->replyCount;
    if (std::cmp_greater(list.comments.size(), query.limit)) {
        list.comments.pop_back();
        list.after = list.comments.back().id.toString();
    }
    return list;
}

Result<api::Song> findSong(store::Database& database, SongId id)
{
    const auto song = readSong(database, canonicalSong(database, id));
    if (!song) return unknownSong();
    return *song;
}

Result<api::TrackPage> listTracks(store::Database& database, const QString& after, int limit)
{
    const SongId from = SongId::fromString(after);
    if (!after.isEmpty() && from.isNull())
        return fail(ErrorCode::InvalidInput, tr("The field after is not from an earlier page."), u"field: after"_s);
    api::TrackPage page;
    page.songs = readSongsWithAudio(database, from, limit + 1);
    if (std::cmp_greater(page.songs.size(), limit)) {
        page.songs.pop_back();
        page.after = page.songs.back().id.toString();
    }
    return page;
}

Result<QJsonObject> listStories(store::Database& database, SongId song)
{
    const SongId known = canonicalSong(database, song);
    if (known.isNull()) return unknownSong();
    return listed(u"stories"_s, readStories(database, known, mostStories));
}

Result<QJsonObject> listLyrics(store::Database& database, SongId song)
{
    const SongId known = canonicalSong(database, song);
    if (known.isNull()) return unknownSong();
    return listed(u"lyrics"_s, readLyricsOf(database, known));
}

Result<QJsonObject> listTranslations(store::Database& database, SongId song)
{
    const SongId known = canonicalSong(database, song);
    if (known.isNull()) return unknownSong();
    return listed(u"translations"_s, readTranslationsOf(database, known));
}

Result<QJsonObject> lyricsHistory(store::Database& database, SongId song, LyricsId lyrics)
{
    const auto history = readLyricsHistory(database, lyrics, mostRevisions);
    if (history.empty() || history.front().songId != canonicalSong(database, song))
        return fail(ErrorCode::NotFound, tr("These lyrics are not known here."));
    return listed(u"revisions"_s, history);
}

Result<QJsonObject> listSuggestions(store::Database& database, SongId song, TranslationId translation)
{
    const auto known = readTranslation(database, translation);
    if (!known || known->songId != canonicalSong(database, song)) return unknownTranslation();
    return listed(u"suggestions"_s, readSuggestionsOf(database, translation));
}

Result<QJsonObject> translationHistory(store::Database& database, SongId song, TranslationId translation)
{
    const auto history = readTranslationHistory(database, translation, mostRevisions);
    if (history.empty() || history.front().songId != canonicalSong(database, song)) return unknownTranslation();
    return listed(u"revisions"_s, history);
}

Result<api::MatchAnswer> lookUpSong(store::Database& database, const api::MatchRequest& request)
{
    const auto checked = checkedSong(request);
    if (!checked) return std::unexpected(checked.error());
    const auto match = matchSong(database, *checked);
    return match ? answerOf(database, *match) : api::MatchAnswer();
}

Result<api::MatchAnswer> matchOrCreateSong(store::Database& database, ChangeLog& log, const api::MatchRequest& request,
                                           UserId person)
{
    const auto checked = checkedSong(request);
    if (!checked) return std::unexpected(checked.error());
    if (checked->proposedId.isNull())
        return fail(ErrorCode::InvalidInput, tr("To create a song, give the field proposed_id."),
                    u"field: proposed_id"_s);
    return answerOf(database, ensureSong(database, log, *checked, person));
}

} // namespace groundswell::server
