#pragma once

#include "base/error.h"
#include "media/dsp/stereo.h"

#include <QtTypes>

#include <memory>
#include <span>

struct soxr;

namespace groundswell::media {

/// Turns stereo sound of one rate into another, exact to the sample: n frames give round(n * outputRate / inputRate),
/// the first of them at the time of the input's first. The filter is libsoxr's "very high quality": linear phase, 28
/// bits, flat to 91.3 % of the lower rate's half. Equal rates copy bit for bit.
///
/// Used by one thread at a time. make() and clear() allocate and take some milliseconds; after that libsoxr's buffers
/// have their size (a test allows one to grow once more: how full they get depends on the portions that come).
class Resampler
{
public:
    /// Rates in Hz. Error: Unsupported where one is no isSoundRate().
    [[nodiscard]] static Result<Resampler> make(int inputRate, int outputRate);

    [[nodiscard]] int inputRate() const noexcept { return m_inputRate; }
    [[nodiscard]] int outputRate() const noexcept { return m_outputRate; }

    /// Takes and gives as much as fits: it returns when the input is used up or the output is full. Output comes later
    /// than its input, by some thousand frames. Whole frames, interleaved.
    Flow process(std::span<const float> in, std::span<float> out) noexcept;
    /// After the last input: writes the next frames of the tail and returns their number; 0 once all was given.
    std::size_t finish(std::span<float> out) noexcept;
    /// Forgets everything: the next input is the beginning of another sound. Allocates.
    void clear();

private:
    Resampler(int inputRate, int outputRate);

    void prime();
    [[nodiscard]] bool copies() const noexcept { return m_soxr == nullptr; }
    [[nodiscard]] Flow step(const float* in, std::size_t inFrames, std::span<float> out) noexcept;
    [[nodiscard]] qint64 exactOutput(qint64 inputFrames) const noexcept;

    struct Delete
    {
        void operator()(soxr* resampler) const noexcept;
    };

    int m_inputRate;
    int m_outputRate;
    std::unique_ptr<soxr, Delete> m_soxr; // none when it only copies
    std::unique_ptr<float[]> m_scratch;   // silence going in, and dropped sound coming out
    qint64 m_consumed = 0;                // since the beginning
    qint64 m_produced = 0;
    qint64 m_toDrop = 0; // what comes out for the silence that primed it
};

} // namespace groundswell::media
