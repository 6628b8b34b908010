#pragma once

#include <QFile>
#include <QString>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace groundswell::media::test {

/// How long this computer lets a thread wait that wants to run: a thread that asks to be woken each millisecond, at the
/// priority that the decoder's has, and writes down by how much it was late. What is late by so much is late because of
/// the load, whoever causes it.
class LoadWatch
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds Slot{100};
    /// Milliseconds. A stream begins with 85 ms of sound at double speed, of which the output takes 10 at once: a
    /// thread that is this late, and its decoder with it, eat up the better part.
    static constexpr double Late = 10;

    LoadWatch()
        : m_thread([this] { watch(); })
    {
    }
    LoadWatch(const LoadWatch&) = delete;
    LoadWatch& operator=(const LoadWatch&) = delete;
    ~LoadWatch()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isOver = true;
        }
        m_told.notify_all();
        m_thread.join();
    }

    /// Milliseconds, in the last half second; what is late now counts already.
    [[nodiscard]] double latest() const
    {
        const auto now = Clock::now();
        const std::scoped_lock lock(m_mutex);
        const double pending = ms(now - m_due);
        return std::max(pending, *std::ranges::max_element(m_slots));
    }

    /// Milliseconds, at most since it began: what is told of time can be off by so much, or by twice that between
    /// threads.
    [[nodiscard]] double worst() const
    {
        const auto now = Clock::now();
        const std::scoped_lock lock(m_mutex);
        return std::max(ms(now - m_due), m_worst);
    }
    /// Sound may have been missing, and not by our fault.
    [[nodiscard]] bool wasBusy() const { return worst() >= Late; }

    /// Microseconds that some thread of this computer waited for a core, ever (Linux' pressure stall information); 0
    /// elsewhere.
    [[nodiscard]] static qint64 pressure()
    {
        QFile file(QStringLiteral("/proc/pressure/cpu"));
        if (!file.open(QIODevice::ReadOnly)) return 0;
        const QByteArray line = file.readLine();
        return line.mid(line.indexOf("total=") + 6).trimmed().toLongLong();
    }

private:
    static double ms(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

    void watch()
    {
        std::unique_lock lock(m_mutex);
        while (!m_isOver) {
            m_due = Clock::now() + std::chrono::milliseconds(1);
            m_told.wait_until(lock, m_due, [this] { return m_isOver; });
            const auto now = Clock::now();
            const auto slot = now.time_since_epoch() / Slot;
            for (; m_slot < slot; ++m_slot)
                m_slots.at(std::size_t((m_slot + 1) % qint64(m_slots.size()))) = 0;
            double& late = m_slots.at(std::size_t(slot % qint64(m_slots.size())));
            late = std::max(late, ms(now - m_due));
            m_worst = std::max(m_worst, late);
        }
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_told;
    bool m_isOver = false;
    Clock::time_point m_due = Clock::now();
    qint64 m_slot = Clock::now().time_since_epoch() / Slot;
    std::array<double, 5> m_slots{};
    double m_worst = 0;
    std::thread m_thread;
};

} // namespace groundswell::media::test
