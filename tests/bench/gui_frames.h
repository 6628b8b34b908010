#pragma once

#include "bench_report.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointF>
#include <QTimer>
#include <QWheelEvent>
#include <QWidget>

#include <ctime>
#include <vector>

namespace groundswell::bench {

inline constexpr int frameMs = 16;
inline constexpr int framesPerRun = 600;
inline constexpr int runsOfFrames = 3; ///< one run's worst frames differ by half from the next one's

/// What the calling thread has had of a core, in ms (POSIX: CLOCK_THREAD_CPUTIME_ID).
[[nodiscard]] inline double threadCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Does something at the beginning of each frame and lets the event loop run to its end, with whatever the other
/// threads have to say meanwhile. What each frame cost this thread, in ms.
template <class Act>
[[nodiscard]] std::vector<double> frames(int count, Act act)
{
    std::vector<double> costs;
    QTimer wake;
    wake.setTimerType(Qt::PreciseTimer);
    wake.setSingleShot(true);
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        const double before = threadCpuMs();
        wake.start(frameMs);
        act(i);
        while (timer.elapsed() < frameMs)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        costs.push_back(threadCpuMs() - before);
    }
    return costs;
}

/// Turns the wheel, as a touch pad does: by this many pixels.
inline void wheel(QWidget& viewport, int pixels)
{
    const QPointF middle = viewport.rect().center();
    QWheelEvent event(middle, viewport.mapToGlobal(middle), QPoint(0, pixels), QPoint(0, pixels), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&viewport, &event);
}

/// Measures runs of frames one after the other and reports the median run's median and p99, and the
/// worst frame of all.
template <class Act>
void reportFrames(const char* bench, const QByteArray& what, Act act)
{
    std::vector<double> medians;
    std::vector<double> p99s;
    std::vector<double> worsts;
    for (int run = 0; run < runsOfFrames; ++run) {
        const std::vector<double> costs = frames(framesPerRun, act);
        medians.push_back(median(costs));
        p99s.push_back(p99(costs));
        worsts.push_back(std::ranges::max(costs));
    }
    constexpr size_t n = size_t{runsOfFrames} * framesPerRun;
    report(bench, QByteArray(what + "_frame_median").constData(), median(medians), "ms", n);
    report(bench, QByteArray(what + "_frame_p99").constData(), median(p99s), "ms", n);
    report(bench, QByteArray(what + "_frame_worst").constData(), std::ranges::max(worsts), "ms", n);
}

} // namespace groundswell::bench
