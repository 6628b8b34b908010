#include "media/wav_writer.h"

#include "media/dsp/stereo.h"

#include <QCoreApplication>
#include <QDataStream>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace groundswell::media {

namespace {

constexpr quint16 WholeNumbers = 1;
constexpr quint16 Floats = 3;
constexpr qint64 HeaderBytes = 44;

template <int Bytes>
char* put(char* to, float sample)
{
    constexpr double Scale = double(1 << (8 * Bytes - 1));
    const auto value = qint32(std::clamp(std::round(double(sample) * Scale), -Scale, Scale - 1));
    for (int i = 0; i < Bytes; ++i)
        *to++ = char((value >> (8 * i)) & 0xff);
    return to;
}

} // namespace

WavWriter::WavWriter(const QString& path, int sampleRate, int bits)
    : m_file(path)
    , m_sampleRate(sampleRate)
    , m_bits(bits)
{
}

Result<std::unique_ptr<WavWriter>> WavWriter::create(const QString& path, int sampleRate, int bits)
{
    if (bits != 16 && bits != 24 && bits != 32)
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("WavWriter", "A WAV file has 16, 24 or 32 bits, not %1.").arg(bits));
    std::unique_ptr<WavWriter> writer(new WavWriter(path, sampleRate, bits));
    if (!writer->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate) || !writer->writeHeader())
        return writer->failed();
    return writer;
}

std::unexpected<Error> WavWriter::failed() const
{
    return fail(ErrorCode::Io,
                QCoreApplication::translate("WavWriter", "“%1” could not be written.").arg(m_file.fileName()),
                m_file.errorString());
}

bool WavWriter::writeHeader()
{
    QByteArray header;
    QDataStream out(&header, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    const auto frameBytes = quint16(ChannelCount * m_bits / 8);
    out.writeRawData("RIFF", 4);
    out << quint32(HeaderBytes - 8 + m_bytes);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << (m_bits == 32 ? Floats : WholeNumbers) << quint16(ChannelCount) << quint32(m_sampleRate)
        << quint32(m_sampleRate * frameBytes) << frameBytes << quint16(m_bits);
    out.writeRawData("data", 4);
    out << quint32(m_bytes);
    return m_file.write(header) == header.size();
}

Result<void> WavWriter::write(std::span<const float> samples)
{
    m_buffer.resize(qsizetype(samples.size()) * m_bits / 8);
    if (m_bytes + m_buffer.size() > std::numeric_limits<quint32>::max() - HeaderBytes)
        return fail(ErrorCode::Io, QCoreApplication::translate("WavWriter", "A WAV file cannot be larger than 4 GiB."));
    char* to = m_buffer.data();
    if (m_bits == 32) {
        std::memcpy(to, samples.data(), samples.size_bytes());
    } else {
        for (const float sample : samples)
            to = m_bits == 16 ? put<2>(to, sample) : put<3>(to, sample);
    }
    if (m_file.write(m_buffer) != m_buffer.size()) return failed();
    m_bytes += m_buffer.size();
    return {};
}

Result<void> WavWriter::finish()
{
    if (!m_file.seek(0) || !writeHeader() || !m_file.flush()) return failed();
    m_file.close();
    return {};
}

} // namespace groundswell::media
