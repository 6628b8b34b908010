#pragma once

#include "base/error.h"
#include "library/track.h"

#include <QByteArray>

namespace groundswell::library {

/// Characters; a longer tag is damage or malice, and cut.
inline constexpr qsizetype LongestTagText = 1000;

/// What readTags() found, between the helper process and this one.
[[nodiscard]] QByteArray trackToBytes(const Track& track);
/// Error: Corrupt when the bytes are not a track. Texts are cut to what readTags() gives at most.
[[nodiscard]] Result<Track> trackFromBytes(const QByteArray& bytes);

} // namespace groundswell::library
