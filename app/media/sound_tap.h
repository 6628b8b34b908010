#pragma once

#include "media/dsp/stereo.h"
#include "media/play_clock.h"

#include <QtTypes>

#include <atomic>
#include <memory>
#include <span>

namespace groundswell::media {

/// The sound being heard, for a screen to draw: what a spectrum is made of. It costs the audio thread a copy while it
/// is on, and nothing while it is off.
class SoundTap
{
public:
    /// The clock outlives it.
    explicit SoundTap(const PlayClock& clock);

    /// Any thread.
    void setOn(bool on) noexcept { m_on.store(on, std::memory_order_relaxed); }
    [[nodiscard]] bool isOn() const noexcept { return m_on.load(std::memory_order_relaxed); }
    /// Any thread: the frames up to the one heard now, interleaved stereo, at the mixer's rate; at most MostFrames.
    /// Frames that were not tapped are silence.
    void latest(std::span<float> samples) const noexcept;

    static constexpr std::size_t MostFrames = 8192;

    /// Audio thread: output frames from this one on.
    void write(qint64 outputFrame, std::span<const float> samples) noexcept;

private:
    // Room for what the device holds besides. The samples are single atomics: a reader may see a frame that was just
    // replaced, which no eye can tell, but never half a number.
    static constexpr std::size_t Capacity = 32'768;

    const PlayClock& m_clock;
    std::atomic<bool> m_on = false;
    std::unique_ptr<std::atomic<float>[]> m_samples;
    std::atomic<qint64> m_begin = 0; // the output frames that are there
    std::atomic<qint64> m_end = 0;
};

} // namespace groundswell::media
