#pragma once

#include "store/job.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace groundswell::store {

/// The one thread that writes to a file. Every job is a transaction: when the future has a value, the commit is done
/// (and on the disk, with Durability::Full); when it has an Error, nothing of the job is in the file. Jobs run in the
/// order they were posted; those that wait together share a commit. All functions may be called from any thread.
class Writer
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Writer>> open(const QString& path, const Schema& schema);
    /// Waits for the jobs posted so far, then optimises, checkpoints and closes the file.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Posts a function `Result<T>(Database&)`. Continue with `.then(context, ...)` to get back to an object's thread.
    template <class F>
    [[nodiscard]] QFuture<JobResult<F>> post(F function)
    {
        auto job = std::make_unique<JobOf<F>>(std::move(function));
        auto future = job->future();
        enqueue(std::move(job));
        return future;
    }
    /// Posts and waits: for command lines, tests and worker threads, never for the GUI thread or a job.
    template <class F>
    [[nodiscard]] JobResult<F> run(F function)
    {
        return post(std::move(function)).takeResult();
    }

    [[nodiscard]] const QString& path() const noexcept { return m_path; }
    /// Where a damaged file was moved to when this one was begun anew; empty otherwise.
    [[nodiscard]] const QString& setAside() const noexcept { return m_setAside; }
    /// Why every job fails (the file needs a newer program); none when jobs can run.
    [[nodiscard]] const std::optional<Error>& readOnlyReason() const noexcept { return m_readOnlyReason; }

private:
    explicit Writer(Database database);
    void enqueue(std::unique_ptr<Job> job);
    void work();
    void commitTogether(std::deque<std::unique_ptr<Job>> jobs);
    void optimise();

    Database m_database; // used by m_thread only
    const QString m_path;
    const QString m_setAside;
    const std::optional<Error> m_readOnlyReason;
    std::mutex m_mutex; // guards the queue, which is how values cross to the thread
    std::condition_variable m_wake;
    std::deque<std::unique_ptr<Job>> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace groundswell::store
