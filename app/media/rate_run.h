#pragma once

#include "media/dsp/resampler.h"

#include <QtTypes>

#include <array>
#include <span>

namespace groundswell::media {

/// One sound through a resampler, as if it had gone on in front of its first frame and behind its last. A resampler
/// takes what it is not given for silence, and a sound that is cut inside (a track that goes on in the next file, of
/// another rate) would end and begin in a click; so the sound is extrapolated by some hundred frames at both ends, and
/// what comes out for those is dropped. n frames give round(n * outputRate / inputRate).
///
/// Used by the audio thread; allocates nothing.
class RateRun
{
public:
    /// A new sound, through a resampler that was not used before (or was cleared).
    void begin(Resampler& resampler) noexcept;
    /// As Resampler::process().
    Flow process(std::span<const float> in, std::span<float> out) noexcept;
    /// As Resampler::finish().
    std::size_t finish(std::span<float> out) noexcept;
    /// Frames that all input so far gives.
    [[nodiscard]] qint64 outputFrames() const noexcept;
    /// Frames given so far.
    [[nodiscard]] qint64 givenFrames() const noexcept { return m_given; }

private:
    static constexpr qint64 MostLead = 1024;
    static constexpr qint64 EnoughLead = 480;

    enum class State { Collecting, Flowing, Finishing };

    void prepend() noexcept;
    void append() noexcept;
    void remember(std::span<const float> in) noexcept;
    [[nodiscard]] std::size_t feedExtra(std::span<float> out) noexcept;
    std::size_t give(std::span<const float>& in, std::span<float> out) noexcept;

    Resampler* m_resampler = nullptr;
    State m_state = State::Collecting;
    qint64 m_lead = 0;   // frames put in front: as many as give a whole number of frames
    qint64 m_toDrop = 0; // those
    qint64 m_taken = 0;  // of the sound
    qint64 m_given = 0;

    // The latest frames of the sound (all of it while collecting), the oldest first, in the first half or so; moved
    // down now and then.
    std::array<float, 2 * (MostLead + 1) * ChannelCount> m_recent{};
    std::size_t m_recentFrames = 0;
    // What goes in beside the sound: the extrapolated frames and those collected.
    std::array<float, (2 * MostLead + 1) * ChannelCount> m_extra{};
    std::size_t m_extraAt = 0;
    std::size_t m_extraFrames = 0;
    std::array<float, 256 * ChannelCount> m_dropped{};
};

} // namespace groundswell::media
