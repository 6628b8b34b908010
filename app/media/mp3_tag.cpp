#include "media/mp3_tag.h"

#include "media/device_place.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace groundswell::media {

namespace {

constexpr int DecoderDelay = 529;
constexpr int SearchBytes = 8192;
// Sync, version, layer, protection, bit rate and sample rate: what all packets have in common.
constexpr quint32 CommonBits = 0xffff'fc00;

quint8 byteAt(const QByteArray& bytes, qsizetype at)
{
    return at >= 0 && at < bytes.size() ? quint8(bytes.at(at)) : quint8(0);
}

quint32 numberAt(const QByteArray& bytes, qsizetype at)
{
    return at >= 0 && at + 4 <= bytes.size() ? qFromBigEndian<quint32>(bytes.constData() + at) : 0;
}

// The length of an ID3v2 tag in front (ID3v2.4 structure, section 3.1: 28 bits in four bytes of seven).
qint64 id3Length(const QByteArray& head)
{
    if (!head.startsWith("ID3") || head.size() < 10) return 0;
    qint64 length = 0;
    for (int i = 6; i < 10; ++i)
        length = (length << 7) | (byteAt(head, i) & 0x7f);
    return length + 10 + ((byteAt(head, 5) & 0x10) != 0 ? 10 : 0);
}

/// The header of a packet of MPEG audio, layer III (ISO 11172-3, section 2.4.2.3).
struct Header
{
    bool isMpeg1 = false;
    int sideInfoBytes = 0;
    int sampleRate = 0; // Hz
    int bitRate = 0;    // bits per second; 0: free
    int padding = 0;    // bytes

    [[nodiscard]] int frames() const noexcept { return isMpeg1 ? 1152 : 576; }
    [[nodiscard]] double bytes() const noexcept { return double(frames()) / 8 * bitRate / sampleRate; }
    [[nodiscard]] qint64 bytesOfThis() const noexcept { return qint64(bytes()) + padding; }
};

std::optional<Header> header(quint32 bits)
{
    const auto version = (bits >> 19) & 3; // 0: 2.5, 2: 2, 3: 1
    const auto layer = (bits >> 17) & 3;
    const auto rateIndex = (bits >> 10) & 3;
    const auto bitRateIndex = (bits >> 12) & 15;
    if ((bits >> 21) != 0x7ff || layer != 1 || version == 1 || rateIndex == 3 || bitRateIndex == 15) return {};
    constexpr std::array rates = {44100, 48000, 32000};
    constexpr std::array mpeg1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    constexpr std::array mpeg2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    const bool isMpeg1 = version == 3;
    const bool isMono = ((bits >> 6) & 3) == 3;
    return Header{.isMpeg1 = isMpeg1,
                  .sideInfoBytes = isMpeg1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17),
                  .sampleRate = rates.at(rateIndex) / (isMpeg1        ? 1
                                                       : version == 2 ? 2
                                                                      : 4),
                  .bitRate = 1000 * (isMpeg1 ? mpeg1 : mpeg2).at(bitRateIndex),
                  .padding = int((bits >> 9) & 1)};
}

/// The tag's own numbers.
struct Counts
{
    bool isConstant = false; // the bit rate
    qint64 packets = 0;      // without the tag's own; 0: not told
    qint64 bytes = 0;        // with the tag's packet
};

// Only where the numbers of the tag agree with packets of one length from the first to the last. The tag's own packet,
// `tagBytes` long, may have another bit rate.
std::optional<Mp3Packets> evenPackets(const Counts& counts, quint32 firstBits, qint64 firstByte, qint64 tagBytes)
{
    const auto first = header(firstBits);
    if (!counts.isConstant || counts.packets == 0 || !first || first->bitRate == 0) return {};
    const double length = double(counts.packets) * first->bytes();
    const double told = double(counts.bytes);
    const auto isNear = [](double a, double b) { return std::abs(a - b) <= 4; };
    if (!isNear(told, length) && !isNear(told, length + double(tagBytes))) return {};
    return Mp3Packets{
        .firstByte = firstByte, .bytes = first->bytes(), .frames = first->frames(), .header = firstBits & CommonBits};
}

bool isPacket(const QByteArray& bytes, qint64 at)
{
    const auto first = header(numberAt(bytes, at));
    return first && first->bitRate > 0 && header(numberAt(bytes, at + first->bytesOfThis()));
}

// Whether another file was put behind what the tag counts: with a tag of its own in front, or two packets. The tag's
// own packet may be counted or not.
bool goesOn(QIODevice& device, qint64 end)
{
    if (!device.seek(end)) return false;
    const QByteArray bytes = device.read(SearchBytes);
    return id3Length(bytes) > 0 || isPacket(bytes, 0);
}

} // namespace

std::optional<Mp3Tag> mp3Tag(QIODevice& device)
{
    const DevicePlace place(device);
    if (!device.seek(0)) return {};
    const qint64 begin = id3Length(device.read(10));
    if (!device.seek(begin)) return {};
    const QByteArray bytes = device.read(SearchBytes);
    for (qsizetype at = 0; at + 4 < bytes.size(); ++at) {
        const auto first = header(numberAt(bytes, at));
        if (!first) continue;
        const qsizetype tag = at + 4 + first->sideInfoBytes;
        const QByteArray name = bytes.mid(tag, 4);
        if (name != "Xing" && name != "Info") return {};
        const quint8 flags = byteAt(bytes, tag + 7);
        qsizetype next = tag + 8;
        Counts counts{.isConstant = name == "Info"};
        if ((flags & 1) != 0) counts.packets = numberAt(bytes, std::exchange(next, next + 4));
        if ((flags & 2) != 0) counts.bytes = numberAt(bytes, std::exchange(next, next + 4));
        const qsizetype lame = next + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
        // FFmpeg believes these three writers and no others.
        const QByteArray writer = bytes.mid(lame, 4);
        if (lame + 24 > bytes.size() || (writer != "LAME" && writer != "Lavf" && writer != "Lavc")) return {};
        const int delay = (byteAt(bytes, lame + 21) << 4) | (byteAt(bytes, lame + 22) >> 4);
        const int padding = ((byteAt(bytes, lame + 22) & 0x0f) << 8) | byteAt(bytes, lame + 23);
        const qint64 tagBytes = first->bytesOfThis();
        const bool isAll = counts.bytes == 0 || !goesOn(device, begin + at + counts.bytes);
        const qint64 frames = isAll ? counts.packets * first->frames() - delay - padding : 0;
        return Mp3Tag{.delay = delay + DecoderDelay,
                      .sampleRate = first->sampleRate,
                      .length = std::max<qint64>(0, frames),
                      .packets = evenPackets(counts, numberAt(bytes, at + tagBytes), begin + at + tagBytes, tagBytes)};
    }
    return {};
}

std::optional<qint64> findPacket(QIODevice& device, const Mp3Packets& packets, qint64 number)
{
    // Encoders round where a packet begins, each in its way.
    constexpr qint64 Around = 2;
    const DevicePlace place(device);
    const qint64 from = packets.firstByte + qint64(std::floor(double(number) * packets.bytes)) - Around;
    if (from < 0 || !device.seek(from)) return {};
    const QByteArray bytes = device.read(2 * Around + 1 + 4);
    for (qsizetype i = 0; i + 4 <= bytes.size(); ++i) {
        if ((numberAt(bytes, i) & CommonBits) == packets.header) return from + i;
    }
    return {};
}

} // namespace groundswell::media
