#pragma once

#include "media/ring.h"

#include <QtTypes>

#include <atomic>

namespace groundswell::media {

/// The sound of one track from one place on, on its way from a decoder to the mixer. Every start and every seek makes a
/// new one, so nothing has to be taken back from a ring that two threads use. Shared by the deck, the mixer and the
/// engine.
class FrameStream
{
public:
    FrameStream(quint64 serial, qint64 firstFrame, std::size_t capacityFrames)
        : m_serial(serial)
        , m_firstFrame(firstFrame)
        , m_ring(capacityFrames)
    {
    }

    /// Tells this start or seek from all others.
    [[nodiscard]] quint64 serial() const noexcept { return m_serial; }
    /// Where in the track the stream's first frame stands.
    [[nodiscard]] qint64 firstFrame() const noexcept { return m_firstFrame; }
    [[nodiscard]] std::size_t readable() const noexcept { return m_ring.readable(); }

    /// Something was written, read or not.
    [[nodiscard]] bool hasSound() const noexcept { return m_ring.written() > 0; }

    /// Writer. Waits while the ring is full; false when nobody will read any more.
    bool write(std::span<const float> samples) noexcept
    {
        while (!samples.empty()) {
            const quint32 seen = m_reads.load(std::memory_order_acquire);
            if (m_abandoned.load(std::memory_order_acquire)) return false;
            const std::size_t frames = m_ring.write(samples);
            samples = samples.subspan(frames * ChannelCount);
            if (frames == 0) m_reads.wait(seen, std::memory_order_acquire);
        }
        return true;
    }

    /// Reader. Never waits.
    std::size_t read(std::span<float> samples) noexcept
    {
        const std::size_t frames = m_ring.read(samples);
        wake();
        return frames;
    }

    /// The decoder has come to the end: what is in the ring now is the rest.
    void setEnded() noexcept { m_ended.store(true, std::memory_order_release); }
    [[nodiscard]] bool hasEnded() const noexcept { return m_ended.load(std::memory_order_acquire); }

    /// Nobody needs more of it: a waiting writer goes on and writes nothing. What is in the ring can still be read.
    void abandon() noexcept
    {
        m_abandoned.store(true, std::memory_order_release);
        wake();
    }
    [[nodiscard]] bool isAbandoned() const noexcept { return m_abandoned.load(std::memory_order_acquire); }

private:
    void wake() noexcept
    {
        m_reads.fetch_add(1, std::memory_order_release);
        m_reads.notify_one();
    }

    const quint64 m_serial;
    const qint64 m_firstFrame;
    Ring m_ring;
    std::atomic<quint32> m_reads = 0; // what a waiting writer waits on
    std::atomic<bool> m_ended = false;
    std::atomic<bool> m_abandoned = false;
};

} // namespace groundswell::media
