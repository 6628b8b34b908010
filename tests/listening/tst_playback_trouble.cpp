#include "listening/playback_trouble.h"

#include "media/player.h"
#include "support/patience.h"
#include "support/places.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace groundswell;
using namespace groundswell::listening;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using media::OutputKind;
using media::Player;
using media::PlayState;

/// What a person is told while songs fail: a real player without a device.
class TestPlaybackTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDiskThatIsAwayIsToldOnce()
    {
        Player player(OutputKind::Silent);
        const PlaybackTrouble trouble(player, 1h);
        QSignalSpy told(&trouble, &PlaybackTrouble::told);
        QList<media::QueueEntry> entries;
        for (int i = 0; i < 8; ++i)
            entries.append(away(i));
        player.playAll(entries);
        QTRY_COMPARE(player.state(), PlayState::Stopped);
        QCOMPARE(told.size(), 1);
        const QString text = told.at(0).at(0).toString();
        QVERIFY2(text.contains(u"stopped"_s) && text.contains(u"0.mp3"_s), qPrintable(text));
    }

    void oneIsToldAsItIs()
    {
        Player player(OutputKind::Silent);
        QSignalSpy failed(&player, &Player::entryFailed);
        const PlaybackTrouble trouble(player, 1h);
        QSignalSpy told(&trouble, &PlaybackTrouble::told);
        for (int round = 1; round <= 2; ++round) {
            player.playAll({away(0)});
            QTRY_COMPARE(told.size(), round);
            QCOMPARE(told.last().at(0).toString(), failed.last().at(1).value<Error>().message);
        }
    }

    void aSongThatIsHeardEndsTheTrouble()
    {
        Player player(OutputKind::Silent);
        const PlaybackTrouble trouble(player, 0ms);
        QSignalSpy told(&trouble, &PlaybackTrouble::told);
        bool isHeard = false;
        connect(&player, &Player::positionChanged, this, [&](qint64 ms) {
            if (ms > 0 && !std::exchange(isHeard, true)) player.queue().append({away(2)});
        });
        player.playAll({away(0), away(1), here()});
        QTRY_COMPARE(player.state(), PlayState::Stopped);
        QCOMPARE(told.size(), 2);
        QVERIFY(told.at(0).at(0).toString().contains(u"0.mp3"_s));
        QVERIFY(told.at(1).at(0).toString().contains(u"2.mp3"_s));
    }

private:
    [[nodiscard]] media::QueueEntry away(int number) const
    {
        return {.source = QUrl::fromLocalFile(m_folder.filePath(u"%1.mp3"_s.arg(number)))};
    }
    [[nodiscard]] static media::QueueEntry here()
    {
        return {.source = QUrl::fromLocalFile(test::dataPath(u"audio/tone.mp3"_s))};
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPlaybackTrouble)
#include "tst_playback_trouble.moc"
