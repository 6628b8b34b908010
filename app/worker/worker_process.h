#pragma once

#include "base/error.h"
#include "worker/worker_protocol.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <memory>
#include <stop_token>

class QProcess;

namespace groundswell::worker {

/// Beside this program: groundswell-worker.
[[nodiscard]] QString workerProgram();

/// What a job may cost. The helper's own limits (address space, CPU time, no files written) hold on Linux; on macOS the
/// system ignores that of the address space; on Windows only this wall clock and the separate process hold.
struct JobLimit
{
    std::chrono::milliseconds wall{20'000};
    std::chrono::seconds cpu{15};
};

/// The reading of strangers' bytes in a process of its own, so that a crash, an endless loop or a memory bomb ends that
/// process and nothing else. Started when first asked, and again after it died. Everything blocks; used by one thread,
/// the one that made it.
class WorkerProcess
{
public:
    explicit WorkerProcess(QString program = workerProgram());
    /// Ends the helper at once.
    ~WorkerProcess();
    WorkerProcess(WorkerProcess&&) noexcept;
    WorkerProcess& operator=(WorkerProcess&&) noexcept;

    /// One job and its answer. An Error of the job itself has the code and the details, and no message. When the helper
    /// died over it: Corrupt, with a sentence that says so (diedReading() tells them apart). Io when the wall clock ran
    /// out while it waited (not on Windows, which has no limit of CPU time to tell that by). Cancelled when stopped;
    /// Internal when there is no helper to start.
    [[nodiscard]] Result<QByteArray> ask(Job job, const QByteArray& payload, JobLimit limit = {},
                                         std::stop_token stop = {});

    /// Sends a job ahead; its answer comes from receive(), in the order of sending. As many as their payloads fit into
    /// 32 KiB may wait. After a failure that diedReading(), what waited behind is lost and must be sent again.
    [[nodiscard]] Result<void> send(Job job, const QByteArray& payload, JobLimit limit = {});
    [[nodiscard]] Result<QByteArray> receive(JobLimit limit = {}, std::stop_token stop = {});

    /// Whether the last failure ended the helper. Where that was Corrupt, the file should not be tried again until it
    /// changes; Io says nothing about the file.
    [[nodiscard]] bool diedReading() const noexcept { return m_died; }

private:
    [[nodiscard]] Result<void> start();
    [[nodiscard]] bool fill(qsizetype bytes, std::chrono::steady_clock::time_point deadline, std::stop_token stop);
    [[nodiscard]] std::unexpected<Error> fell(std::chrono::steady_clock::time_point deadline, std::stop_token stop);
    void kill();

    QString m_program;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_received;
    bool m_died = false;
};

} // namespace groundswell::worker
