#include "library/track_writer.h"

#include "library/native_path.h"

#include <QFileInfo>

namespace groundswell::library {

namespace {

constexpr auto insertTrack = R"(
INSERT INTO track(folder_id, path, size, modified_ms, added_ms, title, artist, album, album_artist, genre, track_no, disc_no, year,
  duration_ms, codec, bitrate_kbps, sample_rate_hz, channels, cover_key, recording_mbid, isrc, acoustid, error, title_sort, artist_sort, album_sort,
  track_gain_db, album_gain_db, track_peak, album_peak)
VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30))";

constexpr auto updateTrack = R"(
UPDATE track SET folder_id=coalesce(?1, folder_id), size=?3, modified_ms=?4, online=1, title=?6, artist=?7, album=?8, album_artist=?9, genre=?10,
  track_no=?11, disc_no=?12, year=?13, duration_ms=?14, codec=?15, bitrate_kbps=?16, sample_rate_hz=?17, channels=?18, cover_key=?19,
  recording_mbid=?20, isrc=?21, acoustid=?22, error=?23, title_sort=?24, artist_sort=?25, album_sort=?26,
  track_gain_db=?27, album_gain_db=?28, track_peak=?29, album_peak=?30
WHERE path=?2)";

constexpr qsizetype namesRemembered = 4096;

QString joined(const QString& a, const QString& b)
{
    return a.isEmpty() ? b : b.isEmpty() || a == b ? a : a + u' ' + b;
}

void bindTrack(store::Statement& statement, const PreparedTrack& p, std::optional<qint64> folderId, qint64 nowMs)
{
    const Track& t = p.track;
    statement.bind(folderId, t.nativePath, t.sizeBytes, t.modifiedMs, nowMs, t.title, t.artist, t.album, t.albumArtist,
                   t.genre, t.trackNo, t.discNo, t.year, t.durationMs, t.codec, t.bitrateKbps, t.sampleRateHz,
                   t.channels, t.coverKey, t.recordingMbid, t.isrc, t.acoustid, t.error, p.title.sort, p.artist.sort,
                   p.album.sort, t.replayGain.trackGainDb, t.replayGain.albumGainDb, t.replayGain.trackPeak,
                   t.replayGain.albumPeak);
}

} // namespace

PreparedTrack TrackPreparer::prepareFile(const QByteArray& nativePath, qint64 sizeBytes, qint64 modifiedMs,
                                         Result<Track> read)
{
    Track track;
    if (read) {
        track = *std::move(read);
    } else {
        track.title = QFileInfo(pathText(nativePath)).fileName();
        track.error = read.error().message;
    }
    track.nativePath = nativePath;
    track.sizeBytes = sizeBytes;
    track.modifiedMs = modifiedMs;
    return prepare(std::move(track));
}

PreparedTrack TrackPreparer::prepare(Track track)
{
    PreparedTrack prepared;
    prepared.title = foldName(track.title);
    prepared.artist = folded(track.artist);
    prepared.album = folded(track.album);
    if (!track.albumArtist.isEmpty() && track.albumArtist != track.artist) {
        const FoldedName& albumArtist = folded(track.albumArtist);
        prepared.artist.words = joined(prepared.artist.words, albumArtist.words);
        prepared.artist.romanised = joined(prepared.artist.romanised, albumArtist.romanised);
    }
    if (!track.coverKey.isEmpty()) prepared.coverPath = track.nativePath;
    prepared.track = std::move(track);
    return prepared;
}

const FoldedName& TrackPreparer::folded(const QString& name)
{
    if (const auto known = m_names.constFind(name); known != m_names.constEnd()) return *known;
    if (m_names.size() >= namesRemembered) m_names.clear();
    return *m_names.insert(name, foldName(name));
}

TrackWriter::TrackWriter(store::Database& database, std::optional<qint64> folderId, qint64 nowMs)
    : m_database(database)
    , m_folderId(folderId)
    , m_nowMs(nowMs)
    , m_find(database.prepare("SELECT id FROM track WHERE path = ?"))
    , m_insert(database.prepare(insertTrack))
    , m_index(database.prepare("INSERT INTO track_search(rowid, title, artist, album, romanised) VALUES(?,?,?,?,?)"))
    , m_words(database.prepare("INSERT INTO track_words(track_id, flags) VALUES(?1, ?2) ON CONFLICT(track_id) DO "
                               "UPDATE SET flags = flags | ?2"))
{
}

TrackId TrackWriter::write(const PreparedTrack& prepared)
{
    const qint64 id = insertOrUpdate(prepared);
    m_index.bind(id, prepared.title.words, prepared.artist.words, prepared.album.words,
                 joined(joined(prepared.title.romanised, prepared.artist.romanised), prepared.album.romanised));
    m_index.run();
    if (prepared.track.words) m_words.bind(id, prepared.track.words.toInt()).run();
    writeCover(prepared);
    return TrackId{id};
}

qint64 TrackWriter::insertOrUpdate(const PreparedTrack& prepared)
{
    m_find.reset();
    m_find.bind(prepared.track.nativePath);
    if (!m_find.step()) {
        bindTrack(m_insert, prepared, m_folderId, m_nowMs);
        m_insert.run();
        return m_database.lastInsertId();
    }
    const qint64 id = m_find.integer(0);
    store::Statement update = m_database.prepare(updateTrack);
    bindTrack(update, prepared, m_folderId, m_nowMs);
    update.run();
    m_database.prepare("DELETE FROM track_search WHERE rowid = ?").bind(id).run();
    return id;
}

void TrackWriter::writeCover(const PreparedTrack& prepared)
{
    const QString& key = prepared.track.coverKey;
    if (key.isEmpty() || key == m_lastCover) return;
    m_lastCover = key;
    const bool embedded = prepared.coverPath == prepared.track.nativePath;
    m_database
        .prepare("INSERT INTO cover(key, path, embedded) VALUES(?,?,?) ON CONFLICT(key) DO UPDATE SET path = "
                 "excluded.path, embedded = excluded.embedded")
        .bind(key, prepared.coverPath, embedded)
        .run();
}

} // namespace groundswell::library
