#pragma once

#include "base/error.h"
#include "library/track.h"
#include "worker/worker_process.h"

#include <QByteArray>

#include <span>
#include <stop_token>
#include <vector>

namespace groundswell::library {

/// readTags() in a helper process: what a file does to its reader ends that process, and the file gets a reason. Many
/// files share a helper, and the next is read while the last is taken over. Blocks; for one thread, the one that made
/// it.
class TagHelper
{
public:
    explicit TagHelper(QString program = worker::workerProgram())
        : m_process(std::move(program))
    {
    }

    /// A result for each path, in order. Besides the reasons of readTags(): Corrupt for a file that ended its reader,
    /// and once stopped Cancelled for the rest. Internal when there is no helper.
    [[nodiscard]] std::vector<Result<Track>> read(std::span<const QByteArray> nativePaths, std::stop_token stop = {});

    /// The same of one file.
    [[nodiscard]] Result<Track> readOne(const QByteArray& nativePath, std::stop_token stop = {});

private:
    [[nodiscard]] Result<Track> receive(const QByteArray& nativePath, std::stop_token stop);

    worker::WorkerProcess m_process;
};

} // namespace groundswell::library
