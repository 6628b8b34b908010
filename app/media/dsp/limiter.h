#pragma once

#include "media/dsp/stereo.h"

#include <cstddef>
#include <span>
#include <vector>

namespace groundswell::media {

/// Keeps every sample within a ceiling, by turning down what surrounds a peak rather than by cutting it: it looks 3 ms
/// ahead, lowers both channels alike and lets go over some 100 ms. The gain is the smallest that a sliding window asks
/// for, smoothed by a moving average of the same length, which therefore arrives exactly when the peak does.
///
/// Its delay is the same at all times, idle or not: latencyFrames(). Below the ceiling the samples come out bit for
/// bit, that much later; frames that are not numbers become silence. Used by one thread at a time; only the constructor
/// allocates.
class Limiter
{
public:
    /// `ceiling`: the largest |sample| that comes out, above 0.
    explicit Limiter(int sampleRate, float ceiling = 1.0F);

    /// Frames between a sample's going in and its coming out.
    [[nodiscard]] std::size_t latencyFrames() const noexcept { return m_window - 1; }
    /// In place, interleaved. The first latencyFrames() after a start are silence; push as much silence to get the
    /// rest.
    void process(std::span<float> samples) noexcept;
    /// Forgets what it holds.
    void clear() noexcept;
    /// The gain applied to the last frame, for a meter: 1 when it does nothing.
    [[nodiscard]] double gain() const noexcept { return m_gain; }

private:
    [[nodiscard]] bool isIdle() const noexcept;
    [[nodiscard]] std::span<float> passOn(std::span<float> samples) noexcept;
    [[nodiscard]] const float* exchange(const float* frame) noexcept;
    [[nodiscard]] double wanted(float left, float right) noexcept;
    [[nodiscard]] double smoothed(double gain) noexcept;

    const float m_ceiling;
    const std::size_t m_window; // frames
    const double m_release;     // part of the way back to 1, a frame

    std::vector<float> m_delayed; // m_window frames, a ring
    std::vector<double> m_recent; // envelope of the last m_window frames, a ring
    std::size_t m_at = 0;         // in both

    // The window's minimum: candidates in rising order, in a ring (a monotonic queue).
    struct Candidate
    {
        std::size_t frame = 0;
        double gain = 1;
    };
    std::vector<Candidate> m_candidates;
    std::size_t m_firstCandidate = 0;
    std::size_t m_candidateCount = 0;

    std::size_t m_frame = 0; // counted since the start
    double m_envelope = 1;
    double m_reduction = 0;    // sum of 1 - envelope over m_recent
    std::size_t m_reduced = 0; // frames of m_recent below 1; at 0 the sum is exactly 0 again
    double m_gain = 1;
};

} // namespace groundswell::media
