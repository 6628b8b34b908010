#include "media/rate_run.h"

#include "media/extrapolate.h"

#include <algorithm>
#include <numeric>

namespace groundswell::media {

void RateRun::begin(Resampler& resampler) noexcept
{
    m_resampler = &resampler;
    m_state = State::Collecting;
    m_taken = m_given = m_toDrop = 0;
    m_recentFrames = m_extraAt = m_extraFrames = 0;
    const qint64 period = resampler.inputRate() / std::gcd(resampler.inputRate(), resampler.outputRate());
    m_lead = (EnoughLead + period - 1) / period * period;
    // Rates that have nearly nothing in common: nothing is put in front of them.
    if (m_lead > MostLead) m_lead = 0;
}

qint64 RateRun::outputFrames() const noexcept
{
    const qint64 from = m_resampler->inputRate();
    const qint64 to = m_resampler->outputRate();
    return m_taken / from * to + (2 * (m_taken % from) * to + from) / (2 * from);
}

// Keeps the last frames of the sound, for what is put behind its end.
void RateRun::remember(std::span<const float> in) noexcept
{
    constexpr std::size_t Most = MostLead + 1;
    in = in.last(std::min(in.size(), Most * ChannelCount));
    const std::size_t frames = in.size() / ChannelCount;
    if (m_recentFrames + frames > 2 * Most) {
        const std::size_t kept = Most - frames;
        std::copy_n(m_recent.begin() + std::ptrdiff_t((m_recentFrames - kept) * ChannelCount), kept * ChannelCount,
                    m_recent.begin());
        m_recentFrames = kept;
    }
    std::ranges::copy(in, m_recent.begin() + std::ptrdiff_t(m_recentFrames * ChannelCount));
    m_recentFrames += frames;
}

// What was collected goes in after what may have been before it.
void RateRun::prepend() noexcept
{
    m_state = State::Flowing;
    const auto first = std::span(m_recent).first(m_recentFrames * ChannelCount);
    // Backwards, the time before the beginning is that after an end.
    const auto reverse = [](std::span<float> frames) {
        std::ranges::reverse(frames);
        for (std::size_t i = 0; i < frames.size(); i += ChannelCount)
            std::swap(frames[i], frames[i + 1]);
    };
    const auto front = std::span(m_extra).first(std::size_t(m_lead * ChannelCount));
    const auto copy = std::span(m_extra).subspan(front.size(), first.size());
    std::ranges::copy(first, copy.begin());
    reverse(copy);
    extrapolate(copy, front);
    reverse(front);
    std::ranges::copy(first, copy.begin());
    m_extraAt = 0;
    m_extraFrames = std::size_t(m_lead) + m_recentFrames;
    m_toDrop = m_lead * m_resampler->outputRate() / m_resampler->inputRate();
}

void RateRun::append() noexcept
{
    m_state = State::Finishing;
    m_extraAt = 0;
    m_extraFrames = std::size_t(EnoughLead);
    extrapolate(std::span(m_recent).first(m_recentFrames * ChannelCount),
                std::span(m_extra).first(m_extraFrames * ChannelCount));
}

// Feeds from `in` until the output is full, and takes what was fed off it.
std::size_t RateRun::give(std::span<const float>& in, std::span<float> out) noexcept
{
    std::size_t produced = 0;
    for (;;) {
        const bool drops = m_toDrop > 0;
        const auto into =
            drops ? std::span(m_dropped).first(std::min(m_dropped.size(), std::size_t(m_toDrop * ChannelCount)))
                  : out.subspan(produced * ChannelCount);
        const Flow flow = m_resampler->process(in, into);
        in = in.subspan(flow.consumedFrames * ChannelCount);
        if (drops)
            m_toDrop -= qint64(flow.producedFrames);
        else
            produced += flow.producedFrames;
        if (flow == Flow{} || (m_toDrop <= 0 && produced * ChannelCount == out.size())) return produced;
    }
}

std::size_t RateRun::feedExtra(std::span<float> out) noexcept
{
    std::span<const float> in = std::span(m_extra).subspan(m_extraAt * ChannelCount, m_extraFrames * ChannelCount);
    const std::size_t produced = give(in, out);
    m_extraAt += m_extraFrames - in.size() / ChannelCount;
    m_extraFrames = in.size() / ChannelCount;
    return produced;
}

Flow RateRun::process(std::span<const float> in, std::span<float> out) noexcept
{
    Flow flow;
    if (m_state == State::Collecting) {
        const std::size_t missing = std::size_t(m_lead) + 1 - m_recentFrames;
        const auto part = in.first(std::min(in.size(), missing * ChannelCount));
        remember(part);
        in = in.subspan(part.size());
        flow.consumedFrames = part.size() / ChannelCount;
        m_taken += qint64(flow.consumedFrames);
        if (flow.consumedFrames < missing) return flow;
        prepend();
    }
    if (m_extraFrames > 0) flow.producedFrames = feedExtra(out);
    if (m_extraFrames == 0) {
        const std::span<const float> before = in;
        flow.producedFrames += give(in, out.subspan(flow.producedFrames * ChannelCount));
        const auto taken = before.first(before.size() - in.size());
        remember(taken);
        flow.consumedFrames += taken.size() / ChannelCount;
        m_taken += qint64(taken.size() / ChannelCount);
    }
    m_given += qint64(flow.producedFrames);
    return flow;
}

std::size_t RateRun::finish(std::span<float> out) noexcept
{
    if (m_state == State::Collecting) prepend(); // a sound of a few frames
    std::size_t done = 0;
    const auto most = std::size_t(std::clamp<qint64>(outputFrames() - m_given, 0, qint64(out.size() / ChannelCount)));
    out = out.first(most * ChannelCount);
    if (most > 0 && m_extraFrames > 0) done = feedExtra(out);
    if (m_state == State::Flowing && m_extraFrames == 0) append();
    if (done < most && m_extraFrames > 0) done += feedExtra(out.subspan(done * ChannelCount));
    if (done < most && m_extraFrames == 0) done += m_resampler->finish(out.subspan(done * ChannelCount));
    m_given += qint64(done);
    return done;
}

} // namespace groundswell::media
