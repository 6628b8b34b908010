#include "media/mp3_delay.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace groundswell::media {

namespace {

constexpr int DecoderDelay = 529;
constexpr int SearchBytes = 8192;

quint8 byteAt(const QByteArray& bytes, qsizetype at)
{
    return at < bytes.size() ? quint8(bytes.at(at)) : quint8(0);
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

} // namespace

std::optional<Mp3Delay> mp3Delay(const QUrl& source)
{
    QFile file(source.toLocalFile());
    if (!source.isLocalFile() || !file.open(QIODevice::ReadOnly)) return {};
    if (!file.seek(id3Length(file.peek(10)))) return {};
    const QByteArray bytes = file.read(SearchBytes);

    // The first header of MPEG audio, layer III: eleven bits of sync, then the version and the layer.
    for (qsizetype at = 0; at + 4 < bytes.size(); ++at) {
        const quint8 second = byteAt(bytes, at + 1);
        const int version = (second >> 3) & 3; // 0: 2.5, 2: 2, 3: 1
        const int rateIndex = (byteAt(bytes, at + 2) >> 2) & 3;
        if (byteAt(bytes, at) != 0xff || (second & 0xe0) != 0xe0 || (second & 0x06) != 0x02 || version == 1 ||
            rateIndex == 3)
            continue;
        const bool mono = (byteAt(bytes, at + 3) >> 6) == 3;
        const int sideInfo = version == 3 ? (mono ? 17 : 32) : (mono ? 9 : 17);
        const qsizetype tag = at + 4 + sideInfo;
        const QByteArray name = bytes.mid(tag, 4);
        if (name != "Xing" && name != "Info") return {};
        const quint8 flags = byteAt(bytes, tag + 7);
        const qsizetype lame =
            tag + 8 + ((flags & 1) ? 4 : 0) + ((flags & 2) ? 4 : 0) + ((flags & 4) ? 100 : 0) + ((flags & 8) ? 4 : 0);
        // FFmpeg believes these three writers and no others.
        const QByteArray writer = bytes.mid(lame, 4);
        if (lame + 24 > bytes.size() || (writer != "LAME" && writer != "Lavf" && writer != "Lavc")) return {};
        const int delay = (byteAt(bytes, lame + 21) << 4) | (byteAt(bytes, lame + 22) >> 4);
        constexpr std::array rates = {44100, 48000, 32000};
        const int divisor = version == 3 ? 1 : version == 2 ? 2 : 4;
        const int padding = ((byteAt(bytes, lame + 22) & 0x0f) << 8) | byteAt(bytes, lame + 23);
        const qint64 mpegFrames = (flags & 1) ? qFromBigEndian<quint32>(bytes.constData() + tag + 8) : 0;
        const qint64 length = mpegFrames * (version == 3 ? 1152 : 576) - delay - padding;
        return Mp3Delay{delay + DecoderDelay, rates.at(std::size_t(rateIndex)) / divisor, std::max<qint64>(0, length)};
    }
    return {};
}

} // namespace groundswell::media
