#pragma once

#include "media/dsp/loudness.h"

#include <memory>
#include <optional>
#include <span>

namespace groundswell::media {

/// Measures a track's loudness as it passes (libebur128). Used by one thread at a time.
class LoudnessMeter
{
public:
    /// Any number of channels from 1 to 64, and any rate that libebur128 knows; for others finish() gives none.
    LoudnessMeter(int sampleRate, int channels);
    ~LoudnessMeter();

    /// Interleaved, whole frames.
    void add(std::span<const float> samples) noexcept;
    /// None when there was no sound to speak of (silence, or less than 0.4 s).
    [[nodiscard]] std::optional<Loudness> finish() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
    int m_channels;
};

} // namespace groundswell::media
