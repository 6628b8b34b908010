#include "media/dsp/limiter.h"

#include <algorithm>
#include <cmath>

namespace groundswell::media {

namespace {

constexpr double LookAheadSeconds = 0.003;
constexpr double ReleaseSeconds = 0.1;
// From here on the envelope counts as back at 1: 0.0001 dB.
constexpr double NearlyOne = 1 - 1e-5;

} // namespace

Limiter::Limiter(int sampleRate, float ceiling)
    : m_ceiling(ceiling)
    , m_window(std::max<std::size_t>(2, std::size_t(LookAheadSeconds * sampleRate)))
    , m_release(1 - std::exp(-1 / (ReleaseSeconds * sampleRate)))
    , m_delayed(m_window * ChannelCount)
    , m_recent(m_window)
    , m_candidates(m_window)
{
    clear();
}

void Limiter::clear() noexcept
{
    std::ranges::fill(m_delayed, 0.0F);
    std::ranges::fill(m_recent, 1.0);
    m_at = 0;
    m_firstCandidate = 0;
    m_candidateCount = 0;
    m_frame = 0;
    m_envelope = 1;
    m_reduction = 0;
    m_reduced = 0;
    m_gain = 1;
}

void Limiter::process(std::span<float> samples) noexcept
{
    while (samples.size() >= ChannelCount) {
        if (isIdle()) samples = passOn(samples);
        if (samples.size() < ChannelCount) return;
        float* const frame = samples.data();
        if (!std::isfinite(frame[0] + frame[1])) std::fill_n(frame, ChannelCount, 0.0F);
        m_gain = smoothed(wanted(frame[0], frame[1]));
        const float* const oldest = exchange(frame);
        for (std::size_t channel = 0; channel < ChannelCount; ++channel)
            frame[channel] = m_gain == 1 ? oldest[channel]
                                         : std::clamp(float(double(oldest[channel]) * m_gain), -m_ceiling, m_ceiling);
        samples = samples.subspan(ChannelCount);
    }
}

// Nothing of the window is turned down, and nothing of it is let go any more.
bool Limiter::isIdle() const noexcept
{
    return m_reduced == 0 && m_envelope == 1 && m_candidateCount == 1 && m_candidates[m_firstCandidate].gain == 1;
}

// While idle: the frames up to the first that is too loud or not a number, each for the one that went in before it. The
// window forgets nothing by that, for all of it is at 1. Returns what is left.
std::span<float> Limiter::passOn(std::span<float> samples) noexcept
{
    std::size_t i = 0;
    for (; i + 1 < samples.size(); i += ChannelCount) {
        float* const frame = &samples[i];
        if (!(std::abs(frame[0]) <= m_ceiling && std::abs(frame[1]) <= m_ceiling)) break;
        std::copy_n(exchange(frame), ChannelCount, frame);
    }
    m_frame += i / ChannelCount;
    if (i > 0) m_candidates[m_firstCandidate].frame = m_frame - 1;
    return samples.subspan(i);
}

// Stores a frame; what went in m_window - 1 frames ago is the oldest then.
const float* Limiter::exchange(const float* frame) noexcept
{
    std::copy_n(frame, ChannelCount, &m_delayed[m_at * ChannelCount]);
    m_at = m_at + 1 == m_window ? 0 : m_at + 1;
    return &m_delayed[m_at * ChannelCount];
}

// The smallest gain that a frame of the window needs, falling at once and rising slowly.
double Limiter::wanted(float left, float right) noexcept
{
    const float peak = std::max(std::abs(left), std::abs(right));
    const double need = peak <= m_ceiling ? 1.0 : double(m_ceiling) / double(peak);
    const auto at = [this](std::size_t i) -> Candidate& {
        const std::size_t place = m_firstCandidate + i;
        return m_candidates[place < m_window ? place : place - m_window];
    };
    if (m_candidateCount > 0 && at(0).frame + m_window <= m_frame) {
        m_firstCandidate = m_firstCandidate + 1 == m_window ? 0 : m_firstCandidate + 1;
        --m_candidateCount;
    }
    while (m_candidateCount > 0 && at(m_candidateCount - 1).gain >= need)
        --m_candidateCount;
    at(m_candidateCount++) = {.frame = m_frame++, .gain = need};
    const double least = at(0).gain;
    m_envelope += (1 - m_envelope) * m_release;
    if (m_envelope > NearlyOne) m_envelope = 1;
    m_envelope = std::min(m_envelope, least);
    return m_envelope;
}

// The mean of the envelope over the window.
double Limiter::smoothed(double gain) noexcept
{
    double& oldest = m_recent[m_at];
    m_reduction += oldest - gain;
    m_reduced -= std::size_t(oldest < 1);
    m_reduced += std::size_t(gain < 1);
    oldest = gain;
    if (m_reduced == 0) m_reduction = 0;
    return 1 - m_reduction / double(m_window);
}

} // namespace groundswell::media
