// What a large read freed goes back to the system when the readers have nothing to do, and not between two reads: it
// takes some milliseconds, in which other threads' allocations may wait.

#include "store/store.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <vector>

using namespace groundswell;
using namespace groundswell::store;
using namespace Qt::StringLiterals;

namespace {

std::atomic_int givenBack = 0;

} // namespace

#ifdef __GLIBC__
/// In the C library's place: counts.
extern "C" int malloc_trim(std::size_t) noexcept
{
    ++givenBack;
    return 1;
}
#endif

class TestReadersMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsGivenBackOnceAndWhenIdle();
};

void TestReadersMemory::itIsGivenBackOnceAndWhenIdle()
{
#ifndef __GLIBC__
    QSKIP("other C libraries need no telling");
#endif
    constexpr int reads = 20;
    const QTemporaryDir folder;
    auto store = Store::open(folder.filePath(u"notes.db"_s), {.name = u"notes"_s});
    QVERIFY(store);
    const auto sortMuch = [](Database& db) -> Result<qint64> {
        auto row = db.prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
                              "SELECT hex(randomblob(100)) AS text FROM n ORDER BY text");
        return row.step() ? qint64(row.text(0).size()) : -1;
    };
    std::vector<QFuture<Result<qint64>>> answers;
    for (int i = 0; i < reads; ++i)
        answers.push_back((*store)->readers().post(sortMuch));
    for (const auto& answer : answers)
        QCOMPARE(answer.result().value_or(-1), 200);
    QCOMPARE(givenBack.load(), 0);
    QTRY_COMPARE(givenBack.load(), 1);
}

QTEST_GUILESS_MAIN(TestReadersMemory)
#include "tst_readers_memory.moc"
