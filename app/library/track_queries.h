#pragma once

#include "base/error.h"
#include "library/track.h"
#include "store/readers.h"

#include <QFuture>

#include <optional>
#include <stop_token>

namespace groundswell::library {

/// Whether a track's tags say how loud it is.
enum class TaggedGain : quint8 { Absent, Present };

/// A track that has to be listened to before its waveform and fingerprint, and perhaps its level, are known.
struct UnmeasuredTrack
{
    TrackId id{};
    QString path;
};

/// Questions to the library, answered by its readers' threads. Every function may be called from any thread and returns
/// at once; `.then(context, ...)` brings the answer to an object's thread, `.takeResult()` waits (command line, tests).
/// An answer that is quicker than then() comes within that call.
class TrackQueries
{
public:
    /// The readers must outlive it.
    explicit TrackQueries(store::Readers& readers)
        : m_readers(readers)
    {
    }

    /// All ids that pass the filter, in order: 8 bytes a track. Stop the token when the answer is no longer wanted.
    [[nodiscard]] QFuture<Result<TrackIds>> ids(const TrackFilter& filter, TrackOrder order,
                                                std::stop_token stop = {}) const;
    /// Rows of these ids, in their order; ids that are gone are left out.
    [[nodiscard]] QFuture<Result<QList<TrackRow>>> rows(TrackIds ids) const;
    /// Search as you type: at most `limit` rows, titles that match before other fields, whole words before beginnings.
    [[nodiscard]] QFuture<Result<QList<TrackRow>>> search(const QString& typed, int limit = 50,
                                                          std::stop_token stop = {}) const;
    [[nodiscard]] QFuture<Result<std::optional<TrackRow>>> byPath(const QString& path) const;
    /// The tracks that were matched to a village song.
    [[nodiscard]] QFuture<Result<TrackIds>> tracksOfSong(SongId song) const;
    /// The covers of songs of which the library has a track: matched to the village's song, or of the same title and
    /// artist as they sort. A key for each, in order; empty where the library has no such track or no picture of it.
    [[nodiscard]] QFuture<Result<QStringList>> coverKeys(QList<SongName> songs) const;

    [[nodiscard]] QFuture<Result<LibraryCounts>> counts() const;
    /// By title.
    [[nodiscard]] QFuture<Result<QList<Album>>> albums() const;
    /// By name; album artists.
    [[nodiscard]] QFuture<Result<QList<Artist>>> artists() const;
    [[nodiscard]] QFuture<Result<QList<Folder>>> folders() const;

    /// What to ask the village for; ErrorCode::NotFound for an unknown id.
    [[nodiscard]] QFuture<Result<SongQuery>> songQueryForTrack(TrackId id) const;
    /// The kept waveform of a track; none when there is none or the file has changed since.
    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> waveform(TrackId id) const;
    /// The same in finer parts.
    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> waveformDetail(TrackId id) const;
    /// Chromaprint's fingerprint; none when it was not measured, or there is too little sound.
    [[nodiscard]] QFuture<Result<std::optional<QString>>> fingerprint(TrackId id) const;
    /// At most `limit` readable tracks of this kind with ids below `before` that were not measured as they are now, the
    /// newest first. Tracks that could not be measured are left out until their files change.
    [[nodiscard]] QFuture<Result<QList<UnmeasuredTrack>>> unmeasured(TaggedGain gain, TrackId before, int limit) const;
    /// What TrackStore::setSetting() kept under this name; none when nothing was.
    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> setting(const QString& key) const;

private:
    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> measuredBlob(const char* sql, TrackId id) const;

    store::Readers& m_readers;
};

} // namespace groundswell::library
