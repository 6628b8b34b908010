#pragma once

#include "base/error.h"
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

    /// Asks for a file. Asking again for one that waits only raises its priority.
    void request(const QUrl& source, Priority priority = Priority::Background);
    /// Forgets all that waits; the one under way still finishes.
    void clear();

Q_SIGNALS:
    void finished(const QUrl& source, const groundswell::media::Waveform& waveform);
    void failed(const QUrl& source, const groundswell::Error& error);

private:
    void work(std::stop_token stop);
    [[nodiscard]] std::optional<QUrl> take(std::stop_token stop);

    // The queue of requests is shared between two threads: short, seldom touched, so a lock is enough.
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<QUrl> m_requests;
    std::jthread m_thread; // last: it must end before the rest goes
};

} // namespace groundswell::media
