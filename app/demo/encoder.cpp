#include "demo/encoder.h"

#include "demo/sentences.h"

#include <QDataStream>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>
#include <cmath>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

const QHash<QString, QStringList>& encoderArguments()
{
    static const QHash<QString, QStringList> all{
        {u"flac"_s, {u"-c:a"_s, u"flac"_s, u"-compression_level"_s, u"5"_s}},
        {u"mp3"_s, {u"-c:a"_s, u"libmp3lame"_s, u"-q:a"_s, u"3"_s, u"-id3v2_version"_s, u"4"_s}},
        {u"opus"_s, {u"-c:a"_s, u"libopus"_s, u"-b:a"_s, u"112k"_s, u"-compression_level"_s, u"5"_s}},
        {u"m4a"_s, {u"-c:a"_s, u"aac"_s, u"-aac_coder"_s, u"fast"_s, u"-b:a"_s, u"160k"_s}},
    };
    return all;
}

QString ffmpeg()
{
    return QStandardPaths::findExecutable(u"ffmpeg"_s);
}

/// 16 bit with triangular dither of one step, so that the quiet ends do not crackle.
QByteArray sixteenBit(const StereoSamples& samples)
{
    QByteArray bytes(static_cast<qsizetype>(samples.left.size() * 4), Qt::Uninitialized);
    auto* out = reinterpret_cast<uchar*>(bytes.data());
    quint32 state = 22222;
    const auto random = [&state] {
        state = state * 1664525U + 1013904223U;
        return static_cast<double>(state >> 8) / 16777216.0 - 0.5;
    };
    for (size_t i = 0; i < samples.left.size(); ++i) {
        for (const float value : {samples.left[i], samples.right[i]}) {
            const auto number =
                static_cast<qint16>(std::lround(std::clamp(value * 32766.0 + random() + random(), -32767.0, 32767.0)));
            qToLittleEndian(number, out);
            out += 2;
        }
    }
    return bytes;
}

Result<void> writeWav(const Mix& mix, const QString& path)
{
    const auto sound = sixteenBit(mix.samples);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::Io, Demo::tr("%1 cannot be written.").arg(path), file.errorString());
    QDataStream out(&file);
    out.setByteOrder(QDataStream::LittleEndian);
    const auto size = static_cast<quint32>(sound.size());
    const auto rate = static_cast<quint32>(mix.sampleRate);
    out.writeRawData("RIFF", 4);
    out << quint32{36 + size};
    out.writeRawData("WAVEfmt ", 8);
    out << quint32{16} << quint16{1} << quint16{2} << rate << quint32{rate * 4} << quint16{4} << quint16{16};
    out.writeRawData("data", 4);
    out << size;
    out.writeRawData(sound.constData(), static_cast<int>(sound.size()));
    if (!file.flush() || out.status() != QDataStream::Ok)
        return fail(ErrorCode::Io, Demo::tr("%1 cannot be written.").arg(path), file.errorString());
    return {};
}

} // namespace

QString encodingFor(const QString& format)
{
    return ffmpeg().isEmpty() || !encoderArguments().contains(format) ? u"wav"_s : format;
}

Result<void> encode(const Mix& mix, const QString& path)
{
    const auto format = QFileInfo(path).suffix();
    if (format == "wav"_L1) return writeWav(mix, path);
    const auto arguments = encoderArguments().constFind(format);
    if (arguments == encoderArguments().cend())
        return fail(ErrorCode::Unsupported, Demo::tr("Sound cannot be written as “%1”.").arg(format));
    const QTemporaryDir work;
    const auto wav = work.filePath(u"mix.wav"_s);
    if (auto written = writeWav(mix, wav); !written) return written;
    QProcess process;
    process.start(ffmpeg(), QStringList{u"-nostdin"_s, u"-v"_s, u"error"_s, u"-y"_s, u"-threads"_s, u"1"_s, u"-i"_s,
                                        wav, u"-map_metadata"_s, u"-1"_s, u"-fflags"_s, u"+bitexact"_s, u"-flags:a"_s,
                                        u"+bitexact"_s} +
                                *arguments + QStringList{path});
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        process.kill();
        return fail(ErrorCode::Unsupported, Demo::tr("ffmpeg could not write %1.").arg(path),
                    QString::fromUtf8(process.readAllStandardError()));
    }
    return {};
}

} // namespace groundswell::demo
