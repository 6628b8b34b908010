#pragma once

#include "library/track.h"
#include "store/database.h"

#include <optional>

namespace groundswell::library {

/// A track with all that its rows need, worked out before the writer's turn: folding and romanising take longer than
/// writing.
struct PreparedTrack
{
    Track track;
    QString titleSort;
    QString artistSort;
    QString albumSort;
    QString titleWords;
    QString artistWords;
    QString albumWords;
    QString romanised;
    QByteArray coverPath;  ///< native path of the picture, or of the track where it is embedded; empty for no cover
};

/// Reads and prepares one file. One that cannot be read becomes a row with its reason.
[[nodiscard]] PreparedTrack readAndPrepare(const QByteArray& nativePath, qint64 sizeBytes, qint64 modifiedMs);

/// Gives a track the cover that lies beside it; for those that embed none.
void useFolderPicture(PreparedTrack& prepared, const QByteArray& picturePath, const QString& coverKey);

/// Inserts or updates the track's rows; within a job of the writer. What is known of it besides the file stays.
TrackId writeTrack(store::Database& database, const PreparedTrack& prepared, std::optional<qint64> folderId, qint64 nowMs);

} // namespace groundswell::library
