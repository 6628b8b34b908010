#pragma once

#include "store/store.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace groundswell::store {

/// media.db: rebuildable, shrinks when things are evicted.
[[nodiscard]] Schema mediaSchema();

/// A range of bytes [begin, end).
struct ByteRange
{
    qint64 begin = 0;
    qint64 end = 0;

    bool operator==(const ByteRange&) const = default;
};

/// What is known of one stored object.
struct ObjectInfo
{
    std::optional<qint64> size; ///< bytes; none until it is known
    qint64 stored = 0;          ///< bytes that are here
    bool pinned = false;
    QString validator = {}; ///< the ETag or date of the version that the bytes are of; empty when there is none

    [[nodiscard]] bool complete() const noexcept { return size && *size == stored; }
    bool operator==(const ObjectInfo&) const = default;
};

/// Bytes of audio and covers, in chunks of 256 KiB keyed by their content's key. An object may have holes and an
/// unknown size; what was put stays over a crash and can be read at once. All functions block (they wait for the file's
/// own threads) and may be called from any thread but the GUI's.
class ChunkStore
{
public:
    static constexpr qint64 chunkBytes = 256 * 1024;

    /// The store must be of mediaSchema() and outlive this.
    explicit ChunkStore(Store& store)
        : m_store(store)
    {
    }

    /// None for an unknown key.
    [[nodiscard]] Result<std::optional<ObjectInfo>> info(const QString& key) const;
    /// The object is made where it is missing. Fails with ErrorCode::InvalidInput when it contradicts a known size or
    /// bytes that are here.
    [[nodiscard]] Result<void> setSize(const QString& key, qint64 size);
    /// Keeps one chunk: number * chunkBytes is its offset. It must be whole, except for the last one of an object,
    /// which is known once the size is. Putting it again replaces it.
    [[nodiscard]] Result<void> putChunk(const QString& key, qint64 number, const QByteArray& bytes);
    /// The same without waiting: for threads with an event loop.
    [[nodiscard]] QFuture<Result<void>> postChunk(const QString& key, qint64 number, const QByteArray& bytes);
    /// Keeps a whole object in one transaction.
    [[nodiscard]] Result<void> putAll(const QString& key, const QByteArray& bytes);
    /// Up to maxBytes from an offset, ending early at a hole or the end; empty when there is nothing.
    [[nodiscard]] Result<QByteArray> read(const QString& key, qint64 offset, qint64 maxBytes) const;
    /// What is missing within a range, in order; the whole range for an unknown key. Past a known end nothing is
    /// missing.
    [[nodiscard]] Result<std::vector<ByteRange>> holes(const QString& key, ByteRange range) const;

    /// Tells which version of its content an object's bytes are of; the object is made where it is missing.
    [[nodiscard]] Result<void> setValidator(const QString& key, const QString& validator);
    /// Marks it as used now, for the order of eviction.
    [[nodiscard]] Result<void> touch(const QString& key);
    /// A pinned object is never evicted.
    [[nodiscard]] Result<void> setPinned(const QString& key, bool pinned);
    /// The same within a job of the store's writer.
    static void pin(Database& database, const QString& key, bool pinned);
    /// Forgets its bytes, size and version, but not that it is pinned.
    [[nodiscard]] Result<void> clear(const QString& key);
    [[nodiscard]] Result<void> remove(const QString& key);
    /// Evicts the least recently used objects, but none that is pinned or spared, until the others hold at most `quota`
    /// bytes, and gives the freed pages back to the disk. Gives the bytes that are still stored without a pin.
    [[nodiscard]] Result<qint64> evict(qint64 quota, const QSet<QString>& spared = {});
    /// All bytes, pinned or not.
    [[nodiscard]] Result<qint64> storedBytes() const;
    [[nodiscard]] Result<qint64> pinnedBytes() const;

private:
    Store& m_store;
};

} // namespace groundswell::store
