#pragma once

#include "base/error.h"
#include "base/text_fold.h"
#include "library/track.h"
#include "store/database.h"

#include <QHash>

#include <optional>

namespace groundswell::library {

/// A track with all that its rows need, worked out before the writer's turn.
struct PreparedTrack
{
    Track track;
    FoldedName title;
    FoldedName artist; ///< words and romanised also of the album artist
    FoldedName album;
    QByteArray coverPath; ///< native path of the picture, or of the track where it is embedded; empty for no cover
};

/// Prepares tracks for writing. One for each thread: it remembers names, since the tracks of an album
/// share them.
class TrackPreparer
{
public:
    /// What was read of a file. One that could not be read becomes a row with its reason.
    [[nodiscard]] PreparedTrack prepareFile(const QByteArray& nativePath, qint64 sizeBytes, qint64 modifiedMs,
                                            Result<Track> read);
    /// Folds the track's names.
    [[nodiscard]] PreparedTrack prepare(Track track);

private:
    const FoldedName& folded(const QString& name);

    QHash<QString, FoldedName> m_names;
};

/// Writes the rows of tracks; lives within one job of the writer.
class TrackWriter
{
public:
    /// `folderId` is none for files that belong to no folder.
    TrackWriter(store::Database& database, std::optional<qint64> folderId, qint64 nowMs);

    /// Inserts or updates a track's rows. What is known of it besides the file stays.
    TrackId write(const PreparedTrack& prepared);

private:
    [[nodiscard]] qint64 insertOrUpdate(const PreparedTrack& prepared);
    void writeCover(const PreparedTrack& prepared);

    store::Database& m_database;
    const std::optional<qint64> m_folderId;
    const qint64 m_nowMs;
    store::Statement m_find;
    store::Statement m_insert;
    store::Statement m_index;
    store::Statement m_words;
    QString m_lastCover;
};

} // namespace groundswell::library
