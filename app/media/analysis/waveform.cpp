#include "media/analysis/waveform.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <limits>

namespace groundswell::media {

namespace {

constexpr quint8 Version = 1;
constexpr qint64 MostFrames = std::numeric_limits<qint64>::max() / 1000; // so that the length in ms can be worked out
constexpr qsizetype HeaderBytes = 1 + 4 + 8;
constexpr qsizetype Bytes = HeaderBytes + qsizetype{2} * Waveform::BucketCount;
// Enough cells that a bucket of either is made of at least four of them once the first pair was joined.
constexpr std::size_t MaxCells = std::size_t(WaveformDetail::BucketCount) * 8;
constexpr quint8 DetailVersion = 1;
constexpr qsizetype DetailBytes = 1 + qsizetype{2} * WaveformDetail::BucketCount;

std::unexpected<Error> corrupt()
{
    return fail(ErrorCode::Corrupt,
                QCoreApplication::translate("Waveform", "The kept waveform cannot be read; it is measured again."));
}

std::uint8_t scaled(double level)
{
    return std::uint8_t(std::lround(std::clamp(level, 0.0, 1.0) * 255.0));
}

} // namespace

QByteArray Waveform::toBytes() const
{
    QByteArray bytes(Bytes, Qt::Uninitialized);
    char* out = bytes.data();
    out[0] = char(Version);
    qToLittleEndian(qint32(sampleRate), out + 1);
    qToLittleEndian(frames, out + 5);
    std::ranges::copy(peak, out + HeaderBytes);
    std::ranges::copy(rms, out + HeaderBytes + BucketCount);
    return bytes;
}

Result<Waveform> Waveform::fromBytes(const QByteArray& bytes)
{
    if (bytes.size() != Bytes || quint8(bytes.at(0)) != Version) return corrupt();
    Waveform waveform;
    const char* in = bytes.constData();
    waveform.sampleRate = qFromLittleEndian<qint32>(in + 1);
    waveform.frames = qFromLittleEndian<qint64>(in + 5);
    if (waveform.sampleRate < 0 || waveform.frames < 0 || waveform.frames > MostFrames) return corrupt();
    std::copy_n(in + HeaderBytes, BucketCount, waveform.peak.begin());
    std::copy_n(in + HeaderBytes + BucketCount, BucketCount, waveform.rms.begin());
    return waveform;
}

QByteArray WaveformDetail::toBytes() const
{
    if (peak.empty()) return {};
    QByteArray bytes(DetailBytes, Qt::Uninitialized);
    char* out = bytes.data();
    *out++ = char(DetailVersion);
    std::ranges::copy(rms, std::ranges::copy(peak, out).out);
    return bytes;
}

Result<WaveformDetail> WaveformDetail::fromBytes(const QByteArray& bytes)
{
    if (bytes.isEmpty()) return WaveformDetail{};
    if (bytes.size() != DetailBytes || quint8(bytes.at(0)) != DetailVersion) return corrupt();
    const auto middle = bytes.begin() + 1 + BucketCount;
    return WaveformDetail{.peak = {bytes.begin() + 1, middle}, .rms = {middle, bytes.end()}};
}

void WaveformBuilder::add(std::span<const float> samples, int channels)
{
    const auto width = std::size_t(channels);
    for (std::size_t at = 0; at + width <= samples.size(); at += width) {
        const auto cell = std::size_t(m_frames / m_framesPerCell);
        if (cell >= m_cells.size()) {
            if (m_cells.size() == MaxCells) {
                halve();
                at -= width;
                continue;
            }
            m_cells.emplace_back();
        }
        Cell& into = m_cells.back();
        double squares = 0;
        for (std::size_t channel = 0; channel < width; ++channel) {
            const float sample = samples[at + channel];
            into.peak = std::max(into.peak, std::abs(sample));
            squares += double(sample) * double(sample);
        }
        into.squares += squares / double(width);
        ++m_frames;
    }
}

void WaveformBuilder::halve()
{
    for (std::size_t i = 0; i < m_cells.size() / 2; ++i)
        m_cells[i] = {std::max(m_cells[2 * i].peak, m_cells[2 * i + 1].peak),
                      m_cells[2 * i].squares + m_cells[2 * i + 1].squares};
    m_cells.resize(m_cells.size() / 2);
    m_framesPerCell *= 2;
}

Waveform WaveformBuilder::finish() const
{
    Waveform result;
    result.frames = m_frames;
    result.sampleRate = m_sampleRate;
    if (m_frames > 0) fill(result.peak, result.rms);
    return result;
}

WaveformDetail WaveformBuilder::finishDetail() const
{
    WaveformDetail result;
    if (m_frames == 0) return result;
    result.peak.resize(WaveformDetail::BucketCount);
    result.rms.resize(WaveformDetail::BucketCount);
    fill(result.peak, result.rms);
    return result;
}

// Each cell counts for the buckets that it touches, by its share: a short track has fewer cells than buckets.
void WaveformBuilder::fill(std::span<std::uint8_t> peaks, std::span<std::uint8_t> means) const
{
    const double framesPerBucket = double(m_frames) / double(peaks.size());
    const auto perCell = double(m_framesPerCell);
    for (std::size_t bucket = 0; bucket < peaks.size(); ++bucket) {
        const double begin = double(bucket) * framesPerBucket;
        const double end = begin + framesPerBucket;
        float peak = 0;
        double squares = 0;
        double frames = 0;
        for (auto i = std::size_t(begin / perCell); i < m_cells.size() && double(i) * perCell < end; ++i) {
            const double cellBegin = double(i) * perCell;
            const double cellFrames = std::min(perCell, double(m_frames) - cellBegin);
            const double share = (std::min(end, cellBegin + cellFrames) - std::max(begin, cellBegin)) / cellFrames;
            if (share <= 0) continue;
            peak = std::max(peak, m_cells[i].peak);
            squares += m_cells[i].squares * share;
            frames += cellFrames * share;
        }
        peaks[bucket] = scaled(double(peak));
        means[bucket] = scaled(frames > 0 ? std::sqrt(squares / frames) : 0.0);
    }
}

} // namespace groundswell::media
