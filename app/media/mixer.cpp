#include "media/mixer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace groundswell::media {

namespace {

constexpr double RampSeconds = 0.005;
// A stream starts when this much of it is there, or all of it: less would run dry at once.
constexpr std::size_t StartFrames = 2048;
// Beyond this the device has jumped (a new one, a suspended computer) and the clock follows at once.
constexpr double ClockJumpSeconds = 0.05;
constexpr double ClockSlew = 0.1;

qint64 nowNs() noexcept
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

Mixer::Mixer(int sampleRate)
    : m_sampleRate(sampleRate)
    , m_rampFrames(int(RampSeconds * sampleRate))
    , m_marks(MarkCapacity)
{
}

void Mixer::keep(const std::shared_ptr<FrameStream>& stream)
{
    std::erase_if(m_kept, [](const auto& kept) { return kept.use_count() == 1; });
    if (stream) m_kept.push_back(stream);
}

void Mixer::setStream(std::shared_ptr<FrameStream> stream)
{
    keep(stream);
    const std::scoped_lock lock(m_commandMutex);
    m_commands = {.stream = std::move(stream), .next = std::nullopt};
}

void Mixer::setNext(quint64 after, std::shared_ptr<FrameStream> next)
{
    keep(next);
    const std::scoped_lock lock(m_commandMutex);
    m_commands.next = std::pair(after, std::move(next));
}

void Mixer::takeCommands() noexcept
{
    const std::unique_lock lock(m_commandMutex, std::try_to_lock);
    if (!lock.owns_lock()) return;
    if (m_commands.stream) {
        m_pending = std::move(m_commands.stream);
        m_next.reset();
        m_commands.stream.reset();
    }
    if (m_commands.next) {
        const auto& coming = m_pending ? *m_pending : m_stream;
        if (coming && coming->serial() == m_commands.next->first) m_next = std::move(m_commands.next->second);
        m_commands.next.reset();
    }
}

bool Mixer::canStart() const noexcept
{
    return m_stream && (m_started || m_stream->hasEnded() || m_stream->readable() >= StartFrames);
}

void Mixer::begin(std::shared_ptr<FrameStream> stream) noexcept
{
    m_stream = std::move(stream);
    m_started = false;
    m_streamFrame = m_stream ? m_stream->firstFrame() : 0;
    // A track's own beginning is played as it is; inside a track the wave may stand anywhere.
    m_ramp = m_stream && m_streamFrame == 0 && m_playing.load(std::memory_order_relaxed) ? m_rampFrames : 0;
}

void Mixer::pull(std::span<float> out) noexcept
{
    takeCommands();
    if (!m_gainSet) {
        m_gain = m_targetGain.load(std::memory_order_relaxed);
        m_gainSet = true;
    }
    auto rest = out;
    while (!rest.empty()) {
        if (m_pending && (m_ramp == 0 || !canStart())) begin(*std::exchange(m_pending, std::nullopt));
        const std::size_t frames = play(rest);
        m_pulled += qint64(frames);
        rest = rest.subspan(frames * ChannelCount);
    }
    tick(qint64(out.size() / ChannelCount));
}

// Fills the beginning of `out` with sound or silence of one kind and returns its frames: at least one.
std::size_t Mixer::play(std::span<float> out) noexcept
{
    const std::size_t wanted = out.size() / ChannelCount;
    const auto silence = [&](TimelineMark::Motion motion) {
        mark(m_pulled, motion);
        std::ranges::fill(out, 0.0F);
        return wanted;
    };
    const bool leaving = m_pending.has_value() || !m_playing.load(std::memory_order_relaxed);
    if (leaving && m_ramp == 0)
        return silence(m_lastMark.motion == TimelineMark::Motion::Ended ? TimelineMark::Motion::Ended
                                                                        : TimelineMark::Motion::Waiting);
    if (!canStart()) return silence(TimelineMark::Motion::Waiting);

    // While leaving, only the ramp is played.
    const std::size_t most = leaving ? std::min(wanted, std::size_t(m_ramp)) : wanted;
    const bool ended = m_stream->hasEnded(); // before reading: what is there then is all
    const std::size_t frames = m_stream->read(out.first(most * ChannelCount));
    if (frames == 0) {
        if (!ended) {
            if (m_started) m_underruns.fetch_add(1, std::memory_order_relaxed);
            m_started = false;
            m_ramp = 0;
            return silence(TimelineMark::Motion::Waiting);
        }
        if (m_pending || !m_next) {
            m_ramp = 0;
            return m_pending ? 0 : silence(TimelineMark::Motion::Ended);
        }
        begin(std::move(m_next));
        return 0;
    }
    m_started = true;
    mark(m_pulled, TimelineMark::Motion::Moving);
    const bool dry = frames < most && !ended;
    shape(out.first(frames * ChannelCount), dry ? Ramp::Dry : leaving ? Ramp::Down : Ramp::Up);
    if (dry) {
        m_underruns.fetch_add(1, std::memory_order_relaxed);
        m_started = false;
    }
    m_streamFrame += qint64(frames);
    return frames;
}

void Mixer::shape(std::span<float> out, Ramp direction) noexcept
{
    const float target = m_targetGain.load(std::memory_order_relaxed);
    if (direction == Ramp::Up && m_ramp == m_rampFrames && m_gain == target && target == 1.0F) return; // bit for bit
    const int frames = int(out.size() / ChannelCount);
    // The rest of a stream that runs dry is faded out over its last frames, however few they are.
    const int dryFrames = std::min(frames, m_rampFrames);
    const float step = 1.0F / float(m_rampFrames);
    for (int i = 0; i < frames; ++i) {
        if (direction == Ramp::Up)
            m_ramp = std::min(m_rampFrames, m_ramp + 1);
        else if (direction == Ramp::Down)
            m_ramp = std::max(0, m_ramp - 1);
        float level = float(m_ramp) * step;
        if (direction == Ramp::Dry && i >= frames - dryFrames) level *= float(frames - 1 - i) / float(dryFrames);
        m_gain = std::abs(target - m_gain) <= step ? target : m_gain + std::copysign(step, target - m_gain);
        out[std::size_t(i * ChannelCount)] *= level * m_gain;
        out[std::size_t(i * ChannelCount + 1)] *= level * m_gain;
    }
    if (direction == Ramp::Dry) m_ramp = 0;
}

void Mixer::mark(qint64 outputFrame, TimelineMark::Motion motion) noexcept
{
    const TimelineMark now{outputFrame, m_stream ? m_stream->serial() : 0, m_streamFrame, motion};
    const bool follows = now.serial == m_lastMark.serial && now.motion == m_lastMark.motion &&
                         (motion != TimelineMark::Motion::Moving ||
                          now.streamFrame - m_lastMark.streamFrame == now.outputFrame - m_lastMark.outputFrame);
    if (follows) return;
    const std::size_t written = m_marksWritten.load(std::memory_order_relaxed);
    if (written - m_marksRead.load(std::memory_order_acquire) >= MarkCapacity)
        return; // nobody watches; the next change tells the newest again
    m_marks[written % MarkCapacity] = now;
    m_marksWritten.store(written + 1, std::memory_order_release);
    m_lastMark = now;
}

std::optional<TimelineMark> Mixer::takeMark() noexcept
{
    const std::size_t read = m_marksRead.load(std::memory_order_relaxed);
    if (read == m_marksWritten.load(std::memory_order_acquire)) return {};
    const TimelineMark mark = m_marks[read % MarkCapacity];
    m_marksRead.store(read + 1, std::memory_order_release);
    return mark;
}

// The device asks in lumps and a little early or late; what is heard moves evenly. So the clock runs on by itself and
// each pull corrects it by a tenth of the difference.
void Mixer::tick(qint64 frames) noexcept
{
    const qint64 ns = nowNs();
    const double measured = double(std::max<qint64>(0, m_pulled - m_latency.load(std::memory_order_relaxed)));
    const double elapsed = double(ns - m_clockNs.load(std::memory_order_relaxed)) * 1e-9;
    const double predicted = m_clockHeard.load(std::memory_order_relaxed) + elapsed * m_sampleRate;
    const double error = measured - predicted;
    const bool jumped = frames == m_pulled || std::abs(error) > ClockJumpSeconds * m_sampleRate;
    const double heard = jumped ? measured : predicted + ClockSlew * error;

    // Odd while it changes. Released and acquired one by one: a reader that sees a new value also sees the odd number.
    const quint32 sequence = m_clockSequence.load(std::memory_order_relaxed);
    m_clockSequence.store(sequence + 1, std::memory_order_relaxed);
    m_clockNs.store(ns, std::memory_order_release);
    m_clockHeard.store(heard, std::memory_order_release);
    m_clockPulled.store(m_pulled, std::memory_order_release);
    m_clockSequence.store(sequence + 2, std::memory_order_release);
}

qint64 Mixer::heardFrame() const noexcept
{
    for (;;) {
        const quint32 before = m_clockSequence.load(std::memory_order_acquire);
        const qint64 ns = m_clockNs.load(std::memory_order_acquire);
        const double heard = m_clockHeard.load(std::memory_order_acquire);
        const qint64 pulled = m_clockPulled.load(std::memory_order_acquire);
        if (before % 2 != 0 || before != m_clockSequence.load(std::memory_order_relaxed)) continue;
        const double now = heard + double(nowNs() - ns) * 1e-9 * m_sampleRate;
        return std::min(pulled, std::max<qint64>(0, qint64(now)));
    }
}

} // namespace groundswell::media
