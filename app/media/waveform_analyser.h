#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "media/waveform.h"

#include <QObject>
#include <QUrl>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace groundswell::media {

/// Measures tracks in the background: one at a time, on one thread of low priority. The current track goes first.
/// Use it from one thread with an event loop; the signals are emitted there. Destroying it stops the work within some
/// 10 ms.
class WaveformAnalyser final : public QObject
{
    Q_OBJECT

public:
    enum class Priority { Background, Current };

    explicit WaveformAnalyser(QObject* parent = nullptr);
    ~WaveformAnalyser() override;

    /// Asks for a track. Asking again for one that waits only raises its priority.
    void request(TrackId track, const QUrl& source, Priority priority = Priority::Background);
    /// Forgets all that waits; the one under way still finishes.
    void clear();

Q_SIGNALS:
    void finished(TrackId track, const Waveform& waveform);
    void failed(TrackId track, const Error& error);

private:
    struct Request
    {
        TrackId track{};
        QUrl source;
    };
    void work(std::stop_token stop);
    [[nodiscard]] std::optional<Request> take(std::stop_token stop);

    // The queue of requests is shared between two threads: short, seldom touched, so a lock is enough.
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Request> m_requests;
    std::jthread m_thread; // last: it must end before the rest goes
};

} // namespace groundswell::media
