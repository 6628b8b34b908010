#include "library/track_writer.h"

#include "base/text_fold.h"
#include "library/native_path.h"
#include "library/tag_reader.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

constexpr auto upsertTrack = R"(
INSERT INTO track(folder_id, path, size, modified_ms, added_ms, title, artist, album, album_artist, genre, track_no, disc_no, year,
  duration_ms, codec, bitrate_kbps, sample_rate_hz, channels, cover_key, recording_mbid, isrc, acoustid, error, title_sort, artist_sort, album_sort)
VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT(path) DO UPDATE SET folder_id=coalesce(excluded.folder_id, folder_id), size=excluded.size, modified_ms=excluded.modified_ms, online=1,
  title=excluded.title, artist=excluded.artist, album=excluded.album, album_artist=excluded.album_artist, genre=excluded.genre,
  track_no=excluded.track_no, disc_no=excluded.disc_no, year=excluded.year, duration_ms=excluded.duration_ms, codec=excluded.codec,
  bitrate_kbps=excluded.bitrate_kbps, sample_rate_hz=excluded.sample_rate_hz, channels=excluded.channels, cover_key=excluded.cover_key,
  recording_mbid=excluded.recording_mbid, isrc=excluded.isrc, acoustid=excluded.acoustid, error=excluded.error,
  title_sort=excluded.title_sort, artist_sort=excluded.artist_sort, album_sort=excluded.album_sort
RETURNING id)";

QString joined(const QString& a, const QString& b)
{
    return a.isEmpty() ? b : b.isEmpty() || a == b ? a : a + u' ' + b;
}

} // namespace

PreparedTrack readAndPrepare(const QByteArray& nativePath, qint64 sizeBytes, qint64 modifiedMs)
{
    PreparedTrack prepared;
    Track& track = prepared.track;
    if (auto read = readTags(nativePath)) {
        track = *std::move(read);
    } else {
        track.title = QFileInfo(pathText(nativePath)).fileName();
        track.error = read.error().message;
    }
    track.nativePath = nativePath;
    track.sizeBytes = sizeBytes;
    track.modifiedMs = modifiedMs;
    if (!track.coverKey.isEmpty()) prepared.coverPath = nativePath;

    prepared.titleSort = sortKey(track.title);
    prepared.artistSort = sortKey(track.artist);
    prepared.albumSort = sortKey(track.album);
    const QString allArtists = joined(track.artist, track.albumArtist);
    prepared.titleWords = searchWords(track.title);
    prepared.artistWords = searchWords(allArtists);
    prepared.albumWords = searchWords(track.album);
    prepared.romanised = joined(joined(romanisedWords(track.title), romanisedWords(allArtists)), romanisedWords(track.album));
    return prepared;
}

void useFolderPicture(PreparedTrack& prepared, const QByteArray& picturePath, const QString& coverKey)
{
    prepared.track.coverKey = coverKey;
    prepared.coverPath = picturePath;
}

TrackId writeTrack(store::Database& database, const PreparedTrack& prepared, std::optional<qint64> folderId, qint64 nowMs)
{
    const Track& t = prepared.track;
    qint64 id = 0;
    {
        store::Statement upsert = database.prepare(upsertTrack);
        upsert.bind(folderId, t.nativePath, t.sizeBytes, t.modifiedMs, nowMs, t.title, t.artist, t.album, t.albumArtist, t.genre, t.trackNo, t.discNo, t.year,
                    t.durationMs, t.codec, t.bitrateKbps, t.sampleRateHz, t.channels, t.coverKey, t.recordingMbid, t.isrc, t.acoustid, t.error,
                    prepared.titleSort, prepared.artistSort, prepared.albumSort);
        static_cast<void>(upsert.step());
        id = upsert.integer(0);
    }
    database.prepare("INSERT OR REPLACE INTO track_search(rowid, title, artist, album, romanised) VALUES(?,?,?,?,?)")
        .bind(id, prepared.titleWords, prepared.artistWords, prepared.albumWords, prepared.romanised)
        .run();
    if (!t.coverKey.isEmpty()) {
        const bool embedded = prepared.coverPath == t.nativePath;
        database.prepare("INSERT INTO cover(key, path, embedded) VALUES(?,?,?) ON CONFLICT(key) DO UPDATE SET path = excluded.path, embedded = excluded.embedded")
            .bind(t.coverKey, prepared.coverPath, embedded)
            .run();
    }
    return TrackId{id};
}

} // namespace groundswell::library
