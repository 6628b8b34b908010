#include "worker/worker_pool.h"

#include <utility>

namespace groundswell::worker {

WorkerPool::WorkerPool(int threads, QString program, std::chrono::milliseconds keepIdle)
    : m_program(std::move(program))
    , m_keepIdle(keepIdle)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this](std::stop_token stop) { work(std::move(stop)); });
}

WorkerPool::~WorkerPool()
{
    for (std::jthread& thread : m_threads)
        thread.request_stop(); // all at once, so that they end together
    drop();
}

void WorkerPool::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void WorkerPool::drop()
{
    const std::lock_guard lock(m_mutex);
    m_tasks.clear();
}

WorkerPool::Task WorkerPool::take(std::unique_ptr<WorkerProcess>& helper, std::stop_token stop)
{
    const auto waiting = [this] { return !m_tasks.empty(); };
    std::unique_lock lock(m_mutex);
    if (helper && !m_wake.wait_for(lock, stop, m_keepIdle, waiting)) {
        lock.unlock(); // ending it takes a moment
        helper.reset();
        lock.lock();
    }
    if (!m_wake.wait(lock, stop, waiting) || stop.stop_requested()) return {};
    Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    return task;
}

void WorkerPool::work(std::stop_token stop)
{
    std::unique_ptr<WorkerProcess> helper;
    while (const Task task = take(helper, stop)) {
        if (!helper) helper = std::make_unique<WorkerProcess>(m_program);
        task(*helper, stop);
    }
}

} // namespace groundswell::worker
