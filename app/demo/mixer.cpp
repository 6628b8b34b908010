#include "demo/mixer.h"

#include <ebur128.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>

namespace groundswell::demo {

namespace {

constexpr double targetLufs = -16.0;
constexpr float limiterKnee = 0.55F;
constexpr float limiterTop = 0.85F; // lossy coders overshoot a little: leave them room

/// Eight delay lines that feed each other through a Householder matrix.
class Reverb
{
public:
    Reverb(int sampleRate, double decayS, double dampHz)
    {
        constexpr std::array<double, lines> delaysMs{29.7, 37.1, 41.1, 43.7,
                                                     53.9, 61.3, 67.9, 74.9}; // no common factors
        for (size_t i = 0; i < lines; ++i) {
            m_lines[i].resize(static_cast<size_t>(delaysMs[i] * sampleRate / 1000.0));
            m_gain[i] = static_cast<float>(std::pow(0.001, delaysMs[i] / 1000.0 / decayS));
        }
        m_damp = static_cast<float>(1.0 - std::exp(-6.2832 * dampHz / sampleRate));
        m_pre.resize(static_cast<size_t>(sampleRate / 50)); // 20 ms before the room answers
    }

    void process(float& left, float& right)
    {
        std::swap(m_pre[m_prePosition][0], left);
        std::swap(m_pre[m_prePosition][1], right);
        m_prePosition = (m_prePosition + 1) % m_pre.size();
        std::array<float, lines> out{};
        float sum = 0;
        for (size_t i = 0; i < lines; ++i) {
            m_low[i] += m_damp * (m_lines[i][m_position[i]] - m_low[i]);
            out[i] = m_low[i] * m_gain[i];
            sum += out[i];
        }
        float wetLeft = 0, wetRight = 0;
        for (size_t i = 0; i < lines; ++i) {
            const float in = i % 2 == 0 ? left : right;
            m_lines[i][m_position[i]] = in + out[i] - sum * (2.0F / lines);
            if (++m_position[i] == m_lines[i].size()) m_position[i] = 0;
            const float sign = i % 4 < 2 ? 1.0F : -1.0F;
            (i % 2 == 0 ? wetLeft : wetRight) += sign * out[i];
        }
        left = 0.5F * wetLeft;
        right = 0.5F * wetRight;
    }

private:
    static constexpr size_t lines = 8;
    std::array<Samples, lines> m_lines;
    std::array<size_t, lines> m_position{};
    std::array<float, lines> m_gain{}, m_low{};
    std::vector<std::array<float, 2>> m_pre;
    size_t m_prePosition = 0;
    float m_damp = 0.3F;
};

/// Adds a part to the dry mix and to the reverb's input. Equal power: the loudness stays while a sound moves.
void place(StereoSamples& dry, StereoSamples& wet, const Samples& mono, const Part& part, double pan)
{
    const double angle = (std::clamp(pan, -1.0, 1.0) + 1.0) * std::numbers::pi / 4.0;
    const double gain = std::pow(10.0, part.levelDb / 20.0) * std::numbers::sqrt2;
    const auto left = static_cast<float>(std::cos(angle) * gain);
    const auto right = static_cast<float>(std::sin(angle) * gain);
    const auto send = static_cast<float>(part.reverb);
    constexpr size_t block = 1024; // most instruments are silent most of the time: what is silent is passed over
    for (size_t from = 0; from < mono.size(); from += block) {
        const size_t to = std::min(from + block, mono.size());
        const auto at = mono.begin() + static_cast<std::ptrdiff_t>(from);
        if (std::all_of(at, mono.begin() + static_cast<std::ptrdiff_t>(to), [](float value) { return value == 0.0F; }))
            continue;
        for (size_t i = from; i < to; ++i) {
            const float toLeft = left * mono[i];
            const float toRight = right * mono[i];
            dry.left[i] += toLeft;
            dry.right[i] += toRight;
            wet.left[i] += send * toLeft;
            wet.right[i] += send * toRight;
        }
    }
}

/// Takes away what is below hearing: a one-pole high pass.
void blockDc(Samples& samples, int sampleRate)
{
    const auto coefficient = static_cast<float>(1.0 - std::exp(-6.2832 * 24.0 / sampleRate));
    float low = 0;
    for (auto& value : samples) {
        low += coefficient * (value - low);
        value -= low;
    }
}

std::vector<float> interleaved(const StereoSamples& samples)
{
    std::vector<float> both(samples.left.size() * 2);
    for (size_t i = 0; i < samples.left.size(); ++i) {
        both[2 * i] = samples.left[i];
        both[2 * i + 1] = samples.right[i];
    }
    return both;
}

double loudnessOf(const StereoSamples& samples, int sampleRate)
{
    const auto destroy = [](ebur128_state* state) { ebur128_destroy(&state); };
    const std::unique_ptr<ebur128_state, decltype(destroy)> state(
        ebur128_init(2, static_cast<unsigned long>(sampleRate), EBUR128_MODE_I), destroy);
    const auto both = interleaved(samples);
    double lufs = -70;
    if (state && ebur128_add_frames_float(state.get(), both.data(), samples.left.size()) == EBUR128_SUCCESS)
        ebur128_loudness_global(state.get(), &lufs);
    return std::isfinite(lufs) ? lufs : -70;
}

/// Straight up to the knee, then bends towards the top without reaching it.
float limited(float value)
{
    const float size = std::abs(value);
    if (size <= limiterKnee) return value;
    constexpr float room = limiterTop - limiterKnee;
    return std::copysign(limiterKnee + room * std::tanh((size - limiterKnee) / room), value);
}

void finish(Samples& samples, double gain, int sampleRate, double fadeOutS)
{
    const auto fadeIn = static_cast<size_t>(sampleRate / 100);
    const auto fadeOut = std::min(samples.size(), static_cast<size_t>(fadeOutS * sampleRate));
    for (size_t i = 0; i < samples.size(); ++i) {
        float value = limited(samples[i] * static_cast<float>(gain));
        if (i < fadeIn) value *= static_cast<float>(i) / static_cast<float>(fadeIn);
        if (const size_t left = samples.size() - i; left < fadeOut) {
            const float part = static_cast<float>(left) / static_cast<float>(fadeOut);
            value *= part * part;
        }
        samples[i] = value;
    }
}

float peakOf(const Samples& samples)
{
    float peak = 0;
    for (const float value : samples)
        peak = std::max(peak, std::abs(value));
    return peak;
}

} // namespace

Mix mixScore(const Score& score, int sampleRate)
{
    const auto frames = static_cast<size_t>(std::llround(score.seconds * sampleRate));
    Mix mix{{Samples(frames), Samples(frames)}, sampleRate, {}};
    StereoSamples wet{Samples(frames), Samples(frames)};
    Samples mono(frames);
    for (const auto& part : score.parts) {
        if (part.notes.empty()) continue;
        playPart(part, sampleRate, mono,
                 [&](const Samples& sound, double pan) { place(mix.samples, wet, sound, part, pan); });
    }
    Reverb reverb(sampleRate, 2.1, 4200);
    for (size_t i = 0; i < frames; ++i) {
        reverb.process(wet.left[i], wet.right[i]);
        mix.samples.left[i] += wet.left[i];
        mix.samples.right[i] += wet.right[i];
    }
    blockDc(mix.samples.left, sampleRate);
    blockDc(mix.samples.right, sampleRate);
    const double gain = std::pow(10.0, (targetLufs - loudnessOf(mix.samples, sampleRate)) / 20.0);
    finish(mix.samples.left, gain, sampleRate, score.fadeOutS);
    finish(mix.samples.right, gain, sampleRate, score.fadeOutS);
    mix.measure = {loudnessOf(mix.samples, sampleRate), std::max(peakOf(mix.samples.left), peakOf(mix.samples.right))};
    return mix;
}

} // namespace groundswell::demo
