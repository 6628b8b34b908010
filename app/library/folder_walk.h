#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <stop_token>

namespace groundswell::library {

/// A file that the walk found.
struct FoundFile
{
    QByteArray nativePath;
    qint64 sizeBytes = 0;
    qint64 modifiedMs = 0;
    QByteArray folderPicture;   ///< native path of the best cover picture in the same folder; empty for none
    bool hasLyricsFile = false; ///< a lyrics file of the same name lies beside it
};

/// Who is told of what a walk comes by, in the calling thread.
struct WalkTold
{
    std::function<void(FoundFile)> found;             ///< an audio file, by its extension
    std::function<void(const QByteArray&)> entered{}; ///< a folder: its native path
};

/// Walks through a folder and all folders below. Symbolic links are followed, each folder is entered once. Folders that
/// may not be read are skipped. False when `root` itself cannot be opened.
[[nodiscard]] bool walkFolder(const QString& root, std::stop_token stop, const WalkTold& told);

/// Whether a music folder can be looked through now. Touches the disk.
[[nodiscard]] bool isThere(const QString& root);

/// Whether TagLib and the decks may know the file, by its extension.
[[nodiscard]] bool hasAudioExtension(const QByteArray& nativePath);

} // namespace groundswell::library
