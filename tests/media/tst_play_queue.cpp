#include "media/play_queue.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <rapidcheck.h>

using namespace groundswell;
using namespace groundswell::media;
using namespace Qt::StringLiterals;

namespace {

QList<QueueEntry> entries(int count, int from = 0)
{
    QList<QueueEntry> list;
    for (int i = from; i < from + count; ++i)
        list.append({.id = 0,
                     .track = TrackId{i + 1},
                     .source = QUrl::fromLocalFile(u"/music/%1.flac"_s.arg(i)),
                     .title = QString::number(i),
                     .artist = {},
                     .durationMs = 1000,
                     .problem = {}});
    return list;
}

QString titles(const PlayQueue& queue)
{
    QStringList list;
    for (const QueueEntry& entry : queue.entries())
        list.append(entry.title);
    return list.join(u' ');
}

/// Follows a queue by its signals alone, as a model does.
class Follower
{
public:
    explicit Follower(const PlayQueue& queue)
        : m_queue(queue)
        , m_ids(ids())
    {
        QObject::connect(&queue, &PlayQueue::rowsInserted, &queue, [this](int first, int last) {
            for (int row = first; row <= last; ++row)
                m_ids.insert(row, m_queue.entries().at(row).id);
        });
        QObject::connect(&queue, &PlayQueue::rowsRemoved, &queue,
                         [this](int first, int last) { m_ids.remove(first, last - first + 1); });
        QObject::connect(&queue, &PlayQueue::rowsMoved, &queue, [this](int first, int last, int destination) {
            const QList<quint64> moved = m_ids.sliced(first, last - first + 1);
            m_ids.remove(first, moved.size());
            for (qsizetype i = 0; i < moved.size(); ++i)
                m_ids.insert((destination > first ? destination - moved.size() : destination) + i, moved.at(i));
        });
        QObject::connect(&queue, &PlayQueue::wasReset, &queue, [this] { m_ids = ids(); });
    }

    [[nodiscard]] bool isRight() const { return m_ids == ids(); }

private:
    [[nodiscard]] QList<quint64> ids() const
    {
        QList<quint64> list;
        for (const QueueEntry& entry : m_queue.entries())
            list.append(entry.id);
        return list;
    }

    const PlayQueue& m_queue;
    QList<quint64> m_ids;
};

void change(PlayQueue& queue)
{
    const int size = queue.size();
    const int row = *rc::gen::inRange(0, size + 1);
    const int count = *rc::gen::inRange(0, 4);
    switch (*rc::gen::inRange(0, 7)) {
    case 0: queue.append(entries(count, 100)); break;
    case 1: queue.insertNext(entries(count, 200)); break;
    case 2: queue.remove(row, count); break;
    case 3: queue.move(row, count, *rc::gen::inRange(0, size + 1)); break;
    case 4: queue.jump(row); break;
    case 5: queue.advance(Advance::Skipped); break;
    case 6: queue.goBack(); break;
    default: break;
    }
}

} // namespace

class TestPlayQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsInRowsAndEnds();
    void repeatsAllAndOne();
    void passesOverWhatCannotBePlayed();
    void aQueueOfBrokenEntriesEnds();
    void insertsNextAfterTheCurrentEntry();
    void movesRowsAndKeepsTheCurrentOne();
    void removingTheCurrentEntryGoesToTheNext();
    void shufflePlaysEachOnce();
    void shufflePlaysEachOnceWhateverHappens();
    void newcomersComeLaterWhileShuffled();
    void aModelCanFollow();
    void survivesARestart();
    void refusesWhatIsNoQueue();
    void undoTakesBackEveryChange();
    void undoBringsTheClearedQueueBack();
    void undoForgetsTheOldest();
    void albumsAreShuffledWhole();
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

void TestPlayQueue::shufflePlaysEachOnce()
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

void TestPlayQueue::shufflePlaysEachOnceWhateverHappens()
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

void TestPlayQueue::newcomersComeLaterWhileShuffled()
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
    queue.set(entries(9), 4);
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

void TestPlayQueue::undoTakesBackEveryChange()
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

void TestPlayQueue::undoBringsTheClearedQueueBack()
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

void TestPlayQueue::undoForgetsTheOldest()
{
    PlayQueue queue;
    for (int i = 0; i < PlayQueue::UndoDepth + 10; ++i)
        queue.append(entries(1, i));
    for (int i = 0; i < PlayQueue::UndoDepth; ++i)
        queue.undo();
    QVERIFY(!queue.lastChange());
    QCOMPARE(queue.size(), 10);
}

void TestPlayQueue::albumsAreShuffledWhole()
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

void TestPlayQueue::twentyThousandEntriesMoveQuickly()
{
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
    QCOMPARE(queue.size(), 25'000);
    QVERIFY2(timer.elapsed() < 1000, "a change of rows costs more than a pass over them");
}

QTEST_GUILESS_MAIN(TestPlayQueue)
#include "tst_play_queue.moc"
