#pragma once

#include "media/dsp/replay_gain.h"

namespace groundswell::media {

/// How loud a track is as a whole (EBU R 128: ITU-R BS.1770-4 and EBU Tech 3342).
struct Loudness
{
    double integratedLufs = 0;
    double rangeLu = 0;  ///< between its quiet and its loud parts
    double truePeak = 0; ///< largest |sample| between samples too, 1 is full scale

    bool operator==(const Loudness&) const = default;
};

/// The gain of a track that carries none; its album's is not known from it alone.
[[nodiscard]] inline ReplayGain measuredReplayGain(const Loudness& loudness) noexcept
{
    return {.trackGainDb = replayGainDb(loudness.integratedLufs),
            .albumGainDb = {},
            .trackPeak = loudness.truePeak > 0 ? std::optional(loudness.truePeak) : std::nullopt,
            .albumPeak = {}};
}

} // namespace groundswell::media
