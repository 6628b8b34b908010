#pragma once

#include <QFile>

namespace groundswell::test {

/// A line of what Linux tells of this process (proc(5)), in bytes; 0 where nothing tells it.
[[nodiscard]] inline qint64 ownMemory(QByteArrayView name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly)) return 0;
    const auto lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(name))
            return line.sliced(name.size()).trimmed().split(' ').constFirst().toLongLong() * 1024;
    }
    return 0;
}

/// What of it is in memory now.
[[nodiscard]] inline qint64 residentMemory()
{
    return ownMemory("VmRSS:");
}

/// The most that ever was.
[[nodiscard]] inline qint64 peakMemory()
{
    return ownMemory("VmHWM:");
}

} // namespace groundswell::test
