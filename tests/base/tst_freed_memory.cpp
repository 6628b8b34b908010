#include "base/freed_memory.h"
#include "support/own_memory.h"

#include <QTest>

#include <cstring>
#include <memory>
#include <vector>

using namespace groundswell;

class TestFreedMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasFreedLeavesTheProcess();
};

void TestFreedMemory::whatWasFreedLeavesTheProcess()
{
#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("only glibc's own malloc keeps what was freed");
#endif
    constexpr std::size_t blockBytes = 2000;
    constexpr std::size_t blockCount = 32'000; // 64 MB
    constexpr qint64 most = qint64(blockBytes * blockCount) * 3 / 4;
    const qint64 before = test::residentMemory();
    std::vector<std::unique_ptr<char[]>> blocks(blockCount);
    for (auto& block : blocks) {
        block = std::make_unique_for_overwrite<char[]>(blockBytes);
        std::memset(block.get(), 1, blockBytes);
    }
    // It lies above all others: malloc gives nothing back by itself while it is there.
    const auto last = std::move(blocks.back());
    blocks.clear();
    const qint64 freed = test::residentMemory();
    QCOMPARE_GT(freed - before, most);
    giveBackFreedMemory();
    QCOMPARE_GT(freed - test::residentMemory(), most);
}

QTEST_GUILESS_MAIN(TestFreedMemory)
#include "tst_freed_memory.moc"
