#pragma once

#include "media/dsp/stereo.h"

#include <memory>
#include <span>
#include <vector>

struct kiss_fftr_state;

namespace groundswell::media {

/// What a screen draws of the sound's pitches: bands of equal musical width from 40 Hz to 16 kHz, their power over a
/// Hann window of 4,096 frames (KissFFT; Harris 1978, "On the use of windows for harmonic analysis"). A full-scale sine
/// reads 0 dB; pink noise, near to what music is, reads level.
///
/// Ballistics: a band rises with a time constant of 8 ms and falls by 40 dB/s, quick enough to show a beat; its mark
/// stays for 0.8 s and then falls by 20 dB in 1.7 s, as a Type I peak programme meter (IEC 60268-10).
///
/// Costs a copy of samples in add() and a transform in update(), and nothing while nobody calls them. Used by one
/// thread at a time; only the constructor allocates.
class Spectrum
{
public:
    static constexpr double FloorDb = -66;  ///< reads 0
    static constexpr double CeilingDb = -6; ///< reads 1

    Spectrum(int sampleRate, int bands);

    /// The sound since the last call; only the last 4,096 frames matter. Interleaved stereo.
    void add(std::span<const float> samples) noexcept;
    /// Works the bands out anew. `seconds` since the last call, for the ballistics.
    void update(double seconds) noexcept;
    /// 0 to 1 from FloorDb to CeilingDb, lowest band first.
    [[nodiscard]] std::span<const float> levels() const noexcept { return m_levels; }
    /// The marks above them.
    [[nodiscard]] std::span<const float> marks() const noexcept { return m_marks; }
    /// Everything at rest: a further update() would change nothing, so a screen may stop drawing.
    [[nodiscard]] bool isStill() const noexcept;
    /// Silence, at once.
    void clear() noexcept;

private:
    struct Band
    {
        double low = 0; // in bins
        double high = 0;
        double heldSeconds = 0;
    };

    void transform() noexcept;
    [[nodiscard]] double powerOf(const Band& band) const noexcept;

    struct Free
    {
        void operator()(kiss_fftr_state* plan) const noexcept;
    };

    std::unique_ptr<kiss_fftr_state, Free> m_plan;
    std::vector<float> m_recent; // one channel, a ring
    std::size_t m_at = 0;
    std::vector<float> m_window;
    std::vector<float> m_windowed;
    std::vector<float> m_bins;   // real and imaginary parts
    std::vector<float> m_powers; // a bin each
    std::vector<Band> m_bands;
    std::vector<float> m_levels;
    std::vector<float> m_marks;
};

} // namespace groundswell::media
