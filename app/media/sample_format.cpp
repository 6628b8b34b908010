#include "media/sample_format.h"

#include "media/dsp/stereo.h"

#include <QAudioFormat>

#include <algorithm>
#include <array>
#include <numbers>

namespace groundswell::media {

namespace {

/// What a channel adds to the left and to the right.
struct Share
{
    float left = 0;
    float right = 0;
};

using Position = QAudioFormat::AudioChannelPosition;

Share shareOf(Position position) noexcept
{
    constexpr auto Half = float(1 / std::numbers::sqrt2); // of the power
    switch (position) {
    case QAudioFormat::FrontLeft:
    case QAudioFormat::FrontLeftOfCenter:
    case QAudioFormat::TopFrontLeft: return {1, 0};
    case QAudioFormat::FrontRight:
    case QAudioFormat::FrontRightOfCenter:
    case QAudioFormat::TopFrontRight: return {0, 1};
    case QAudioFormat::FrontCenter:
    case QAudioFormat::TopFrontCenter: return {Half, Half};
    case QAudioFormat::BackLeft:
    case QAudioFormat::SideLeft:
    case QAudioFormat::TopBackLeft:
    case QAudioFormat::TopSideLeft: return {Half, 0};
    case QAudioFormat::BackRight:
    case QAudioFormat::SideRight:
    case QAudioFormat::TopBackRight:
    case QAudioFormat::TopSideRight: return {0, Half};
    case QAudioFormat::BackCenter:
    case QAudioFormat::TopBackCenter: return {0.5F, 0.5F};
    default: return {};
    }
}

std::vector<Share> sharesOf(const QAudioFormat& format)
{
    const int channels = format.channelCount();
    QAudioFormat known = format;
    if (known.channelConfig() == QAudioFormat::ChannelConfigUnknown)
        known.setChannelConfig(QAudioFormat::defaultChannelConfigForChannelCount(channels));
    std::vector<Share> shares(std::size_t(channels), Share{});
    for (int p = QAudioFormat::FrontLeft; p <= QAudioFormat::BottomFrontRight; ++p) {
        const auto position = Position(p);
        if (const int at = known.channelOffset(position); at >= 0 && at < channels)
            shares[std::size_t(at)] = shareOf(position);
    }
    return shares;
}

template <class Sample, class ToFloat>
void convert(std::span<const Sample> samples, const QAudioFormat& format, std::vector<float>& stereo, ToFloat toFloat)
{
    const auto channels = std::size_t(format.channelCount());
    const std::size_t frames = samples.size() / channels;
    stereo.resize(frames * ChannelCount);
    if (channels == 2) {
        std::ranges::transform(samples.first(stereo.size()), stereo.begin(), toFloat);
        return;
    }
    if (channels == 1) {
        for (std::size_t i = 0; i < frames; ++i)
            stereo[2 * i] = stereo[2 * i + 1] = toFloat(samples[i]);
        return;
    }
    const std::vector<Share> shares = sharesOf(format);
    for (std::size_t i = 0; i < frames; ++i) {
        float left = 0;
        float right = 0;
        for (std::size_t c = 0; c < channels; ++c) {
            const float sample = toFloat(samples[i * channels + c]);
            left += shares[c].left * sample;
            right += shares[c].right * sample;
        }
        stereo[2 * i] = left;
        stereo[2 * i + 1] = right;
    }
}

template <class Sample>
std::span<const Sample> samplesOf(const QAudioBuffer& buffer)
{
    return {buffer.constData<Sample>(), std::size_t(buffer.sampleCount())};
}

} // namespace

bool toStereo(const QAudioBuffer& buffer, std::vector<float>& stereo)
{
    const QAudioFormat format = buffer.format();
    if (!buffer.isValid() || format.channelCount() < 1) return false;
    switch (format.sampleFormat()) {
    case QAudioFormat::UInt8:
        convert(samplesOf<quint8>(buffer), format, stereo,
                [](quint8 sample) { return float(int(sample) - 128) / 128.0F; });
        return true;
    case QAudioFormat::Int16:
        convert(samplesOf<qint16>(buffer), format, stereo, [](qint16 sample) { return float(sample) / 32768.0F; });
        return true;
    case QAudioFormat::Int32:
        convert(samplesOf<qint32>(buffer), format, stereo, [](qint32 sample) { return float(sample) / 2147483648.0F; });
        return true;
    case QAudioFormat::Float:
        convert(samplesOf<float>(buffer), format, stereo, [](float sample) { return sample; });
        return true;
    default: return false;
    }
}

} // namespace groundswell::media
