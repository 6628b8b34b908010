#pragma once

#include "media/output_devices.h"

#include <QTimer>

#include <atomic>

struct pa_context;
struct pa_stream;
struct pa_threaded_mainloop;

namespace groundswell::media {

/// The devices of a PulseAudio server (or PipeWire's), by libpulse's asynchronous interface: the server may come, hang
/// and go at any time. The mixer is pulled in libpulse's thread, whatever this object's own is busy with.
class PulseDevices final : public OutputDevices
{
    Q_OBJECT

public:
    explicit PulseDevices(Mixer& mixer, QObject* parent = nullptr);
    ~PulseDevices() override;

    [[nodiscard]] bool isKnown() const noexcept override { return m_known; }
    [[nodiscard]] QList<OutputDevice> list() const override { return m_list; }
    [[nodiscard]] bool open(const QString& id) override;
    void close() override;
    [[nodiscard]] quint64 fetches() const noexcept override { return m_fetches.load(std::memory_order_relaxed); }

private:
    struct Callbacks; // what libpulse calls in its thread, under its lock

    void connectServer();
    void dropServer();
    void dropStream();
    void onServerLost();
    void onStreamLost();
    void take(const QList<OutputDevice>& list);

    Mixer& m_mixer;
    pa_threaded_mainloop* m_loop; // null when there is no thread for it: then there are no devices
    QList<OutputDevice> m_list;
    bool m_known = false;
    QTimer m_retry;
    std::atomic<quint64> m_fetches = 0;

    // Under the loop's lock.
    pa_context* m_context = nullptr;
    pa_stream* m_stream = nullptr;
    // They grow with each of those, so that what an earlier one has posted is passed over. Written in this thread.
    quint64 m_contextAge = 0;
    quint64 m_streamAge = 0;
    QString m_default; // the name of the server's default sink
    QList<OutputDevice> m_arriving;
};

} // namespace groundswell::media
