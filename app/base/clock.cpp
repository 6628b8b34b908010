#include "base/clock.h"

#include <QDateTime>

namespace groundswell {

qint64 SystemClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace groundswell
