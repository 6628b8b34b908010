#include "media/dsp/replay_gain.h"

#include <QTest>

#include <cmath>

using namespace groundswell::media;
using namespace Qt::StringLiterals;

namespace {

using enum ReplayGainMode;

double decibels(double factor)
{
    return 20 * std::log10(factor);
}

} // namespace

class TestReplayGain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesTheGain();
    void preampAndUnknown();
    void preventsClipping();
    void readsGains_data();
    void readsGains();
    void readsPeaks();
    void readsR128();
};

void TestReplayGain::choosesTheGain()
{
    const ReplayGain both{.trackGainDb = -6, .albumGainDb = -9, .trackPeak = {}, .albumPeak = {}};
    const ReplayGain onlyTrack{.trackGainDb = -6, .albumGainDb = {}, .trackPeak = {}, .albumPeak = {}};
    const ReplayGain onlyAlbum{.trackGainDb = {}, .albumGainDb = -9, .trackPeak = {}, .albumPeak = {}};
    const auto factor = [](const ReplayGain& gain, ReplayGainMode mode, bool insideAlbum) {
        return decibels(replayGainFactor(gain, {.mode = mode}, insideAlbum));
    };
    QCOMPARE(replayGainFactor(both, {.mode = Off}, true), 1.0);
    QCOMPARE(factor(both, Track, true), -6.0);
    QCOMPARE(factor(both, Album, false), -9.0);
    QCOMPARE(factor(both, Auto, true), -9.0);
    QCOMPARE(factor(both, Auto, false), -6.0);
    QCOMPARE(factor(onlyTrack, Album, true), -6.0);
    QCOMPARE(factor(onlyAlbum, Track, false), -9.0);
}

void TestReplayGain::preampAndUnknown()
{
    const ReplayGainSettings settings{.mode = Track, .preampDb = 3, .unknownPreampDb = -6};
    QCOMPARE(decibels(replayGainFactor({.trackGainDb = -7, .albumGainDb = {}, .trackPeak = {}, .albumPeak = {}},
                                       settings, false)),
             -4.0);
    QCOMPARE(decibels(replayGainFactor({}, settings, false)), -6.0);
    QCOMPARE(replayGainDb(-18), 0.0);
    QCOMPARE(replayGainDb(-9.5), -8.5);
}

void TestReplayGain::preventsClipping()
{
    const ReplayGain quiet{.trackGainDb = 10, .albumGainDb = 4, .trackPeak = 0.5, .albumPeak = 0.8};
    QCOMPARE(replayGainFactor(quiet, {.mode = Track}, false), 2.0);
    QCOMPARE(replayGainFactor(quiet, {.mode = Album}, false), 1.25);
    QCOMPARE(decibels(replayGainFactor(quiet, {.mode = Track, .preventClipping = false}, false)), 10.0);
    const ReplayGain overs{.trackGainDb = 0, .albumGainDb = {}, .trackPeak = 1.25, .albumPeak = {}};
    QCOMPARE(replayGainFactor(overs, {.mode = Track}, false), 0.8);
    const ReplayGain onlyTrackPeak{.trackGainDb = {}, .albumGainDb = 12, .trackPeak = 0.5, .albumPeak = {}};
    QCOMPARE(replayGainFactor(onlyTrackPeak, {.mode = Album}, false), 2.0);
    const ReplayGain noPeak{.trackGainDb = 6, .albumGainDb = {}, .trackPeak = {}, .albumPeak = {}};
    QCOMPARE(decibels(replayGainFactor(noPeak, {.mode = Track}, false)), 6.0);
}

void TestReplayGain::readsGains_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("gain"); // not a number: refused
    const double none = std::nan("");
    QTest::newRow("usual") << u"-7.03 dB"_s << -7.03;
    QTest::newRow("plus") << u"+1.50 dB"_s << 1.5;
    QTest::newRow("no unit") << u"-3.2"_s << -3.2;
    QTest::newRow("no space, capitals") << u" 2DB "_s << 2.0;
    QTest::newRow("empty") << u""_s << none;
    QTest::newRow("words") << u"loud dB"_s << none;
    QTest::newRow("too much") << u"+200 dB"_s << none;
    QTest::newRow("nan") << u"nan dB"_s << none;
    QTest::newRow("inf") << u"-inf"_s << none;
    QTest::newRow("comma") << u"-7,03 dB"_s << none;
}

void TestReplayGain::readsGains()
{
    QFETCH(const QString, text);
    QFETCH(const double, gain);
    const auto read = parseGainDb(text);
    QCOMPARE(read.has_value(), !std::isnan(gain));
    if (read) QCOMPARE(*read, gain);
}

void TestReplayGain::readsPeaks()
{
    QCOMPARE(parsePeak(u"0.988547"), 0.988547);
    QCOMPARE(parsePeak(u" 1.2 "), 1.2);
    for (const auto* text : {u"", u"0", u"-1", u"nan", u"inf", u"99", u"full"})
        QVERIFY2(!parsePeak(text), qPrintable(QString(text)));
}

void TestReplayGain::readsR128()
{
    QCOMPARE(parseR128GainDb(u"0"), 5.0);
    QCOMPARE(parseR128GainDb(u"-1280"), 0.0);
    QCOMPARE(parseR128GainDb(u"256"), 6.0);
    for (const auto* text : {u"", u"40000", u"1.5", u"-7 dB", u"32767"})
        QVERIFY2(!parseR128GainDb(text), qPrintable(QString(text)));
}

QTEST_APPLESS_MAIN(TestReplayGain)
#include "tst_replay_gain.moc"
