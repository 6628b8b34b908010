#pragma once

#include "media/output_device.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QElapsedTimer>
#include <QMediaDevices>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace groundswell::media {

class Mixer;
class MixerDevice;

/// Pulls the mixer at the pace of a sound device: the chosen one while it is there, else the system's default, which it
/// follows; or at that of the clock where there is none or the device fails. A device that comes back is used again.
/// Use it from one thread with an event loop, which does the pulling with most systems: keep that thread free of long
/// work.
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
    /// Chooses a device by its id; empty follows the system's default.
    void setDevice(const QString& id);
    [[nodiscard]] QList<OutputDevice> devices() const;
    /// The device's name for people, empty for the silent output.
    [[nodiscard]] const QString& name() const noexcept { return m_device.name; }

Q_SIGNALS:
    /// Another device is used; both are empty for the silent output.
    void deviceChanged(const QString& id, const QString& name);
    /// The devices that are there, or which of them is the default.
    void devicesChanged(const QList<OutputDevice>& devices);
    /// The device had nothing to play although the mixer plays: it was not served in time.
    void underran();

private:
    void open();
    [[nodiscard]] bool openDevice(const QAudioDevice& device);
    void openSilent();
    void close();
    void onDevicesChanged();
    void onSinkStateChanged(QtAudio::State state);
    [[nodiscard]] QAudioDevice wanted() const;
    void countFailure();
    void reopen();
    void tell(const OutputDevice& device);
    void watch();
    void pullSilently();

    Mixer& m_mixer;
    const OutputKind m_kind;
    bool m_running = false;
    QString m_chosen;      // the id asked for
    OutputDevice m_device; // as told

    std::unique_ptr<QMediaDevices> m_devices;
    std::unique_ptr<MixerDevice> m_source;
    std::unique_ptr<QAudioSink> m_sink;
    QByteArray m_sinkId;
    int m_failures = 0;      // of the device, in a row
    QSet<QByteArray> m_gone; // devices that failed although they are still listed; until the list changes
    QTimer m_watch;          // while running: whether the device still fetches, and which devices there are
    int m_ticks = 0;
    quint64 m_fetches = 0; // seen at the last tick
    QList<OutputDevice> m_known;

    QTimer m_silentTimer;
    QElapsedTimer m_silentClock;
    qint64 m_silentFrames = 0;
    std::vector<float> m_silentBuffer;
};

} // namespace groundswell::media
