#include "media/analysis/track_analyser.h"

#include "media/decoding_error.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <chrono>

namespace groundswell::media {

namespace {

using namespace std::chrono_literals;

// A helper without work is ended after this.
constexpr auto KeepIdle = 10s;
// No format needs more bytes than it is quick to decode: at 24 kbit/s of Opus this is a hundredth of what it takes.
constexpr qint64 BytesPerCpuSecond = 200'000;

worker::JobLimit limitFor(qint64 bytes)
{
    const std::chrono::seconds cpu = 20s + std::chrono::seconds(bytes / BytesPerCpuSecond);
    return {.wall = 60s + 4 * cpu, .cpu = cpu}; // at low priority a second of CPU can take long to come
}

} // namespace

TrackAnalyser::TrackAnalyser(QObject* parent)
    : QObject(parent)
{
    const auto start = [this](Lane& lane, LowPriority priority) {
        lane.thread = std::jthread([this, &lane, priority](std::stop_token stop) { work(lane, priority, stop); });
    };
    start(m_background, LowPriority::Leftovers);
    start(m_current, LowPriority::BehindTheWindow);
}

TrackAnalyser::~TrackAnalyser()
{
    // Both at once, so that one does not wait for the other's end.
    m_background.thread.request_stop();
    m_current.thread.request_stop();
}

void TrackAnalyser::request(const QUrl& source, Priority priority)
{
    const std::scoped_lock lock(m_mutex);
    const auto waits = [&source](const Lane& lane) { return std::ranges::contains(lane.requests, source); };
    if (priority == Priority::Background) {
        if (waits(m_background) || waits(m_current)) return;
        m_background.requests.push_back(source);
        m_background.wake.notify_one();
        return;
    }
    std::erase(m_background.requests, source);
    std::erase(m_current.requests, source);
    if (!m_current.requests.empty()) {
        m_background.requests.push_front(std::move(m_current.requests.front()));
        m_current.requests.clear();
        m_background.wake.notify_one();
    }
    m_current.requests.push_back(source);
    m_current.wake.notify_one();
}

void TrackAnalyser::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_background.requests.clear();
    m_current.requests.clear();
}

qsizetype TrackAnalyser::waiting() const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<qsizetype>(m_background.requests.size() + m_current.requests.size());
}

std::expected<Analysis, AnalysisFailure> TrackAnalyser::analyse(worker::WorkerProcess& helper, const QUrl& source,
                                                                std::stop_token stop)
{
    const QString path = source.toLocalFile();
    const auto failure = [&](Error error, bool readerDied = false) {
        return std::unexpected(AnalysisFailure{.error = std::move(error), .readerDied = readerDied});
    };
    if (path.isEmpty() || !QFileInfo(path).isReadable()) return failure(decodingError(source));
    const auto answer =
        helper.ask(worker::Job::Analyse, QFile::encodeName(path), limitFor(QFileInfo(path).size()), std::move(stop));
    if (answer) {
        auto analysis = Analysis::fromBytes(*answer);
        return analysis ? std::expected<Analysis, AnalysisFailure>(*std::move(analysis)) : failure(analysis.error());
    }
    // A job's own error has no sentence: it is said here, in the person's language.
    if (answer.error().message.isEmpty()) return failure(decodingError(source, answer.error().details));
    return failure(answer.error(), helper.diedReading() && answer.error().code == ErrorCode::Corrupt);
}

std::optional<QUrl> TrackAnalyser::take(Lane& lane, std::unique_ptr<worker::WorkerProcess>& helper,
                                        std::stop_token stop)
{
    const auto waiting = [&lane] { return !lane.requests.empty(); };
    std::unique_lock lock(m_mutex);
    if (!lane.wake.wait_for(lock, stop, KeepIdle, waiting)) {
        lock.unlock(); // ending it takes a moment
        helper.reset();
        lock.lock();
        if (!lane.wake.wait(lock, stop, waiting)) return {};
    }
    if (stop.stop_requested()) return {};
    QUrl source = std::move(lane.requests.front());
    lane.requests.pop_front();
    return source;
}

void TrackAnalyser::work(Lane& lane, LowPriority priority, std::stop_token stop)
{
    runAtLowPriority(priority);
    std::unique_ptr<worker::WorkerProcess> helper;
    while (const auto source = take(lane, helper, stop)) {
        if (!helper) helper = std::make_unique<worker::WorkerProcess>();
        const QFileInfo info(source->toLocalFile());
        const FileStamp file{.sizeBytes = info.size(), .modifiedMs = info.lastModified().toMSecsSinceEpoch()};
        const auto result = analyse(*helper, *source, stop);
        if (stop.stop_requested()) return;
        // Emitted in the thread that owns this object, which also makes sure that it still lives.
        QMetaObject::invokeMethod(
            this,
            [this, source = *source, file, result] {
                if (result)
                    Q_EMIT finished(source, file, *result);
                else
                    Q_EMIT failed(source, file, result.error());
            },
            Qt::QueuedConnection);
    }
}

} // namespace groundswell::media
