#pragma once

#include "media/dsp/resampler.h"
#include "media/sound_reader.h"

#include <optional>
#include <span>
#include <vector>

namespace groundswell::media {

/// Keeps a track's rate where its file changes it inside: two files in a row, or a station's next programme. Used by
/// one thread.
class OneRate
{
public:
    /// In Hz.
    explicit OneRate(int rate)
        : m_rate(rate)
    {
    }

    /// A stereo block at the track's rate, behind what was held back of the rate before; valid until the next call.
    /// After a change some thousand frames come later than what they were made of. Nothing of a rate that no file has.
    [[nodiscard]] std::span<const float> add(const SoundBlock& block);
    /// What is held back at the file's end; valid until the next call.
    [[nodiscard]] std::span<const float> finish();

private:
    void drain();
    void resample(std::span<const float> in);

    const int m_rate;
    std::optional<Resampler> m_resampler; // none at the track's own rate
    std::vector<float> m_samples;
};

} // namespace groundswell::media
