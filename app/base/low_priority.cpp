#include "base/low_priority.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#else
#include <QThread>
#endif

namespace groundswell {

void runAtLowPriority(LowPriority priority)
{
#ifdef Q_OS_LINUX
    // Linux knows a nice value for a single thread, which Qt's priorities do not use there.
    setpriority(PRIO_PROCESS, 0, priority == LowPriority::Leftovers ? 15 : 5);
#else
    QThread::currentThread()->setPriority(priority == LowPriority::Leftovers ? QThread::LowestPriority
                                                                             : QThread::LowPriority);
#endif
}

} // namespace groundswell
