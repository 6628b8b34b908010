#pragma once

#include "media/player.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QElapsedTimer>
#include <QMediaDevices>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace groundswell::media {

class Mixer;
class MixerDevice;

/// Pulls the mixer at the pace of the system's default sound device, or at that of the clock where there is none or the
/// device went away. Follows the default device when it changes. Use it from one thread with an event loop, which does
/// the pulling with most systems: keep that thread free of long work.
class Output final : public QObject
{
    Q_OBJECT

public:
    Output(Mixer& mixer, OutputKind kind, QObject* parent = nullptr);
    ~Output() override;

    void start();
    /// Lets the device go; the mixer keeps its place.
    void stop();
    [[nodiscard]] bool isRunning() const noexcept { return m_running; }
    /// The device's name for people, empty for the silent output.
    [[nodiscard]] const QString& name() const noexcept { return m_name; }

Q_SIGNALS:
    void nameChanged(const QString& name);

private:
    void open();
    [[nodiscard]] bool openDevice(const QAudioDevice& device);
    void openSilent();
    void close();
    void onDevicesChanged();
    void onSinkStateChanged(QtAudio::State state);
    void setName(const QString& name);
    void pullSilently();

    Mixer& m_mixer;
    const OutputKind m_kind;
    bool m_running = false;
    QString m_name;

    std::unique_ptr<QMediaDevices> m_devices;
    std::unique_ptr<MixerDevice> m_source;
    std::unique_ptr<QAudioSink> m_sink;
    QByteArray m_sinkId;
    int m_failures = 0; // of the device, in a row

    QTimer m_silentTimer;
    QElapsedTimer m_silentClock;
    qint64 m_silentFrames = 0;
    std::vector<float> m_silentBuffer;
};

} // namespace groundswell::media
