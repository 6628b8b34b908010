#include "media/analysis/analysis.h"

#include <QDataStream>
#include <QIODevice>

#include <cmath>

namespace groundswell::media {

namespace {

constexpr quint8 Version = 1;
constexpr qsizetype LongestFingerprint = 64 * 1024; // 120 s give some 3,000 characters

bool isSound(const Loudness& loudness)
{
    return std::isfinite(loudness.integratedLufs) && std::abs(loudness.integratedLufs) < 200 &&
           std::isfinite(loudness.rangeLu) && loudness.rangeLu >= 0 && std::isfinite(loudness.truePeak) &&
           loudness.truePeak >= 0;
}

} // namespace

QByteArray Analysis::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << Version << waveform.toBytes() << detail.toBytes() << loudness.has_value();
    if (loudness) out << loudness->integratedLufs << loudness->rangeLu << loudness->truePeak;
    out << fingerprint.toLatin1();
    return bytes;
}

Result<Analysis> Analysis::fromBytes(const QByteArray& bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_8);
    quint8 version = 0;
    QByteArray waveform;
    QByteArray detail;
    QByteArray fingerprint;
    bool loud = false;
    Loudness loudness;
    in >> version >> waveform >> detail >> loud;
    if (loud) in >> loudness.integratedLufs >> loudness.rangeLu >> loudness.truePeak;
    in >> fingerprint;
    auto readWaveform = Waveform::fromBytes(waveform);
    auto readDetail = WaveformDetail::fromBytes(detail);
    if (!readWaveform) return std::unexpected(readWaveform.error());
    if (!readDetail) return std::unexpected(readDetail.error());
    if (in.status() != QDataStream::Ok || version != Version || (loud && !isSound(loudness)) ||
        fingerprint.size() > LongestFingerprint)
        return fail(ErrorCode::Corrupt, {}, QStringLiteral("not an analysis"));
    return Analysis{.waveform = *readWaveform,
                    .detail = *std::move(readDetail),
                    .loudness = loud ? std::optional(loudness) : std::nullopt,
                    .fingerprint = QString::fromLatin1(fingerprint)};
}

} // namespace groundswell::media
