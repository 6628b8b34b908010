#include "folder_lock.h"

#include "server/server_text.h"

#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;

namespace groundswell::server {

Result<FolderLock> FolderLock::take(const QString& folder)
{
    const QByteArray path = QFile::encodeName(folder + u"/village.lock"_s);
    const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) return FolderLock(file);
    const bool isTaken = file >= 0 && errno == EWOULDBLOCK;
    if (file >= 0) ::close(file);
    if (isTaken)
        return fail(ErrorCode::Conflict,
                    tr("The community in %1 is served by another groundswelld: stop that one first.").arg(folder));
    return fail(ErrorCode::Io, tr("The folder %1 cannot be written to.").arg(folder));
}

FolderLock::~FolderLock()
{
    if (m_file >= 0) ::close(m_file);
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{
}

} // namespace groundswell::server
