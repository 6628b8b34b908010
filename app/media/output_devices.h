#pragma once

#include "media/output_device.h"

#include <QObject>

#include <memory>

namespace groundswell::media {

class Mixer;

/// The system's sound devices, and the one of them that pulls the mixer. Use it from one thread with an event loop,
/// where the signals are emitted; the pulling may happen in another. Nothing here waits for a device or a server.
class OutputDevices : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// False for a moment after the start: list() does not tell yet.
    [[nodiscard]] virtual bool isKnown() const noexcept = 0;
    [[nodiscard]] virtual QList<OutputDevice> list() const = 0;
    /// Begins to pull the mixer at this device's pace, in place of the one before. False when that cannot be tried;
    /// else opened() or failed() follows.
    [[nodiscard]] virtual bool open(const QString& id) = 0;
    /// Drops what the device holds. No pull happens after it returns.
    virtual void close() = 0;
    /// Times that the open device took something: a device whose count stands still is stuck.
    [[nodiscard]] virtual quint64 fetches() const noexcept = 0;

Q_SIGNALS:
    /// list() or isKnown() is another.
    void changed();
    /// This device plays: as asked, or because the system moved the sound there.
    void opened(const QString& id);
    /// The device could not be opened, or it went away while it played. It is closed.
    void failed();
    /// The device had nothing to play: it was not served in time.
    void underran();
};

/// The devices by the way that suits the system best: PulseAudio's own library (which PipeWire serves too) where the
/// program was built with it, else QtMultimedia.
[[nodiscard]] std::unique_ptr<OutputDevices> systemDevices(Mixer& mixer);

} // namespace groundswell::media
