#include "media/vorbis_length.h"

#include "media/device_place.h"

#include <QtEndian>

#include <algorithm>

namespace groundswell::media {

namespace {

constexpr qsizetype PageHead = 27;
constexpr qint64 LongestPage = 65'307;

} // namespace

std::optional<TrackTrim> vorbisLength(QIODevice& device)
{
    const DevicePlace place(device);
    if (!device.seek(0)) return {};
    const QByteArray head = device.read(64);
    if (!head.startsWith("OggS") || head.size() < 58 || head.mid(28, 7) != "\x01vorbis") return {};
    const qint64 tailBytes = std::min(device.size(), LongestPage);
    if (!device.seek(device.size() - tailBytes)) return {};
    const QByteArray tail = device.read(tailBytes);
    const qsizetype at = tail.lastIndexOf("OggS");
    if (at < 0 || at + PageHead > tail.size()) return {};
    // Another serial number is another stream, whose frames are counted anew.
    if (tail.mid(at + 14, 4) != head.mid(14, 4)) return {};
    const auto frames = qFromLittleEndian<qint64>(tail.constData() + at + 6);
    const auto rate = qFromLittleEndian<quint32>(head.constData() + 28 + 12);
    if (frames <= 0 || rate == 0 || rate > 1'000'000) return {};
    return TrackTrim{.sampleRate = int(rate), .length = frames};
}

} // namespace groundswell::media
