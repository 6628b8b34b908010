#pragma once

#include "base/error.h"
#include "base/low_priority.h"
#include "media/analysis/analysis.h"
#include "worker/worker_process.h"

#include <QObject>
#include <QUrl>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace groundswell::media {

/// What tells whether a file is still the one that was measured.
struct FileStamp
{
    qint64 sizeBytes = 0;
    qint64 modifiedMs = 0; ///< since 1970 UTC

    bool operator==(const FileStamp&) const = default;
};

/// Why a file could not be measured.
struct AnalysisFailure
{
    Error error;
    bool readerDied = false; ///< it ended the helper process: do not give it to a decoder of this process either
};

/// Measures local files, each lane one at a time, in a helper process that is there only while there is work: the
/// current track beside the others and soon, those at a low priority. Use it from one thread with an event loop; the
/// signals are emitted there. Destroying it stops the work within some 100 ms.
class TrackAnalyser final : public QObject
{
    Q_OBJECT

public:
    enum class Priority { Background, Current };

    explicit TrackAnalyser(QObject* parent = nullptr);
    ~TrackAnalyser() override;

    /// Asks for a file. Asking again for one that waits only raises its priority. A current track that still waits when
    /// another one becomes the current waits with the background's from then on, before them.
    void request(const QUrl& source, Priority priority = Priority::Background);
    /// Forgets all that waits; what is under way still finishes.
    void clear();
    /// How many files were asked for that nothing was begun with yet.
    [[nodiscard]] qsizetype waiting() const;

    /// The measuring of one file itself, in the helper: blocks. For the command line and tests.
    [[nodiscard]] static std::expected<Analysis, AnalysisFailure>
    analyse(worker::WorkerProcess& helper, const QUrl& source, std::stop_token stop = {});

Q_SIGNALS:
    void finished(const QUrl& source, const groundswell::media::FileStamp& file,
                  const groundswell::media::Analysis& analysis);
    void failed(const QUrl& source, const groundswell::media::FileStamp& file,
                const groundswell::media::AnalysisFailure& failure);

private:
    struct Lane
    {
        std::condition_variable_any wake;
        std::deque<QUrl> requests;
        std::jthread thread; // last: it must end before the rest goes
    };
    void work(Lane& lane, LowPriority priority, std::stop_token stop);
    [[nodiscard]] std::optional<QUrl> take(Lane& lane, std::unique_ptr<worker::WorkerProcess>& helper,
                                           std::stop_token stop);

    // The queues of requests are shared between threads: short, seldom touched, so a lock is enough.
    mutable std::mutex m_mutex;
    Lane m_background;
    Lane m_current;
};

} // namespace groundswell::media
