#pragma once

#include "media/mixer.h"

#include <QAudioFormat>
#include <QIODevice>

#include <atomic>
#include <vector>

namespace groundswell::media {

/// The mixer as the endless device that a QAudioSink reads from, in the sink's sample format (32-bit float or 16-bit).
class MixerDevice final : public QIODevice
{
    Q_OBJECT

public:
    MixerDevice(Mixer& mixer, QAudioFormat::SampleFormat format, QObject* parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return false; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    /// There is nothing to go back to; sinks call this when they are reset.
    bool reset() override { return true; }
    /// Any thread: times that the sink took something.
    [[nodiscard]] quint64 fetches() const noexcept { return m_fetches.load(std::memory_order_relaxed); }

protected:
    qint64 readData(char* data, qint64 size) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    Mixer& m_mixer;
    QAudioFormat::SampleFormat m_format;
    std::vector<float> m_buffer;
    std::atomic<quint64> m_fetches = 0;
};

} // namespace groundswell::media
