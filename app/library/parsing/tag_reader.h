#pragma once

#include "base/error.h"
#include "library/track.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace groundswell::library {

/// A picture as it lies in a tag or a folder; not decoded, not yet checked.
struct Picture
{
    QByteArray bytes;
    QString mimeType;
};

/// Reads a file's tags and audio properties through TagLib. Blocking; may be called from several threads. Fails with
/// ErrorCode::NotFound, ::Io or ::Corrupt and a sentence that says what is wrong with the file. size and mtime are left
/// 0.
[[nodiscard]] Result<Track> readTags(const QByteArray& nativePath);

/// The cover embedded in an audio file: the front cover where there are several. Blocking.
[[nodiscard]] std::optional<Picture> readEmbeddedPicture(const QByteArray& nativePath);

} // namespace groundswell::library
