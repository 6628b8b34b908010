#include "media/waveform_analyser.h"

#include <QThread>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace groundswell::media {

namespace {

// The scheduler gives this thread what the others leave. Linux knows a nice value for a single thread, which Qt's
// priorities do not use there.
void runAtLowPriority()
{
#ifdef Q_OS_LINUX
    setpriority(PRIO_PROCESS, 0, 15);
#else
    QThread::currentThread()->setPriority(QThread::LowestPriority);
#endif
}

} // namespace

WaveformAnalyser::WaveformAnalyser(QObject* parent)
    : QObject(parent)
    , m_thread([this](std::stop_token stop) { work(stop); })
{
}

WaveformAnalyser::~WaveformAnalyser() = default;

void WaveformAnalyser::request(const QUrl& source, Priority priority)
{
    const std::scoped_lock lock(m_mutex);
    const auto waiting = std::ranges::find(m_requests, source);
    if (waiting != m_requests.end()) {
        if (priority == Priority::Current) std::rotate(m_requests.begin(), waiting, waiting + 1);
        return;
    }
    if (priority == Priority::Current)
        m_requests.push_front(source);
    else
        m_requests.push_back(source);
    m_wake.notify_one();
}

void WaveformAnalyser::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_requests.clear();
}

std::optional<QUrl> WaveformAnalyser::take(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_wake.wait(lock, stop, [this] { return !m_requests.empty(); })) return {};
    QUrl source = std::move(m_requests.front());
    m_requests.pop_front();
    return source;
}

void WaveformAnalyser::work(std::stop_token stop)
{
    runAtLowPriority();
    while (const auto source = take(stop)) {
        const auto result = analyseWaveform(*source, stop);
        if (stop.stop_requested()) return;
        // Emitted in the thread that owns this object, which also makes sure that it still lives.
        QMetaObject::invokeMethod(
            this,
            [this, source = *source, result] {
                if (result)
                    Q_EMIT finished(source, *result);
                else
                    Q_EMIT failed(source, result.error());
            },
            Qt::QueuedConnection);
    }
}

} // namespace groundswell::media
