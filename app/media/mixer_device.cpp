#include "media/mixer_device.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace groundswell::media {

MixerDevice::MixerDevice(Mixer& mixer, QAudioFormat::SampleFormat format, QObject* parent)
    : QIODevice(parent)
    , m_mixer(mixer)
    , m_format(format)
{
    // Unbuffered: QIODevice would otherwise read 16 KiB ahead, and a pause would be heard late.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 MixerDevice::bytesAvailable() const
{
    return qint64(m_mixer.sampleRate()) * ChannelCount * qint64(sizeof(float));
}

qint64 MixerDevice::readData(char* data, qint64 size)
{
    const bool isFloat = m_format == QAudioFormat::Float;
    const qint64 frameBytes = ChannelCount * qint64(isFloat ? sizeof(float) : sizeof(qint16));
    const auto samples = std::size_t(size / frameBytes * ChannelCount);
    m_buffer.resize(samples);
    m_mixer.pull(m_buffer);
    m_fetches.fetch_add(1, std::memory_order_relaxed);
    if (isFloat) {
        std::memcpy(data, m_buffer.data(), samples * sizeof(float));
    } else {
        for (std::size_t i = 0; i < samples; ++i) {
            const auto value = qint16(std::lround(std::clamp(m_buffer[i], -1.0F, 1.0F) * 32767.0F));
            std::memcpy(data + i * sizeof value, &value, sizeof value);
        }
    }
    return size / frameBytes * frameBytes;
}

qint64 MixerDevice::writeData(const char*, qint64)
{
    return -1;
}

} // namespace groundswell::media
