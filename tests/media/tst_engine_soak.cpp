// Random commands, seeded, as no person could give them: nothing may crash, stick or leak. A few seconds as a test;
// "./dev soak SECONDS SEED" makes it an hour of something else. It then tells every minute how it is.
#include "audio_files.h"
#include "load_watch.h"
#include "media/player.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

/// What a person can do with the player, drawn by lot.
class Hands
{
public:
    Hands(Player& player, QList<QueueEntry> entries, unsigned seed)
        : m_player(player)
        , m_entries(std::move(entries))
        , m_random(seed)
    {
    }

    int below(int limit) { return limit <= 0 ? 0 : int(m_random() % unsigned(limit)); }

    /// Does one thing and tells which.
    QString act()
    {
        switch (below(4)) {
        case 0: return transport();
        case 1: return changeQueue();
        case 2: return practise();
        default: return below(2) == 0 ? transport() : changeSound();
        }
    }

    QList<QueueEntry> some(int most)
    {
        QList<QueueEntry> list;
        for (int i = 1 + below(most); i > 0; --i)
            list.append(m_entries.at(below(int(m_entries.size()))));
        return list;
    }

private:
    QString transport()
    {
        switch (below(9)) {
        case 0: m_player.play(); return u"play"_s;
        case 1: m_player.pause(); return u"pause"_s;
        case 2: m_player.toggle(); return u"toggle"_s;
        case 3: m_player.stop(); return u"stop"_s;
        case 4: m_player.previous(); return u"previous"_s;
        case 5: m_player.playRow(below(m_player.queue().size())); return u"playRow"_s;
        case 6: m_player.next(); return u"next"_s;
        default: m_player.seek(below(6000) - 500); return u"seek"_s;
        }
    }

    QString changeQueue()
    {
        PlayQueue& queue = m_player.queue();
        const int size = queue.size();
        switch (below(9)) {
        case 0: queue.append(some(3)); return u"append"_s;
        case 1: queue.insertNext(some(2)); return u"insertNext"_s;
        case 2: queue.remove(below(size), 1 + below(2)); return u"remove"_s;
        case 3: queue.move(below(size), 1 + below(3), below(size + 1)); return u"move"_s;
        case 4: queue.undo(); return u"undo"_s;
        case 5: queue.setShuffle(!queue.shuffle()); return u"shuffle"_s;
        case 6: queue.setRepeat(RepeatMode(below(3))); return u"repeat"_s;
        case 7: queue.setShuffleBy(ShuffleBy(below(2))); return u"shuffleBy"_s;
        default: m_player.restoreState(m_player.saveState()); return u"restore"_s;
        }
    }

    QString practise()
    {
        switch (below(5)) {
        case 0: m_player.practice().setSpeed(0.5 + below(16) / 10.0); return u"speed"_s;
        case 1: m_player.practice().setSpeed(1); return u"speed 1"_s;
        case 2: {
            const qint64 from = below(2500);
            m_player.practice().setLoop(Loop{from, from + 100 + below(1500), below(300)});
            return u"loop"_s;
        }
        case 3: m_player.practice().setLoop({}); return u"no loop"_s;
        default:
            if (below(2) == 0)
                m_player.sleepTimer().sleepAtTrackEnd();
            else
                m_player.sleepTimer().cancel();
            return u"sleep"_s;
        }
    }

    QString changeSound()
    {
        SoundSettings settings = m_player.soundSettings();
        switch (below(6)) {
        case 0: settings.crossfadeSeconds = below(4); break;
        case 1: settings.limiter = !settings.limiter; break;
        case 2: settings.balance = below(21) / 10.0 - 1; break;
        case 3: settings.replayGain.mode = ReplayGainMode(below(4)); break;
        case 4: settings.equalisers[{}].on = below(2) == 0; break;
        default: settings.equalisers[{}].curve.gainsDb.at(std::size_t(below(10))) = below(24) - 12; break;
        }
        m_player.setSoundSettings(settings);
        m_player.setVolume(below(101) / 100.0);
        return u"sound"_s;
    }

    Player& m_player;
    QList<QueueEntry> m_entries;
    std::mt19937 m_random;
};

/// What this process holds, as Linux counts it (proc(5)); zeros elsewhere.
struct Held
{
    qint64 kib = 0; ///< resident memory
    int threads = 0;
    qsizetype files = 0; ///< descriptors
};

Held held()
{
    Held result;
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly)) return result;
    const auto lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("VmRSS:")) result.kib = line.mid(6).trimmed().split(' ').constFirst().toLongLong();
        if (line.startsWith("Threads:")) result.threads = line.mid(8).trimmed().toInt();
    }
    result.files = QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    return result;
}

/// Sound that was missing: each time is told with what the computer was doing, and is ours when it had time for us.
class Underruns
{
public:
    explicit Underruns(const Player& player)
        : m_player(player)
    {
    }

    void look(const QStringList& lately)
    {
        const quint64 now = m_player.underruns();
        const qint64 pressure = LoadWatch::pressure();
        if (now != std::exchange(m_seen, now)) {
            const double late = m_load.latest();
            if (late < LoadWatch::Late) ++m_unexplained;
            qInfo("underrun %llu: a thread was %.1f ms late within half a second, threads waited %.1f ms for a core "
                  "since the last look, after %ls",
                  now, late, double(pressure - m_pressure) / 1000, qUtf16Printable(lately.join(u' ')));
        }
        m_pressure = pressure;
    }
    [[nodiscard]] int unexplained() const noexcept { return m_unexplained; }

private:
    const Player& m_player;
    LoadWatch m_load;
    quint64 m_seen = 0;
    qint64 m_pressure = LoadWatch::pressure();
    int m_unexplained = 0;
};

} // namespace

class TestEngineSoak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void randomCommands();

private:
    void playsAgain(Player& player);

    Files m_files;
    QList<QueueEntry> m_entries;
};

void TestEngineSoak::initTestCase()
{
    const auto add = [this](const QString& name) {
        QueueEntry entry;
        entry.source = m_files.url(name);
        entry.title = name;
        entry.album = QString::number(m_entries.size() / 3);
        entry.gain = {.trackGainDb = -3.0, .albumGainDb = -5.0, .trackPeak = 0.9, .albumPeak = 1.0};
        m_entries.append(entry);
    };
    for (const QString& name : {u"a.wav"_s, u"b.flac"_s, u"c.mp3"_s, u"d.m4a"_s, u"e.opus"_s, u"f.ogg"_s}) {
        QVERIFY(m_files.make(name, music(name < u"d"_s ? 44'100 : 48'000, 3), name < u"d"_s ? 44'100 : 48'000,
                             name.endsWith(u"ogg"_s) ? QStringList{u"-c:a"_s, u"libvorbis"_s} : QStringList{}));
        add(name);
    }
    QVERIFY(m_files.make(u"short.flac"_s, music(96'000, 0.05), 96'000));
    add(u"short.flac"_s);
    QFile text(m_files.path(u"text.mp3"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("This is no music.");
    add(u"text.mp3"_s);
    add(u"missing.flac"_s);
}

// Whatever happened before: a good file plays.
void TestEngineSoak::playsAgain(Player& player)
{
    player.practice().setLoop({});
    player.practice().setSpeed(1);
    player.sleepTimer().cancel();
    player.queue().setRepeat(RepeatMode::Off);
    player.playAll({m_entries.at(1)});
    QTRY_VERIFY(player.positionMs() > 100);
    QCOMPARE(player.state(), PlayState::Playing);
    QCOMPARE(player.queue().currentRow(), 0);
}

void TestEngineSoak::randomCommands()
{
    bool ok = false;
    const int asked = qEnvironmentVariableIntValue("GROUNDSWELL_SOAK_SECONDS", &ok);
    const qint64 seconds = ok ? asked : 6;
    const auto seed = unsigned(qEnvironmentVariableIntValue("GROUNDSWELL_SOAK_SEED", &ok));
    Player player(OutputKind::Silent);
    Hands hands(player, m_entries, ok ? seed : 1);
    Underruns underruns(player);
    QElapsedTimer timer;
    timer.start();
    qint64 acts = 0;
    qint64 minute = 0;
    QStringList lately;
    Held warm; // what is held once every kind of file was played
    const auto tell = [&] {
        const Held now = held();
        qInfo("%lld s: %lld commands, %llu underruns (%d unexplained), %lld KiB, %d threads, %lld files",
              timer.elapsed() / 1000, acts, player.underruns(), underruns.unexplained(), now.kib, now.threads,
              qint64(now.files));
        return now;
    };
    while (timer.elapsed() < seconds * 1000 && !QTest::currentTestFailed()) {
        if (player.queue().size() == 0 || player.queue().size() > 40) player.queue().set(hands.some(9));
        lately.append(hands.act());
        if (lately.size() > 12) lately.removeFirst();
        QVERIFY2(player.positionMs() >= 0, qPrintable(lately.join(u' ')));
        QTest::qWait(hands.below(4) == 0 ? 0 : hands.below(60));
        underruns.look(lately);
        if (++acts % 60 == 0) playsAgain(player);
        if (QTest::currentTestFailed()) qWarning("after %ls", qUtf16Printable(lately.join(u' ')));
        if (timer.elapsed() / 60'000 > minute) {
            minute = timer.elapsed() / 60'000;
            const Held now = tell();
            if (minute == 5) warm = now;
        }
    }
    playsAgain(player);
    const Held now = tell();
    QCOMPARE(underruns.unexplained(), 0);
    if (warm.kib == 0) return;
    QCOMPARE_LE(now.kib, warm.kib + 20 * 1024);
    QCOMPARE_LE(now.threads, warm.threads + 8);
    QCOMPARE_LE(now.files, warm.files + 16);
}

QTEST_GUILESS_MAIN(TestEngineSoak)
#include "tst_engine_soak.moc"
