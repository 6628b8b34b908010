#include "library/track_queries.h"

#include "base/text_fold.h"
#include "library/native_path.h"
#include "library/track_rows.h"
#include "library/track_search.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

/// A question for ids: its text, and its values in order.
struct IdsSql
{
    std::string text;
    QList<QString> values;
};

/// The terms of an order; "$" is where the direction goes.
QString orderBy(TrackField field)
{
    // What is equal is listed by album, disc and number in either direction.
    const auto ties = [](const QString& terms) { return terms + u", t.album_sort, t.disc_no, t.track_no, t.id"_s; };
    // Nothing is known of what could not be read: it comes last in either direction.
    const auto readFirst = [&ties](const QString& terms) { return ties(u"t.error <> '', "_s + terms); };
    switch (field) {
    case TrackField::Title: return u"t.title_sort$, t.id$"_s; // along its index
    case TrackField::Album: return u"t.album_sort$, t.disc_no$, t.track_no$, t.id$"_s;
    case TrackField::AlbumArtist:
        return u"coalesce(nullif(t.album_artist, ''), t.artist)$, t.album_sort$, t.disc_no$, t.track_no$, t.id$"_s;
    case TrackField::TrackNo:
    case TrackField::DiscNo: return u"t.disc_no$, t.track_no$, t.id$"_s;
    case TrackField::Year: return ties(u"t.year$"_s);
    case TrackField::Genre: return ties(u"t.genre$, t.artist_sort"_s);
    case TrackField::Duration: return readFirst(u"t.duration_ms$"_s);
    case TrackField::Codec: return readFirst(u"t.codec$"_s);
    case TrackField::Bitrate: return readFirst(u"t.bitrate_kbps$"_s);
    case TrackField::SampleRate: return readFirst(u"t.sample_rate_hz$"_s);
    case TrackField::Channels: return readFirst(u"t.channels$"_s);
    case TrackField::Added: return u"t.added_ms$, t.id$"_s;
    case TrackField::PlayCount: return ties(u"coalesce(p.play_count, 0)$"_s);
    case TrackField::LastPlayed: return u"coalesce(p.last_played_ms, 0)$, t.id$"_s;
    case TrackField::Path: return u"t.path$"_s;
    case TrackField::Error: return u"t.error$, t.id$"_s;
    case TrackField::Online: return ties(u"t.online$"_s);
    case TrackField::HasLyrics: return ties(u"coalesce(w.flags, 0) & 3$"_s);
    case TrackField::HasSyncedLyrics: return ties(u"coalesce(w.flags, 0) & 2$"_s);
    case TrackField::HasTranslation: return ties(u"coalesce(w.flags, 0) & 4$"_s);
    case TrackField::HasStory: return ties(u"coalesce(w.flags, 0) & 8$"_s);
    case TrackField::Comments: return ties(u"w.comments IS NULL, w.comments$"_s); // unknown is not none
    case TrackField::Song: return u"s.song_id$, t.id$"_s;
    case TrackField::Id: return u"t.id$"_s;
    case TrackField::Artist:
    case TrackField::CoverKey:
    case TrackField::Loaded: break;
    }
    return u"t.artist_sort$, t.album_sort$, t.disc_no$, t.track_no$, t.id$"_s;
}

/// The questions whose answers, one after another, are the ids in order.
QList<IdsSql> idsSql(const TrackFilter& filter, const TrackOrder& order)
{
    QString sql = u"SELECT t.id FROM track t"_s;
    const QString by = orderBy(order.field).replace(u'$', order.descending ? u" DESC"_s : QString());
    if (by.contains("p."_L1)) sql += u" LEFT JOIN track_play p ON p.track_id = t.id"_s;
    if (by.contains("w."_L1)) sql += u" LEFT JOIN track_words w ON w.track_id = t.id"_s;
    if (by.contains("s."_L1)) sql += u" LEFT JOIN track_song s ON s.track_id = t.id"_s;

    QStringList conditions;
    QList<QString> bound;
    const auto require = [&](const QString& condition, const QStringList& values) {
        conditions.append(condition);
        bound.append(values);
    };
    if (const QString expression = searchExpression(filter.text); !expression.isEmpty())
        require(u"t.id IN (SELECT rowid FROM track_search WHERE track_search MATCH ?)"_s, {expression});
    if (!filter.artist.isEmpty()) require(u"(t.artist = ? OR t.album_artist = ?)"_s, {filter.artist, filter.artist});
    if (!filter.album.isEmpty()) require(u"t.album = ?"_s, {filter.album});
    if (!filter.song.isNull())
        require(u"t.id IN (SELECT track_id FROM track_song WHERE song_id = ?)"_s, {filter.song.toString()});
    if (filter.failedOnly) require(u"t.error <> ''"_s, {});
    if (filter.playedOnly) require(u"t.id IN (SELECT track_id FROM track_play)"_s, {});
    const auto question = [&](const QStringList& all, const QString& sorted) {
        const QString where = all.isEmpty() ? QString() : u" WHERE "_s + all.join(u" AND "_s);
        return IdsSql{(sql + where + u" ORDER BY "_s + sorted).toStdString(), bound};
    };
    if (order.field != TrackField::Artist) return {question(conditions, by)};
    // Who is named comes before who is not, and last what could not be read. Each part runs along the index of artists;
    // one ORDER BY with that condition would sort a million rows by hand.
    return {question(conditions + QStringList{u"t.artist_sort > ''"_s}, by),
            question(conditions + QStringList{u"t.artist_sort = ''"_s}, u"t.error <> '', "_s + by)};
}

TrackIds idsOf(store::Database& database, const QList<IdsSql>& questions)
{
    TrackIds ids;
    for (const IdsSql& sql : questions) {
        store::Statement statement = database.prepare(sql.text);
        int index = 0;
        for (const QString& value : sql.values)
            statement.bindAt(++index, value);
        while (statement.step())
            ids.push_back(TrackId{statement.integer(0)});
    }
    return ids;
}

std::optional<QByteArray> blobOf(store::Statement statement)
{
    return statement.step() ? std::optional(statement.blob(0)) : std::nullopt;
}

} // namespace

QFuture<Result<TrackIds>> TrackQueries::ids(const TrackFilter& filter, TrackOrder order, std::stop_token stop) const
{
    return m_readers.post(
        [sql = idsSql(filter, order)](store::Database& database) -> Result<TrackIds> { return idsOf(database, sql); },
        std::move(stop));
}

QFuture<Result<QList<TrackRow>>> TrackQueries::rows(TrackIds ids) const
{
    return m_readers.post(
        [ids = std::move(ids)](store::Database& database) -> Result<QList<TrackRow>> { return rowsOf(database, ids); });
}

QFuture<Result<QList<TrackRow>>> TrackQueries::search(const QString& typed, int limit, std::stop_token stop) const
{
    return m_readers.post(
        [terms = searchTerms(typed), limit](store::Database& database) -> Result<QList<TrackRow>> {
            return rowsOf(database, searchTracks(database, terms, limit));
        },
        std::move(stop));
}

QFuture<Result<std::optional<TrackRow>>> TrackQueries::byPath(const QString& path) const
{
    return m_readers.post([path = toNativeBytes(path)](store::Database& database) -> Result<std::optional<TrackRow>> {
        store::Statement statement = database.prepare("SELECT id FROM track WHERE path = ?");
        if (!statement.bind(path).step()) return std::nullopt;
        const auto rows = rowsOf(database, {TrackId{statement.integer(0)}});
        return rows.isEmpty() ? std::nullopt : std::optional(rows.first());
    });
}

QFuture<Result<TrackIds>> TrackQueries::tracksOfSong(SongId song) const
{
    return ids({.song = song}, {});
}

QFuture<Result<QStringList>> TrackQueries::coverKeys(QList<SongName> songs) const
{
    return m_readers.post([songs = std::move(songs)](store::Database& database) -> Result<QStringList> {
        store::Statement matched = database.prepare("SELECT t.cover_key FROM track_song s JOIN track t ON t.id = "
                                                    "s.track_id WHERE s.song_id = ? AND t.cover_key <> '' LIMIT 1");
        store::Statement named = database.prepare("SELECT cover_key FROM track WHERE title_sort = ? AND artist_sort = "
                                                  "? AND cover_key <> '' LIMIT 1");
        QStringList keys;
        for (const SongName& song : songs) {
            QString key;
            matched.bind(song.song);
            if (!song.song.isNull() && matched.step()) key = matched.text(0);
            matched.reset();
            if (key.isEmpty() && !song.artist.isEmpty()) {
                named.bind(sortKey(song.title), sortKey(song.artist));
                if (named.step()) key = named.text(0);
                named.reset();
            }
            keys.append(key);
        }
        return keys;
    });
}

QFuture<Result<LibraryCounts>> TrackQueries::counts() const
{
    return m_readers.post([](store::Database& database) -> Result<LibraryCounts> {
        store::Statement statement = database.prepare(R"(
            SELECT count(*), sum(error <> ''), sum(duration_ms), (SELECT count(DISTINCT song_id) FROM track_song),
              (SELECT count(*) FROM (SELECT DISTINCT album, coalesce(nullif(album_artist, ''), artist) FROM track WHERE album <> '')),
              (SELECT count(*) FROM (SELECT DISTINCT coalesce(nullif(album_artist, ''), artist) AS name FROM track WHERE name <> ''))
            FROM track)");
        static_cast<void>(statement.step());
        return LibraryCounts{.tracks = statement.integer(0),
                             .albums = statement.integer(4),
                             .artists = statement.integer(5),
                             .songs = statement.integer(3),
                             .failed = statement.integer(1),
                             .durationMs = statement.integer(2)};
    });
}

QFuture<Result<QList<Album>>> TrackQueries::albums() const
{
    return m_readers.post([](store::Database& database) -> Result<QList<Album>> {
        QList<Album> albums;
        store::Statement statement = database.prepare(R"(
            SELECT album, coalesce(nullif(album_artist, ''), artist) AS name, max(year), count(*), sum(duration_ms), max(cover_key)
            FROM track WHERE album <> '' GROUP BY album, name ORDER BY album_sort, name)");
        while (statement.step())
            albums.append({statement.text(0), statement.text(1), statement.smallInteger(2), statement.smallInteger(3),
                           statement.integer(4), statement.text(5)});
        return albums;
    });
}

QFuture<Result<QList<Artist>>> TrackQueries::artists() const
{
    return m_readers.post([](store::Database& database) -> Result<QList<Artist>> {
        QList<Artist> artists;
        store::Statement statement = database.prepare(R"(
            SELECT coalesce(nullif(album_artist, ''), artist) AS name, count(DISTINCT nullif(album, '')), count(*), max(cover_key)
            FROM track WHERE name <> '' GROUP BY name ORDER BY min(artist_sort), name)");
        while (statement.step())
            artists.append(
                {statement.text(0), statement.smallInteger(1), statement.smallInteger(2), statement.text(3)});
        return artists;
    });
}

QFuture<Result<QList<Folder>>> TrackQueries::folders() const
{
    return m_readers.post([](store::Database& database) -> Result<QList<Folder>> {
        QList<Folder> folders;
        store::Statement statement = database.prepare("SELECT f.id, f.path, f.online, (SELECT count(*) FROM track t "
                                                      "WHERE t.folder_id = f.id) FROM folder f ORDER BY f.path");
        while (statement.step())
            folders.append(
                {statement.integer(0), pathText(statement.blob(1)), statement.boolean(2), statement.integer(3)});
        return folders;
    });
}

QFuture<Result<SongQuery>> TrackQueries::songQueryForTrack(TrackId id) const
{
    return m_readers.post([id](store::Database& database) -> Result<SongQuery> {
        const auto rows = rowsOf(database, {id});
        if (rows.isEmpty())
            return fail(ErrorCode::NotFound,
                        QCoreApplication::translate("Library", "This track is not in the library any more."));
        const Track& track = rows.first().track;
        return SongQuery{track.title,         track.artist, track.album,   track.durationMs,
                         track.recordingMbid, track.isrc,   track.acoustid};
    });
}

QFuture<Result<std::optional<QByteArray>>> TrackQueries::waveform(TrackId id) const
{
    return measuredBlob("SELECT a.waveform FROM analysis a JOIN track t ON t.id = a.track_id AND t.size = a.size AND "
                        "t.modified_ms = a.modified_ms WHERE t.id = ? AND a.error = ''",
                        id);
}

QFuture<Result<std::optional<QByteArray>>> TrackQueries::waveformDetail(TrackId id) const
{
    return measuredBlob("SELECT a.detail FROM analysis a JOIN track t ON t.id = a.track_id AND t.size = a.size AND "
                        "t.modified_ms = a.modified_ms WHERE t.id = ? AND a.error = ''",
                        id);
}

QFuture<Result<std::optional<QByteArray>>> TrackQueries::measuredBlob(const char* sql, TrackId id) const
{
    return m_readers.post([sql, id](store::Database& database) -> Result<std::optional<QByteArray>> {
        store::Statement statement = database.prepare(sql);
        statement.bind(id);
        return blobOf(std::move(statement));
    });
}

QFuture<Result<std::optional<QString>>> TrackQueries::fingerprint(TrackId id) const
{
    return m_readers.post([id](store::Database& database) -> Result<std::optional<QString>> {
        store::Statement statement = database.prepare(
            "SELECT a.fingerprint FROM analysis a JOIN track t ON t.id = a.track_id AND t.size = a.size AND "
            "t.modified_ms = a.modified_ms WHERE t.id = ? AND a.fingerprint <> ''");
        statement.bind(id);
        return statement.step() ? std::optional(statement.text(0)) : std::nullopt;
    });
}

QFuture<Result<QList<UnmeasuredTrack>>> TrackQueries::unmeasured(TaggedGain gain, TrackId before, int limit) const
{
    return m_readers.post([gain, before, limit](store::Database& database) -> Result<QList<UnmeasuredTrack>> {
        store::Statement statement = database.prepare(
            "SELECT t.id, t.path FROM track t LEFT JOIN analysis a ON a.track_id = t.id AND a.size = t.size AND "
            "a.modified_ms = t.modified_ms WHERE a.track_id IS NULL AND (t.track_gain_db IS NOT NULL) = ? AND t.error "
            "= '' AND "
            "t.online = 1 AND t.size >= 0 AND t.id < ? ORDER BY t.id DESC LIMIT ?");
        statement.bind(gain == TaggedGain::Present, before, limit);
        QList<UnmeasuredTrack> tracks;
        while (statement.step())
            tracks.append({TrackId{statement.integer(0)}, pathText(statement.blob(1))});
        return tracks;
    });
}

QFuture<Result<std::optional<QByteArray>>> TrackQueries::setting(const QString& key) const
{
    return m_readers.post([key](store::Database& database) -> Result<std::optional<QByteArray>> {
        store::Statement statement = database.prepare("SELECT value FROM setting WHERE key = ?");
        statement.bind(key);
        return blobOf(std::move(statement));
    });
}

} // namespace groundswell::library
