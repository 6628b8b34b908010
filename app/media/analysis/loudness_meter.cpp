#include "media/analysis/loudness_meter.h"

#include <algorithm>
#include <cmath>
#include <ebur128.h>

namespace groundswell::media {

namespace {

constexpr int Modes = EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK;
constexpr double Silence = -70; // LUFS: the absolute gate, under which BS.1770 counts nothing

} // namespace

/// libebur128's own, whose type cannot be named before its header.
struct LoudnessMeter::State
{
    State(int sampleRate, int channels)
        : meter(ebur128_init(unsigned(channels), static_cast<unsigned long>(sampleRate), Modes))
    {
    }
    ~State()
    {
        if (meter) ebur128_destroy(&meter);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    ebur128_state* meter;
};

LoudnessMeter::~LoudnessMeter() = default;

LoudnessMeter::LoudnessMeter(int sampleRate, int channels)
    : m_channels(channels)
{
    if (sampleRate <= 0 || channels <= 0) return;
    auto state = std::make_unique<State>(sampleRate, channels);
    if (!state->meter) return;
    m_state = std::move(state);
    // One channel is heard from both loudspeakers.
    if (channels == 1) ebur128_set_channel(m_state->meter, 0, EBUR128_DUAL_MONO);
}

void LoudnessMeter::add(std::span<const float> samples) noexcept
{
    if (m_state) ebur128_add_frames_float(m_state->meter, samples.data(), samples.size() / std::size_t(m_channels));
}

std::optional<Loudness> LoudnessMeter::finish() const
{
    if (!m_state) return {};
    Loudness loudness;
    if (ebur128_loudness_global(m_state->meter, &loudness.integratedLufs) != EBUR128_SUCCESS ||
        ebur128_loudness_range(m_state->meter, &loudness.rangeLu) != EBUR128_SUCCESS)
        return {};
    for (int channel = 0; channel < m_channels; ++channel) {
        double peak = 0;
        if (ebur128_true_peak(m_state->meter, unsigned(channel), &peak) != EBUR128_SUCCESS) return {};
        loudness.truePeak = std::max(loudness.truePeak, peak);
    }
    const bool known = std::isfinite(loudness.integratedLufs) && loudness.integratedLufs > Silence &&
                       std::isfinite(loudness.truePeak) && std::isfinite(loudness.rangeLu);
    return known ? std::optional(loudness) : std::nullopt;
}

} // namespace groundswell::media
