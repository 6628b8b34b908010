#include "queues.h"

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

class TestPlayQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsInRowsAndEnds();
    void repeatsAllAndOne();
    void passesOverWhatCannotBePlayed();
    void aQueueOfBrokenEntriesEnds();
    void insertsNextAfterTheCurrentEntry();
    void insertsBeforeARow();
    void movesRowsAndKeepsTheCurrentOne();
    void removingTheCurrentEntryGoesToTheNext();
    void aModelCanFollow();
    void survivesARestart();
    void refusesWhatIsNoQueue();
    void twentyThousandEntriesMoveQuickly();
};

void TestPlayQueue::playsInRowsAndEnds()
{
    PlayQueue queue;
    QSignalSpy current(&queue, &PlayQueue::currentRowChanged);
    queue.set(entries(3), 0);
    QVERIFY(queue.advance(Advance::Ended));
    QVERIFY(queue.advance(Advance::Ended));
    QVERIFY(!queue.advance(Advance::Ended));
    QCOMPARE(queue.currentRow(), 2);
    QVERIFY(queue.goBack());
    QCOMPARE(queue.currentRow(), 1);
    QCOMPARE(current.size(), 4);
}

void TestPlayQueue::repeatsAllAndOne()
{
    PlayQueue queue;
    queue.set(entries(2), 1);
    queue.setRepeat(RepeatMode::All);
    QVERIFY(queue.advance(Advance::Ended));
    QCOMPARE(queue.currentRow(), 0);
    queue.setRepeat(RepeatMode::One);
    QVERIFY(queue.advance(Advance::Ended));
    QCOMPARE(queue.currentRow(), 0);
    QVERIFY(queue.advance(Advance::Skipped));
    QCOMPARE(queue.currentRow(), 1);
}

void TestPlayQueue::passesOverWhatCannotBePlayed()
{
    PlayQueue queue;
    queue.set(entries(4), 0);
    QSignalSpy changed(&queue, &PlayQueue::entryChanged);
    queue.setProblem(queue.entries().at(1).id, u"It is gone."_s);
    queue.setProblem(queue.entries().at(2).id, u"It is gone."_s);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(queue.peekNext(Advance::Ended), 3);
    QVERIFY(queue.advance(Advance::Ended));
    QVERIFY(queue.goBack());
    QCOMPARE(queue.currentRow(), 0);
    queue.jump(1); // a person asks for it again
    QCOMPARE(queue.entries().at(1).problem, QString());
}

void TestPlayQueue::aQueueOfBrokenEntriesEnds()
{
    for (const RepeatMode repeat : {RepeatMode::Off, RepeatMode::All, RepeatMode::One}) {
        for (const bool shuffle : {false, true}) {
            PlayQueue queue;
            queue.set(entries(3), 0);
            queue.setRepeat(repeat);
            queue.setShuffle(shuffle);
            int steps = 0;
            do {
                queue.setProblem(queue.current()->id, u"It is gone."_s);
                ++steps;
            } while (queue.advance(Advance::Ended));
            QCOMPARE(steps, 3);
        }
    }
}

void TestPlayQueue::insertsNextAfterTheCurrentEntry()
{
    PlayQueue queue;
    queue.insertNext(entries(2));
    QCOMPARE(titles(queue), u"0 1"_s);
    queue.jump(0);
    queue.insertNext(entries(2, 7));
    QCOMPARE(titles(queue), u"0 7 8 1"_s);
    queue.setShuffle(true);
    queue.insertNext(entries(2, 20));
    queue.advance(Advance::Ended);
    QCOMPARE(queue.current()->title, u"20"_s);
    queue.advance(Advance::Ended);
    QCOMPARE(queue.current()->title, u"21"_s);
}

void TestPlayQueue::insertsBeforeARow()
{
    PlayQueue queue;
    queue.set(entries(3), 1);
    queue.insert(1, entries(2, 7));
    QCOMPARE(titles(queue), u"0 7 8 1 2"_s);
    QCOMPARE(queue.current()->title, u"1"_s);
    queue.insert(99, entries(1, 9));
    queue.insert(-1, entries(1, 6));
    QCOMPARE(titles(queue), u"6 0 7 8 1 2 9"_s);
    for (int i = 0; i < 3; ++i) // each is one step
        queue.undo();
    QCOMPARE(titles(queue), u"0 1 2"_s);
    queue.setShuffle(true);
    queue.insert(queue.currentRow() + 1, entries(1, 20));
    queue.advance(Advance::Ended);
    QCOMPARE(queue.current()->title, u"20"_s);
    queue.insert(0, entries(1, 30)); // somewhere among what is still to come
    bool came = false;
    while (queue.advance(Advance::Ended))
        came = came || queue.current()->title == u"30"_s;
    QVERIFY(came);
}

void TestPlayQueue::movesRowsAndKeepsTheCurrentOne()
{
    PlayQueue queue;
    queue.set(entries(6), 2);
    queue.move(2, 2, 6);
    QCOMPARE(titles(queue), u"0 1 4 5 2 3"_s);
    QCOMPARE(queue.currentRow(), 4);
    queue.move(4, 1, 0);
    QCOMPARE(titles(queue), u"2 0 1 4 5 3"_s);
    QCOMPARE(queue.currentRow(), 0);
    queue.move(5, 1, 0);
    QCOMPARE(titles(queue), u"3 2 0 1 4 5"_s);
    QCOMPARE(queue.currentRow(), 1);
    queue.move(0, 1, 4);
    QCOMPARE(titles(queue), u"2 0 1 3 4 5"_s);
    QCOMPARE(queue.currentRow(), 0);
    QSignalSpy moved(&queue, &PlayQueue::rowsMoved);
    queue.move(1, 2, 2); // to where they stand
    QVERIFY(moved.isEmpty());
}

void TestPlayQueue::removingTheCurrentEntryGoesToTheNext()
{
    PlayQueue queue;
    queue.set(entries(5), 1);
    queue.remove(0, 3);
    QCOMPARE(titles(queue), u"3 4"_s);
    QCOMPARE(queue.currentRow(), 0);
    queue.remove(1);
    QCOMPARE(queue.currentRow(), 0);
    queue.remove(0);
    QCOMPARE(queue.currentRow(), -1);
    QVERIFY(!queue.current());
}

void TestPlayQueue::aModelCanFollow()
{
    QVERIFY(rc::check("signals tell every change of rows, and the current entry stays the same one", [] {
        PlayQueue queue(nullptr, 1);
        queue.set(entries(*rc::gen::inRange(0, 8)), *rc::gen::inRange(-1, 3));
        queue.setShuffle(*rc::gen::arbitrary<bool>());
        const Follower follower(queue);
        int told = queue.currentRow();
        QObject::connect(&queue, &PlayQueue::currentRowChanged, &queue, [&told](int row) { told = row; });
        const int changes = *rc::gen::inRange(0, 30);
        for (int i = 0; i < changes; ++i) {
            change(queue);
            RC_ASSERT(follower.isRight());
            RC_ASSERT(told == queue.currentRow());
            RC_ASSERT(queue.currentRow() < queue.size());
        }
    }));
}

void TestPlayQueue::survivesARestart()
{
    PlayQueue queue(nullptr, 3);
    auto nine = entries(9);
    nine[2].album = u"somebody\nan album"_s;
    nine[2].gain = {.trackGainDb = -7.25, .albumGainDb = -6.5, .trackPeak = 0.98, .albumPeak = {}};
    queue.set(nine, 4);
    queue.setShuffle(true);
    queue.setRepeat(RepeatMode::All);
    queue.advance(Advance::Ended);
    QueueState state = queue.state();
    state.positionMs = 61'234;

    const auto read = QueueState::fromJson(state.toJson());
    QVERIFY(read);
    QCOMPARE(*read, state);

    PlayQueue again;
    again.restore(*read);
    QCOMPARE(again.current(), queue.current());
    queue.setRepeat(RepeatMode::Off); // or a new round would be shuffled, differently
    again.setRepeat(RepeatMode::Off);
    int played = 0;
    for (; queue.advance(Advance::Skipped); ++played) {
        QVERIFY(again.advance(Advance::Skipped));
        QCOMPARE(again.current()->title, queue.current()->title);
    }
    QCOMPARE(played, 7);
    again.append(entries(1));
    QCOMPARE(again.entries().last().id, quint64(10)); // no id is used twice
}

void TestPlayQueue::refusesWhatIsNoQueue()
{
    const auto read = QueueState::fromJson({{u"format"_s, u"something else"_s}});
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Corrupt);
    QVERIFY(!read.error().message.isEmpty());

    // A damaged one is mended: ids are made different, a row outside is none.
    QueueState state{.entries = entries(3), .currentRow = 7, .order = {1, 1, 9}, .shuffle = true};
    const auto mended = QueueState::fromJson(state.toJson());
    QVERIFY(mended);
    PlayQueue queue;
    queue.restore(*mended);
    QCOMPARE(queue.currentRow(), -1);
    int played = 0;
    while (queue.advance(Advance::Ended))
        ++played;
    QCOMPARE(played, 3);
}

void TestPlayQueue::twentyThousandEntriesMoveQuickly()
{
    qint64 quickest = std::numeric_limits<qint64>::max(); // of some: what else the machine does is left out
    for (int round = 0; round < 5; ++round) {
        PlayQueue queue(nullptr, 1);
        queue.set(entries(20'000), 100);
        queue.setShuffle(true);
        QElapsedTimer timer;
        timer.start();
        queue.move(0, 9000, 20'000);
        queue.remove(5000, 5000);
        queue.append(entries(5000));
        queue.insertNext(entries(5000));
        for (int i = 0; i < 100; ++i)
            queue.advance(Advance::Ended);
        quickest = std::min(quickest, timer.elapsed());
        QCOMPARE(queue.size(), 25'000);
    }
    QVERIFY2(quickest < 1000, "a change of rows costs more than a pass over them");
}

QTEST_GUILESS_MAIN(TestPlayQueue)
#include "tst_play_queue.moc"
