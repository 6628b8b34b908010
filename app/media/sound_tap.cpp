#include "media/sound_tap.h"

#include <algorithm>

namespace groundswell::media {

SoundTap::SoundTap(const PlayClock& clock)
    : m_clock(clock)
    , m_samples(std::make_unique<std::atomic<float>[]>(Capacity * ChannelCount))
{
}

void SoundTap::write(qint64 outputFrame, std::span<const float> samples) noexcept
{
    if (!isOn()) return;
    if (m_end.load(std::memory_order_relaxed) != outputFrame) m_begin.store(outputFrame, std::memory_order_relaxed);
    std::size_t at = std::size_t(outputFrame) % Capacity * ChannelCount;
    for (const float sample : samples) {
        m_samples[at].store(sample, std::memory_order_relaxed);
        if (++at == Capacity * ChannelCount) at = 0;
    }
    m_end.store(outputFrame + qint64(samples.size() / ChannelCount), std::memory_order_release);
}

void SoundTap::latest(std::span<float> samples) const noexcept
{
    const auto frames = qint64(samples.size() / ChannelCount);
    const qint64 heard = m_clock.heardFrame();
    const qint64 end = m_end.load(std::memory_order_acquire);
    const qint64 begin = std::max(m_begin.load(std::memory_order_relaxed), end - qint64(Capacity));
    for (qint64 i = 0; i < frames; ++i) {
        const qint64 frame = heard - frames + i;
        const bool isThere = frame >= begin && frame < end;
        for (int c = 0; c < ChannelCount; ++c) {
            const std::size_t at = std::size_t(std::max<qint64>(0, frame)) % Capacity * ChannelCount + std::size_t(c);
            samples[std::size_t(i * ChannelCount + c)] = isThere ? m_samples[at].load(std::memory_order_relaxed) : 0.0F;
        }
    }
}

} // namespace groundswell::media
