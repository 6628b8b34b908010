#include "store/chunk_store.h"

#include <rapidcheck.h>

#include <SQLiteCpp/Database.h>

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <map>

using namespace groundswell;
using namespace groundswell::store;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 chunk = ChunkStore::chunkBytes;

/// Bytes that differ at every place, so that a shifted read is seen.
QByteArray pattern(qint64 size, int seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + i / 251 + seed * 7) & 0xff);
    return bytes;
}

/// What the store must answer: a plain map of chunks.
struct Model
{
    std::map<qint64, QByteArray> chunks;

    [[nodiscard]] QByteArray read(qint64 offset, qint64 maxBytes) const
    {
        QByteArray result;
        while (result.size() < maxBytes) {
            const qint64 at = offset + result.size();
            const auto found = chunks.find(at / chunk);
            if (found == chunks.end() || at % chunk >= found->second.size()) break;
            result += found->second.sliced(at % chunk).left(maxBytes - result.size());
        }
        return result;
    }
    [[nodiscard]] std::vector<ByteRange> holes(ByteRange range) const
    {
        std::vector<ByteRange> result;
        for (qint64 at = range.begin; at < range.end;) {
            const qint64 next = qMin(range.end, (at / chunk + 1) * chunk);
            if (!chunks.contains(at / chunk)) {
                if (!result.empty() && result.back().end == at)
                    result.back().end = next;
                else
                    result.push_back({at, next});
            }
            at = next;
        }
        return result;
    }
};

} // namespace

/// Partial objects, holes, pins and eviction, against a plain model and by example.
class TestChunkStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = Store::open(path(), mediaSchema());
        QVERIFY(store);
        m_store = *std::move(store);
    }
    void cleanup() { m_store.reset(); }

    void behavesLikeAMapOfChunks()
    {
        ChunkStore chunks(*m_store);
        int run = 0;
        const bool held = rc::check("any order of chunks reads back, and the rest is holes", [&] {
            const QString key = u"object %1"_s.arg(run++);
            const qint64 size = *rc::gen::inRange<qint64>(1, 5 * chunk);
            const QByteArray whole = pattern(size, run);
            const qint64 count = (size + chunk - 1) / chunk;
            Model model;
            RC_ASSERT(chunks.setSize(key, size).has_value());
            const auto order = *rc::gen::container<std::vector<qint64>>(rc::gen::inRange<qint64>(0, count));
            for (const qint64 number : order) {
                const QByteArray bytes = whole.mid(number * chunk, chunk);
                RC_ASSERT(chunks.putChunk(key, number, bytes).has_value());
                model.chunks[number] = bytes;
            }
            const qint64 from = *rc::gen::inRange<qint64>(0, size + 1);
            const qint64 length = *rc::gen::inRange<qint64>(0, size + 1);
            RC_ASSERT(chunks.read(key, from, length).value() == model.read(from, length));
            RC_ASSERT(chunks.holes(key, {from, from + length}).value() ==
                      model.holes({from, qMin(from + length, size)}));
            const ObjectInfo info = chunks.info(key).value().value();
            RC_ASSERT(info.complete() == (std::cmp_equal(model.chunks.size(), count)));
            RC_ASSERT(chunks.remove(key).has_value());
        });
        QVERIFY(held);
    }

    void keepsPartsOfUnknownSizeOverARestart()
    {
        {
            ChunkStore chunks(*m_store);
            QVERIFY(chunks.putChunk(u"song"_s, 2, pattern(chunk, 1)));
            QVERIFY(!chunks.putChunk(u"song"_s, 3, pattern(100, 1))); // short, and nobody knows that it is the last
        }
        m_store.reset();
        m_store = Store::open(path(), mediaSchema()).value();
        ChunkStore chunks(*m_store);
        QCOMPARE(chunks.info(u"song"_s).value().value(), (ObjectInfo{std::nullopt, chunk, false}));
        QCOMPARE(chunks.read(u"song"_s, 2 * chunk, chunk).value(), pattern(chunk, 1));
        QCOMPARE(chunks.read(u"song"_s, 0, chunk).value(), QByteArray());
        QCOMPARE(chunks.holes(u"song"_s, {0, 4 * chunk}).value(),
                 (std::vector<ByteRange>{{0, 2 * chunk}, {3 * chunk, 4 * chunk}}));
        QVERIFY(chunks.setSize(u"song"_s, 3 * chunk + 100));
        QVERIFY(chunks.putChunk(u"song"_s, 3, pattern(100, 1)));
    }

    void remembersTheVersion()
    {
        ChunkStore chunks(*m_store);
        QVERIFY(chunks.setValidator(u"a"_s, u"\"v1\""_s));
        QVERIFY(chunks.postChunk(u"a"_s, 0, pattern(chunk, 1)).takeResult());
        QCOMPARE(chunks.info(u"a"_s).value().value(), (ObjectInfo{std::nullopt, chunk, false, u"\"v1\""_s}));
    }

    void refusesWhatContradicts()
    {
        ChunkStore chunks(*m_store);
        QVERIFY(chunks.putAll(u"a"_s, pattern(chunk + 10, 1)));
        QCOMPARE(chunks.setSize(u"a"_s, 5).error().code, ErrorCode::InvalidInput);
        QCOMPARE(chunks.putChunk(u"a"_s, 1, pattern(11, 1)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(chunks.putChunk(u"a"_s, -1, pattern(chunk, 1)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(chunks.putChunk(u"b"_s, std::numeric_limits<qint64>::max() / 2, pattern(chunk, 1)).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(chunks.read(u"a"_s, 0, 10 * chunk).value(), pattern(chunk + 10, 1));
        QVERIFY(chunks.info(u"a"_s).value().value().complete());
    }

    void evictsTheLongestUnusedAndGivesTheDiskBack()
    {
        ChunkStore chunks(*m_store);
        for (int i = 0; i < 4; ++i)
            QVERIFY(chunks.putAll(u"o%1"_s.arg(i), pattern(4 * chunk, i)));
        QVERIFY(chunks.setPinned(u"o1"_s, true));
        QVERIFY(chunks.touch(u"o0"_s));
        QCOMPARE(chunks.pinnedBytes().value(), 4 * chunk);
        QCOMPARE(chunks.evict(9 * chunk).value(), 8 * chunk);
        QVERIFY(chunks.info(u"o0"_s).value());
        QVERIFY(chunks.info(u"o1"_s).value());
        QVERIFY(!chunks.info(u"o2"_s).value());
        QVERIFY(chunks.info(u"o3"_s).value());
        QCOMPARE(chunks.evict(0, {u"o3"_s}).value(), 4 * chunk); // what is spared stays
        QVERIFY(chunks.info(u"o3"_s).value());
        QCOMPARE(chunks.evict(0).value(), 0); // what is pinned stays, and does not count
        QCOMPARE(chunks.read(u"o1"_s, 0, 4 * chunk).value(), pattern(4 * chunk, 1));
        QCOMPARE(chunks.storedBytes().value(), 4 * chunk);
        m_store.reset();
        QVERIFY(QFileInfo(path()).size() < 5 * chunk);
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"media.db"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(TestChunkStore)
#include "tst_chunk_store.moc"
