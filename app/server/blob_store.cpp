#include "server/blob_store.h"

#include "server/server_text.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

std::unexpected<Error> diskFailed(const QString& said)
{
    return fail(ErrorCode::Io, tr("The server could not keep the file."), said);
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

QString BlobStore::partialPathOf(const QString& digest) const
{
    return u"%1/partial/%2"_s.arg(m_folder, digest);
}

std::optional<BlobStore::Blob> BlobStore::find(const QString& digest) const
{
    if (!isDigest(digest)) return std::nullopt;
    const QFileInfo file(pathOf(digest));
    if (!file.isFile()) return std::nullopt;
    return Blob{file.filePath(), file.size()};
}

qint64 BlobStore::heldBytes(const QString& digest) const
{
    return isDigest(digest) ? QFileInfo(partialPathOf(digest)).size() : 0;
}

Result<qint64> BlobStore::put(const QString& digest, QByteArrayView bytes, qint64 offset, qint64 total)
{
    if (!isDigest(digest))
        return fail(ErrorCode::InvalidInput,
                    tr("A file's address is the SHA-256 of its content: 64 lower-case hex digits."), u"bad_digest"_s);
    if (total > m_mostBytes || offset > total || bytes.size() > total - offset)
        return fail(ErrorCode::InvalidInput, tr("The file is larger than this server takes."), u"too_large"_s);
    if (const auto whole = find(digest)) return whole->size;
    {
        const std::lock_guard lock(m_mutex);
        if (m_busy.contains(digest))
            return fail(ErrorCode::Conflict, tr("This file is being uploaded already."), u"busy"_s);
        m_busy.insert(digest);
    }
    const auto held = append(digest, bytes, offset, total);
    const std::lock_guard lock(m_mutex);
    m_busy.remove(digest);
    return held;
}

Result<qint64> BlobStore::append(const QString& digest, QByteArrayView bytes, qint64 offset, qint64 total)
{
    QDir().mkpath(m_folder + u"/partial"_s);
    QFile partial(partialPathOf(digest));
    if (!partial.open(QIODevice::ReadWrite)) return diskFailed(partial.errorString());
    if (offset != 0 && offset != partial.size())
        return fail(ErrorCode::Conflict, tr("The upload must go on at byte %1.").arg(partial.size()),
                    u"wrong_offset"_s);
    if (!partial.resize(offset) || !partial.seek(offset)) return diskFailed(partial.errorString());
    if (partial.write(bytes.data(), bytes.size()) != bytes.size() || !partial.flush())
        return diskFailed(partial.errorString());
    const qint64 held = partial.size();
    if (held == total) {
        fsync(partial.handle());
        partial.close();
        if (const auto done = finish(digest); !done) return std::unexpected(done.error());
    }
    return held;
}

QStringList BlobStore::dropStale(qint64 beforeMs)
{
    QStringList dropped;
    const auto partials = QDir(m_folder + u"/partial"_s).entryInfoList(QDir::Files);
    for (const QFileInfo& partial : partials) {
        const std::lock_guard lock(m_mutex);
        if (m_busy.contains(partial.fileName()) || partial.lastModified().toMSecsSinceEpoch() >= beforeMs) continue;
        if (QFile::remove(partial.filePath())) dropped << partial.fileName();
    }
    return dropped;
}

Result<void> BlobStore::finish(const QString& digest)
{
    QFile partial(partialPathOf(digest));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!partial.open(QIODevice::ReadOnly) || !hash.addData(&partial)) return diskFailed(partial.errorString());
    partial.close();
    if (QString::fromLatin1(hash.result().toHex()) != digest) {
        partial.remove();
        return fail(ErrorCode::InvalidInput, tr("The content is not the one that the address names."),
                    u"hash_mismatch"_s);
    }
    QDir().mkpath(QFileInfo(pathOf(digest)).path());
    if (!partial.rename(pathOf(digest))) return diskFailed(partial.errorString());
    return {};
}

} // namespace groundswell::server
