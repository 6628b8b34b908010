// The player on its way through the queue.
#include "tunes.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

class TestPlayerQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_tunes.make()); }
    void goesThroughTheQueueAndStops();
    void repeatsOne();
    void nextAndPrevious();
    void twentySkipsInASecond();
    void aBrokenEntryIsMarkedAndSkipped();
    void aQueueOfBrokenEntriesStops();
    void stopsWhereADiskIsAway();
    void stopsAfterTheSongWhenTheDiskGoes();
    void whereThePersonGoesIsTriedAnew();
    void brokenFilesDoNotStopIt();
    void theNextEntryBreaksWhileThisOnePlays();
    void theLastEntryIsBroken();
    void aChangedQueueChangesWhatFollows();
    void theNextEntryIsTakenBackTooLate();
    void removingTheCurrentEntryGoesOn();
    void survivesARestart();
    void aSourceThatEndedTheProgramIsNotTriedAgain();

private:
    Tunes m_tunes;
};

void TestPlayerQueue::goesThroughTheQueueAndStops()
{
    const LoadWatch load;
    Player player(OutputKind::Silent);
    QStringList heard;
    connect(&player, &Player::currentChanged, this,
            [&] { heard.append(player.current() ? player.current()->title : u"-"_s); });
    QSignalSpy failed(&player, &Player::entryFailed);
    QElapsedTimer timer;
    timer.start();
    player.playAll({m_tunes.entry(u"short.wav"_s), m_tunes.entry(u"other.mp3"_s), m_tunes.entry(u"short.wav"_s)});
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    // 1.3 s of sound: the joins cost nothing, starting and noticing the end a little.
    QVERIFY2(timer.elapsed() >= 1290, qPrintable(QString::number(timer.elapsed())));
    if (!load.wasBusy()) QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(heard, QStringList({u"short.wav"_s, u"other.mp3"_s, u"short.wav"_s}));
    QCOMPARE(player.queue().currentRow(), 2);
    QCOMPARE(player.positionMs(), 0);
    QVERIFY(failed.isEmpty());
    QCOMPARE(holes(player, load), quint64(0));
}

void TestPlayerQueue::repeatsOne()
{
    Player player(OutputKind::Silent);
    player.queue().setRepeat(RepeatMode::One);
    player.playAll({m_tunes.entry(u"short.wav"_s), m_tunes.entry(u"long.flac"_s)});
    int rounds = 0;
    qint64 last = 0;
    QTRY_VERIFY([&] {
        const qint64 now = player.positionMs();
        rounds += now < last;
        last = now;
        return rounds == 2;
    }());
    QCOMPARE(player.queue().currentRow(), 0);
    QCOMPARE(player.state(), PlayState::Playing);
}

void TestPlayerQueue::nextAndPrevious()
{
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"long.flac"_s), m_tunes.entry(u"long.mp3"_s), m_tunes.entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 50);
    player.next();
    QCOMPARE(player.current()->title, u"long.mp3"_s);
    QCOMPARE(player.positionMs(), 0);
    QTRY_VERIFY(player.positionMs() > 50);
    player.next();
    QTRY_VERIFY(player.positionMs() > 50);
    player.seek(4000);
    player.previous(); // far in: to its beginning
    QCOMPARE(player.queue().currentRow(), 2);
    QVERIFY(player.positionMs() < 4000);
    player.previous();
    QCOMPARE(player.queue().currentRow(), 1);
    player.pause();
    player.previous();
    QCOMPARE(player.queue().currentRow(), 0);
    QCOMPARE(player.state(), PlayState::Paused);
    player.playRow(2);
    player.next(); // nothing follows
    QCOMPARE(player.state(), PlayState::Stopped);
}

void TestPlayerQueue::twentySkipsInASecond()
{
    Player player(OutputKind::Silent);
    QList<QueueEntry> entries;
    for (int i = 0; i < 30; ++i)
        entries.append(m_tunes.entry(i % 2 == 0 ? u"long.flac"_s : u"long.mp3"_s));
    player.playAll(entries);
    for (int i = 0; i < 20; ++i) {
        QTest::qWait(40);
        if (i % 3 == 2) player.seek(100 * i);
        player.next();
    }
    QCOMPARE(player.queue().currentRow(), 20);
    QTRY_VERIFY(player.positionMs() > 100);
    QCOMPARE(player.state(), PlayState::Playing);
    QCOMPARE(player.queue().currentRow(), 20);
}

void TestPlayerQueue::aBrokenEntryIsMarkedAndSkipped()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    player.playAll({m_tunes.entry(u"gone.flac"_s), m_tunes.entry(u"text.ogg"_s), m_tunes.entry(u"long.flac"_s)});
    QTRY_COMPARE(player.queue().currentRow(), 2);
    QTRY_VERIFY(player.positionMs() > 50);
    QCOMPARE(failed.size(), 2);
    QCOMPARE(failed.at(0).at(1).value<Error>().code, ErrorCode::NotFound);
    QVERIFY(player.queue().entries().at(0).problem.contains(u"gone.flac"_s));
    QCOMPARE(failed.at(1).at(1).value<Error>().code, ErrorCode::Unsupported);
    QVERIFY(player.queue().entries().at(1).problem.contains(u"text.ogg"_s));
    QVERIFY(player.queue().entries().at(2).problem.isEmpty());
}

void TestPlayerQueue::aQueueOfBrokenEntriesStops()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    player.queue().setRepeat(RepeatMode::All);
    player.queue().setShuffle(true);
    player.playAll({m_tunes.entry(u"gone.flac"_s), m_tunes.entry(u"text.ogg"_s), m_tunes.entry(u"away.mp3"_s)});
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(failed.size(), 3);
    QVERIFY(!QTest::qWaitFor([&] { return failed.size() != 3; }, 200));
}

void TestPlayerQueue::stopsWhereADiskIsAway()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    QList<QueueEntry> entries{m_tunes.entry(u"disk/0.flac"_s)};
    for (int i = 1; i < 8; ++i)
        entries.append(m_tunes.entry(u"disk/%1.flac"_s.arg(i)));
    entries.append(m_tunes.entry(u"long.flac"_s));
    player.playAll(entries, 1);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(failed.size(), 3);
    // The disk is back: it begins where it was asked to.
    QCOMPARE(player.queue().currentRow(), 1);
    for (const QueueEntry& entry : player.queue().entries())
        QCOMPARE(entry.problem, QString());
    QVERIFY(QDir().mkpath(m_tunes.files.path(u"disk"_s)));
    for (int i = 1; i < 8; ++i)
        QVERIFY(QFile::copy(m_tunes.files.path(u"long.flac"_s), m_tunes.files.path(u"disk/%1.flac"_s.arg(i))));
    player.play();
    QTRY_VERIFY(player.positionMs() > 50);
    QCOMPARE(player.queue().currentRow(), 1);
    QCOMPARE(failed.size(), 3);
}

void TestPlayerQueue::stopsAfterTheSongWhenTheDiskGoes()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    QList<QueueEntry> entries{m_tunes.entry(u"two.flac"_s)};
    for (int i = 0; i < 8; ++i)
        entries.append(m_tunes.entry(u"away/%1.flac"_s.arg(i)));
    player.playAll(entries);
    QTRY_COMPARE(failed.size(), 3);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(failed.size(), 3);
    QCOMPARE(player.queue().currentRow(), 1);
}

// What failed before says nothing of where they want to go.
void TestPlayerQueue::whereThePersonGoesIsTriedAnew()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    QList<QueueEntry> entries{m_tunes.entry(u"away/0.flac"_s), m_tunes.entry(u"long.flac"_s)};
    for (int i = 1; i < 8; ++i)
        entries.append(m_tunes.entry(u"away/%1.flac"_s.arg(i)));
    const auto failTwoAhead = [&] {
        failed.clear();
        player.playAll(entries.first(4), 1);
        QTRY_COMPARE(failed.size(), 2); // what would follow
        QCOMPARE(player.queue().currentRow(), 1);
    };

    failTwoAhead();
    player.previous();
    QTRY_COMPARE(failed.size(), 3);
    QTRY_VERIFY(player.positionMs() > 50);
    QCOMPARE(player.queue().currentRow(), 1); // the one that is to be had
    QCOMPARE(player.state(), PlayState::Playing);

    failTwoAhead();
    player.queue().append(entries.last(4));
    player.playRow(5);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(player.queue().currentRow(), 5);
}

void TestPlayerQueue::brokenFilesDoNotStopIt()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    const QueueEntry broken = m_tunes.entry(u"text.ogg"_s);
    player.playAll({broken, broken, broken, broken, m_tunes.entry(u"long.flac"_s)});
    QTRY_COMPARE(player.queue().currentRow(), 4);
    QTRY_VERIFY(player.positionMs() > 50);
    QCOMPARE(failed.size(), 4);
}

void TestPlayerQueue::theNextEntryBreaksWhileThisOnePlays()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    player.playAll({m_tunes.entry(u"long.mp3"_s), m_tunes.entry(u"text.ogg"_s), m_tunes.entry(u"long.flac"_s)});
    player.seek(6000);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(player.queue().currentRow(), 0);
    QCOMPARE(player.state(), PlayState::Playing);
    QTRY_COMPARE(player.queue().currentRow(), 2);
    QTRY_VERIFY(player.positionMs() > 50);
}

void TestPlayerQueue::theLastEntryIsBroken()
{
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"other.mp3"_s), m_tunes.entry(u"gone.flac"_s)});
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(player.queue().currentRow(), 0);
    QVERIFY(!player.queue().entries().at(1).problem.isEmpty());
}

void TestPlayerQueue::aChangedQueueChangesWhatFollows()
{
    Player player(OutputKind::Silent);
    QStringList heard;
    connect(&player, &Player::currentChanged, this, [&] { heard.append(player.current()->title); });
    player.playAll({m_tunes.entry(u"two.flac"_s), m_tunes.entry(u"long.flac"_s)});
    QTRY_COMPARE(player.durationMs(), 2000); // decoded: the next one is being prepared
    player.queue().insertNext({m_tunes.entry(u"long.mp3"_s)});
    QTRY_COMPARE(heard.size(), 2);
    QCOMPARE(heard.at(1), u"long.mp3"_s);
    player.queue().remove(2);
    player.seek(7500);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(heard.size(), 2);
}

// A busy window: the mixer has gone over to the next entry already when that one is taken out of the queue.
void TestPlayerQueue::theNextEntryIsTakenBackTooLate()
{
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"two.flac"_s), m_tunes.entry(u"long.flac"_s), m_tunes.entry(u"short.wav"_s)});
    QTRY_COMPARE(player.durationMs(), 2000); // decoded: the next one is being prepared
    const QDeadlineTimer longEnough(groundswell::test::patienceMs);
    while (player.positionMs() < player.durationMs() && !longEnough.hasExpired())
        QThread::yieldCurrentThread(); // and not the event loop
    QVERIFY(!longEnough.hasExpired());
    QCOMPARE(player.queue().currentRow(), 0);
    player.queue().remove(1);
    QTRY_COMPARE(player.current()->title, u"short.wav"_s);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
}

void TestPlayerQueue::removingTheCurrentEntryGoesOn()
{
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"long.flac"_s), m_tunes.entry(u"long.mp3"_s)});
    QTRY_VERIFY(player.positionMs() > 50);
    player.queue().remove(0);
    QCOMPARE(player.current()->title, u"long.mp3"_s);
    QCOMPARE(player.state(), PlayState::Playing);
    QTRY_VERIFY(player.positionMs() > 50);
    player.queue().remove(0);
    QCOMPARE(player.state(), PlayState::Stopped);
    QVERIFY(!player.current());
    QCOMPARE(player.positionMs(), 0);
    player.play(); // nothing to play
    QCOMPARE(player.state(), PlayState::Stopped);
}

void TestPlayerQueue::survivesARestart()
{
    QueueState kept;
    {
        Player player(OutputKind::Silent);
        player.playAll({m_tunes.entry(u"other.mp3"_s), m_tunes.entry(u"long.flac"_s)}, 1);
        player.seek(3000);
        QTRY_VERIFY(player.positionMs() > 3050);
        kept = player.saveState();
    }
    const auto read = QueueState::fromJson(kept.toJson());
    QVERIFY(read);
    Player player(OutputKind::Silent);
    player.restoreState(*read);
    QCOMPARE(player.state(), PlayState::Paused);
    QCOMPARE(player.current()->title, u"long.flac"_s);
    QCOMPARE(player.positionMs(), kept.positionMs);
    player.play();
    QVERIFY(positionAfter(player, kept.positionMs) > kept.positionMs);
    QTRY_VERIFY(player.positionMs() > kept.positionMs + 100);
}

void TestPlayerQueue::aSourceThatEndedTheProgramIsNotTriedAgain()
{
    const QString mark = m_tunes.files.path(u"opening"_s);
    QueueState kept;
    {
        Player player({.output = OutputKind::Silent, .crashMarkFile = mark});
        player.playAll({m_tunes.entry(u"other.mp3"_s)});
        QTRY_VERIFY(QFile::exists(mark)); // what a crash would leave
        QVERIFY(QFile::copy(mark, mark + u".kept"_s));
        kept = player.saveState();
    }
    QVERIFY(!QFile::exists(mark)); // it ended well
    QVERIFY(QFile::rename(mark + u".kept"_s, mark));
    kept.entries.append(m_tunes.entry(u"long.flac"_s));
    kept.entries.last().id = 99;
    Player player({.output = OutputKind::Silent, .crashMarkFile = mark});
    player.restoreState(kept);
    QVERIFY(!player.queue().entries().at(0).problem.isEmpty());
    QVERIFY(player.queue().entries().at(1).problem.isEmpty());
}

QTEST_GUILESS_MAIN(TestPlayerQueue)
#include "tst_player_queue.moc"
