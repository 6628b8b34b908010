#include "media/decoder/frame_samples.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
#include <libavutil/samplefmt.h>
}

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <type_traits>

namespace groundswell::media {

namespace {

constexpr int SideCount = 2;

/// What a channel adds to the left and to the right.
struct Share
{
    float left = 0;
    float right = 0;
};

Share shareOf(AVChannel channel) noexcept
{
    constexpr auto Half = float(1 / std::numbers::sqrt2); // of the power
    switch (channel) {
    case AV_CHAN_FRONT_LEFT:
    case AV_CHAN_FRONT_LEFT_OF_CENTER:
    case AV_CHAN_TOP_FRONT_LEFT:
    case AV_CHAN_STEREO_LEFT:
    case AV_CHAN_WIDE_LEFT: return {1, 0};
    case AV_CHAN_FRONT_RIGHT:
    case AV_CHAN_FRONT_RIGHT_OF_CENTER:
    case AV_CHAN_TOP_FRONT_RIGHT:
    case AV_CHAN_STEREO_RIGHT:
    case AV_CHAN_WIDE_RIGHT: return {0, 1};
    case AV_CHAN_FRONT_CENTER:
    case AV_CHAN_TOP_FRONT_CENTER: return {Half, Half};
    case AV_CHAN_BACK_LEFT:
    case AV_CHAN_SIDE_LEFT:
    case AV_CHAN_TOP_BACK_LEFT:
    case AV_CHAN_TOP_SIDE_LEFT: return {Half, 0};
    case AV_CHAN_BACK_RIGHT:
    case AV_CHAN_SIDE_RIGHT:
    case AV_CHAN_TOP_BACK_RIGHT:
    case AV_CHAN_TOP_SIDE_RIGHT: return {0, Half};
    case AV_CHAN_BACK_CENTER:
    case AV_CHAN_TOP_BACK_CENTER: return {0.5F, 0.5F};
    default: break;
    }
    // Ambisonics: two cardioids to the left and to the right, out of the ball and the figure of eight between the ears.
    if (channel == AV_CHAN_AMBISONIC_BASE) return {0.5F, 0.5F};
    if (channel == AV_CHAN_AMBISONIC_BASE + 1) return {0.5F, -0.5F};
    return {};
}

std::vector<Share> sharesOf(const AVChannelLayout& given)
{
    AVChannelLayout layout = given;
    if (layout.order == AV_CHANNEL_ORDER_UNSPEC) av_channel_layout_default(&layout, given.nb_channels);
    std::vector<Share> shares(std::size_t(given.nb_channels), Share{});
    for (unsigned i = 0; i < shares.size(); ++i)
        shares[i] = shareOf(av_channel_layout_channel_from_index(&layout, i));
    // Nobody knows what they are: two of many are heard rather than none.
    const bool isSilent = std::ranges::all_of(shares, [](Share s) { return s.left == 0 && s.right == 0; });
    if (isSilent) {
        shares.front().left = 1;
        shares.back().right = 1;
    }
    return shares;
}

template <class Sample>
float toFloat(Sample sample) noexcept
{
    if constexpr (std::is_floating_point_v<Sample>)
        return std::isfinite(sample) ? float(sample) : 0.0F;
    else if constexpr (std::is_same_v<Sample, quint8>)
        return float(int(sample) - 128) / 128.0F;
    else
        return float(sample) / -float(std::numeric_limits<Sample>::min());
}

/// The samples of a frame by channel and place, whether each channel has its own bytes or not.
template <class Sample>
class Samples
{
public:
    Samples(const AVFrame& frame, bool isPlanar)
        : m_data(frame.extended_data)
        , m_step(isPlanar ? 1 : std::size_t(frame.ch_layout.nb_channels))
        , m_isPlanar(isPlanar)
    {
    }
    [[nodiscard]] float at(std::size_t channel, std::size_t place) const noexcept
    {
        const auto* first = reinterpret_cast<const Sample*>(m_data[m_isPlanar ? channel : 0]);
        return toFloat(first[place * m_step + (m_isPlanar ? 0 : channel)]);
    }

private:
    const uint8_t* const* m_data;
    std::size_t m_step;
    bool m_isPlanar;
};

template <class Sample>
int convert(const AVFrame& frame, bool isPlanar, SoundReader::Channels wanted, std::vector<float>& samples)
{
    const Samples<Sample> source(frame, isPlanar);
    const auto channels = std::size_t(frame.ch_layout.nb_channels);
    const auto frames = std::size_t(frame.nb_samples);
    const bool all = wanted == SoundReader::Channels::All || channels == SideCount;
    const std::size_t given = all ? channels : SideCount;
    samples.resize(frames * given);
    if (all) {
        for (std::size_t c = 0; c < channels; ++c) {
            for (std::size_t i = 0; i < frames; ++i)
                samples[i * channels + c] = source.at(c, i);
        }
    } else if (channels == 1) {
        for (std::size_t i = 0; i < frames; ++i)
            samples[2 * i] = samples[2 * i + 1] = source.at(0, i);
    } else {
        const std::vector<Share> shares = sharesOf(frame.ch_layout);
        for (std::size_t i = 0; i < frames; ++i) {
            Share sum;
            for (std::size_t c = 0; c < channels; ++c) {
                const float sample = source.at(c, i);
                sum.left += shares[c].left * sample;
                sum.right += shares[c].right * sample;
            }
            samples[2 * i] = sum.left;
            samples[2 * i + 1] = sum.right;
        }
    }
    return int(given);
}

} // namespace

int frameSamples(const AVFrame& frame, SoundReader::Channels channels, std::vector<float>& samples)
{
    if (frame.ch_layout.nb_channels < 1 || frame.nb_samples < 0) return 0;
    const auto format = AVSampleFormat(frame.format);
    const bool isPlanar = av_sample_fmt_is_planar(format) != 0;
    switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_U8: return convert<quint8>(frame, isPlanar, channels, samples);
    case AV_SAMPLE_FMT_S16: return convert<qint16>(frame, isPlanar, channels, samples);
    case AV_SAMPLE_FMT_S32: return convert<qint32>(frame, isPlanar, channels, samples);
    case AV_SAMPLE_FMT_S64: return convert<qint64>(frame, isPlanar, channels, samples);
    case AV_SAMPLE_FMT_FLT: return convert<float>(frame, isPlanar, channels, samples);
    case AV_SAMPLE_FMT_DBL: return convert<double>(frame, isPlanar, channels, samples);
    default: return 0;
    }
}

} // namespace groundswell::media
