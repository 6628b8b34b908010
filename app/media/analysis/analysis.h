#pragma once

#include "base/error.h"
#include "media/analysis/waveform.h"
#include "media/dsp/loudness.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace groundswell::media {

/// All that one pass over a file tells. A plain value.
struct Analysis
{
    Waveform waveform;
    WaveformDetail detail;
    std::optional<Loudness> loudness; ///< none for silence and for what is shorter than 0.4 s, a gating block
    QString fingerprint; ///< Chromaprint's of the first 120 s, as AcoustID takes it; empty under 3 s of sound

    bool operator==(const Analysis&) const = default;

    /// Between the helper process and this one.
    [[nodiscard]] QByteArray toBytes() const;
    /// Error: Corrupt. Whatever the bytes are, a value that is given keeps to its own rules.
    [[nodiscard]] static Result<Analysis> fromBytes(const QByteArray& bytes);
};

} // namespace groundswell::media
