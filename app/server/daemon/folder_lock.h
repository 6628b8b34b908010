#pragma once

#include "base/error.h"

#include <QString>

namespace groundswell::server {

/// A village's folder that no other groundswelld serves meanwhile: two would each be the one writer of its database,
/// and tell nobody of the other's changes. The system frees it with the process, however that ends.
class FolderLock
{
public:
    /// Fails at once where another process has it.
    [[nodiscard]] static Result<FolderLock> take(const QString& folder);
    ~FolderLock();
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;

private:
    explicit FolderLock(int file)
        : m_file(file)
    {
    }

    int m_file;
};

} // namespace groundswell::server
