#include "base/ids.h"

#include "base/clock.h"

#include <QRandomGenerator>

#include <mutex>

namespace groundswell {

QUuid makeUuid7(const Clock& clock)
{
    // Section 6.2 method 1: a 12 bit counter in rand_a, seeded at random for each new millisecond.
    static std::mutex mutex;
    static qint64 lastMs = 0;
    static quint32 counter = 0;

    auto* random = QRandomGenerator::system();
    const std::lock_guard lock(mutex);
    const qint64 now = clock.nowMs();
    if (now > lastMs) {
        lastMs = now;
        counter = random->bounded(0x800U);
    } else if (++counter > 0xfffU) {
        ++lastMs;
        counter = 0;
    }

    QUuid::Id128Bytes bytes{};
    for (int i = 0; i < 6; ++i)
        bytes.data[i] = static_cast<quint8>(lastMs >> (40 - 8 * i));
    bytes.data[6] = static_cast<quint8>(0x70U | (counter >> 8U));
    bytes.data[7] = static_cast<quint8>(counter);
    const quint64 tail = random->generate64();
    for (int i = 0; i < 8; ++i)
        bytes.data[8 + i] = static_cast<quint8>(tail >> (8 * i));
    bytes.data[8] = static_cast<quint8>(0x80U | (bytes.data[8] & 0x3fU));
    return QUuid::fromBytes(bytes.data);
}

} // namespace groundswell
