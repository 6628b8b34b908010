#pragma once

#include "media/track_file.h"

#include <QIODevice>

#include <optional>

namespace groundswell::media {

/// How long an Ogg file with one Vorbis stream is, as its last page tells (RFC 3533, section 6; Vorbis I, A.2): FFmpeg
/// loses count where the sound fits into one page. None for anything else. Reads the first and the last 64 KiB and
/// leaves the device where it was, which must not be sequential.
[[nodiscard]] std::optional<TrackTrim> vorbisLength(QIODevice& device);

} // namespace groundswell::media
