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

/// Calls `found` for each audio file (by the extension) in a folder and all folders below, in the calling thread.
/// Symbolic links are followed, each folder is entered once. Folders that may not be read are skipped. False when
/// `root` itself cannot be opened.
[[nodiscard]] bool walkFolder(const QString& root, std::stop_token stop, const std::function<void(FoundFile)>& found);

/// Whether TagLib and the decks may know the file, by its extension.
[[nodiscard]] bool hasAudioExtension(const QByteArray& nativePath);

} // namespace groundswell::library
