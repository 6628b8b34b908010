#pragma once

#include "demo/voices.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

/// What the voices share: pitch, noise, decay, one cycle of a wave. Only for the voices' own files.
namespace groundswell::demo {

inline constexpr double turn = 2.0 * std::numbers::pi;

/// The frequency of a MIDI note number; 69 is A4, 440 Hz.
inline double hertz(double pitch)
{
    return 440.0 * std::exp2((pitch - 69.0) / 12.0);
}

/// White noise, -1..1; xorshift32 (Marsaglia 2003), so the same on every machine.
class Noise
{
public:
    explicit Noise(unsigned seed)
        : m_state(seed * 2654435761U + 1U)
    {
    }
    double next()
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 17;
        m_state ^= m_state << 5;
        return static_cast<double>(m_state) / 2147483648.0 - 1.0;
    }

private:
    std::uint32_t m_state;
};

/// How many frames of a note fit into what is left of the piece.
inline int framesLeft(const Sound& sound, double seconds)
{
    return std::max(
        0, std::min(static_cast<int>(seconds * sound.sampleRate), static_cast<int>(sound.out.size()) - sound.start));
}

inline void add(Samples& out, int frame, double value)
{
    out[static_cast<size_t>(frame)] += static_cast<float>(value);
}

/// Falls from 1 to -60 dB in the time given.
inline double decayPerFrame(double seconds, int sampleRate)
{
    return std::pow(0.001, 1.0 / (std::max(0.005, seconds) * sampleRate));
}

/// One cycle of a sum of sines.
class Table
{
public:
    explicit Table(const std::vector<double>& harmonics)
    {
        double power = 0;
        for (size_t h = 0; h < harmonics.size(); ++h) {
            power += harmonics[h] * harmonics[h];
            const double phase = 0.7 * static_cast<double>(h * h % 7); // spread, so that the peaks do not add up
            for (int i = 0; i <= size; ++i)
                m_values[static_cast<size_t>(i)] +=
                    static_cast<float>(harmonics[h] * std::sin(turn * (static_cast<double>(h + 1) * i / size) + phase));
        }
        const auto scale = static_cast<float>(power > 0 ? 0.6 / std::sqrt(power) : 0.0);
        for (auto& value : m_values)
            value *= scale;
    }
    [[nodiscard]] double at(double phase) const
    {
        const double position = phase * size;
        const int index = static_cast<int>(position);
        const double rest = position - index;
        const double here = m_values[static_cast<size_t>(index)];
        return here + rest * (m_values[static_cast<size_t>(index) + 1] - here);
    }

private:
    static constexpr int size = 512;
    std::vector<float> m_values = std::vector<float>(size + 1);
};

} // namespace groundswell::demo
