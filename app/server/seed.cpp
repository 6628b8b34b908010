#include "server/seed.h"

#include "base/clock.h"
#include "community/api/json.h"
#include "community/api/json_reader.h"
#include "lyrics/document_json.h"
#include "server/blob_store.h"
#include "server/change_log.h"
#include "server/passwords.h"
#include "server/server_text.h"
#include "server/songs.h"
#include "server/text_rules.h"
#include "server/village.h"
#include "translation/units_json.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

/// Writes a village file's lists in their order. The first wrong field ends it, and with it the writer's job.
class Seeder
{
public:
    Seeder(store::Database& database, qint64 nowMs, QHash<QString, QString> passwordHashes,
           QHash<QString, api::SongAudio> audio)
        : m_database(database)
        , m_log(database, nowMs)
        , m_nowMs(nowMs)
        , m_passwordHashes(std::move(passwordHashes))
        , m_audio(std::move(audio))
    {
    }

    Result<void> seed(const QJsonObject& file)
    {
        api::ObjectReader reader(file);
        if (reader.number(u"format") != 1) reader.wrong(u"format"_s, tr("only format 1 is known"));
        if (reader.error()) return std::unexpected(*reader.error());
        addCommunity(file.value("community"_L1).toObject());
        using Add = void (Seeder::*)(api::ObjectReader&);
        const std::pair<QString, Add> lists[] = {
            {u"people"_s, &Seeder::addPerson}, {u"songs"_s, &Seeder::addSong},
            {u"stories"_s, &Seeder::addStory}, {u"comments"_s, &Seeder::addComment},
            {u"lyrics"_s, &Seeder::addLyrics}, {u"translations"_s, &Seeder::addTranslation}};
        for (const auto& [key, add] : lists)
            if (const auto done = addAll(reader, key, add); !done) return done;
        finishCounts();
        return {};
    }

private:
    Result<void> addAll(api::ObjectReader& file, const QString& key, void (Seeder::*add)(api::ObjectReader&))
    {
        const QJsonArray list = file.array(key);
        if (file.error()) return std::unexpected(*file.error());
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QJsonObject object = list.at(i).toObject();
            api::ObjectReader one(object, u"%1[%2]"_s.arg(key).arg(i));
            (this->*add)(one);
            if (one.error()) return std::unexpected(*one.error());
        }
        return {};
    }

    qint64 createdAt(api::ObjectReader& one) const { return m_nowMs - one.optionalNumber(u"age_ms").value_or(0); }

    void addCommunity(const QJsonObject& community)
    {
        for (const auto& [key, setting] :
             {std::pair{u"name"_s, u"community_name"_s}, std::pair{u"description"_s, u"community_description"_s}})
            if (const QString text = community.value(key).toString(); !text.isEmpty())
                writeSetting(m_database, setting, text);
    }

    void addPerson(api::ObjectReader& one)
    {
        const UserId id(one.uuid(u"id"));
        const auto name = checkedName(one.text(u"name"));
        const auto displayName = checkedDisplayName(one.text(u"display_name"));
        if (!name) one.wrong(one.pathOf(u"name"), name.error().message);
        if (!displayName) one.wrong(one.pathOf(u"display_name"), displayName.error().message);
        const QString role = one.optionalText(u"role");
        const QString lang = one.optionalText(u"lang");
        const QString about = one.optionalText(u"about");
        if (one.error()) return;
        const QString hash = m_passwordHashes.value(*name);
        m_database
            .prepare(
                "INSERT INTO person(id, name, skeleton, display_name, lang, about, role, password_hash, created_at) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(id, *name, skeletonOf(*name), *displayName, lang, about, role.isEmpty() ? u"member"_s : role,
                  hash.isEmpty() ? std::nullopt : std::optional(hash), createdAt(one))
            .run();
        m_people.push_back(id);
        if (!hash.isEmpty()) m_log.touch(api::userScope(id), u"person"_s, id.toString(), 1);
    }

    void addSong(api::ObjectReader& one)
    {
        api::Song song;
        song.id = SongId(one.uuid(u"id"));
        song.title = one.text(u"title");
        song.artist = one.optionalText(u"artist");
        song.album = one.optionalText(u"album");
        song.durationMs = one.optionalNumber(u"duration_ms").value_or(0);
        song.createdAt = createdAt(one);
        if (const auto audio = m_audio.constFind(song.id.toString()); audio != m_audio.cend()) song.audio = *audio;
        const UserId by(one.optionalUuid(u"created_by"));
        if (!one.error()) insertSong(m_database, m_log, song, by);
    }

    void addStory(api::ObjectReader& one)
    {
        const StoryId id(one.uuid(u"id"));
        const SongId song(one.uuid(u"song_id"));
        const UserId author(one.uuid(u"author_id"));
        const QString title = one.text(u"title");
        const QString text = one.text(u"text");
        const QString kind = one.text(u"source_kind");
        const QString lang = one.optionalText(u"lang");
        const QString note = one.optionalText(u"source_note");
        const UserId translator(one.optionalUuid(u"translator_id"));
        const StoryId original(one.optionalUuid(u"translation_of"));
        const bool isPinned = one.optionalFlag(u"pinned").value_or(false);
        const qint64 supports = one.optionalNumber(u"supports").value_or(0);
        const qint64 disputes = one.optionalNumber(u"disputes").value_or(0);
        const qint64 loves = one.optionalNumber(u"loves").value_or(0);
        if (!one.error() && !api::fromWord<api::StorySource>(kind))
            one.wrong(one.pathOf(u"source_kind"), tr("it is an unknown word"));
        if (one.error()) return;
        m_database
            .prepare(
                "INSERT INTO story(id, song_id, title, text, lang, source_kind, source_note, author_id, translator_id, "
                "translation_of, pinned, created_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(id, song, title, text, lang, kind, note, author, translator, original, isPinned, createdAt(one))
            .run();
        const auto voters = peopleFor(id.uuid(), author, supports + disputes);
        for (qsizetype i = 0; i < voters.size(); ++i)
            addVote(id, voters.at(i), i < supports ? u"support"_s : u"dispute"_s);
        for (const UserId person : peopleFor(id.uuid(), author, loves))
            addVote(id, person, u"love"_s);
        m_log.touch(api::songScope(song), u"story"_s, id.toString(), 1);
    }

    void addVote(StoryId story, UserId person, const QString& kind)
    {
        m_database.prepare("INSERT INTO story_vote(story_id, person_id, kind) VALUES(?, ?, ?)")
            .bind(story, person, kind)
            .run();
    }

    void addComment(api::ObjectReader& one)
    {
        const CommentId id(one.uuid(u"id"));
        const SongId song(one.uuid(u"song_id"));
        const CommentId parent(one.optionalUuid(u"parent_id"));
        const UserId author(one.uuid(u"author_id"));
        const auto text = checkedText(one.text(u"text"), {.most = 2000, .oneLine = false}, one.pathOf(u"text"));
        if (!text) one.wrong(text.error());
        const QString lang = one.optionalText(u"lang");
        const auto atMs = one.optionalNumber(u"at_ms");
        const LineId line(one.optionalUuid(u"line_id"));
        const qint64 likes = one.optionalNumber(u"likes").value_or(0);
        const qint64 hugs = one.optionalNumber(u"hugs").value_or(0);
        if (one.error()) return;
        const auto likers = peopleFor(id.uuid(), author, likes);
        const auto huggers = peopleFor(id.uuid(), author, hugs);
        m_database
            .prepare("INSERT INTO comment(id, song_id, parent_id, author_id, text, lang, at_ms, line_id, created_at, "
                     "likes, hugs) "
                     "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(id, song, parent, author, *text, lang, atMs, line, createdAt(one), likers.size(), huggers.size())
            .run();
        for (const UserId person : likers)
            addReaction(id, person, u"like"_s);
        for (const UserId person : huggers)
            addReaction(id, person, u"hug"_s);
        if (!parent.isNull())
            m_database.prepare("UPDATE comment SET reply_count = reply_count + 1 WHERE id = ?").bind(parent).run();
        m_database.prepare("UPDATE song SET comment_count = comment_count + 1 WHERE id = ?").bind(song).run();
        m_log.touch(api::commentsScope(song), u"comment"_s, id.toString(), 1);
    }

    void addReaction(CommentId comment, UserId person, const QString& kind)
    {
        m_database.prepare("INSERT INTO reaction(comment_id, person_id, kind, is_on) VALUES(?, ?, ?, 1)")
            .bind(comment, person, kind)
            .run();
        // Only those who can sign in will ever ask for their own reactions.
        if (canSignIn(person)) m_log.touch(api::userScope(person), u"reaction"_s, comment.toString() + u':' + kind, 1);
    }

    void addLyrics(api::ObjectReader& one)
    {
        const SongId song(one.uuid(u"song_id"));
        const QString lang = one.text(u"lang");
        const LyricsId id = api::lyricsIdFor(song, lang);
        if (LyricsId(one.uuid(u"id")) != id)
            one.wrong(one.pathOf(u"id"), tr("it is not the one of this song and language"));
        const UserId author(one.uuid(u"author_id"));
        const qint64 rev = one.optionalNumber(u"rev").value_or(1);
        const QJsonObject document = one.object(u"document");
        const QString source = one.optionalText(u"source");
        const QString licence = one.optionalText(u"licence");
        if (!one.error())
            if (const auto read = lyrics::documentFromJson(document); !read)
                one.wrong(one.pathOf(u"document"), read.error().message);
        if (one.error()) return;
        m_database.prepare("INSERT INTO lyrics(id, song_id, lang, rev) VALUES(?, ?, ?, ?)")
            .bind(id, song, lang, rev)
            .run();
        m_database
            .prepare("INSERT INTO lyrics_revision(lyrics_id, rev, document, author_id, source, licence, created_at) "
                     "VALUES(?, ?, ?, ?, ?, ?, ?)")
            .bind(id, rev, QString::fromUtf8(api::toBytes(document)), author, source, licence, createdAt(one))
            .run();
        m_log.touch(api::songScope(song), u"lyrics"_s, id.toString(), rev);
    }

    void addTranslation(api::ObjectReader& one)
    {
        const LyricsId lyricsId(one.uuid(u"lyrics_id"));
        const SongId song(one.uuid(u"song_id"));
        const QString lang = one.text(u"lang");
        const TranslationId id = api::translationIdFor(lyricsId, lang);
        if (TranslationId(one.uuid(u"id")) != id)
            one.wrong(one.pathOf(u"id"), tr("it is not the one of these lyrics and language"));
        const UserId author(one.uuid(u"author_id"));
        const qint64 rev = one.optionalNumber(u"rev").value_or(1);
        const qint64 baseRev = one.number(u"base_lyrics_rev");
        const QJsonObject document = one.object(u"document");
        if (!one.error())
            if (const auto read = translation::translationFromJson(document); !read)
                one.wrong(one.pathOf(u"document"), read.error().message);
        if (one.error()) return;
        m_database.prepare("INSERT INTO translation(id, lyrics_id, song_id, lang, rev) VALUES(?, ?, ?, ?, ?)")
            .bind(id, lyricsId, song, lang, rev)
            .run();
        m_database
            .prepare("INSERT INTO translation_revision(translation_id, rev, base_lyrics_rev, document, author_id, "
                     "created_at) "
                     "VALUES(?, ?, ?, ?, ?, ?)")
            .bind(id, rev, baseRev, QString::fromUtf8(api::toBytes(document)), author, createdAt(one))
            .run();
        m_log.touch(api::songScope(song), u"translation"_s, id.toString(), rev);
    }

    /// The first `count` people that the format's walk meets (village_format.md).
    [[nodiscard]] QList<UserId> peopleFor(QUuid thing, UserId author, qint64 count) const
    {
        QList<UserId> chosen;
        if (m_people.isEmpty()) return chosen;
        const auto start = qFromBigEndian<quint32>(thing.toBytes().data) % static_cast<quint32>(m_people.size());
        for (qsizetype i = 0; i < m_people.size() && chosen.size() < count; ++i) {
            const UserId person = m_people.at((static_cast<qsizetype>(start) + i) % m_people.size());
            if (person != author) chosen.push_back(person);
        }
        return chosen;
    }

    [[nodiscard]] bool canSignIn(UserId person)
    {
        auto rows = m_database.prepare("SELECT password_hash IS NOT NULL FROM person WHERE id = ?");
        return rows.bind(person).step() && rows.boolean(0);
    }

    /// Songs were noted before their comments were counted.
    void finishCounts()
    {
        QStringList songs;
        auto rows = m_database.prepare("SELECT id FROM song WHERE comment_count > 0");
        while (rows.step())
            songs.push_back(rows.text(0));
        for (const QString& song : songs)
            m_log.touch(api::songScope(SongId::fromString(song)), u"song"_s, song, 1);
    }

    store::Database& m_database;
    ChangeLog m_log;
    qint64 m_nowMs;
    QHash<QString, QString> m_passwordHashes;
    QHash<QString, api::SongAudio> m_audio; // by song
    QList<UserId> m_people;
};

/// Takes a file beside the seed into the village's blobs; none where it is not there, since a seed may travel alone.
Result<std::optional<api::SongAudio>> takeAudio(BlobStore& blobs, const QDir& folder, const QJsonObject& audio)
{
    const QString path = QDir::cleanPath(audio.value("file"_L1).toString());
    QFile file(folder.filePath(path));
    if (QDir::isAbsolutePath(path) || path.startsWith(".."_L1) || !file.open(QIODevice::ReadOnly)) return std::nullopt;
    const QByteArray bytes = file.readAll();
    const QString digest = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    if (!blobs.find(digest))
        if (const auto held = blobs.put(UserId(), digest, bytes, 0, bytes.size()); !held)
            return std::unexpected(held.error());
    return api::SongAudio{digest, audio.value("content_type"_L1).toString(), bytes.size()};
}

Result<QHash<QString, api::SongAudio>> takeAllAudio(BlobStore& blobs, const QDir& folder, const QJsonObject& file)
{
    QHash<QString, api::SongAudio> all;
    for (const QJsonValue& song : file.value("songs"_L1).toArray()) {
        const auto audio = takeAudio(blobs, folder, song["audio"_L1].toObject());
        if (!audio) return std::unexpected(audio.error());
        if (*audio) all.insert(song["id"_L1].toString(), **audio);
    }
    return all;
}

Result<QHash<QString, QString>> hashPasswords(const QJsonObject& file)
{
    QHash<QString, QString> hashes;
    for (const QJsonValue& person : file.value("people"_L1).toArray()) {
        const QString password = person["password"_L1].toString();
        if (password.isEmpty()) continue;
        const auto hash = hashPassword(password);
        if (!hash) return std::unexpected(hash.error());
        hashes.insert(person["name"_L1].toString(), *hash);
    }
    return hashes;
}

} // namespace

Result<bool> seedVillage(Village& village, const QString& path)
{
    const auto isEmpty = village.store().readers().run(
        [](store::Database& db) -> Result<bool> { return !db.prepare("SELECT 1 FROM person LIMIT 1").step(); });
    if (!isEmpty) return std::unexpected(isEmpty.error());
    if (!*isEmpty) return false;

    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, tr("The seed %1 cannot be read: %2").arg(path, file.errorString()));
    const auto json = api::parseObject(file.readAll());
    if (!json) return fail(ErrorCode::Corrupt, tr("The seed %1 cannot be used. %2").arg(path, json.error().message));
    const auto hashes = hashPasswords(*json);
    if (!hashes) return std::unexpected(hashes.error());
    const auto audio = takeAllAudio(village.blobs(), QFileInfo(path).dir(), *json);
    if (!audio) return std::unexpected(audio.error());
    const auto seeded = village.store().writer().run([&](store::Database& db) -> Result<bool> {
        if (const auto done = Seeder(db, village.clock().nowMs(), *hashes, *audio).seed(*json); !done)
            return std::unexpected(done.error());
        return true;
    });
    if (!seeded)
        return fail(ErrorCode::Corrupt, tr("The seed %1 cannot be used. %2").arg(path, seeded.error().message),
                    seeded.error().details);
    return true;
}

} // namespace groundswell::server
