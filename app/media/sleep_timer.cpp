#include "media/sleep_timer.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr auto FadeStep = 50ms;

} // namespace

SleepTimer::SleepTimer(QObject* parent)
    : QObject(parent)
{
    connect(&m_tick, &QTimer::timeout, this, &SleepTimer::tick);
    m_tick.setSingleShot(true);
}

std::chrono::milliseconds SleepTimer::remaining() const
{
    return m_mode == Mode::AfterTime ? std::chrono::milliseconds(m_deadline.remainingTime()) : 0ms;
}

void SleepTimer::sleepAfter(std::chrono::milliseconds time)
{
    m_deadline = QDeadlineTimer(std::max(time, 0ms));
    Q_EMIT fade(1);
    setMode(Mode::AfterTime);
    tick();
}

void SleepTimer::sleepAtTrackEnd()
{
    m_tick.stop();
    Q_EMIT fade(1);
    setMode(Mode::AtTrackEnd);
}

void SleepTimer::cancel()
{
    m_tick.stop();
    Q_EMIT fade(1);
    setMode(Mode::Off);
}

void SleepTimer::setMode(Mode mode)
{
    // With AfterTime the time itself may have changed.
    if (std::exchange(m_mode, mode) != mode || mode == Mode::AfterTime) Q_EMIT modeChanged();
}

void SleepTimer::tick()
{
    const auto left = remaining();
    if (left == 0ms) {
        setMode(Mode::Off);
        Q_EMIT due(); // the level stays low until somebody plays again
        return;
    }
    if (left < FadeTime) Q_EMIT fade(double(left.count()) / double(FadeTime.count()));
    m_tick.start(left > FadeTime ? left - FadeTime : std::min(left, FadeStep));
}

} // namespace groundswell::media
