#include "media/track_file.h"

#include "media/mp3_delay.h"
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

/// What a FLAC file's STREAMINFO says, and where its first frame begins (RFC 9639, sections 8.1 and 8.2).
struct FlacHead
{
    quint16 largestBlock = 0;
    int sampleRate = 0;
    qint64 length = 0; // in frames of sound
    qint64 firstFrame = 0;
};

// The first block is STREAMINFO, 34 bytes long. More blocks than any real file has are a stranger's trap: each costs a
// read.
std::optional<FlacHead> flacHead(QFile& file, const QByteArray& head)
{
    constexpr quint32 StreamInfo = 34; // type 0, its length
    constexpr int MostBlocks = 1024;
    if (!head.startsWith("fLaC") || head.size() < 42) return {};
    if ((qFromBigEndian<quint32>(head.constData() + 4) & 0x7fffffffU) != StreamInfo) return {};
    const auto numbers = qFromBigEndian<quint64>(head.constData() + 18);
    FlacHead flac{.largestBlock = qFromBigEndian<quint16>(head.constData() + 10),
                  .sampleRate = int(numbers >> 44),
                  .length = qint64(numbers & ((quint64(1) << 36) - 1)),
                  .firstFrame = 4};
    int blocks = 0;
    for (bool isLast = false; !isLast;) {
        char block[4];
        if (++blocks > MostBlocks || !file.seek(flac.firstFrame) || file.read(block, 4) != 4) return {};
        const auto header = qFromBigEndian<quint32>(block);
        isLast = (header >> 31) != 0;
        flac.firstFrame += 4 + qint64(header & 0xffffff);
    }
    return flac;
}

// FFmpeg finds no place to seek to in FLAC of a single frame, which Qt takes for an error, as it seeks at every start.
// Such a file is shown with that frame twice, and the second one is beyond the track's end.
TrackFile twice(const QString& path, const FlacHead& flac, qint64 size)
{
    auto device = std::make_unique<SplicedFile>(path);
    if (!device->isOpen()) return {};
    device->addFile(0, size);
    device->addFile(flac.firstFrame, size - flac.firstFrame);
    return {std::move(device), {.sampleRate = flac.sampleRate, .length = flac.length}};
}

// An Ogg file with one Vorbis stream: its last page tells the frame after the last one (RFC 3533, section 6; Vorbis I,
// A.2). FFmpeg loses count where the sound fits into one page.
std::optional<TrackTrim> vorbisTrim(QFile& file, const QByteArray& head)
{
    constexpr qsizetype PageHead = 27;
    constexpr qint64 LongestPage = 65'307;
    if (!head.startsWith("OggS") || head.size() < 58 || head.mid(28, 7) != "\x01vorbis") return {};
    const qint64 tailBytes = std::min(file.size(), LongestPage);
    if (!file.seek(file.size() - tailBytes)) return {};
    const QByteArray tail = file.read(tailBytes);
    const qsizetype at = tail.lastIndexOf("OggS");
    if (at < 0 || at + PageHead > tail.size()) return {};
    // Another serial number is another stream, whose frames are counted anew.
    if (tail.mid(at + 14, 4) != head.mid(14, 4)) return {};
    const auto frames = qFromLittleEndian<qint64>(tail.constData() + at + 6);
    const auto rate = qFromLittleEndian<quint32>(head.constData() + 28 + 12);
    if (frames <= 0 || rate == 0 || rate > 1'000'000) return {};
    return TrackTrim{.sampleRate = int(rate), .length = frames};
}

} // namespace

TrackFile openTrackFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray head = file.peek(HeadBytes);
    if (const auto wav = wavData(head, file.size())) return {asCaf(path, *wav), {}};
    if (const auto flac = flacHead(file, head)) {
        const bool isOneFrame = flac->length > 0 && flac->length <= flac->largestBlock;
        return isOneFrame ? twice(path, *flac, file.size()) : TrackFile{};
    }
    if (const auto vorbis = vorbisTrim(file, head)) return {nullptr, *vorbis};
    if (head.mid(4, 4) == "ftyp") {
        const auto mp4 = mp4Trim(file);
        if (!mp4) return {};
        auto device = withoutAtoms(path, mp4->atoms, file.size());
        return device ? TrackFile{std::move(device), mp4->trim} : TrackFile{};
    }
    if (const auto delay = mp3Delay(QUrl::fromLocalFile(path)))
        return {nullptr,
                {.sampleRate = delay->sampleRate,
                 .begin = delay->frames,
                 .beginIsCut = true,
                 .length = delay->length > 0 ? std::optional(delay->length) : std::nullopt}};
    return {};
}

} // namespace groundswell::media
