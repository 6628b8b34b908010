#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>

#include <mutex>
#include <optional>
#include <vector>

namespace groundswell::server {

/// Files by the SHA-256 of their content, below one folder. A blob is only there when it is whole and its content was
/// checked; until then its bytes wait in "partial", those of each person by themselves, so that nobody can spoil or
/// block what another one brings. Blocks on the disk: not for an event loop. Thread-safe.
class BlobStore
{
public:
    explicit BlobStore(QString folder, qint64 mostBytes)
        : m_folder(std::move(folder))
        , m_mostBytes(mostBytes)
    {
    }

    /// 64 lower-case hex digits: the only names that reach the disk.
    [[nodiscard]] static bool isDigest(QStringView text);

    struct Blob
    {
        QString path;
        qint64 size = 0;
    };
    [[nodiscard]] std::optional<Blob> find(const QString& digest) const;
    /// How many bytes of an unfinished blob are here from this person.
    [[nodiscard]] qint64 heldBytes(UserId person, const QString& digest) const;

    /// Adds bytes at an offset of a blob of `total` bytes that a person brings; answers how many are here now (`total`:
    /// done, on the disk). The offset must be heldBytes(), or 0 to begin anew. Fails with Conflict "wrong_offset",
    /// InvalidInput "hash_mismatch" (all bytes of this person's are dropped) or "too_large", Conflict "busy" while
    /// another upload of it by this person runs.
    [[nodiscard]] Result<qint64> put(UserId person, const QString& digest, QByteArrayView bytes, qint64 offset,
                                     qint64 total);

    struct Upload
    {
        UserId person; ///< null where it was begun before people's uploads were kept apart
        QString digest;
    };
    /// Drops unfinished blobs that no byte came for since `beforeMs` (1970); answers which.
    [[nodiscard]] std::vector<Upload> dropStale(qint64 beforeMs);

private:
    [[nodiscard]] QString pathOf(const QString& digest) const;
    [[nodiscard]] QString partialPath(const QString& name) const;
    [[nodiscard]] Result<qint64> append(const QString& name, const QString& digest, QByteArrayView bytes, qint64 offset,
                                        qint64 total);
    [[nodiscard]] Result<void> finish(const QString& name, const QString& digest);

    const QString m_folder;
    const qint64 m_mostBytes;
    std::mutex m_mutex;   // guards m_busy
    QSet<QString> m_busy; // names of partial files
};

} // namespace groundswell::server
