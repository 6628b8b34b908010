#pragma once

#include <QString>
#include <QtTypes>

#include <memory>
#include <span>
#include <vector>

struct ChromaprintContextPrivate;

namespace groundswell::media {

/// Chromaprint's fingerprint of a track's first 120 s, in the compressed form that AcoustID's lookup takes
/// (acoustid.org/webservice). Used by one thread at a time.
class Fingerprinter
{
public:
    static constexpr int Seconds = 120;

    Fingerprinter(int sampleRate, int channels);

    /// Interleaved, whole frames; what comes after 120 s is left out at no cost.
    void add(std::span<const float> samples);
    /// Empty when there was too little sound for one (under some 3 s).
    [[nodiscard]] QString finish();

private:
    struct Free
    {
        void operator()(ChromaprintContextPrivate* context) const noexcept;
    };
    std::unique_ptr<ChromaprintContextPrivate, Free> m_context;
    std::vector<qint16> m_samples;
    qint64 m_samplesLeft = 0;
};

} // namespace groundswell::media
