#pragma once

#include <QtTypes>

#include <atomic>

namespace groundswell::media {

/// Which output frame is heard now. The device asks in lumps and a little early or late; what is heard moves evenly. So
/// the clock runs on by itself, and each pull corrects it a little. The audio thread ticks it; any thread may ask.
class PlayClock
{
public:
    explicit PlayClock(int sampleRate) noexcept
        : m_sampleRate(sampleRate)
    {
    }

    /// Any thread: frames that the device holds between pull and ear.
    void setLatency(qint64 frames) noexcept { m_latency.store(frames, std::memory_order_relaxed); }
    /// Audio thread: so many frames were pulled by now.
    void tick(qint64 pulled) noexcept;
    /// It runs smoothly between pulls and never beyond what was pulled.
    [[nodiscard]] qint64 heardFrame() const noexcept;

private:
    const int m_sampleRate;
    std::atomic<qint64> m_latency = 0;
    // At m_ns the frame m_heard was heard and m_pulled were pulled. A seqlock: one writer, and readers that try again
    // when the sequence moved.
    std::atomic<quint32> m_sequence = 0;
    std::atomic<qint64> m_ns = 0;
    std::atomic<double> m_heard = 0;
    std::atomic<qint64> m_pulled = 0;
};

} // namespace groundswell::media
