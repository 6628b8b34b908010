#include "library/track_rows.h"

namespace groundswell::library {

namespace {

constexpr auto rowById = R"(
SELECT t.path, t.size, t.modified_ms, t.title, t.artist, t.album, t.album_artist, t.genre, t.track_no, t.disc_no, t.year, t.duration_ms,
  t.codec, t.bitrate_kbps, t.sample_rate_hz, t.channels, t.cover_key, t.recording_mbid, t.isrc, t.acoustid, t.error,
  t.online, t.added_ms, s.song_id, w.flags, p.play_count, p.last_played_ms,
  t.track_gain_db, t.album_gain_db, t.track_peak, t.album_peak, a.integrated_lufs, a.range_lu, a.true_peak, a.album_lufs, a.album_peak,
  w.comments
FROM track t
LEFT JOIN track_song s ON s.track_id = t.id
LEFT JOIN track_words w ON w.track_id = t.id
LEFT JOIN track_play p ON p.track_id = t.id
LEFT JOIN analysis a ON a.track_id = t.id AND a.size = t.size AND a.modified_ms = t.modified_ms
WHERE t.id = ?)";

std::optional<double> realOrNone(const store::Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.real(column));
}

std::optional<media::Loudness> measuredOf(const store::Statement& row)
{
    const auto integrated = realOrNone(row, 31);
    const auto range = realOrNone(row, 32);
    const auto peak = realOrNone(row, 33);
    if (!integrated || !range || !peak) return {};
    return media::Loudness{.integratedLufs = *integrated, .rangeLu = *range, .truePeak = *peak};
}

TrackRow toRow(TrackId id, const store::Statement& row)
{
    return {
        .track =
            {
                .id = id,
                .nativePath = row.blob(0),
                .sizeBytes = row.integer(1),
                .modifiedMs = row.integer(2),
                .title = row.text(3),
                .artist = row.text(4),
                .album = row.text(5),
                .albumArtist = row.text(6),
                .genre = row.text(7),
                .trackNo = row.smallInteger(8),
                .discNo = row.smallInteger(9),
                .year = row.smallInteger(10),
                .durationMs = row.smallInteger(11),
                .codec = row.text(12),
                .bitrateKbps = row.smallInteger(13),
                .sampleRateHz = row.smallInteger(14),
                .channels = row.smallInteger(15),
                .coverKey = row.text(16),
                .recordingMbid = row.text(17),
                .isrc = row.text(18),
                .acoustid = row.text(19),
                .replayGain = {.trackGainDb = realOrNone(row, 27),
                               .albumGainDb = realOrNone(row, 28),
                               .trackPeak = realOrNone(row, 29),
                               .albumPeak = realOrNone(row, 30)},
                .error = row.text(20),
            },
        .online = row.boolean(21),
        .addedMs = row.integer(22),
        .songId = row.id<SongId>(23),
        .words = WordsFlags::fromInt(static_cast<quint8>(row.integer(24))),
        .comments = row.isNull(36) ? std::nullopt : std::optional(row.integer(36)),
        .playCount = row.smallInteger(25),
        .lastPlayedMs = row.integer(26),
        .measured = measuredOf(row),
        .albumLufs = realOrNone(row, 34),
        .albumPeak = realOrNone(row, 35),
    };
}

} // namespace

QList<TrackRow> rowsOf(store::Database& database, const TrackIds& ids)
{
    QList<TrackRow> rows;
    rows.reserve(static_cast<qsizetype>(ids.size()));
    store::Statement statement = database.prepare(rowById);
    for (const TrackId id : ids) {
        statement.bind(id);
        if (statement.step()) rows.append(toRow(id, statement));
        statement.reset();
    }
    return rows;
}

} // namespace groundswell::library
