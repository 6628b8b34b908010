#include "media/stream_writer.h"

#include <algorithm>
#include <vector>

namespace groundswell::media {

namespace {

// A beginning that is later than this is another place, not a track with a silent beginning.
constexpr qint64 LongestFill = 96'000;

} // namespace

StreamWriter::StreamWriter(std::shared_ptr<FrameStream> stream, const TrackTrim& trim)
    : m_stream(std::move(stream))
    , m_begin(trim.atRate(trim.begin, m_stream->sampleRate()))
    , m_end(trim.length ? trim.atRate(*trim.length, m_stream->sampleRate()) : FrameStream::NoEnd)
    , m_next(m_stream->firstFrame())
{
}

void StreamWriter::add(std::span<const float> samples, qint64 decoderFrame)
{
    const qint64 at = decoderFrame - m_begin;
    if (!m_flows && at > m_next) {
        if (m_stream->firstFrame() > 0) return;
        fill(std::min(at, LongestFill));
    }
    // What is beyond the track's end is its codec's padding.
    const auto frames = std::min(qint64(samples.size() / ChannelCount), std::max<qint64>(0, m_end - at));
    const qint64 skip = m_flows ? 0 : m_next - at;
    if (skip >= frames) {
        m_sawBefore = true;
        return;
    }
    m_flows = true;
    const auto part = samples.subspan(std::size_t(skip * ChannelCount), std::size_t((frames - skip) * ChannelCount));
    if (m_stream->write(part)) m_next += frames - skip;
}

void StreamWriter::fill(qint64 frames)
{
    m_flows = true;
    const std::vector<float> silence(std::size_t(frames * ChannelCount), 0.0F);
    if (m_stream->write(silence)) m_next += frames;
}

} // namespace groundswell::media
