#include "media/analysis/fingerprint.h"

#include <algorithm>
#include <chromaprint.h>
#include <cmath>

namespace groundswell::media {

void Fingerprinter::Free::operator()(ChromaprintContextPrivate* context) const noexcept
{
    chromaprint_free(context);
}

Fingerprinter::Fingerprinter(int sampleRate, int channels)
{
    if (sampleRate <= 0 || channels <= 0) return;
    m_context.reset(chromaprint_new(CHROMAPRINT_ALGORITHM_DEFAULT));
    if (m_context && chromaprint_start(m_context.get(), sampleRate, channels) != 1) m_context.reset();
    m_samplesLeft = qint64{Seconds} * sampleRate * channels;
}

void Fingerprinter::add(std::span<const float> samples)
{
    const auto count = std::min<qint64>(m_samplesLeft, qint64(samples.size()));
    if (!m_context || count <= 0) return;
    m_samplesLeft -= count;
    m_samples.resize(std::size_t(count));
    std::ranges::transform(samples.first(std::size_t(count)), m_samples.begin(), [](float sample) {
        const float scaled = sample * 32768.0F;
        return std::isfinite(scaled) ? qint16(std::lround(std::clamp(scaled, -32768.0F, 32767.0F))) : qint16{0};
    });
    chromaprint_feed(m_context.get(), m_samples.data(), int(count));
}

QString Fingerprinter::finish()
{
    if (!m_context || chromaprint_finish(m_context.get()) != 1) return {};
    char* text = nullptr;
    int size = 0;
    if (chromaprint_get_raw_fingerprint_size(m_context.get(), &size) != 1 || size == 0) return {};
    if (chromaprint_get_fingerprint(m_context.get(), &text) != 1 || text == nullptr) return {};
    QString fingerprint = QString::fromLatin1(text);
    chromaprint_dealloc(text);
    return fingerprint;
}

} // namespace groundswell::media
