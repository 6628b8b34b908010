#include "media/analysis/analysis.h"
#include "media/analysis/fingerprint.h"
#include "media/analysis/loudness_meter.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <vector>

using namespace groundswell;
using namespace groundswell::media;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;

std::vector<float> sine(double hz, double seconds, double dbfs, int channels = 2)
{
    std::vector<float> samples;
    const double level = std::pow(10, dbfs / 20);
    for (int i = 0; i < int(seconds * Rate); ++i)
        samples.insert(samples.end(), std::size_t(channels),
                       float(level * std::sin(2 * std::numbers::pi * hz * i / Rate)));
    return samples;
}

/// A melody of chords, which a fingerprint can tell apart.
std::vector<float> melody(double seconds, int root)
{
    std::vector<float> samples;
    for (int i = 0; i < int(seconds * Rate); ++i) {
        const int note = (i / (Rate / 4) * 7 + root) % 12;
        const double hz = 220 * std::pow(2, note / 12.0);
        const double t = 2 * std::numbers::pi * i / Rate;
        const auto sample = float(0.3 * std::sin(hz * t) + 0.2 * std::sin(1.5 * hz * t));
        samples.insert(samples.end(), 2, sample);
    }
    return samples;
}

std::optional<Loudness> measured(const std::vector<float>& samples, int channels = 2)
{
    LoudnessMeter meter(Rate, channels);
    meter.add(samples);
    return meter.finish();
}

QString fingerprintOf(const std::vector<float>& samples)
{
    Fingerprinter fingerprinter(Rate, 2);
    fingerprinter.add(samples);
    return fingerprinter.finish();
}

} // namespace

class TestLoudness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // EBU Tech 3341, "Minimum requirements test signals", 1 and 2; Tech 3342, 1.
    void theNormsOwnSignals()
    {
        const auto first = measured(sine(1000, 20, -23));
        QVERIFY(first);
        QVERIFY2(std::abs(first->integratedLufs + 23) < 0.1, qPrintable(QString::number(first->integratedLufs)));
        QVERIFY(first->rangeLu < 0.1);
        QVERIFY(std::abs(20 * std::log10(first->truePeak) + 23) < 0.2);
        const auto second = measured(sine(1000, 20, -33));
        QVERIFY(second && std::abs(second->integratedLufs + 33) < 0.1);

        auto range = sine(1000, 20, -20);
        const auto quiet = sine(1000, 20, -30);
        range.insert(range.end(), quiet.begin(), quiet.end());
        QVERIFY2(std::abs(measured(range)->rangeLu - 10) < 1, qPrintable(QString::number(measured(range)->rangeLu)));
    }

    void oneChannelIsHeardFromBothSides()
    {
        const auto mono = measured(sine(1000, 5, -23, 1), 1);
        QVERIFY(mono && std::abs(mono->integratedLufs + 23) < 0.1);
    }

    void peaksBetweenSamplesCount()
    {
        // A quarter of the rate, 45 degrees off: the samples only reach 0.707 of the wave (Tech 3341, 15).
        std::vector<float> samples;
        for (int i = 0; i < Rate; ++i)
            samples.insert(samples.end(), 2, float(0.5 * std::sin(std::numbers::pi / 2 * i + std::numbers::pi / 4)));
        const auto loudness = measured(samples);
        QVERIFY(loudness);
        QVERIFY2(std::abs(20 * std::log10(loudness->truePeak / 0.5)) < 0.4,
                 qPrintable(QString::number(loudness->truePeak)));
    }

    void silenceHasNone()
    {
        QVERIFY(!measured(std::vector<float>(Rate * 4, 0.0F)));
        QVERIFY(!measured(sine(1000, 0.1, -10)));
        QVERIFY(!measured({}));
        QVERIFY(!LoudnessMeter(0, 0).finish());
    }

    void gainBringsItToTheReference()
    {
        const auto gain = measuredReplayGain({.integratedLufs = -9.5, .rangeLu = 4, .truePeak = 1.1});
        QCOMPARE(gain.trackGainDb, -8.5);
        QCOMPARE(gain.trackPeak, 1.1);
        QVERIFY(!gain.albumGainDb);
    }

    void fingerprintsTellMelodiesApart()
    {
        const QString one = fingerprintOf(melody(20, 0));
        QVERIFY(one.size() > 50);
        QCOMPARE(fingerprintOf(melody(20, 0)), one);
        QVERIFY(fingerprintOf(melody(20, 5)) != one);
        QVERIFY(fingerprintOf(sine(440, 0.5, -20)).isEmpty());
        QVERIFY(Fingerprinter(0, 0).finish().isEmpty());
    }

    void fingerprintsEndAfterTwoMinutes()
    {
        auto longer = melody(121, 0);
        const QString one = fingerprintOf(longer);
        const auto more = melody(5, 3);
        longer.insert(longer.end(), more.begin(), more.end());
        QCOMPARE(fingerprintOf(longer), one);
    }

    void analysisRoundTrip()
    {
        Analysis analysis;
        analysis.waveform.frames = 12'345;
        analysis.waveform.sampleRate = 44'100;
        analysis.waveform.peak[7] = 200;
        analysis.detail = {.peak = std::vector<std::uint8_t>(4'096, 3), .rms = std::vector<std::uint8_t>(4'096, 2)};
        analysis.loudness = Loudness{.integratedLufs = -14.2, .rangeLu = 6.1, .truePeak = 0.97};
        analysis.fingerprint = u"AQADtE"_s;
        QCOMPARE(Analysis::fromBytes(analysis.toBytes()), analysis);
        analysis.loudness.reset();
        QCOMPARE(Analysis::fromBytes(analysis.toBytes()), analysis);
    }

    void refusesOtherBytes()
    {
        Analysis analysis;
        analysis.loudness = Loudness{.integratedLufs = std::nan(""), .rangeLu = 6.1, .truePeak = 0.97};
        QVERIFY(!Analysis::fromBytes(analysis.toBytes()));
        const QByteArray whole = Analysis{}.toBytes();
        for (qsizetype length = 0; length < whole.size(); length += 11)
            QVERIFY(!Analysis::fromBytes(whole.first(length)));
        QVERIFY(!Analysis::fromBytes(QByteArray(2'000, '\xff')));
    }
};

QTEST_APPLESS_MAIN(TestLoudness)
#include "tst_loudness.moc"
