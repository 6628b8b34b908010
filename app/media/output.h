#pragma once

#include "media/output_device.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace groundswell::media {

class Mixer;
class OutputDevices;

/// Pulls the mixer at the pace of a sound device: the chosen one while it is there, else the system's default, which it
/// follows; or at that of the clock where there is none or the device fails. A device that comes back is used again.
/// Use it from one thread with an event loop, which keeps the clock: keep that thread free of long work.
class Output final : public QObject
{
    Q_OBJECT

public:
    /// Without devices it is always silent.
    Output(Mixer& mixer, std::unique_ptr<OutputDevices> devices, QObject* parent = nullptr);
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
    void openSilent();
    void close();
    void reopen();
    void onDevicesChanged();
    void onOpened(const QString& id);
    void onFailed();
    [[nodiscard]] std::optional<OutputDevice> wanted() const;
    void countFailure();
    void tell(const OutputDevice& device);
    void watch();
    void pullSilently();

    Mixer& m_mixer;
    const std::unique_ptr<OutputDevices> m_devices; // may be null
    bool m_running = false;
    QString m_chosen;      // the id asked for
    OutputDevice m_device; // as told
    QString m_openId;      // of the device that is opened or plays; empty: none
    int m_failures = 0;    // of the device, in a row
    QSet<QString> m_gone;  // devices that failed although they are still listed; until the list changes
    QTimer m_watch;        // while running: whether the device still fetches
    int m_ticks = 0;
    quint64 m_fetches = 0; // seen at the last tick
    QList<OutputDevice> m_known;

    QTimer m_silentTimer;
    QElapsedTimer m_silentClock;
    qint64 m_silentFrames = 0;
    std::vector<float> m_silentBuffer;
};

} // namespace groundswell::media
