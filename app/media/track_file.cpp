#include "media/track_file.h"

#include "media/mp3_tag.h"
#include "media/mp4_trim.h"
#include "media/spliced_file.h"

#include <QDataStream>
#include <QtEndian>
#include <QUrl>

#include <algorithm>

namespace groundswell::media {

namespace {

constexpr qint64 HeadBytes = 4096;

/// Where the samples of a WAV file are, and what they are.
struct WavData
{
    quint16 channels = 0;
    quint32 sampleRate = 0;
    qint64 at = 0;
    qint64 length = 0;
};

// RIFF WAVE with 16-bit whole numbers in one or two channels, with its samples inside of the head (Microsoft,
// "Multimedia Programming Interface and Data Specifications 1.0", chapter 3).
std::optional<WavData> wavData(const QByteArray& head, qint64 fileSize)
{
    if (!head.startsWith("RIFF") || head.mid(8, 4) != "WAVE") return {};
    WavData data;
    qint64 at = 12;
    while (at + 8 <= head.size()) {
        const QByteArray name = head.mid(at, 4);
        const auto size = qint64(qFromLittleEndian<quint32>(head.constData() + at + 4));
        const qint64 body = at + 8;
        if (name == "fmt ") {
            if (size < 16 || body + 16 > head.size() || qFromLittleEndian<quint16>(head.constData() + body) != 1 ||
                qFromLittleEndian<quint16>(head.constData() + body + 14) != 16)
                return {};
            data.channels = qFromLittleEndian<quint16>(head.constData() + body + 2);
            data.sampleRate = qFromLittleEndian<quint32>(head.constData() + body + 4);
        } else if (name == "data") {
            // A program that was interrupted leaves a length of 0 or of nothing known.
            data.at = body;
            data.length = std::min(size, fileSize - body);
            const bool known = (data.channels == 1 || data.channels == 2) && data.sampleRate > 0 && data.length > 0;
            return known ? std::optional(data) : std::nullopt;
        }
        at = body + size + size % 2;
    }
    return {};
}

// The head of a Core Audio file (Apple, "Core Audio Format Specification 1.0") for little-endian 16-bit samples.
QByteArray cafHead(const WavData& wav)
{
    constexpr quint32 IsLittleEndian = 2;
    const quint32 frameBytes = wav.channels * 2U;
    QByteArray head;
    QDataStream out(&head, QIODevice::WriteOnly);
    out.writeRawData("caff", 4);
    out << quint16(1) << quint16(0);
    out.writeRawData("desc", 4);
    out << qint64(32) << double(wav.sampleRate);
    out.writeRawData("lpcm", 4);
    out << IsLittleEndian << frameBytes << quint32(1) << quint32(wav.channels) << quint32(16);
    out.writeRawData("data", 4);
    out << qint64(wav.length / frameBytes * frameBytes + 4) << quint32(0);
    return head;
}

std::unique_ptr<QIODevice> asCaf(const QString& path, const WavData& wav)
{
    auto device = std::make_unique<SplicedFile>(path);
    if (!device->isOpen()) return {};
    device->addBytes(cafHead(wav));
    const qint64 frameBytes = wav.channels * 2;
    device->addFile(wav.at, wav.length / frameBytes * frameBytes);
    return device;
}

std::unique_ptr<QIODevice> withoutAtoms(const QString& path, const std::vector<qint64>& names, qint64 size)
{
    auto device = std::make_unique<SplicedFile>(path);
    if (!device->isOpen()) return {};
    qint64 at = 0;
    for (const qint64 name : names) {
        device->addFile(at, name - at);
        device->addBytes("free");
        at = name + 4;
    }
    device->addFile(at, size - at);
    return device;
}

} // namespace

TrackTrim trimOf(const Mp3Tag& mp3)
{
    return {.sampleRate = mp3.sampleRate,
            .begin = mp3.delay,
            .beginIsCut = true,
            .length = mp3.length > 0 ? std::optional(mp3.length) : std::nullopt};
}

TrackFile openTrackFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray head = file.peek(HeadBytes);
    if (const auto wav = wavData(head, file.size())) return {asCaf(path, *wav), {}};
    if (head.mid(4, 4) == "ftyp") {
        const auto mp4 = mp4Trim(file);
        if (!mp4) return {};
        auto device = withoutAtoms(path, mp4->atoms, file.size());
        return device ? TrackFile{std::move(device), mp4->trim} : TrackFile{};
    }
    if (const auto mp3 = mp3Tag(file)) return {nullptr, trimOf(*mp3)};
    return {};
}

} // namespace groundswell::media
