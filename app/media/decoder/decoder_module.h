#pragma once

#include "media/sound_reader.h"

namespace groundswell::media {

/// What the module gives to the program: openSound() in sound_reader.h, by the C name below. The caller owns the
/// reader; where there is none, `problem` holds the reason.
using OpenReader = SoundReader*(QIODevice& device, const char* name, SoundReader::Channels channels,
                                const std::atomic<bool>& isCancelled, std::span<char> problem);
inline constexpr auto OpenReaderName = "groundswellOpenReader";

} // namespace groundswell::media
