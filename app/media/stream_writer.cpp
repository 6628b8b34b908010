#include "media/stream_writer.h"

namespace groundswell::media {

namespace {

// The decoder tells times in whole microseconds, so the same instant may round to neighbouring frames.
constexpr qint64 Tolerance = 2;
// A run that begins later than this after its place is a different place, not a track with a silent beginning.
constexpr qint64 LongestFill = 96'000;

} // namespace

StreamWriter::StreamWriter(std::shared_ptr<FrameStream> stream, qint64 delay)
    : m_stream(std::move(stream))
    , m_delay(delay)
    , m_next(m_stream->firstFrame())
{
}

qint64 StreamWriter::trackFrame(qint64 decoderFrame) const noexcept
{
    // The first run starts at the track's first frame, whatever was cut before it; later ones stand on the uncut clock.
    return std::max<qint64>(0, decoderFrame - m_delay);
}

void StreamWriter::add(std::span<const float> samples, qint64 decoderFrame)
{
    const auto frames = qint64(samples.size() / ChannelCount);
    if (frames == 0) return;
    const bool continues = m_runDecoder >= 0 && std::abs(decoderFrame - m_runDecoder) <= Tolerance;
    if (m_flowing && !continues) return; // left over from before the seek
    const qint64 at = continues ? m_runTrack : trackFrame(decoderFrame);
    m_runDecoder = continues ? m_runDecoder + frames : decoderFrame + frames;
    m_runTrack = at + frames;

    if (continues && !m_late.empty())
        putLate(); // a second buffer of the same run: the track really has nothing before it
    else if (!continues)
        m_late.clear();

    if (!m_flowing && at > m_next) {
        if (m_stream->firstFrame() > 0) return;
        m_late.assign(samples.begin(), samples.end());
        m_lateTrack = at;
        return;
    }
    put(samples, at);
}

void StreamWriter::putLate()
{
    const qint64 gap = std::clamp<qint64>(m_lateTrack - m_next, 0, LongestFill);
    const std::vector<float> silence(std::size_t(gap * ChannelCount), 0.0F);
    if (gap > 0 && m_stream->write(silence)) m_next += gap;
    m_flowing = true;
    if (m_stream->write(m_late)) m_next += qint64(m_late.size() / ChannelCount);
    m_late.clear();
}

void StreamWriter::put(std::span<const float> samples, qint64 at)
{
    const auto frames = qint64(samples.size() / ChannelCount);
    const qint64 skip = m_flowing ? 0 : m_next - at;
    if (skip >= frames) {
        m_sawBefore = true;
        return;
    }
    m_flowing = true;
    if (m_stream->write(samples.subspan(std::size_t(skip * ChannelCount)))) m_next += frames - skip;
}

void StreamWriter::finish()
{
    if (!m_late.empty()) putLate();
}

} // namespace groundswell::media
