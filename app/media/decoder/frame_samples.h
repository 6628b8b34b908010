#pragma once

#include "media/sound_reader.h"

#include <vector>

struct AVFrame;

namespace groundswell::media {

/// A decoder's frame as interleaved floats. Whole numbers of up to 24 bits are scaled exactly; what is not a number
/// becomes silence. Returns how many channels there are; 0 for samples of an unknown kind.
[[nodiscard]] int frameSamples(const AVFrame& frame, SoundReader::Channels channels, std::vector<float>& samples);

} // namespace groundswell::media
