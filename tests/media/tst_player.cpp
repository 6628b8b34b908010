// The player on its own: where it is, what it tells, and how it sounds.
#include "tunes.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

class TestPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_tunes.make()); }
    void playsInRealTimeWithoutADevice();
    void pausesAndGoesOn();
    void seeks();
    void seekWhilePaused();
    void stopGoesToTheBeginning();
    void volumeAndMute();
    void tellsOnlyChanges();
    void crossfadesIntoTheNextEntry();
    void speedChangesThePace();
    void aLoopGoesRound();
    void stopsAfterThisEntry();
    void sleepsAfterATime();

private:
    Tunes m_tunes;
};

void TestPlayer::playsInRealTimeWithoutADevice()
{
    Player player(OutputKind::Silent);
    QSignalSpy positions(&player, &Player::positionChanged);
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    QCOMPARE(player.state(), PlayState::Playing);
    QTRY_VERIFY(player.positionMs() > 0);
    QTRY_COMPARE(player.durationMs(), 8000);

    const LoadWatch load;
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
    QCOMPARE(player.outputName(), QString());
    // Ten times a second; a timer of Qt's may be early by a twentieth.
    QVERIFY2(positions.size() <= timer.elapsed() / 95 + 1, qPrintable(QString::number(positions.size())));
    const double off = std::abs(double(last - from) - double(timer.elapsed()));
    QVERIFY2(off < 75 + 2 * load.worst(),
             qPrintable(u"%1 ms, of which the load explains %2"_s.arg(off).arg(load.worst())));
    if (load.wasBusy()) QSKIP("how evenly it plays cannot be told where threads wait for a core");
    QVERIFY2(moved > samples * 9 / 10, qPrintable(u"moved in %1 of %2 frames"_s.arg(moved).arg(samples)));
    QVERIFY2(positions.size() >= 10, qPrintable(QString::number(positions.size())));
    QCOMPARE(player.underruns(), quint64(0));
}

void TestPlayer::pausesAndGoesOn()
{
    const LoadWatch load;
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 200);
    player.pause();
    QCOMPARE(player.state(), PlayState::Paused);
    // After the ramp, and what the device still holds, it stands still.
    qint64 at = 0;
    QTRY_VERIFY([&] {
        at = player.positionMs();
        return !QTest::qWaitFor([&] { return player.positionMs() != at; }, 300);
    }());
    QCOMPARE(player.state(), PlayState::Paused); // and has not played to its end
    player.toggle();
    QTRY_VERIFY(player.positionMs() > at + 200);
    QCOMPARE(holes(player, load), quint64(0));
}

void TestPlayer::seeks()
{
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 100);
    QSignalSpy positions(&player, &Player::positionChanged);
    player.seek(6000);
    QCOMPARE(positions.size(), 1);
    QCOMPARE(player.positionMs(), 6000); // at once, before its sound is there
    QTRY_VERIFY(player.positionMs() > 6100);
    player.seek(1000);
    QVERIFY(player.positionMs() < 6000);
    QTRY_VERIFY(player.positionMs() > 1100);
    QVERIFY(player.positionMs() < 6000);
    player.seek(-5);
    QVERIFY(player.positionMs() < 1100);
    // Beyond the end is the end.
    player.seek(99'999);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
}

void TestPlayer::seekWhilePaused()
{
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 100);
    player.pause();
    player.seek(5000);
    QVERIFY(!QTest::qWaitFor([&] { return player.positionMs() != 5000; }, 200));
    player.play();
    QVERIFY(positionAfter(player, 5000) > 5000);
    QTRY_VERIFY(player.positionMs() > 5100);
}

void TestPlayer::stopGoesToTheBeginning()
{
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    player.seek(6000);
    QTRY_VERIFY(player.positionMs() > 6000);
    player.stop();
    QCOMPARE(player.state(), PlayState::Stopped);
    QCOMPARE(player.positionMs(), 0);
    player.play();
    QTRY_VERIFY(player.positionMs() > 50);
    QVERIFY(player.positionMs() < 6000);
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

void TestPlayer::tellsOnlyChanges()
{
    Player player(OutputKind::Silent);
    QSignalSpy states(&player, &Player::stateChanged);
    QSignalSpy currents(&player, &Player::currentChanged);
    player.pause();
    player.stop();
    QVERIFY(states.isEmpty());
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    player.play();
    QTRY_VERIFY(player.positionMs() > 50);
    player.pause();
    player.pause();
    QCOMPARE(states.size(), 2);
    QCOMPARE(currents.size(), 1);
}

void TestPlayer::crossfadesIntoTheNextEntry()
{
    const LoadWatch load;
    Player player(OutputKind::Silent);
    SoundSettings settings;
    settings.crossfadeSeconds = 1;
    player.setSoundSettings(settings);
    QElapsedTimer timer;
    timer.start();
    player.playAll({m_tunes.entry(u"two.flac"_s), m_tunes.entry(u"two.flac"_s), m_tunes.entry(u"two.flac"_s)});
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    // Six seconds less two crossfades, and what a start takes.
    QVERIFY2(timer.elapsed() > 3950, qPrintable(QString::number(timer.elapsed())));
    if (!load.wasBusy()) QVERIFY2(timer.elapsed() < 4900, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(player.queue().currentRow(), 2);
    QCOMPARE(holes(player, load), quint64(0));
    // Not inside an album.
    QList<QueueEntry> album{m_tunes.entry(u"two.flac"_s), m_tunes.entry(u"short.wav"_s)};
    for (QueueEntry& track : album)
        track.album = u"An album"_s;
    timer.restart();
    player.playAll(album);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    QVERIFY2(timer.elapsed() > 2390, qPrintable(QString::number(timer.elapsed())));
}

// Against a player at its own speed, which counts the same clock's frames.
void TestPlayer::speedChangesThePace()
{
    const LoadWatch load;
    Player player(OutputKind::Silent);
    Player clock(OutputKind::Silent);
    player.practice().setSpeed(2);
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    clock.playAll({m_tunes.entry(u"long.flac"_s)});
    QTRY_VERIFY(player.positionMs() > 500 && clock.positionMs() > 100);
    const qint64 from = player.positionMs();
    const qint64 clockFrom = clock.positionMs();
    QTRY_VERIFY(clock.positionMs() > clockFrom + 1000);
    const double ratio = double(player.positionMs() - from) / double(clock.positionMs() - clockFrom);
    // Each of the two may have waited for a core in the second that was measured.
    const double off = 0.15 + 6 * load.worst() / 1000;
    QVERIFY2(std::abs(ratio - 2) < off, qPrintable(QString::number(ratio)));
    player.practice().setSpeed(99);
    QCOMPARE(player.practice().speed(), Practice::Fastest);
}

void TestPlayer::aLoopGoesRound()
{
    const LoadWatch load;
    Player player(OutputKind::Silent);
    player.playAll({m_tunes.entry(u"long.flac"_s), m_tunes.entry(u"short.wav"_s)});
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
    QCOMPARE(holes(player, load), quint64(0));
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
    player.playAll({m_tunes.entry(u"short.wav"_s), m_tunes.entry(u"long.flac"_s)});
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
    player.playAll({m_tunes.entry(u"long.flac"_s)});
    player.sleepTimer().sleepAfter(std::chrono::milliseconds(400));
    QVERIFY(player.sleepTimer().remaining().count() > 0);
    QVERIFY(player.sleepTimer().remaining().count() <= 400);
    QTRY_COMPARE(player.state(), PlayState::Paused);
    QCOMPARE(player.sleepTimer().mode(), SleepTimer::Mode::Off);
    QVERIFY(player.positionMs() < 8000); // not at the entry's end
}

QTEST_GUILESS_MAIN(TestPlayer)
#include "tst_player.moc"
