#include "store/readers.h"

#include "base/freed_memory.h"

#include <SQLiteCpp/Database.h>

#include <sqlite3.h>

#include <QCoreApplication>

#include <atomic>
#include <chrono>

namespace groundswell::store {

namespace {

// What SQLite may have used beyond what it keeps without a look at what was freed.
constexpr sqlite3_int64 muchMemory = 4 << 20;

// How long a thread has nothing to do before it looks: that takes some milliseconds, and other threads may wait for it.
constexpr std::chrono::seconds idleTime{2};

// Whether a read used much since the last look, in any thread: SQLite counts for all of them.
std::atomic_bool muchWasUsed = false;

/// Sorting a whole library takes many small pieces, which malloc would keep.
void noteMemory()
{
    if (sqlite3_memory_highwater(1) - sqlite3_memory_used() > muchMemory) muchWasUsed = true;
}

} // namespace

Result<std::unique_ptr<Readers>> Readers::open(const QString& path, int count)
{
    std::vector<Database> connections;
    for (int i = 0; i < count; ++i) {
        auto database = Database::openReader(path);
        if (!database) return std::unexpected(database.error());
        connections.push_back(*std::move(database));
    }
    return std::unique_ptr<Readers>(new Readers(std::move(connections)));
}

Readers::Readers(std::vector<Database> connections)
    : m_connections(std::move(connections))
{
    for (Database& database : m_connections)
        m_threads.emplace_back([this, &database] { work(database); });
}

Readers::~Readers()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (Database& database : m_connections)
        sqlite3_interrupt(database.connection().getHandle());
    for (std::thread& thread : m_threads)
        thread.join();
}

void Readers::enqueue(std::unique_ptr<Job> job, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back({std::move(job), std::move(stop)});
    }
    m_wake.notify_one();
}

void Readers::work(Database& database)
{
    for (;;) {
        Waiting next;
        bool stopping = false;
        {
            std::unique_lock lock(m_mutex);
            const auto isWoken = [this] { return m_stopping || !m_queue.empty(); };
            while (muchWasUsed && !m_wake.wait_for(lock, idleTime, isWoken)) {
                lock.unlock();
                if (muchWasUsed.exchange(false)) giveBackFreedMemory();
                lock.lock();
            }
            m_wake.wait(lock, isWoken);
            if (m_queue.empty()) return;
            next = std::move(m_queue.front());
            m_queue.pop_front();
            stopping = m_stopping;
        }
        if (stopping || next.stop.stop_requested()) {
            const Error cancelled{
                ErrorCode::Cancelled,
                QCoreApplication::translate("Store", "Reading “%1” was stopped.").arg(database.path()),
                {}};
            next.job->finish(&cancelled);
        } else {
            runOne(database, std::move(next));
            noteMemory();
        }
    }
}

void Readers::runOne(Database& database, Waiting waiting)
{
    database.interruptBy(waiting.stop);
    database.connection().tryExec("BEGIN");        // one state of the file for all of the job's statements
    static_cast<void>(waiting.job->run(database)); // the future tells
    database.interruptBy({});
    database.connection().tryExec("COMMIT");
    waiting.job->finish(nullptr);
}

} // namespace groundswell::store
