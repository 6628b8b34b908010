#pragma once

#include "media/mixer.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <span>
#include <vector>

namespace groundswell::media::test {

inline constexpr int Rate = 48'000;
inline constexpr int RampFrames = 240; // 5 ms

/// Frames numbered from `first` on: left is the number, right its negative, both scaled to be exact in a float.
inline std::vector<float> numbered(qint64 first, qint64 count)
{
    std::vector<float> samples;
    for (qint64 i = first; i < first + count; ++i) {
        samples.push_back(float(i) / 1048576.0F);
        samples.push_back(-float(i) / 1048576.0F);
    }
    return samples;
}

inline std::vector<float> sine(qint64 first, qint64 count, float amplitude)
{
    std::vector<float> samples;
    for (qint64 i = first; i < first + count; ++i) {
        const auto sample = amplitude * float(std::sin(2 * std::numbers::pi * 100.0 * double(i) / Rate));
        samples.push_back(sample);
        samples.push_back(sample);
    }
    return samples;
}

inline std::shared_ptr<FrameStream> prepared(quint64 serial, qint64 first, std::size_t capacity, int rate = Rate)
{
    auto result = std::make_shared<FrameStream>(serial);
    if (!result->prepare(rate, first, capacity, Rate)) qFatal("no resampler");
    return result;
}

inline std::shared_ptr<FrameStream> stream(quint64 serial, qint64 first, const std::vector<float>& samples,
                                           bool ended = true)
{
    auto result = prepared(serial, first, samples.size() / ChannelCount + 1);
    result->write(samples);
    if (ended) result->setEnded();
    return result;
}

inline TimelineMark markAt(qint64 output, quint64 serial, double frame, TimelineMark::Motion motion)
{
    return {output, {.serial = serial, .frame = frame, .sampleRate = Rate, .pace = 1}, motion};
}

inline std::vector<float> pull(Mixer& mixer, std::size_t frames)
{
    std::vector<float> out(frames * ChannelCount, 99.0F);
    mixer.pull(out);
    return out;
}

/// The largest step of the left channel from one frame to the next.
inline float largestStep(const std::vector<float>& samples, float before = 0)
{
    float largest = 0;
    for (std::size_t i = 0; i < samples.size(); i += ChannelCount) {
        largest = std::max(largest, std::abs(samples[i] - before));
        before = samples[i];
    }
    return largest;
}

inline bool isSilent(std::span<const float> samples)
{
    return std::ranges::all_of(samples, [](float sample) { return sample == 0.0F; });
}

} // namespace groundswell::media::test
