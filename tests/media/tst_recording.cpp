// The real player on a real device: what a null sink's monitor hears is, sample by sample, what the mixer gives.
#include "load_watch.h"
#include "media/player.h"
#include "media/renderer.h"
#include "pulse_server.h"
#include "recorder.h"
#include "sweeps.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theMonitorHearsEverySample_data();
    void theMonitorHearsEverySample();

private:
    Files m_files;
    PulseServer m_server;
};

void TestRecording::initTestCase()
{
    QVERIFY2(PulseServer::isInstalled(), "pulseaudio, pactl and parec are needed");
    QVERIFY(m_server.start());
    QVERIFY(!PulseServer::addSink(u"recorded"_s).isEmpty());
}

void TestRecording::theMonitorHearsEverySample_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("pieces");
    QTest::addColumn<int>("shortest"); // frames
    QTest::addColumn<QStringList>("options");
    QTest::newRow("FLAC") << u"flac"_s << 48'000 << 5 << 12'000 << QStringList{};
    QTest::newRow("tracks of a fifth of a second") << u"flac"_s << 48'000 << 9 << 9600 << QStringList{};
    QTest::newRow("MP3 at another rate") << u"mp3"_s << 44'100 << 3 << 22'050 << QStringList{};
    QTest::newRow("Opus") << u"opus"_s << 48'000 << 5 << 9600 << QStringList{u"-b:a"_s, u"160k"_s};
    QTest::newRow("Vorbis") << u"ogg"_s << 48'000 << 5 << 9600
                            << QStringList{u"-c:a"_s, u"libvorbis"_s, u"-q:a"_s, u"6"_s};
}

void TestRecording::theMonitorHearsEverySample()
{
    QFETCH(const QString, ending);
    QFETCH(const int, rate);
    QFETCH(const int, pieces);
    QFETCH(const int, shortest);
    QFETCH(const QStringList, options);
    const qint64 frames = 2 * rate;
    const Pcm pcm = rounded(sweep(rate, 2, 0, frames));
    std::mt19937 random(1);
    const auto places = cuts(frames, pieces, shortest, random);
    // The monitor may miss the first frames that a sink plays after resting (PulseAudio renders them anew when a stream
    // joins), so silence comes first.
    QVERIFY(m_files.make(u"silence-%1.flac"_s.arg(rate), Pcm(std::size_t(rate), 0), rate)); // half a second
    const QUrl silence = m_files.url(u"silence-%1.flac"_s.arg(rate));
    QList<QueueEntry> entries{{.source = silence}};
    QList<Track> tracks{{.source = silence}};
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        const QString name = u"%1-%2.%3"_s.arg(QString::fromLatin1(QTest::currentDataTag())).arg(i).arg(ending);
        QVERIFY(m_files.make(name, Pcm(pcm.begin() + 2 * places[i], pcm.begin() + 2 * places[i + 1]), rate, options));
        entries.append({.source = m_files.url(name)});
        tracks.append({.source = m_files.url(name)});
    }

    const LoadWatch load;
    Recorder recorder;
    QVERIFY(recorder.start(u"recorded"_s));
    Player player;
    SoundSettings settings;
    settings.limiter = false;
    player.setSoundSettings(settings);
    player.playAll(entries);
    QTRY_COMPARE(player.state(), PlayState::Stopped);
    const auto recorded = recorder.stop();
    const auto heard = withoutSilence(recorded);

    std::vector<float> expected;
    const auto whole = floats(pcm);
    if (ending == u"flac"_s) {
        expected = whole;
    } else {
        Renderer renderer(48'000);
        QVERIFY(renderer.render(tracks, [&expected](std::span<const float> samples) {
            expected.insert(expected.end(), samples.begin(), samples.end());
            return true;
        }));
    }
    if (ending != u"flac"_s && rate == 48'000) {
        // Exactly as long as what was cut, and nowhere further from it than the codec goes.
        QCOMPARE(expected.size(), whole.size() + std::size_t(rate)); // half a second of silence
        double squares = 0;
        for (std::size_t i = 0; i < whole.size(); ++i)
            squares += std::pow(double(expected[i + std::size_t(rate)]) - double(whole[i]), 2);
        QCOMPARE_LT(std::sqrt(squares / double(whole.size())), 0.02);
    }
    if (load.wasBusy() && player.underruns() > 0) QSKIP("some sound was missing where threads waited for a core");
    const auto exact = withoutSilence(expected);
    const auto [at, other] = std::ranges::mismatch(heard, exact);
    QVERIFY2(at == heard.end() && other == exact.end(),
             qPrintable(u"%1 of %2 frames, another one at %3"_s.arg(heard.size() / 2)
                            .arg(exact.size() / 2)
                            .arg((at - heard.begin()) / 2)));
    QCOMPARE(player.underruns(), quint64(0));
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
