#pragma once

#include <span>

namespace groundswell::media {

/// Goes on with a sound beyond its end: linear prediction by Burg's method of order 32 (J. P. Burg, "Maximum entropy
/// spectral analysis", 1967), which continues tones as tones and noise as noise that dies away. Interleaved stereo;
/// `known` is at most 1,025 frames, and short ones are continued by what they have. Allocates nothing.
void extrapolate(std::span<const float> known, std::span<float> beyond) noexcept;

} // namespace groundswell::media
