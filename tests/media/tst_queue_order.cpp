#include "queues.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

class TestQueueOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shufflePlaysEachOnce();
    void shufflePlaysEachOnceWhateverHappens();
    void newcomersComeLaterWhileShuffled();
    void undoTakesBackEveryChange();
    void undoBringsTheClearedQueueBack();
    void undoForgetsTheOldest();
    void albumsAreShuffledWhole();
};

void TestQueueOrder::shufflePlaysEachOnce()
{
    QVERIFY(rc::check("each entry comes once a round, in every round", [] {
        const int count = *rc::gen::inRange(1, 60);
        PlayQueue queue(nullptr, *rc::gen::arbitrary<std::uint64_t>());
        queue.set(entries(count), *rc::gen::inRange(0, count));
        queue.setShuffle(true);
        queue.setRepeat(RepeatMode::All);
        for (int round = 0; round < 3; ++round) {
            QSet<quint64> seen;
            for (int i = 0; i < count; ++i) {
                seen.insert(queue.current()->id);
                const int expected = queue.peekNext(Advance::Ended);
                RC_ASSERT(queue.advance(Advance::Ended));
                RC_ASSERT(queue.currentRow() == expected);
            }
            RC_ASSERT(seen.size() == count);
        }
    }));
}

void TestQueueOrder::shufflePlaysEachOnceWhateverHappens()
{
    QVERIFY(rc::check("after any changes, going on plays what is left once, and back leads the same way", [] {
        PlayQueue queue(nullptr, *rc::gen::arbitrary<std::uint64_t>());
        queue.set(entries(*rc::gen::inRange(1, 12)), 0);
        queue.setShuffle(true);
        const int changes = *rc::gen::inRange(0, 20);
        for (int i = 0; i < changes; ++i)
            change(queue);

        const QueueState state = queue.state();
        QSet<quint64> all;
        for (const QueueEntry& entry : state.entries)
            all.insert(entry.id);
        RC_ASSERT(QSet<quint64>(state.order.begin(), state.order.end()) == all);
        RC_ASSERT(state.order.size() == state.entries.size());

        QList<quint64> forth;
        while (queue.advance(Advance::Ended))
            forth.append(queue.current()->id);
        RC_ASSERT(QSet<quint64>(forth.begin(), forth.end()).size() == forth.size());
        for (qsizetype i = forth.size() - 2; i >= 0; --i) {
            RC_ASSERT(queue.goBack());
            RC_ASSERT(queue.current()->id == forth.at(i));
        }
    }));
}

void TestQueueOrder::newcomersComeLaterWhileShuffled()
{
    PlayQueue queue(nullptr, 7);
    queue.set(entries(10), 0);
    queue.setShuffle(true);
    for (int i = 0; i < 4; ++i)
        queue.advance(Advance::Ended);
    queue.append(entries(10, 50));
    QSet<QString> seen;
    while (queue.advance(Advance::Ended))
        seen.insert(queue.current()->title);
    QCOMPARE(seen.size(), 15);
    for (int i = 50; i < 60; ++i)
        QVERIFY(seen.contains(QString::number(i)));
}

void TestQueueOrder::undoTakesBackEveryChange()
{
    const bool ok = rc::check("undo leads back through every state", [] {
        PlayQueue queue(nullptr, *rc::gen::arbitrary<std::uint64_t>());
        const Follower follower(queue);
        queue.set(entries(*rc::gen::inRange(0, 6)), -1);
        queue.setShuffle(*rc::gen::arbitrary<bool>());
        QList<QList<QueueEntry>> states;
        QList<QList<quint64>> orders;
        for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
            const auto before = queue.entries();
            const auto order = queue.state().order;
            QSignalSpy undo(&queue, &PlayQueue::undoChanged);
            change(queue);
            if (undo.isEmpty()) continue; // nothing that is undone: another entry was made current
            states.append(before);
            orders.append(order);
        }
        while (!states.isEmpty()) {
            RC_ASSERT(queue.lastChange().has_value());
            const auto playing = queue.current();
            queue.undo();
            const auto state = states.takeLast();
            RC_ASSERT(queue.entries() == state);
            RC_ASSERT(queue.state().order == orders.takeLast());
            RC_ASSERT(follower.isRight());
            // What is being played stays, where it is still there.
            if (playing && queue.rowOf(playing->id) >= 0) RC_ASSERT(queue.current()->id == playing->id);
        }
    });
    QVERIFY(ok);
}

void TestQueueOrder::undoBringsTheClearedQueueBack()
{
    PlayQueue queue;
    QVERIFY(!queue.lastChange());
    queue.set(entries(5), 2);
    QCOMPARE(queue.lastChange(), (QueueChange{QueueChange::Kind::Add, 5}));
    const auto before = queue.entries();
    queue.remove(0, 5);
    QCOMPARE(queue.lastChange(), (QueueChange{QueueChange::Kind::Remove, 5}));
    QCOMPARE(queue.currentRow(), -1);
    queue.undo();
    QCOMPARE(queue.entries(), before);
    QCOMPARE(queue.currentRow(), 2);
    queue.set(entries(2, 50), 0);
    QCOMPARE(queue.lastChange(), (QueueChange{QueueChange::Kind::Replace, 5}));
    queue.undo();
    QCOMPARE(queue.entries(), before);
    QCOMPARE(queue.currentRow(), 2);
    queue.undo();
    QVERIFY(queue.entries().isEmpty());
    QVERIFY(!queue.lastChange());
    queue.undo(); // nothing left, nothing happens
}

void TestQueueOrder::undoForgetsTheOldest()
{
    PlayQueue queue;
    for (int i = 0; i < PlayQueue::UndoDepth + 10; ++i)
        queue.append(entries(1, i));
    for (int i = 0; i < PlayQueue::UndoDepth; ++i)
        queue.undo();
    QVERIFY(!queue.lastChange());
    QCOMPARE(queue.size(), 10);
}

void TestQueueOrder::albumsAreShuffledWhole()
{
    PlayQueue queue(nullptr, 3);
    auto list = entries(20);
    for (int i = 0; i < 20; ++i)
        list[i].album = i < 16 ? QString::number(i / 4) : QString();
    queue.set(list, 5);
    queue.setShuffleBy(ShuffleBy::Albums);
    queue.setShuffle(true);
    QList<int> played{queue.currentRow()};
    while (queue.advance(Advance::Ended))
        played.append(queue.currentRow());
    // The second track of an album was playing: the rest of that album follows, and nothing of it comes again.
    QCOMPARE(played.size(), 19);
    QCOMPARE(played.first(3), (QList<int>{5, 6, 7}));
    for (qsizetype i = 1; i < played.size(); ++i) {
        const int row = played.at(i);
        if (row < 16 && row % 4 != 0) QCOMPARE(played.at(i - 1), row - 1);
    }
}

QTEST_GUILESS_MAIN(TestQueueOrder)
#include "tst_queue_order.moc"
