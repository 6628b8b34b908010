#pragma once

#include <QtTypes>

#include <atomic>

namespace groundswell {

/// Wall-clock time, given to whoever needs it so that tests and the simulator can set it. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01 UTC.
    [[nodiscard]] virtual qint64 nowMs() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 nowMs() const override;
};

/// A clock that stands still until it is moved; for tests and simulations.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(qint64 startMs = 0)
        : m_now(startMs)
    {
    }
    [[nodiscard]] qint64 nowMs() const override { return m_now.load(); }
    void advance(qint64 ms) { m_now.fetch_add(ms); }

private:
    std::atomic<qint64> m_now;
};

} // namespace groundswell
