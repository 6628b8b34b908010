// The output on real devices that come and go: null sinks of a PulseAudio server of the test's own.
#include "audio_files.h"
#include "media/mixer.h"
#include "media/output.h"
#include "media/player.h"
#include "media/qt_devices.h"
#include "pulse_server.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

class TestOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void qtsOwnWayPlaysToo();
    void devicesComeAndGo();
    void theChosenDeviceIsUsedAgainWhenItComesBack();
    void aStuckDeviceIsLeft();
    void theServerComesAndGoes(); // the last one for Qt's own way, which does not come back

private:
    [[nodiscard]] bool goesOn(Player& player) const
    {
        const qint64 from = player.positionMs();
        return groundswell::test::comesTrue([&] { return player.positionMs() > from + 150; }) &&
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
    QVERIFY2(PulseServer::isInstalled(), "pulseaudio, pactl and parec are needed");
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
    for (int round = 0; round < 2; ++round) {
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

void TestOutput::theServerComesAndGoes()
{
    QVERIFY(!PulseServer::addSink(u"before"_s).isEmpty());
    Player player;
    player.playAll({{.source = m_files.url(u"long.flac"_s)}});
    QTRY_COMPARE(player.outputId(), u"before"_s);
    m_server.stop();
    QTRY_COMPARE(player.outputId(), QString());
    QVERIFY(goesOn(player));
    QVERIFY(player.outputDevices().isEmpty());

    QVERIFY(m_server.start());
    const QString module = PulseServer::addSink(u"after"_s);
    QTRY_COMPARE(player.outputId(), u"after"_s);
    QVERIFY(goesOn(player));
    QVERIFY(PulseServer::unload(module));
}

// A suspended device takes nothing. The sound goes on without it, and through it as soon as it takes some again.
void TestOutput::aStuckDeviceIsLeft()
{
    const QString module = PulseServer::addSink(u"stuck"_s);
    Player player;
    player.playAll({{.source = m_files.url(u"long.flac"_s)}});
    QTRY_COMPARE(player.outputId(), u"stuck"_s);
    QVERIFY(goesOn(player));
    QVERIFY(PulseServer::pactl({u"suspend-sink"_s, u"stuck"_s, u"1"_s}));
    QTRY_COMPARE(player.outputId(), QString());
    QVERIFY(goesOn(player));
    QVERIFY(PulseServer::pactl({u"suspend-sink"_s, u"stuck"_s, u"0"_s}));
    QTRY_COMPARE(player.outputId(), u"stuck"_s);
    QVERIFY(goesOn(player));
    QVERIFY(PulseServer::unload(module));
}

void TestOutput::qtsOwnWayPlaysToo()
{
#ifdef __SANITIZE_THREAD__
    QSKIP("QtMultimedia and libpulse, which share this test's threads, are not built for the sanitizer");
#endif
    const QString module = PulseServer::addSink(u"qt"_s);
    Mixer mixer(48'000);
    Output output(mixer, std::make_unique<QtDevices>(mixer));
    QSignalSpy changes(&output, &Output::deviceChanged);
    output.setDevice(u"qt"_s);
    QTRY_VERIFY(std::ranges::contains(output.devices(), u"qt"_s, &OutputDevice::id));
    output.start();
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).toString(), u"qt"_s);
    const qint64 from = mixer.heardFrame();
    QTRY_VERIFY(mixer.heardFrame() > from + 10'000);
    output.stop();
    QVERIFY(PulseServer::unload(module));
}

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
