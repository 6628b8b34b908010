#pragma once

#include "worker/worker_process.h"

#include <QString>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace groundswell::worker {

/// A few threads with a helper process each, which is there only while there is work: started by the first task that
/// asks it something, kept for the next ones, ended when none came for a while. post() and drop() may be called from
/// any thread.
class WorkerPool
{
public:
    /// Runs in one of the threads and may block. The helper must not be kept.
    using Task = std::function<void(WorkerProcess& helper, std::stop_token stop)>;

    explicit WorkerPool(int threads, QString program = workerProgram(),
                        std::chrono::milliseconds keepIdle = std::chrono::seconds(10));
    /// Forgets what waits, asks what runs to stop, and waits for that.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Tasks are begun in the order in which they were posted.
    void post(Task task);
    /// Forgets what waits; what runs goes on.
    void drop();

private:
    void work(std::stop_token stop);
    [[nodiscard]] Task take(std::unique_ptr<WorkerProcess>& helper, std::stop_token stop);

    const QString m_program;
    const std::chrono::milliseconds m_keepIdle;
    std::mutex m_mutex; // guards the queue, which is how tasks cross to the threads
    std::condition_variable_any m_wake;
    std::deque<Task> m_tasks;
    std::vector<std::jthread> m_threads; // last: they must end before the rest goes
};

} // namespace groundswell::worker
