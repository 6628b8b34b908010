#include "media/mixer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace groundswell::media {

namespace {

constexpr double RampSeconds = 0.005;

} // namespace

Mixer::Mixer(int sampleRate)
    : m_sampleRate(sampleRate)
    , m_rampFrames(int(RampSeconds * sampleRate))
    , m_voices{Voice(sampleRate), Voice(sampleRate)}
    , m_stretcher(sampleRate)
    , m_equaliser(sampleRate)
    , m_limiter(sampleRate)
    , m_clock(sampleRate)
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
    m_commands.stream = std::move(stream);
    m_commands.next.reset();
}

void Mixer::setNext(quint64 after, NextStream next)
{
    keep(next.stream);
    const std::scoped_lock lock(m_commandMutex);
    m_commands.next = std::pair(after, std::move(next));
}

void Mixer::setSettings(const MixerSettings& settings)
{
    const std::scoped_lock lock(m_commandMutex);
    m_commands.settings = settings;
}

void Mixer::takeCommands() noexcept
{
    const std::unique_lock lock(m_commandMutex, std::try_to_lock);
    if (!lock.owns_lock()) return;
    if (auto stream = std::exchange(m_commands.stream, std::nullopt)) {
        m_pending = std::move(stream);
        m_next = {};
        present().setNext(nullptr);
    }
    if (auto next = std::exchange(m_commands.next, std::nullopt)) takeNext(next->first, std::move(next->second));
    if (const auto settings = std::exchange(m_commands.settings, std::nullopt)) {
        m_settings = *settings;
        m_stretcher.setSpeed(m_settings.speed);
        m_equaliser.setCurve(m_settings.curve);
    }
}

void Mixer::takeNext(quint64 after, NextStream next) noexcept
{
    const auto& coming = m_pending ? *m_pending : present().stream();
    if (!coming || coming->serial() != after) return;
    m_next = std::move(next);
    if (!m_pending) present().setNext(m_next.stream);
}

void Mixer::begin(std::shared_ptr<FrameStream> stream) noexcept
{
    endCrossfade();
    m_timeline.restart(stream ? stream->serial() : 0);
    present().begin(std::move(stream));
    present().setNext(m_next.stream);
    m_started = false;
    clearStages();
    // A track's own beginning is played as it is; inside a track the voice fades it in.
    m_ramp = m_playing.load(std::memory_order_relaxed) ? m_rampFrames : 0;
}

void Mixer::clearStages() noexcept
{
    m_mixedAt = m_mixedFrames = 0;
    m_stretcher.clear();
    m_stretcherAt = m_mixCount;
    m_drained = false;
    m_equaliser.clear();
    m_limiter.clear();
    m_unlimited = 0;
    m_limits = m_settings.limiter;
}

// The mixed frame that the next output frame stands for.
double Mixer::mixFrame() const noexcept
{
    const std::size_t limited = !m_limits ? 0 : m_drained ? m_unlimited : m_limiter.latencyFrames();
    const double held = double(limited) * m_stretcher.speed();
    return double(m_stretcherAt) + m_stretcher.position() - held;
}

void Mixer::pull(std::span<float> out) noexcept
{
    takeCommands();
    auto rest = out;
    while (!rest.empty()) {
        if (isLeaving() && (m_ramp == 0 || !m_started)) arrive();
        const std::size_t frames = play(rest);
        m_pulled += qint64(frames);
        rest = rest.subspan(frames * ChannelCount);
    }
    m_tap.write(m_pulled - qint64(out.size() / ChannelCount), out);
    m_clock.tick(m_pulled);
}

// The present sound is to fade out, because another comes, or to exchange the limiter without a click.
bool Mixer::isLeaving() const noexcept
{
    return m_pending.has_value() || m_limits != m_settings.limiter;
}

// It has.
void Mixer::arrive() noexcept
{
    if (m_pending) {
        begin(*std::exchange(m_pending, std::nullopt));
    } else {
        m_limiter.clear();
        m_unlimited = 0;
        m_limits = m_settings.limiter;
    }
}

// Fills the beginning of `out` with sound or silence and returns its frames; 0 when that led to something new.
std::size_t Mixer::play(std::span<float> out) noexcept
{
    const std::size_t wanted = out.size() / ChannelCount;
    const auto silence = [&](TimelineMark::Motion motion) {
        m_timeline.rest(m_pulled, motion);
        std::ranges::fill(out, 0.0F);
        return wanted;
    };
    const bool fadesOut = isLeaving() || !m_playing.load(std::memory_order_relaxed);
    if (fadesOut && m_ramp == 0)
        return silence(m_timeline.hasEnded() ? TimelineMark::Motion::Ended : TimelineMark::Motion::Waiting);
    if (!m_started && !present().canStart()) return silence(TimelineMark::Motion::Waiting);

    // While fading out, only the ramp is played.
    const std::size_t most = fadesOut ? std::min(wanted, std::size_t(m_ramp)) : wanted;
    const double from = mixFrame();
    const std::size_t frames = sound(out.first(most * ChannelCount));
    const bool dry = frames < most && !present().hasEnded();
    const bool wasStarted = std::exchange(m_started, !dry && (m_started || frames > 0));
    if (dry && wasStarted) m_underruns.fetch_add(1, std::memory_order_relaxed);
    if (frames == 0) {
        if (dry && wasStarted) m_ramp = 0;
        if (isLeaving()) {
            m_ramp = 0;
            return 0;
        }
        // What follows may have turned out to have no sound.
        const bool isComing = m_next.stream && !(m_next.stream->hasEnded() && m_next.stream->sampleRate() == 0);
        return silence(dry || isComing ? TimelineMark::Motion::Waiting : TimelineMark::Motion::Ended);
    }
    m_timeline.move(m_pulled, frames, from, mixFrame());
    shape(out.first(frames * ChannelCount), dry ? Ramp::Dry : fadesOut ? Ramp::Down : Ramp::Up);
    return frames;
}

// The mix through all stages but the volume.
std::size_t Mixer::sound(std::span<float> out) noexcept
{
    const std::size_t wanted = out.size() / ChannelCount;
    std::size_t done = 0;
    while (done < wanted) {
        if (m_mixedFrames == 0) {
            // At its own speed nothing is mixed before it is needed.
            const std::size_t most = m_settings.speed == 1.0 ? std::min(BlockFrames, wanted - done) : BlockFrames;
            m_mixedAt = 0;
            m_mixedFrames = mix(std::span(m_mixed).first(most * ChannelCount));
            if (m_mixedFrames == 0) break;
            if (std::exchange(m_drained, false)) {
                m_stretcher.clear();
                m_stretcherAt = m_mixCount - qint64(m_mixedFrames);
            }
        }
        const Flow flow =
            m_stretcher.process(std::span(m_mixed).subspan(m_mixedAt * ChannelCount, m_mixedFrames * ChannelCount),
                                out.subspan(done * ChannelCount));
        m_mixedAt += flow.consumedFrames;
        m_mixedFrames -= flow.consumedFrames;
        done += flow.producedFrames;
    }
    if (done > 0) m_unlimited = m_limits ? m_limiter.latencyFrames() : 0;
    if (done < wanted && present().hasEnded() && m_mixedFrames == 0) done += drain(out.subspan(done * ChannelCount));
    out = out.first(done * ChannelCount);
    m_equaliser.process(out);
    if (m_limits) m_limiter.process(out);
    return done;
}

// What the stages still hold when nothing follows.
std::size_t Mixer::drain(std::span<float> out) noexcept
{
    m_drained = true;
    const std::size_t frames = m_stretcher.finish(out);
    if (frames > 0) m_unlimited = m_limits ? m_limiter.latencyFrames() : 0;
    const auto rest = out.subspan(frames * ChannelCount);
    const std::size_t silent = std::min(rest.size() / ChannelCount, m_unlimited);
    std::ranges::fill(rest.first(silent * ChannelCount), 0.0F);
    m_unlimited -= silent;
    return frames + silent;
}

// Both voices at their levels.
std::size_t Mixer::mix(std::span<float> out) noexcept
{
    std::size_t done = 0;
    const std::size_t wanted = out.size() / ChannelCount;
    while (done < wanted) {
        const std::size_t most = untilCrossfade(wanted - done);
        TrackPlace place;
        const std::size_t frames = present().read(out.subspan(done * ChannelCount, most * ChannelCount), place);
        if (frames == 0) break;
        if (present().stream() == m_next.stream) m_next = {}; // it has gone over to it
        m_timeline.note(m_mixCount, place);
        if (m_fadeFrames > 0) crossfade(out.subspan(done * ChannelCount, frames * ChannelCount));
        done += frames;
        m_mixCount += qint64(frames);
    }
    return done;
}

// Begins the crossfade when it is time for it; until then, the frames that are left, or as many as asked for.
std::size_t Mixer::untilCrossfade(std::size_t frames) noexcept
{
    if (m_fadeFrames > 0) return std::min(frames, std::size_t(m_fadeFrames - m_fadeAt));
    if (!m_next.stream || m_next.crossfadeSeconds <= 0 || !m_next.stream->canStart() ||
        m_next.stream->sampleRate() == 0)
        return frames;
    const auto left = present().framesLeft();
    if (!left) return frames;
    // At most half of either track, so that each is heard by itself.
    auto fade = qint64(m_next.crossfadeSeconds * m_sampleRate);
    fade = std::min(fade, present().stream()->lengthMs() * m_sampleRate / 2000);
    if (const qint64 next = m_next.stream->lengthMs(); next > 0) fade = std::min(fade, next * m_sampleRate / 2000);
    if (*left > fade) return std::min(frames, std::size_t(*left - fade));
    if (*left < m_rampFrames) return frames; // it came too late: the two are joined
    m_leavingSerial.store(present().stream()->serial(), std::memory_order_release);
    present().setNext(nullptr);
    m_present = 1 - m_present;
    present().begin(std::exchange(m_next, {}).stream);
    m_fadeAt = 0;
    m_fadeFrames = *left;
    return frames;
}

// Adds the leaving voice to the present one, both at equal power: the squares of the two levels always add up to 1.
void Mixer::crossfade(std::span<float> out) noexcept
{
    for (std::size_t at = 0; at < out.size() && m_fadeFrames > 0;) {
        const auto part = out.subspan(
            at, std::min({m_faded.size(), out.size() - at, std::size_t(m_fadeFrames - m_fadeAt) * ChannelCount}));
        std::size_t have = 0;
        TrackPlace ignored;
        while (const std::size_t frames = leaving().read(std::span(m_faded).subspan(have, part.size() - have), ignored))
            have += frames * ChannelCount;
        std::fill(m_faded.begin() + std::ptrdiff_t(have), m_faded.begin() + std::ptrdiff_t(part.size()), 0.0F);
        const double step = std::numbers::pi / 2 / double(m_fadeFrames);
        for (std::size_t i = 0; i < part.size(); i += ChannelCount) {
            const double angle = (double(m_fadeAt++) + 0.5) * step;
            const auto in = float(std::sin(angle));
            const auto away = float(std::cos(angle));
            part[i] = part[i] * in + m_faded[i] * away;
            part[i + 1] = part[i + 1] * in + m_faded[i + 1] * away;
        }
        at += part.size();
        if (m_fadeAt == m_fadeFrames) endCrossfade();
    }
}

void Mixer::endCrossfade() noexcept
{
    m_fadeFrames = 0;
    leaving().begin(nullptr);
    m_leavingSerial.store(0, std::memory_order_release);
}

void Mixer::shape(std::span<float> out, Ramp direction) noexcept
{
    const float volume = m_targetGain.load(std::memory_order_relaxed);
    const StereoGain balance = balanceGain(m_settings.balance);
    const StereoGain target{volume * balance.left, volume * balance.right};
    if (!std::exchange(m_gainSet, true)) m_gain = target;
    if (direction == Ramp::Up && m_ramp == m_rampFrames && m_gain == target) {
        if (target == StereoGain{}) return; // bit for bit
        for (std::size_t i = 0; i + 1 < out.size(); i += ChannelCount) {
            out[i] *= target.left;
            out[i + 1] *= target.right;
        }
        return;
    }
    const int frames = int(out.size() / ChannelCount);
    // The rest of a stream that runs dry is faded out over its last frames, however few they are.
    const int dryFrames = std::min(frames, m_rampFrames);
    const float step = 1.0F / float(m_rampFrames);
    const auto moved = [step](float from, float to) {
        return std::abs(to - from) <= step ? to : from + std::copysign(step, to - from);
    };
    for (int i = 0; i < frames; ++i) {
        if (direction == Ramp::Up)
            m_ramp = std::min(m_rampFrames, m_ramp + 1);
        else if (direction == Ramp::Down)
            m_ramp = std::max(0, m_ramp - 1);
        float level = float(m_ramp) * step;
        if (direction == Ramp::Dry && i >= frames - dryFrames) level *= float(frames - 1 - i) / float(dryFrames);
        m_gain = {moved(m_gain.left, target.left), moved(m_gain.right, target.right)};
        out[std::size_t(i * ChannelCount)] *= level * m_gain.left;
        out[std::size_t(i * ChannelCount + 1)] *= level * m_gain.right;
    }
    if (direction == Ramp::Dry) m_ramp = 0;
}

} // namespace groundswell::media
