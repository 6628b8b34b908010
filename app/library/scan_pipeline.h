#pragma once

#include "library/folder_walk.h"
#include "library/track_writer.h"
#include "store/store.h"

#include <QFuture>
#include <QHash>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace groundswell::library {

/// What the library knows of a file, for skipping it.
struct KnownFile
{
    qint64 id = 0;
    qint64 sizeBytes = 0;
    qint64 modifiedMs = 0;
    bool online = true;
    bool seen = false;
};

/// The hot part of a scan: files go in, a thread for each core has them read by a helper process of its own (strangers
/// made the files) and prepares them, and full batches go to the
/// writer while the next ones are read. What waits is bounded, so memory does not grow with the library.
class ScanPipeline
{
public:
    ScanPipeline(store::Store& library, qint64 folderId, qint64 nowMs, std::stop_token stop);
    /// Waits for its threads; what was read is written.
    ~ScanPipeline();
    ScanPipeline(const ScanPipeline&) = delete;
    ScanPipeline& operator=(const ScanPipeline&) = delete;

    /// Hands over a file to be read; waits while too many are waiting.
    void read(FoundFile file);
    /// After the last file: true when all is read and committed, false when the time is over before that.
    [[nodiscard]] bool waitUntilDone(std::chrono::milliseconds time);
    /// The first failure to write; known when all is done.
    [[nodiscard]] Result<void> result() const;

    [[nodiscard]] qint64 readCount() const noexcept { return m_read; }
    [[nodiscard]] qint64 failedCount() const noexcept { return m_failed; }

private:
    using Batch = std::vector<PreparedTrack>;

    void work();
    [[nodiscard]] std::vector<FoundFile> take();
    [[nodiscard]] PreparedTrack prepare(TrackPreparer& preparer, const FoundFile& file, Result<Track> read);
    void note(const Result<void>& failure);
    void write(Batch batch);
    [[nodiscard]] QString folderCoverKey(const QByteArray& picturePath);

    store::Store& m_library;
    const qint64 m_folderId;
    const qint64 m_nowMs;
    const std::stop_token m_stop;
    std::atomic<qint64> m_read = 0;
    std::atomic<qint64> m_failed = 0;

    std::mutex m_mutex; // guards what follows: the queue between the walk, the readers and the writer
    std::condition_variable m_filesCame;
    std::condition_variable m_filesTaken;
    std::condition_variable m_threadEnded;
    std::deque<FoundFile> m_files;
    bool m_noMore = false;
    int m_running = 0;
    Result<void> m_result;
    QHash<QByteArray, QString> m_coverKeys; // of pictures beside the files
    std::vector<std::jthread> m_threads;
};

} // namespace groundswell::library
