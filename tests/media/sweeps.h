#pragma once

#include "audio_files.h"

#include <algorithm>
#include <random>

namespace groundswell::media::test {

/// A linear sweep from 50 Hz to 5 kHz over `seconds`, a quarter of a turn apart on the two sides; it does not begin at
/// 0, and is nowhere at rest.
inline std::vector<double> sweep(int rate, double seconds, qint64 fromFrame, qint64 frames)
{
    std::vector<double> samples;
    samples.reserve(std::size_t(frames * 2));
    for (qint64 i = fromFrame; i < fromFrame + frames; ++i) {
        const double t = double(i) / rate;
        const double turns = 50 * t + (5000 - 50) * t * t / (2 * seconds);
        samples.push_back(0.5 * std::sin(2 * std::numbers::pi * turns + 1));
        samples.push_back(0.5 * std::cos(2 * std::numbers::pi * turns + 1));
    }
    return samples;
}

inline Pcm rounded(const std::vector<double>& samples)
{
    Pcm pcm;
    pcm.reserve(samples.size());
    for (const double sample : samples)
        pcm.push_back(qint16(std::lround(sample * 32768)));
    return pcm;
}

/// Places to cut something of so many frames into so many pieces, none shorter than `least`; the first is 0 and the
/// last the length.
inline std::vector<qint64> cuts(qint64 frames, int pieces, qint64 least, std::mt19937& random)
{
    std::vector<qint64> places{0, frames};
    while (int(places.size()) <= pieces) {
        const auto place = std::uniform_int_distribution<qint64>(least, frames - least)(random);
        const bool isFree = std::ranges::all_of(places, [&](qint64 other) { return std::abs(place - other) >= least; });
        if (isFree) places.push_back(place);
    }
    std::ranges::sort(places);
    return places;
}

} // namespace groundswell::media::test
