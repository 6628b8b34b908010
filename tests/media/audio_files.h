#pragma once

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QtEndian>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <optional>
#include <vector>

namespace groundswell::media::test {

/// Stereo 16-bit sound, interleaved.
using Pcm = std::vector<qint16>;

/// Two chords and a noise that never repeats: every frame tells where it stands.
inline Pcm music(int rate, double seconds, unsigned seed = 1)
{
    Pcm pcm;
    quint32 noise = seed * 2654435761U + 1;
    const auto frames = qint64(rate * seconds);
    for (qint64 i = 0; i < frames; ++i) {
        const double t = double(i) / rate;
        for (const double pitch : {220.0, 277.2}) {
            noise = noise * 1664525U + 1013904223U;
            const double sample = 0.3 * std::sin(2 * std::numbers::pi * pitch * t) +
                                  0.2 * std::sin(2 * std::numbers::pi * pitch * 1.5 * t) +
                                  0.1 * (double(noise >> 8) / 8388608.0 - 1.0);
            pcm.push_back(qint16(std::lround(sample * 32767)));
        }
    }
    return pcm;
}

/// The floats that a decoder makes of it.
inline std::vector<float> floats(const Pcm& pcm)
{
    std::vector<float> result;
    result.reserve(pcm.size());
    for (const qint16 sample : pcm)
        result.push_back(float(sample) / 32768.0F);
    return result;
}

inline void writeWav(const QString& path, const Pcm& pcm, int rate)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write %ls", qUtf16Printable(path));
    QDataStream out(&file);
    out.setByteOrder(QDataStream::LittleEndian);
    const auto bytes = quint32(pcm.size() * sizeof(qint16));
    out.writeRawData("RIFF", 4);
    out << quint32(36 + bytes);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << quint16(1) << quint16(2) << quint32(rate) << quint32(rate * 4) << quint16(4) << quint16(16);
    out.writeRawData("data", 4);
    out << bytes;
    for (const qint16 sample : pcm)
        out << sample;
}

/// A folder of small real files, made by our own writer and by FFmpeg's program.
class Files
{
public:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QUrl url(const QString& name) const { return QUrl::fromLocalFile(path(name)); }

    /// All of a file; nothing where it is not there.
    [[nodiscard]] QByteArray bytes(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %ls", qUtf16Printable(file.fileName()));
    }

    /// "x.wav", or another format through FFmpeg by the name's ending. False when FFmpeg is not there or cannot.
    [[nodiscard]] bool make(const QString& name, const Pcm& pcm, int rate, const QStringList& options = {}) const
    {
        const QString wav = path(QFileInfo(name).completeBaseName() + QStringLiteral(".wav"));
        writeWav(wav, pcm, rate);
        if (name.endsWith(QStringLiteral(".wav"))) return true;
        if (!ffmpeg(QStringList{QStringLiteral("-i"), wav} + options + QStringList{path(name)})) return false;
        if (name.endsWith(QStringLiteral(".mp3"))) tellPadding(path(name), qint64(pcm.size() / 2));
        return true;
    }

    /// What FFmpeg's own program decodes: stereo floats.
    [[nodiscard]] std::vector<float> decoded(const QString& name, int rate) const
    {
        const auto bytes = ffmpeg({QStringLiteral("-i"), path(name), QStringLiteral("-f"), QStringLiteral("f32le"),
                                   QStringLiteral("-ac"), QStringLiteral("2"), QStringLiteral("-ar"),
                                   QString::number(rate), QStringLiteral("-")});
        if (!bytes) return {};
        std::vector<float> samples(std::size_t(bytes->size()) / sizeof(float));
        std::memcpy(samples.data(), bytes->constData(), samples.size() * sizeof(float));
        return samples;
    }

private:
    [[nodiscard]] static std::optional<QByteArray> ffmpeg(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral("ffmpeg"), QStringList{QStringLiteral("-v"), QStringLiteral("error"),
                                                            QStringLiteral("-nostdin"), QStringLiteral("-y")} +
                                                    arguments);
        const bool isFinished = process.waitForFinished(-1); // or was never there
        if (!isFinished || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) return {};
        return process.readAllStandardOutput();
    }

    /// FFmpeg's MP3 files tell the padding of their last packet alone, which is up to 46 frames too few when there is
    /// some in the last but one. This writes all of it, as LAME does (MPEG 1, stereo).
    static void tellPadding(const QString& path, qint64 frames)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite)) qFatal("cannot write %ls", qUtf16Printable(path));
        QByteArray bytes = file.readAll();
        const qsizetype tag = std::max(bytes.indexOf("Info"), bytes.indexOf("Xing"));
        const qsizetype lame = tag + 120; // after the flags, the count, the length, the places and the quality
        const auto at = [&bytes](qsizetype i) { return qint64(quint8(bytes.at(i))); };
        const qint64 delay = at(lame + 21) << 4 | at(lame + 22) >> 4;
        const qint64 padding = qint64(qFromBigEndian<quint32>(bytes.constData() + tag + 8)) * 1152 - delay - frames;
        if (tag < 0 || at(tag + 7) != 0x0f || padding < 0 || padding > 0xfff)
            qFatal("%ls has another tag", qUtf16Printable(path));
        bytes[lame + 22] = char((at(lame + 22) & 0xf0) | padding >> 8);
        bytes[lame + 23] = char(padding & 0xff);
        file.seek(0);
        file.write(bytes);
    }

    QTemporaryDir m_folder;
};

} // namespace groundswell::media::test
