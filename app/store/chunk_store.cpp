#include "store/chunk_store.h"

#include <QCoreApplication>

#include <limits>

using namespace Qt::StringLiterals;

namespace groundswell::store {

namespace {

struct Object
{
    qint64 id = 0;
    ObjectInfo info;
};

std::unexpected<Error> contradiction(const QString& key, const QString& details)
{
    return fail(ErrorCode::InvalidInput,
                QCoreApplication::translate("Store", "What came for “%1” does not fit what is already here.").arg(key),
                details);
}

std::optional<Object> find(Database& database, const QString& key)
{
    Statement statement = database.prepare("SELECT id, size, stored, pinned, validator FROM object WHERE key = ?");
    if (!statement.bind(key).step()) return std::nullopt;
    Object object{statement.integer(0), {{}, statement.integer(2), statement.boolean(3), statement.text(4)}};
    if (!statement.isNull(1)) object.info.size = statement.integer(1);
    return object;
}

void markUsed(Database& database, qint64 id)
{
    database.prepare("UPDATE object SET last_used = (SELECT max(last_used) + 1 FROM object) WHERE id = ?")
        .bind(id)
        .run();
}

Object findOrMake(Database& database, const QString& key)
{
    if (auto object = find(database, key)) return *object;
    database
        .prepare("INSERT INTO object(key, last_used) VALUES(?, (SELECT coalesce(max(last_used), 0) + 1 FROM object))")
        .bind(key)
        .run();
    return {database.lastInsertId(), {}};
}

qint64 chunkLength(Database& database, qint64 objectId, qint64 number)
{
    Statement statement = database.prepare("SELECT length(bytes) FROM chunk WHERE object_id = ? AND number = ?");
    return statement.bind(objectId, number).step() ? statement.integer(0) : 0;
}

qint64 storedEnd(Database& database, qint64 objectId)
{
    Statement statement =
        database.prepare("SELECT number, length(bytes) FROM chunk WHERE object_id = ? ORDER BY number DESC LIMIT 1");
    return statement.bind(objectId).step() ? statement.integer(0) * ChunkStore::chunkBytes + statement.integer(1) : 0;
}

Result<void> resize(Database& database, const QString& key, qint64 size)
{
    const Object object = findOrMake(database, key);
    if (object.info.size && *object.info.size != size)
        return contradiction(key, u"size %1, known %2"_s.arg(size).arg(*object.info.size));
    if (storedEnd(database, object.id) > size) return contradiction(key, u"bytes are stored past %1"_s.arg(size));
    database.prepare("UPDATE object SET size = ? WHERE id = ?").bind(size, object.id).run();
    return {};
}

Result<void> keepChunk(Database& database, const QString& key, qint64 number, const QByteArray& bytes)
{
    constexpr qint64 mostChunks = std::numeric_limits<qint64>::max() / ChunkStore::chunkBytes;
    if (number < 0 || number >= mostChunks) return contradiction(key, u"chunk %1"_s.arg(number));
    const Object object = findOrMake(database, key);
    const qint64 end = number * ChunkStore::chunkBytes + bytes.size();
    const bool isLast = object.info.size == end;
    const bool fits = !object.info.size || end <= *object.info.size;
    if (bytes.isEmpty() || !fits || bytes.size() > ChunkStore::chunkBytes ||
        (bytes.size() < ChunkStore::chunkBytes && !isLast))
        return contradiction(key, u"chunk %1 of %2 bytes"_s.arg(number).arg(bytes.size()));
    const qint64 before = chunkLength(database, object.id, number);
    database
        .prepare("INSERT INTO chunk(object_id, number, bytes) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET bytes = "
                 "excluded.bytes")
        .bind(object.id, number, bytes)
        .run();
    database.prepare("UPDATE object SET stored = stored + ? WHERE id = ?").bind(bytes.size() - before, object.id).run();
    markUsed(database, object.id);
    return {};
}

/// Of the objects whose `pinned` is at least and at most this.
qint64 sumStored(Database& database, bool leastPinned, bool mostPinned)
{
    Statement statement = database.prepare("SELECT coalesce(sum(stored), 0) FROM object WHERE pinned BETWEEN ? AND ?");
    static_cast<void>(statement.bind(leastPinned, mostPinned).step());
    return statement.integer(0);
}

struct Evictable
{
    qint64 id = 0;
    qint64 bytes = 0;
};

/// The least recently used first.
std::vector<Evictable> evictable(Database& database, const QSet<QString>& spared)
{
    std::vector<Evictable> objects;
    Statement statement =
        database.prepare("SELECT id, stored, key FROM object WHERE pinned = 0 AND stored > 0 ORDER BY last_used");
    while (statement.step())
        if (!spared.contains(statement.text(2))) objects.push_back({statement.integer(0), statement.integer(1)});
    return objects;
}

} // namespace

Schema mediaSchema()
{
    return {.name = u"media"_s,
            .durability = Durability::Normal,
            .whenDamaged = WhenDamaged::SetAside,
            .incrementalVacuum = true};
}

Result<std::optional<ObjectInfo>> ChunkStore::info(const QString& key) const
{
    return m_store.readers().run([&](Database& database) -> Result<std::optional<ObjectInfo>> {
        const auto object = find(database, key);
        return object ? std::optional(object->info) : std::nullopt;
    });
}

Result<void> ChunkStore::setSize(const QString& key, qint64 size)
{
    if (size < 0) return contradiction(key, u"size %1"_s.arg(size));
    return m_store.writer().run([&](Database& database) { return resize(database, key, size); });
}

Result<void> ChunkStore::putChunk(const QString& key, qint64 number, const QByteArray& bytes)
{
    return m_store.writer().run([&](Database& database) { return keepChunk(database, key, number, bytes); });
}

QFuture<Result<void>> ChunkStore::postChunk(const QString& key, qint64 number, const QByteArray& bytes)
{
    return m_store.writer().post(
        [key, number, bytes](Database& database) { return keepChunk(database, key, number, bytes); });
}

Result<void> ChunkStore::putAll(const QString& key, const QByteArray& bytes)
{
    return m_store.writer().run([&](Database& database) {
        auto result = resize(database, key, bytes.size());
        for (qint64 offset = 0; result && offset < bytes.size(); offset += chunkBytes)
            result = keepChunk(database, key, offset / chunkBytes,
                               bytes.sliced(offset, qMin(chunkBytes, bytes.size() - offset)));
        return result;
    });
}

Result<QByteArray> ChunkStore::read(const QString& key, qint64 offset, qint64 maxBytes) const
{
    if (offset < 0 || maxBytes < 0) return contradiction(key, u"reading %1 from %2"_s.arg(maxBytes).arg(offset));
    return m_store.readers().run([&](Database& database) -> Result<QByteArray> {
        QByteArray result;
        const auto object = find(database, key);
        if (!object) return result;
        Statement statement =
            database.prepare("SELECT number, bytes FROM chunk WHERE object_id = ? AND number >= ? ORDER BY number");
        statement.bind(object->id, offset / chunkBytes);
        while (result.size() < maxBytes && statement.step()) {
            const QByteArray bytes = statement.blob(1);
            const qint64 from = offset + result.size() - statement.integer(0) * chunkBytes;
            if (from < 0 || from >= bytes.size()) break; // a hole, or the end
            result += QByteArrayView(bytes).sliced(from, qMin(bytes.size() - from, maxBytes - result.size()));
        }
        return result;
    });
}

Result<std::vector<ByteRange>> ChunkStore::holes(const QString& key, ByteRange range) const
{
    return m_store.readers().run([&](Database& database) -> Result<std::vector<ByteRange>> {
        std::vector<ByteRange> missing;
        const auto object = find(database, key);
        const qint64 end = object && object->info.size ? qMin(range.end, *object->info.size) : range.end;
        qint64 position = range.begin;
        if (object) {
            Statement statement = database.prepare(
                "SELECT number, length(bytes) FROM chunk WHERE object_id = ? AND number >= ? ORDER BY number");
            statement.bind(object->id, position / chunkBytes);
            while (position < end && statement.step()) {
                const qint64 begin = statement.integer(0) * chunkBytes;
                if (begin > position) missing.push_back({position, qMin(begin, end)});
                position = qMax(position, begin + statement.integer(1));
            }
        }
        if (position < end) missing.push_back({position, end});
        return missing;
    });
}

Result<void> ChunkStore::setValidator(const QString& key, const QString& validator)
{
    return m_store.writer().run([&](Database& database) -> Result<void> {
        database.prepare("UPDATE object SET validator = ? WHERE id = ?")
            .bind(validator, findOrMake(database, key).id)
            .run();
        return {};
    });
}

Result<void> ChunkStore::touch(const QString& key)
{
    return m_store.writer().run([&](Database& database) -> Result<void> {
        if (const auto object = find(database, key)) markUsed(database, object->id);
        return {};
    });
}

Result<void> ChunkStore::setPinned(const QString& key, bool pinned)
{
    return m_store.writer().run([&](Database& database) -> Result<void> {
        pin(database, key, pinned);
        return {};
    });
}

void ChunkStore::pin(Database& database, const QString& key, bool pinned)
{
    database.prepare("UPDATE object SET pinned = ? WHERE id = ?").bind(pinned, findOrMake(database, key).id).run();
}

Result<void> ChunkStore::clear(const QString& key)
{
    return m_store.writer().run([&](Database& database) -> Result<void> {
        const auto object = find(database, key);
        if (!object) return {};
        database.prepare("DELETE FROM chunk WHERE object_id = ?").bind(object->id).run();
        database.prepare("UPDATE object SET size = NULL, stored = 0, validator = '' WHERE id = ?")
            .bind(object->id)
            .run();
        return {};
    });
}

Result<void> ChunkStore::remove(const QString& key)
{
    return m_store.writer().run([&](Database& database) -> Result<void> {
        database.prepare("DELETE FROM object WHERE key = ?").bind(key).run();
        return {};
    });
}

Result<qint64> ChunkStore::evict(qint64 quota, const QSet<QString>& spared)
{
    return m_store.writer().run([&](Database& database) -> Result<qint64> {
        qint64 stored = sumStored(database, false, false);
        if (stored <= quota) return stored;
        for (const Evictable& object : evictable(database, spared)) {
            database.prepare("DELETE FROM object WHERE id = ?").bind(object.id).run();
            stored -= object.bytes;
            if (stored <= quota) break;
        }
        database.execute("PRAGMA incremental_vacuum");
        return stored;
    });
}

Result<qint64> ChunkStore::storedBytes() const
{
    return m_store.readers().run([](Database& database) -> Result<qint64> { return sumStored(database, false, true); });
}

Result<qint64> ChunkStore::pinnedBytes() const
{
    return m_store.readers().run([](Database& database) -> Result<qint64> { return sumStored(database, true, true); });
}

} // namespace groundswell::store
