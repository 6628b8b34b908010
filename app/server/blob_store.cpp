#include "server/blob_store.h"

#include "server/server_text.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

std::unexpected<Error> diskFailed(const QString& said)
{
    return fail(ErrorCode::Io, tr("The server could not keep the file."), said);
}

/// Of the bytes that one person brings of one blob.
QString partialName(UserId person, const QString& digest)
{
    return digest + u'-' + person.toString();
}

/// What a folder says is on the disk only after this.
Result<void> syncFolder(const QString& path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && fsync(folder) == 0;
    const int problem = errno;
    if (folder >= 0) ::close(folder);
    if (!synced) return diskFailed(qt_error_string(problem));
    return {};
}

} // namespace

bool BlobStore::isDigest(QStringView text)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == 64 && std::ranges::all_of(text, isHex);
}

QString BlobStore::pathOf(const QString& digest) const
{
    return u"%1/%2/%3"_s.arg(m_folder, digest.first(2), digest);
}

QString BlobStore::partialPath(const QString& name) const
{
    return u"%1/partial/%2"_s.arg(m_folder, name);
}

std::optional<BlobStore::Blob> BlobStore::find(const QString& digest) const
{
    if (!isDigest(digest)) return std::nullopt;
    const QFileInfo file(pathOf(digest));
    if (!file.isFile()) return std::nullopt;
    return Blob{file.filePath(), file.size()};
}

qint64 BlobStore::heldBytes(UserId person, const QString& digest) const
{
    return isDigest(digest) ? QFileInfo(partialPath(partialName(person, digest))).size() : 0;
}

Result<qint64> BlobStore::put(UserId person, const QString& digest, QByteArrayView bytes, qint64 offset, qint64 total)
{
    if (!isDigest(digest))
        return fail(ErrorCode::InvalidInput,
                    tr("A file's address is the SHA-256 of its content: 64 lower-case hex digits."), u"bad_digest"_s);
    if (total > m_mostBytes || offset > total || bytes.size() > total - offset)
        return fail(ErrorCode::InvalidInput, tr("The file is larger than this server takes."), u"too_large"_s);
    const QString name = partialName(person, digest);
    {
        const std::lock_guard lock(m_mutex);
        if (m_busy.contains(name))
            return fail(ErrorCode::Conflict, tr("This file is being uploaded already."), u"busy"_s);
        m_busy.insert(name);
    }
    Result<qint64> held;
    if (const auto whole = find(digest)) {
        QFile::remove(partialPath(name)); // somebody else was faster
        held = whole->size;
    } else {
        held = append(name, digest, bytes, offset, total);
    }
    const std::lock_guard lock(m_mutex);
    m_busy.remove(name);
    return held;
}

Result<qint64> BlobStore::append(const QString& name, const QString& digest, QByteArrayView bytes, qint64 offset,
                                 qint64 total)
{
    QDir().mkpath(m_folder + u"/partial"_s);
    QFile partial(partialPath(name));
    if (!partial.open(QIODevice::ReadWrite)) return diskFailed(partial.errorString());
    if (offset != 0 && offset != partial.size())
        return fail(ErrorCode::Conflict, tr("The upload must go on at byte %1.").arg(partial.size()),
                    u"wrong_offset"_s);
    if (!partial.resize(offset) || !partial.seek(offset)) return diskFailed(partial.errorString());
    if (partial.write(bytes.data(), bytes.size()) != bytes.size() || !partial.flush())
        return diskFailed(partial.errorString());
    const qint64 held = partial.size();
    if (held == total) {
        if (fsync(partial.handle()) != 0) return diskFailed(qt_error_string(errno));
        partial.close();
        if (const auto done = finish(name, digest); !done) return std::unexpected(done.error());
    }
    return held;
}

std::vector<BlobStore::Upload> BlobStore::dropStale(qint64 beforeMs)
{
    std::vector<Upload> dropped;
    const auto partials = QDir(m_folder + u"/partial"_s).entryInfoList(QDir::Files);
    for (const QFileInfo& partial : partials) {
        const QString name = partial.fileName();
        const std::lock_guard lock(m_mutex);
        if (m_busy.contains(name) || partial.lastModified().toMSecsSinceEpoch() >= beforeMs) continue;
        if (QFile::remove(partial.filePath()))
            dropped.push_back({UserId::fromString(name.section(u'-', 1)), name.section(u'-', 0, 0)});
    }
    return dropped;
}

Result<void> BlobStore::finish(const QString& name, const QString& digest)
{
    QFile partial(partialPath(name));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!partial.open(QIODevice::ReadOnly) || !hash.addData(&partial)) return diskFailed(partial.errorString());
    partial.close();
    if (QString::fromLatin1(hash.result().toHex()) != digest) {
        partial.remove();
        return fail(ErrorCode::InvalidInput, tr("The content is not the one that the address names."),
                    u"hash_mismatch"_s);
    }
    const QString folder = QFileInfo(pathOf(digest)).path();
    QDir().mkpath(folder);
    // Over the same content where somebody else was as fast.
    if (::rename(QFile::encodeName(partial.fileName()).constData(), QFile::encodeName(pathOf(digest)).constData()) != 0)
        return diskFailed(qt_error_string(errno));
    if (const auto synced = syncFolder(folder); !synced) return synced;
    return syncFolder(m_folder);
}

} // namespace groundswell::server
