#pragma once

#include "bench_report.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <functional>

namespace groundswell::bench {

/// Milliseconds until `done`, with the event loop running as in a program. Ends the bench when it takes `mostMs`.
inline double msUntil(const std::function<bool()>& done, qint64 mostMs)
{
    QElapsedTimer timer;
    timer.start();
    QTimer wake;
    wake.setTimerType(Qt::PreciseTimer);
    wake.start(1);
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        if (timer.elapsed() > mostMs)
            stop(QStringLiteral("what was waited for did not come in %1 s").arg(static_cast<double>(mostMs) / 1000));
    }
    return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

} // namespace groundswell::bench
