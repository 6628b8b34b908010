#include "store/writer.h"

#include "store/transaction.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <QCoreApplication>

#include <chrono>

namespace groundswell::store {

namespace {

constexpr std::chrono::seconds idleBeforeOptimise{20};
constexpr size_t jobsPerCommit = 256;

Error interrupted()
{
    return {ErrorCode::Internal, QCoreApplication::translate("Store", "A change could not be kept."),
            QStringLiteral("a job ended its own transaction")};
}

} // namespace

Result<std::unique_ptr<Writer>> Writer::open(const QString& path, const Schema& schema)
{
    auto database = Database::openWriter(path, schema);
    if (!database) return std::unexpected(database.error());
    return std::unique_ptr<Writer>(new Writer(*std::move(database)));
}

Writer::Writer(Database database)
    : m_database(std::move(database))
    , m_path(m_database.path())
    , m_setAside(m_database.setAside())
    , m_readOnlyReason(m_database.readOnlyReason())
    , m_thread([this] { work(); })
{
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Writer::enqueue(std::unique_ptr<Job> job)
{
    if (m_readOnlyReason) return job->finish(&*m_readOnlyReason);
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Writer::work()
{
    bool optimised = true;
    for (;;) {
        std::deque<std::unique_ptr<Job>> jobs;
        {
            std::unique_lock lock(m_mutex);
            const auto ready = [this] { return m_stopping || !m_queue.empty(); };
            if (optimised)
                m_wake.wait(lock, ready);
            else if (!m_wake.wait_for(lock, idleBeforeOptimise, ready)) {
                lock.unlock();
                optimise();
                optimised = true;
                continue;
            }
            if (m_queue.empty()) break;
            while (!m_queue.empty() && jobs.size() < jobsPerCommit) {
                jobs.push_back(std::move(m_queue.front()));
                m_queue.pop_front();
            }
        }
        commitTogether(std::move(jobs));
        optimised = false;
    }
    if (!optimised) optimise();
    if (!m_readOnlyReason) m_database.connection().tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
}

void Writer::commitTogether(std::deque<std::unique_ptr<Job>> jobs)
{
    std::optional<Error> failure;
    try {
        Transaction together(m_database);
        for (const auto& job : jobs) {
            Transaction own(m_database);
            const Error* refused = job->run(m_database);
            if (!refused) own.commit();
            // A full disk or an I/O error takes the whole transaction back: then no job of it has succeeded, and a
            // later one would begin a transaction of its own.
            if (!m_database.inTransaction()) {
                failure = refused ? *refused : interrupted();
                break;
            }
        }
        if (!failure) together.commit();
    } catch (const SQLite::Exception& exception) {
        failure = m_database.errorOf(exception); // nothing was committed, so no job has succeeded
    }
    for (const auto& job : jobs)
        job->finish(failure ? &*failure : nullptr);
}

void Writer::optimise()
{
    m_database.connection().tryExec("PRAGMA optimize");
}

} // namespace groundswell::store
