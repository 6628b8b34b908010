#pragma once

#include "base/error.h"

#include <QFile>
#include <QString>

#include <memory>
#include <span>

namespace groundswell::media {

/// Writes stereo sound into a WAV file: 32-bit floats, or whole numbers of 16 or 24 bits, rounded without dither, so
/// that samples of that depth come out as they went in. At most 4 GiB.
class WavWriter
{
public:
    /// Replaces a file that is there. Errors: Io; InvalidInput for other bits than 16, 24 or 32.
    [[nodiscard]] static Result<std::unique_ptr<WavWriter>> create(const QString& path, int sampleRate, int bits);

    /// Interleaved. Error: Io.
    [[nodiscard]] Result<void> write(std::span<const float> samples);
    /// Completes the header. Error: Io.
    [[nodiscard]] Result<void> finish();

private:
    WavWriter(const QString& path, int sampleRate, int bits);
    [[nodiscard]] bool writeHeader();
    [[nodiscard]] std::unexpected<Error> failed() const;

    QFile m_file;
    int m_sampleRate;
    int m_bits;
    qint64 m_bytes = 0;
    QByteArray m_buffer;
};

} // namespace groundswell::media
