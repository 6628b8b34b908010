#include "base/low_priority.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#else
#include <QThread>
#endif

namespace groundswell {

void runAtLowPriority()
{
#ifdef Q_OS_LINUX
    // Linux knows a nice value for a single thread, which Qt's priorities do not use there.
    constexpr int Nice = 15;
    setpriority(PRIO_PROCESS, 0, Nice);
#else
    QThread::currentThread()->setPriority(QThread::LowestPriority);
#endif
}

} // namespace groundswell
