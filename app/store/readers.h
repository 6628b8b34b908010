#pragma once

#include "store/job.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace groundswell::store {

/// A few threads with read-only connections to one file. Each job sees one unchanging state of the file. All functions
/// may be called from any thread.
class Readers
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Readers>> open(const QString& path, int count = 2);
    /// Interrupts what runs; what waits ends with ErrorCode::Cancelled.
    ~Readers();
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    /// Posts a function `Result<T>(Database&)`. When the token is stopped, waiting or running, the future ends soon
    /// with ErrorCode::Cancelled.
    template <class F>
    [[nodiscard]] QFuture<JobResult<F>> post(F function, std::stop_token stop = {})
    {
        auto job = std::make_unique<JobOf<F>>(std::move(function));
        auto future = job->future();
        enqueue(std::move(job), std::move(stop));
        return future;
    }
    /// Posts and waits: for command lines, tests and worker threads, never for the GUI thread or a job.
    template <class F>
    [[nodiscard]] JobResult<F> run(F function, std::stop_token stop = {})
    {
        return post(std::move(function), std::move(stop)).takeResult();
    }

private:
    struct Waiting
    {
        std::unique_ptr<Job> job;
        std::stop_token stop;
    };

    explicit Readers(std::vector<Database> connections);
    void enqueue(std::unique_ptr<Job> job, std::stop_token stop);
    void work(Database& database);
    void runOne(Database& database, Waiting waiting);

    std::vector<Database> m_connections; // each used by one thread only
    std::mutex m_mutex;                  // guards the queue, which is how values cross to the threads
    std::condition_variable m_wake;
    std::deque<Waiting> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace groundswell::store
