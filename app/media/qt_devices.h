#pragma once

#include "media/output_devices.h"

#include <QAudioSink>
#include <QMediaDevices>

namespace groundswell::media {

class MixerDevice;

/// The devices as QtMultimedia shows them, played on through a QAudioSink, which pulls in this thread with most
/// systems: keep it free of long work.
///
/// Not for PulseAudio: Qt 6.8 waits without end for a device that has just left, and does not tell that one left.
class QtDevices final : public OutputDevices
{
    Q_OBJECT

public:
    explicit QtDevices(Mixer& mixer, QObject* parent = nullptr);
    ~QtDevices() override;

    [[nodiscard]] bool isKnown() const noexcept override { return true; }
    [[nodiscard]] QList<OutputDevice> list() const override;
    [[nodiscard]] bool open(const QString& id) override;
    void close() override;
    [[nodiscard]] quint64 fetches() const noexcept override;

private:
    void onStateChanged(QtAudio::State state);

    Mixer& m_mixer;
    QMediaDevices m_devices;
    std::unique_ptr<MixerDevice> m_source;
    std::unique_ptr<QAudioSink> m_sink;
};

} // namespace groundswell::media
