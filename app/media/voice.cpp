#include "media/voice.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace groundswell::media {

namespace {

constexpr double RampSeconds = 0.005;

// n * to / from, rounded; whole seconds first, so that the product stays far from 64 bits.
qint64 converted(qint64 frames, qint64 from, qint64 to) noexcept
{
    return frames / from * to + (2 * (frames % from) * to + from) / (2 * from);
}

} // namespace

Voice::Voice(int sampleRate)
    : m_sampleRate(sampleRate)
{
}

void Voice::begin(std::shared_ptr<FrameStream> stream) noexcept
{
    endRun();
    m_segments.fill({});
    m_segmentCount = 0;
    m_next.reset();
    m_feed = std::move(stream);
}

void Voice::endRun() noexcept
{
    m_owner.reset();
    m_resamples = false;
    m_runRate = 0;
    m_fed = m_given = 0;
    m_draining = false;
    m_inputAt = m_inputFrames = 0;
}

void Voice::beginRun() noexcept
{
    endRun();
    m_owner = m_feed;
    m_resamples = m_feed->resampler() != nullptr;
    if (m_resamples) m_rateRun.begin(*m_feed->resampler());
    m_runRate = m_feed->sampleRate();
    for (std::size_t i = 0; i < m_segmentCount; ++i)
        m_segments[i] = {};
    m_segmentCount = 0;
    addSegment();
}

void Voice::addSegment() noexcept
{
    m_segments[m_segmentCount++] = {m_feed, converted(m_fed, m_runRate, m_sampleRate), m_feed->firstFrame()};
    m_gain = m_feed->gain();
}

bool Voice::nextIsReady() const noexcept
{
    return m_next && m_next->canStart() && m_next->sampleRate() != 0;
}

// Goes over to the next stream, when it is there and can go on with the run.
bool Voice::follow() noexcept
{
    if (!nextIsReady() || m_runRate != m_next->sampleRate() || m_draining || m_segmentCount == MostSegments)
        return false;
    m_feed = std::exchange(m_next, nullptr);
    addSegment();
    return true;
}

bool Voice::hasEnded() const noexcept
{
    if (!m_feed) return true;
    if (!m_feed->isFinished() || m_inputFrames > 0 || nextIsReady()) return false;
    return m_runRate == 0 || m_given >= converted(m_fed, m_runRate, m_sampleRate);
}

TrackPlace Voice::place() const noexcept
{
    const Segment& segment = m_segments.front();
    const double pace = double(m_runRate) / m_sampleRate;
    return {.serial = segment.stream->serial(),
            .frame = double(segment.firstFrame) + double(m_given - segment.at) * pace,
            .sampleRate = m_runRate,
            .pace = pace};
}

std::optional<qint64> Voice::framesLeft() const noexcept
{
    if (m_segmentCount != 1 || m_feed->lengthMs() <= 0) return {};
    const TrackPlace now = place();
    return std::max<qint64>(0, m_feed->lengthMs() * m_sampleRate / 1000 - qint64(now.frame / now.pace));
}

// How many of these frames belong to the segment heard now.
std::size_t Voice::room(std::size_t frames) noexcept
{
    if (m_segmentCount < 2) return frames;
    const qint64 left = m_segments[1].at - m_given;
    if (left > 0) return std::min(frames, std::size_t(left));
    std::move(m_segments.begin() + 1, m_segments.begin() + std::ptrdiff_t(m_segmentCount), m_segments.begin());
    m_segments[--m_segmentCount] = {};
    return room(frames);
}

std::size_t Voice::read(std::span<float> out, TrackPlace& where) noexcept
{
    if (!m_feed) return 0;
    if (m_runRate == 0) {
        if (m_feed->sampleRate() == 0 && m_feed->hasEnded() && nextIsReady()) m_feed = std::exchange(m_next, nullptr);
        if (!m_feed->canStart() || m_feed->sampleRate() == 0) return 0;
        beginRun();
    }
    std::size_t done = 0;
    const std::size_t wanted = out.size() / ChannelCount;
    while (done < wanted) {
        const bool isOver = m_segmentCount > 1 && m_given >= m_segments[1].at;
        if (isOver && done > 0) break; // what follows is another stream's
        const std::size_t most = room(wanted - done);
        if (done == 0) where = place();
        const std::size_t frames = pass(out.subspan(done * ChannelCount, most * ChannelCount));
        done += frames;
        m_given += qint64(frames);
        if (frames == 0 && !goOn(done > 0)) break;
    }
    return done;
}

// When nothing comes out any more: whether something else can be tried.
bool Voice::goOn(bool gaveSome) noexcept
{
    if (!m_feed->isFinished()) return false; // it ran dry
    if (follow()) return true;
    if (m_resamples && !m_draining) {
        m_draining = true;
        return true;
    }
    // All of the run is given. A stream of another rate begins one of its own.
    if (gaveSome || !nextIsReady()) return false;
    m_feed = std::exchange(m_next, nullptr);
    beginRun();
    return true;
}

// Some frames through the run; 0 when the input is empty now.
std::size_t Voice::pass(std::span<float> out) noexcept
{
    if (!m_resamples) return fetch(out);
    if (m_draining) return m_rateRun.finish(out);
    std::size_t done = 0;
    const std::size_t wanted = out.size() / ChannelCount;
    while (done < wanted) {
        if (m_inputFrames == 0) {
            m_inputAt = 0;
            m_inputFrames = fetch(m_input);
            if (m_inputFrames == 0) break;
        }
        const Flow flow = m_rateRun.process({&m_input[m_inputAt * ChannelCount], m_inputFrames * ChannelCount},
                                            out.subspan(done * ChannelCount));
        m_inputAt += flow.consumedFrames;
        m_inputFrames -= flow.consumedFrames;
        done += flow.producedFrames;
    }
    return done;
}

// Reads from the stream and sets its level.
std::size_t Voice::fetch(std::span<float> to) noexcept
{
    const qint64 from = m_feed->position();
    const std::size_t frames = m_feed->read(to);
    shape(to.first(frames * ChannelCount), from);
    m_fed += qint64(frames);
    return frames;
}

void Voice::shape(std::span<float> samples, qint64 from) noexcept
{
    const float target = m_feed->gain();
    const auto ramp = qint64(RampSeconds * m_runRate);
    const qint64 first = m_feed->firstFrame();
    const qint64 end = m_feed->endFrame();
    const auto frames = qint64(samples.size() / ChannelCount);
    const bool fadesIn = first > 0 && from - first < ramp;
    const bool fadesOut = m_feed->hasSetEnd() && end - (from + frames) < ramp;
    if (target == 1.0F && m_gain == 1.0F && !fadesIn && !fadesOut) return; // bit for bit
    if (m_gain == target && !fadesIn && !fadesOut) {
        for (float& sample : samples)
            sample *= target;
        return;
    }
    const float step = 1.0F / float(ramp);
    for (qint64 i = 0; i < frames; ++i) {
        m_gain = std::abs(target - m_gain) <= step ? target : m_gain + std::copysign(step, target - m_gain);
        float level = m_gain;
        if (fadesIn) level *= std::min(1.0F, float(from + i - first + 1) * step);
        if (fadesOut) level *= std::min(1.0F, float(end - from - i) * step);
        samples[std::size_t(i * ChannelCount)] *= level;
        samples[std::size_t(i * ChannelCount + 1)] *= level;
    }
}

} // namespace groundswell::media
