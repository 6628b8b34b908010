#include "audio_files.h"
#include "media/player.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;

} // namespace

class TestPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void playsInRealTimeWithoutADevice();
    void pausesAndGoesOn();
    void seeks();
    void seekWhilePaused();
    void stopGoesToTheBeginning();
    void goesThroughTheQueueAndStops();
    void repeatsOne();
    void nextAndPrevious();
    void twentySkipsInASecond();
    void aBrokenEntryIsMarkedAndSkipped();
    void aQueueOfBrokenEntriesStops();
    void theNextEntryBreaksWhileThisOnePlays();
    void theLastEntryIsBroken();
    void aChangedQueueChangesWhatFollows();
    void theNextEntryIsTakenBackTooLate();
    void removingTheCurrentEntryGoesOn();
    void volumeAndMute();
    void survivesARestart();
    void tellsOnlyChanges();
    void crossfadesIntoTheNextEntry();
    void speedChangesThePace();
    void aLoopGoesRound();
    void stopsAfterThisEntry();
    void sleepsAfterATime();
    void aSourceThatEndedTheProgramIsNotTriedAgain();

private:
    [[nodiscard]] QueueEntry entry(const QString& name) const
    {
        return {.id = 0,
                .track = TrackId{1},
                .source = m_files.url(name),
                .title = name,
                .artist = {},
                .durationMs = 0,
                .problem = {}};
    }

    Files m_files;
};

void TestPlayer::initTestCase()
{
    QVERIFY(m_files.make(u"long.flac"_s, music(Rate, 8), Rate));
    QVERIFY(m_files.make(u"short.wav"_s, music(Rate, 0.4), Rate));
    QVERIFY(m_files.make(u"other.mp3"_s, music(44'100, 0.5), 44'100));
    QFile text(m_files.path(u"text.ogg"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("This is no music.");
}

void TestPlayer::playsInRealTimeWithoutADevice()
{
    Player player(OutputKind::Silent);
    QSignalSpy positions(&player, &Player::positionChanged);
    player.playAll({entry(u"long.flac"_s)});
    QCOMPARE(player.state(), PlayState::Playing);
    QTRY_VERIFY(player.positionMs() > 0);
    QTRY_COMPARE(player.durationMs(), 8000);

    QElapsedTimer timer;
    timer.start();
    const qint64 from = player.positionMs();
    positions.clear();
    qint64 last = from;
    int moved = 0;
    int samples = 0;
    // As the screen asks, 60 times a second: never back, and no standing still between the device's requests.
    while (timer.elapsed() < 1500) {
        QTest::qWait(16);
        const qint64 now = player.positionMs();
        QVERIFY2(now >= last, qPrintable(u"%1 after %2"_s.arg(now).arg(last)));
        moved += now > last;
        ++samples;
        last = now;
    }
    const double ratio = double(last - from) / double(timer.elapsed());
    QVERIFY2(ratio > 0.95 && ratio < 1.05, qPrintable(QString::number(ratio)));
    QVERIFY2(moved > samples * 9 / 10, qPrintable(u"moved in %1 of %2 frames"_s.arg(moved).arg(samples)));
    QVERIFY2(positions.size() >= 10 && positions.size() <= 16, qPrintable(QString::number(positions.size())));
    QCOMPARE(player.underruns(), quint64(0));
    QCOMPARE(player.outputName(), QString());
}

void TestPlayer::pausesAndGoesOn()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 200);
    player.pause();
    QCOMPARE(player.state(), PlayState::Paused);
    QTest::qWait(60); // the ramp, and what the device still holds
    const qint64 at = player.positionMs();
    QVERIFY(!QTest::qWaitFor([&] { return player.positionMs() != at; }, 300));
    player.toggle();
    QTRY_VERIFY(player.positionMs() > at + 200);
    QCOMPARE(player.underruns(), quint64(0));
}

void TestPlayer::seeks()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 100);
    QSignalSpy positions(&player, &Player::positionChanged);
    player.seek(6000);
    QCOMPARE(positions.size(), 1);
    QCOMPARE(player.positionMs(), 6000); // at once, before its sound is there
    QTRY_VERIFY(player.positionMs() > 6100);
    player.seek(1000);
    QVERIFY(player.positionMs() < 1100);
    QTRY_VERIFY(player.positionMs() > 1100);
    QVERIFY(player.positionMs() < 2000);
    player.seek(-5);
    QVERIFY(player.positionMs() < 100);
    // Beyond the end is the end.
    player.seek(99'999);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
}

void TestPlayer::seekWhilePaused()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 100);
    player.pause();
    player.seek(5000);
    QVERIFY(!QTest::qWaitFor([&] { return player.positionMs() != 5000; }, 200));
    player.play();
    QTRY_VERIFY(player.positionMs() > 5100);
    QVERIFY(player.positionMs() < 6000);
}

void TestPlayer::stopGoesToTheBeginning()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 100);
    player.stop();
    QCOMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(player.positionMs(), 0);
    player.play();
    QTRY_VERIFY(player.positionMs() > 50);
    QVERIFY(player.positionMs() < 1000);
}

void TestPlayer::goesThroughTheQueueAndStops()
{
    Player player(OutputKind::Silent);
    QStringList heard;
    connect(&player, &Player::currentChanged, this,
            [&] { heard.append(player.current() ? player.current()->title : u"-"_s); });
    QSignalSpy failed(&player, &Player::entryFailed);
    QElapsedTimer timer;
    timer.start();
    player.playAll({entry(u"short.wav"_s), entry(u"other.mp3"_s), entry(u"short.wav"_s)});
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    // 1.3 s of sound: the joins cost nothing, starting and noticing the end a little.
    QVERIFY2(timer.elapsed() >= 1290, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(heard, QStringList({u"short.wav"_s, u"other.mp3"_s, u"short.wav"_s}));
    QCOMPARE(player.queue().currentRow(), 2);
    QCOMPARE(player.positionMs(), 0);
    QVERIFY(failed.isEmpty());
    QCOMPARE(player.underruns(), quint64(0));
}

void TestPlayer::repeatsOne()
{
    Player player(OutputKind::Silent);
    player.queue().setRepeat(RepeatMode::One);
    player.playAll({entry(u"short.wav"_s), entry(u"long.flac"_s)});
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

void TestPlayer::nextAndPrevious()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s), entry(u"other.mp3"_s), entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 50);
    player.next();
    QCOMPARE(player.current()->title, u"other.mp3"_s);
    QCOMPARE(player.positionMs(), 0);
    QTRY_VERIFY(player.positionMs() > 50);
    player.next();
    QTRY_VERIFY(player.positionMs() > 50);
    player.seek(4000);
    player.previous(); // far in: to its beginning
    QCOMPARE(player.queue().currentRow(), 2);
    QVERIFY(player.positionMs() < 100);
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

void TestPlayer::twentySkipsInASecond()
{
    Player player(OutputKind::Silent);
    QList<QueueEntry> entries;
    for (int i = 0; i < 30; ++i)
        entries.append(entry(i % 2 == 0 ? u"long.flac"_s : u"other.mp3"_s));
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

void TestPlayer::aBrokenEntryIsMarkedAndSkipped()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    player.playAll({entry(u"gone.flac"_s), entry(u"text.ogg"_s), entry(u"long.flac"_s)});
    QTRY_COMPARE(player.queue().currentRow(), 2);
    QTRY_VERIFY(player.positionMs() > 50);
    QCOMPARE(failed.size(), 2);
    QCOMPARE(failed.at(0).at(1).value<Error>().code, ErrorCode::NotFound);
    QVERIFY(player.queue().entries().at(0).problem.contains(u"gone.flac"_s));
    QCOMPARE(failed.at(1).at(1).value<Error>().code, ErrorCode::Unsupported);
    QVERIFY(player.queue().entries().at(1).problem.contains(u"text.ogg"_s));
    QVERIFY(player.queue().entries().at(2).problem.isEmpty());
}

void TestPlayer::aQueueOfBrokenEntriesStops()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    player.queue().setRepeat(RepeatMode::All);
    player.queue().setShuffle(true);
    player.playAll({entry(u"gone.flac"_s), entry(u"text.ogg"_s), entry(u"away.mp3"_s)});
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(failed.size(), 3);
    QVERIFY(!QTest::qWaitFor([&] { return failed.size() != 3; }, 200));
}

void TestPlayer::theNextEntryBreaksWhileThisOnePlays()
{
    Player player(OutputKind::Silent);
    QSignalSpy failed(&player, &Player::entryFailed);
    player.playAll({entry(u"other.mp3"_s), entry(u"text.ogg"_s), entry(u"long.flac"_s)});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(player.queue().currentRow(), 0);
    QCOMPARE(player.state(), PlayState::Playing);
    QTRY_COMPARE(player.queue().currentRow(), 2);
    QTRY_VERIFY(player.positionMs() > 50);
}

void TestPlayer::theLastEntryIsBroken()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"other.mp3"_s), entry(u"gone.flac"_s)});
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(player.queue().currentRow(), 0);
    QVERIFY(!player.queue().entries().at(1).problem.isEmpty());
}

void TestPlayer::aChangedQueueChangesWhatFollows()
{
    Player player(OutputKind::Silent);
    QStringList heard;
    connect(&player, &Player::currentChanged, this, [&] { heard.append(player.current()->title); });
    player.playAll({entry(u"other.mp3"_s), entry(u"long.flac"_s)});
    QTRY_VERIFY(std::abs(player.durationMs() - 500) <= 1); // decoded: the next one is being prepared
    player.queue().insertNext({entry(u"short.wav"_s)});
    QTRY_COMPARE(heard.size(), 2);
    QCOMPARE(heard.at(1), u"short.wav"_s);
    player.queue().remove(2);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(heard.size(), 2);
}

// A busy window: the mixer has gone over to the next entry already when that one is taken out of the queue.
void TestPlayer::theNextEntryIsTakenBackTooLate()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"other.mp3"_s), entry(u"long.flac"_s), entry(u"short.wav"_s)});
    QTRY_VERIFY(std::abs(player.durationMs() - 500) <= 1); // decoded: the next one is being prepared
    const QDeadlineTimer longEnough(5000);
    while (player.positionMs() < player.durationMs() && !longEnough.hasExpired())
        QThread::yieldCurrentThread(); // and not the event loop
    QVERIFY(!longEnough.hasExpired());
    QCOMPARE(player.queue().currentRow(), 0);
    player.queue().remove(1);
    QTRY_COMPARE(player.current()->title, u"short.wav"_s);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
}

void TestPlayer::removingTheCurrentEntryGoesOn()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s), entry(u"other.mp3"_s)});
    QTRY_VERIFY(player.positionMs() > 50);
    player.queue().remove(0);
    QCOMPARE(player.current()->title, u"other.mp3"_s);
    QCOMPARE(player.state(), PlayState::Playing);
    QTRY_VERIFY(player.positionMs() > 50);
    player.queue().remove(0);
    QCOMPARE(player.state(), PlayState::Stopped);
    QVERIFY(!player.current());
    QCOMPARE(player.positionMs(), 0);
    player.play(); // nothing to play
    QCOMPARE(player.state(), PlayState::Stopped);
}

void TestPlayer::volumeAndMute()
{
    Player player(OutputKind::Silent);
    QSignalSpy volume(&player, &Player::volumeChanged);
    QSignalSpy muted(&player, &Player::mutedChanged);
    player.setVolume(0.5);
    player.setVolume(0.5);
    player.setVolume(7);
    player.setMuted(true);
    player.setMuted(true);
    QCOMPARE(player.volume(), 1.0);
    QVERIFY(player.isMuted());
    QCOMPARE(volume.size(), 2);
    QCOMPARE(muted.size(), 1);
}

void TestPlayer::survivesARestart()
{
    QueueState kept;
    {
        Player player(OutputKind::Silent);
        player.playAll({entry(u"other.mp3"_s), entry(u"long.flac"_s)}, 1);
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
    QTRY_VERIFY(player.positionMs() > kept.positionMs + 100);
    QVERIFY(player.positionMs() < kept.positionMs + 1000);
}

void TestPlayer::tellsOnlyChanges()
{
    Player player(OutputKind::Silent);
    QSignalSpy states(&player, &Player::stateChanged);
    QSignalSpy currents(&player, &Player::currentChanged);
    player.pause();
    player.stop();
    QVERIFY(states.isEmpty());
    player.playAll({entry(u"long.flac"_s)});
    player.play();
    QTRY_VERIFY(player.positionMs() > 50);
    player.pause();
    player.pause();
    QCOMPARE(states.size(), 2);
    QCOMPARE(currents.size(), 1);
}

void TestPlayer::crossfadesIntoTheNextEntry()
{
    QVERIFY(m_files.make(u"two.flac"_s, music(Rate, 2), Rate));
    Player player(OutputKind::Silent);
    SoundSettings settings;
    settings.crossfadeSeconds = 1;
    player.setSoundSettings(settings);
    QElapsedTimer timer;
    timer.start();
    player.playAll({entry(u"two.flac"_s), entry(u"two.flac"_s), entry(u"two.flac"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(player.state(), PlayState::Stopped, 8000);
    // Six seconds less two crossfades.
    QVERIFY2(timer.elapsed() > 3950 && timer.elapsed() < 4900, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(player.queue().currentRow(), 2);
    QCOMPARE(player.underruns(), quint64(0));
    // Not inside an album.
    QList<QueueEntry> album{entry(u"two.flac"_s), entry(u"short.wav"_s)};
    for (QueueEntry& track : album)
        track.album = u"An album"_s;
    timer.restart();
    player.playAll(album);
    QTRY_COMPARE_WITH_TIMEOUT(player.state(), PlayState::Stopped, 8000);
    QVERIFY2(timer.elapsed() > 2390, qPrintable(QString::number(timer.elapsed())));
}

void TestPlayer::speedChangesThePace()
{
    Player player(OutputKind::Silent);
    player.practice().setSpeed(2);
    player.playAll({entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 500);
    QElapsedTimer timer;
    timer.start();
    const qint64 from = player.positionMs();
    QTest::qWait(1000);
    const double ratio = double(player.positionMs() - from) / double(timer.elapsed());
    QVERIFY2(ratio > 1.85 && ratio < 2.15, qPrintable(QString::number(ratio)));
    player.practice().setSpeed(99);
    QCOMPARE(player.practice().speed(), Practice::Fastest);
}

void TestPlayer::aLoopGoesRound()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s), entry(u"short.wav"_s)});
    QTRY_VERIFY(player.positionMs() > 100);
    player.practice().setLoop(Loop{3000, 3400, 100});
    QCOMPARE(player.positionMs(), 2900); // it stood outside
    int rounds = 0;
    qint64 last = 0;
    QTRY_VERIFY([&] {
        const qint64 now = player.positionMs();
        rounds += now < last;
        last = now;
        return rounds == 3 || now < 2900 || now > 3410;
    }());
    QCOMPARE(rounds, 3);
    QCOMPARE(player.underruns(), quint64(0));
    player.practice().setLoop({});
    QTRY_VERIFY(player.positionMs() > 3600);
    QCOMPARE(player.queue().currentRow(), 0);
    // It belongs to this entry.
    player.practice().setLoop(Loop{3000, 7900, 0});
    player.next();
    QVERIFY(!player.practice().loop());
}

void TestPlayer::stopsAfterThisEntry()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"short.wav"_s), entry(u"long.flac"_s)});
    player.sleepTimer().sleepAtTrackEnd();
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(player.sleepTimer().mode(), SleepTimer::Mode::Off);
    QCOMPARE(player.queue().currentRow(), 1); // where play() goes on
    player.play();
    QTRY_VERIFY(player.positionMs() > 50);
    QCOMPARE(player.current()->title, u"long.flac"_s);
}

void TestPlayer::sleepsAfterATime()
{
    Player player(OutputKind::Silent);
    player.playAll({entry(u"long.flac"_s)});
    player.sleepTimer().sleepAfter(std::chrono::milliseconds(400));
    QVERIFY(player.sleepTimer().remaining().count() > 300);
    QTRY_COMPARE(player.state(), PlayState::Paused);
    QCOMPARE(player.sleepTimer().mode(), SleepTimer::Mode::Off);
    QVERIFY(player.positionMs() < 1000);
}

void TestPlayer::aSourceThatEndedTheProgramIsNotTriedAgain()
{
    const QString mark = m_files.path(u"opening"_s);
    QueueState kept;
    {
        Player player({.output = OutputKind::Silent, .crashMarkFile = mark});
        player.playAll({entry(u"other.mp3"_s)});
        QTRY_VERIFY(QFile::exists(mark)); // what a crash would leave
        QVERIFY(QFile::copy(mark, mark + u".kept"_s));
        kept = player.saveState();
    }
    QVERIFY(!QFile::exists(mark)); // it ended well
    QVERIFY(QFile::rename(mark + u".kept"_s, mark));
    kept.entries.append(entry(u"long.flac"_s));
    kept.entries.last().id = 99;
    Player player({.output = OutputKind::Silent, .crashMarkFile = mark});
    player.restoreState(kept);
    QVERIFY(!player.queue().entries().at(0).problem.isEmpty());
    QVERIFY(player.queue().entries().at(1).problem.isEmpty());
}

QTEST_GUILESS_MAIN(TestPlayer)
#include "tst_player.moc"
