#include "media/stream_writer.h"

namespace groundswell::media {

namespace {

// The decoder tells times in whole microseconds, so the same instant may round to neighbouring frames.
constexpr qint64 Tolerance = 2;
// A run that begins later than this after its place is a different place, not a track with a silent beginning.
constexpr qint64 LongestFill = 96'000;

} // namespace

StreamWriter::StreamWriter(std::shared_ptr<FrameStream> stream, const TrackTrim& trim)
    : m_stream(std::move(stream))
    , m_begin(trim.atRate(trim.begin, m_stream->sampleRate()))
    , m_cuts(trim.begin > 0 && !trim.beginIsCut)
    , m_end(trim.length ? trim.atRate(*trim.length, m_stream->sampleRate()) : FrameStream::NoEnd)
    , m_next(m_stream->firstFrame())
{
}

qint64 StreamWriter::trackFrame(qint64 decoderFrame) const noexcept
{
    // Where nothing is left to cut, the first run starts at the track's first frame, whatever the decoder cut before it
    // without moving its clock (MP3) or by setting it back (Opus).
    const qint64 frame = decoderFrame - m_begin;
    return m_cuts ? frame : std::max<qint64>(0, frame);
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
    // What is beyond the track's end is its codec's padding.
    const auto frames = std::min(qint64(samples.size() / ChannelCount), std::max<qint64>(0, m_end - at));
    const qint64 skip = m_flowing ? 0 : m_next - at;
    if (skip >= frames) {
        m_sawBefore = true;
        return;
    }
    m_flowing = true;
    const auto part = samples.subspan(std::size_t(skip * ChannelCount), std::size_t((frames - skip) * ChannelCount));
    if (m_stream->write(part)) m_next += frames - skip;
}

void StreamWriter::finish()
{
    if (!m_late.empty()) putLate();
}

} // namespace groundswell::media
