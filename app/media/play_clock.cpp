#include "media/play_clock.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace groundswell::media {

namespace {

// Beyond this the device has jumped (a new one, a suspended computer) and the clock follows at once.
constexpr double JumpSeconds = 0.05;
constexpr double Slew = 0.1; // of the difference, with each pull

qint64 nowNs() noexcept
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

void PlayClock::tick(qint64 pulled) noexcept
{
    const qint64 ns = nowNs();
    const double measured = double(std::max<qint64>(0, pulled - m_latency.load(std::memory_order_relaxed)));
    const double elapsed = double(ns - m_ns.load(std::memory_order_relaxed)) * 1e-9;
    const double predicted = m_heard.load(std::memory_order_relaxed) + elapsed * m_sampleRate;
    const double error = measured - predicted;
    const bool isFirst = m_sequence.load(std::memory_order_relaxed) == 0;
    const double heard = isFirst || std::abs(error) > JumpSeconds * m_sampleRate ? measured : predicted + Slew * error;

    // Odd while it changes. Released and acquired one by one: a reader that sees a new value also sees the odd number.
    const quint32 sequence = m_sequence.load(std::memory_order_relaxed);
    m_sequence.store(sequence + 1, std::memory_order_relaxed);
    m_ns.store(ns, std::memory_order_release);
    m_heard.store(heard, std::memory_order_release);
    m_pulled.store(pulled, std::memory_order_release);
    m_sequence.store(sequence + 2, std::memory_order_release);
}

qint64 PlayClock::heardFrame() const noexcept
{
    for (;;) {
        const quint32 before = m_sequence.load(std::memory_order_acquire);
        const qint64 ns = m_ns.load(std::memory_order_acquire);
        const double heard = m_heard.load(std::memory_order_acquire);
        const qint64 pulled = m_pulled.load(std::memory_order_acquire);
        if (before % 2 != 0 || before != m_sequence.load(std::memory_order_relaxed)) continue;
        const double now = heard + double(nowNs() - ns) * 1e-9 * m_sampleRate;
        return std::min(pulled, std::max<qint64>(0, qint64(now)));
    }
}

} // namespace groundswell::media
