#pragma once

#include <cstddef>

namespace groundswell::media {

/// Sound inside the program: 32-bit float, two channels, interleaved. Full scale is 1.
inline constexpr int ChannelCount = 2;

/// Whether sound of this rate, in Hz, can be played. A file may claim any.
constexpr bool isSoundRate(int rate) noexcept
{
    return rate >= 1'000 && rate <= 1'536'000;
}

/// What a stage with its own pace did with the frames it was given.
struct Flow
{
    std::size_t consumedFrames = 0; ///< taken from the input; the rest must be given again
    std::size_t producedFrames = 0; ///< written to the output

    bool operator==(const Flow&) const = default;
};

} // namespace groundswell::media
