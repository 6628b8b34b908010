#pragma once

#include "media/dsp/stereo.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <span>

namespace groundswell::media {

/// A lock-free ring of stereo frames between exactly one writing and one reading thread. Neither ever waits.
class Ring
{
public:
    /// The capacity is rounded up to a power of two.
    explicit Ring(std::size_t capacityFrames)
        : m_capacity(std::bit_ceil(capacityFrames))
        , m_samples(std::make_unique_for_overwrite<float[]>(m_capacity * ChannelCount))
    {
    }

    [[nodiscard]] std::size_t capacity() const noexcept { return m_capacity; }
    /// Frames that can be read now; exact for the reader, a lower bound for anybody else.
    [[nodiscard]] std::size_t readable() const noexcept
    {
        return m_written.load(std::memory_order_acquire) - m_read.load(std::memory_order_acquire);
    }

    /// All frames ever written.
    [[nodiscard]] std::size_t written() const noexcept { return m_written.load(std::memory_order_acquire); }

    /// Writer only. Takes as many whole frames as fit and returns their number.
    std::size_t write(std::span<const float> samples) noexcept
    {
        const std::size_t written = m_written.load(std::memory_order_relaxed);
        const std::size_t space = m_capacity - (written - m_read.load(std::memory_order_acquire));
        const std::size_t frames = std::min(samples.size() / ChannelCount, space);
        const std::size_t at = written & (m_capacity - 1);
        const std::size_t first = std::min(frames, m_capacity - at);
        std::copy_n(samples.data(), first * ChannelCount, &m_samples[at * ChannelCount]);
        std::copy_n(samples.data() + first * ChannelCount, (frames - first) * ChannelCount, &m_samples[0]);
        m_written.store(written + frames, std::memory_order_release);
        return frames;
    }

    /// Reader only. Fills as many whole frames as there are and returns their number.
    std::size_t read(std::span<float> samples) noexcept
    {
        const std::size_t read = m_read.load(std::memory_order_relaxed);
        const std::size_t available = m_written.load(std::memory_order_acquire) - read;
        const std::size_t frames = std::min(samples.size() / ChannelCount, available);
        const std::size_t at = read & (m_capacity - 1);
        const std::size_t first = std::min(frames, m_capacity - at);
        std::copy_n(&m_samples[at * ChannelCount], first * ChannelCount, samples.data());
        std::copy_n(&m_samples[0], (frames - first) * ChannelCount, samples.data() + first * ChannelCount);
        m_read.store(read + frames, std::memory_order_release);
        return frames;
    }

private:
    std::size_t m_capacity;
    std::unique_ptr<float[]> m_samples;
    // Counted for ever and masked on use; on lines of their own, so that the two threads do not fight over one.
    alignas(64) std::atomic<std::size_t> m_written = 0;
    alignas(64) std::atomic<std::size_t> m_read = 0;
};

} // namespace groundswell::media
