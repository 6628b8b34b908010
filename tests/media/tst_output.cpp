// The output on real devices that come and go: null sinks of a PulseAudio server of the test's own.
#include "audio_files.h"
#include "media/player.h"
#include "pulse_server.h"
#include "sweeps.h"

#include <QSignalSpy>
#include <QTest>

#include <cstring>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

class TestOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void devicesComeAndGo();
    void theChosenDeviceIsUsedAgainWhenItComesBack();
    void theMonitorHearsEverySample();

private:
    [[nodiscard]] bool goesOn(Player& player) const
    {
        const qint64 from = player.positionMs();
        return QTest::qWaitFor([&] { return player.positionMs() > from + 150; }, 5000) &&
               player.state() == PlayState::Playing;
    }
    [[nodiscard]] static bool has(const Player& player, const QString& id)
    {
        const auto devices = player.outputDevices();
        return std::ranges::any_of(devices, [&id](const OutputDevice& device) { return device.id == id; });
    }

    Files m_files;
    PulseServer m_server;
};

void TestOutput::initTestCase()
{
    if (!PulseServer::isInstalled()) QSKIP("pulseaudio and pactl are not installed");
    QVERIFY(m_server.start());
    QVERIFY(m_files.make(u"long.flac"_s, music(48'000, 60), 48'000));
}

void TestOutput::devicesComeAndGo()
{
    Player player;
    QSignalSpy devices(&player, &Player::outputDevicesChanged);
    player.playAll({{.source = m_files.url(u"long.flac"_s)}});
    QVERIFY(goesOn(player)); // silently
    QCOMPARE(player.outputName(), QString());

    const QString first = PulseServer::addSink(u"first"_s);
    QTRY_COMPARE(player.outputId(), u"first"_s);
    QVERIFY(goesOn(player));
    const QString second = PulseServer::addSink(u"second"_s);
    QTRY_VERIFY(has(player, u"second"_s));
    QVERIFY(devices.size() >= 2);

    SoundSettings settings;
    settings.deviceId = u"second"_s;
    player.setSoundSettings(settings);
    QTRY_COMPARE(player.outputId(), u"second"_s);
    QVERIFY(goesOn(player));

    QVERIFY(PulseServer::unload(second));
    QTRY_COMPARE(player.outputId(), u"first"_s);
    QVERIFY(goesOn(player));
    QVERIFY(PulseServer::unload(first));
    QTRY_COMPARE(player.outputId(), QString());
    QVERIFY(goesOn(player));
    QVERIFY(player.outputDevices().isEmpty());
}

void TestOutput::theChosenDeviceIsUsedAgainWhenItComesBack()
{
    const QString other = PulseServer::addSink(u"other"_s);
    QString chosen = PulseServer::addSink(u"chosen"_s);
    Player player;
    SoundSettings settings;
    settings.deviceId = u"chosen"_s;
    player.setSoundSettings(settings);
    player.playAll({{.source = m_files.url(u"long.flac"_s)}});
    QTRY_COMPARE(player.outputId(), u"chosen"_s);
    for (int round = 0; round < 3; ++round) {
        QVERIFY(PulseServer::unload(chosen));
        QTRY_COMPARE(player.outputId(), u"other"_s);
        QVERIFY(goesOn(player));
        chosen = PulseServer::addSink(u"chosen"_s);
        QTRY_COMPARE(player.outputId(), u"chosen"_s);
        QVERIFY(goesOn(player));
    }
    QVERIFY(PulseServer::unload(chosen));
    QVERIFY(PulseServer::unload(other));
}

void TestOutput::theMonitorHearsEverySample()
{
    const QString module = PulseServer::addSink(u"recorded"_s);
    QProcess recorder;
    QByteArray heard;
    connect(&recorder, &QProcess::readyReadStandardOutput, this, [&] { heard += recorder.readAllStandardOutput(); });
    recorder.start(u"parec"_s, {u"-d"_s, u"recorded.monitor"_s, u"--format=float32le"_s, u"--rate=48000"_s,
                                u"--channels=2"_s, u"--latency-msec=50"_s});
    QVERIFY(recorder.waitForStarted());
    QTRY_VERIFY(!heard.isEmpty());

    const qint64 frames = 48'000 * 3;
    const Pcm pcm = rounded(sweep(48'000, 3, 0, frames));
    std::mt19937 random(1);
    const auto places = cuts(frames, 5, 4000, random);
    QList<QueueEntry> entries;
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        const QString name = u"piece-%1.flac"_s.arg(i);
        QVERIFY(m_files.make(name, Pcm(pcm.begin() + 2 * places[i], pcm.begin() + 2 * places[i + 1]), 48'000));
        entries.append({.source = m_files.url(name)});
    }
    Player player;
    SoundSettings settings;
    settings.limiter = false;
    player.setSoundSettings(settings);
    player.playAll(entries);
    QTRY_COMPARE_WITH_TIMEOUT(player.state(), PlayState::Stopped, 10'000);
    const auto bytes = qsizetype(frames) * 2 * qsizetype(sizeof(float));
    std::vector<float> samples;
    // What is behind the last sound is silence that still arrives.
    QTRY_VERIFY([&] {
        samples.resize(std::size_t(heard.size()) / sizeof(float));
        std::memcpy(samples.data(), heard.constData(), samples.size() * sizeof(float));
        const auto first = std::ranges::find_if(samples, [](float sample) { return sample != 0.0F; });
        samples.erase(samples.begin(), first);
        return qsizetype(samples.size() * sizeof(float)) > bytes;
    }());
    recorder.terminate();
    recorder.waitForFinished();
    const auto expected = floats(pcm);
    qsizetype different = -1;
    for (std::size_t i = 0; i < expected.size() && different < 0; ++i) {
        if (samples[i] != expected[i]) different = qsizetype(i / 2);
    }
    QCOMPARE(different, -1);
    QCOMPARE(player.underruns(), quint64(0));
    QVERIFY(PulseServer::unload(module));
}

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
