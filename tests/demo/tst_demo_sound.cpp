#include "demo/arrange.h"
#include "demo/mixer.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace groundswell::demo;
using namespace Qt::StringLiterals;

/// Listens by measuring: loudness, clipping, direct current, and whether a note has the pitch it should have.
class TestDemoSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mixesAreLoudAndClean_data();
    void mixesAreLoudAndClean();
    void instrumentsPlayInTune_data();
    void instrumentsPlayInTune();
    void drumsAndVoicesEnd();
};

namespace {

/// How much of a frequency is in the samples: Goertzel's algorithm, 0..1 of a full sine.
double level(const Samples& samples, double hertz, int sampleRate, size_t from, size_t count)
{
    const double w = 2.0 * std::numbers::pi * hertz / sampleRate;
    double before = 0, last = 0;
    for (size_t i = from; i < from + count; ++i) {
        const double window =
            0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i - from) / static_cast<double>(count));
        const double next = window * static_cast<double>(samples[i]) + 2.0 * std::cos(w) * last - before;
        before = last;
        last = next;
    }
    return std::sqrt(std::max(0.0, last * last + before * before - 2.0 * std::cos(w) * last * before)) * 4.0 /
           static_cast<double>(count);
}

} // namespace

void TestDemoSound::mixesAreLoudAndClean_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {0, 2, 5, 7})
        QTest::newRow(qPrintable(QString::number(piece))) << piece;
}

void TestDemoSound::mixesAreLoudAndClean()
{
    QFETCH(int, piece);
    const auto pieces = builtInPieces();
    QVERIFY(pieces);
    const auto score = arrange((*pieces)[static_cast<size_t>(piece)], Length::Quick);
    const auto mix = mixScore(score, 44100);
    QCOMPARE(mix.samples.left.size(), static_cast<size_t>(std::llround(score.seconds * 44100)));
    QVERIFY(std::abs(mix.measure.loudnessLufs + 16.0) < 1.0);
    QVERIFY(mix.measure.peak > 0.3 && mix.measure.peak < 0.89);
    for (const auto* channel : {&mix.samples.left, &mix.samples.right}) {
        double mean = 0, power = 0;
        for (const float value : *channel) {
            mean += static_cast<double>(value);
            power += static_cast<double>(value) * static_cast<double>(value);
        }
        const auto count = static_cast<double>(channel->size());
        QVERIFY(std::abs(mean / count) < 0.001);
        const double crest = mix.measure.peak / std::sqrt(power / count); // a bare buzz has 1.5, a click 30
        QVERIFY2(crest > 3.0 && crest < 12.0, qPrintable(QString::number(crest)));
        QVERIFY(std::abs(channel->back()) < 0.001F);
    }
    QVERIFY(mix.samples.left != mix.samples.right);
}

void TestDemoSound::instrumentsPlayInTune_data()
{
    QTest::addColumn<QString>("instrument");
    for (const auto* name : {"piano", "epiano", "guitar", "steel", "harp", "oud", "ukulele", "vibes", "celesta",
                             "marimba", "kalimba", "musicbox", "organ", "bass", "upright", "alto", "flute"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestDemoSound::instrumentsPlayInTune()
{
    QFETCH(QString, instrument);
    constexpr int rate = 44100;
    for (const double pitch : {48.0, 60.0, 69.0}) {
        Part part;
        part.instrument = instrument;
        part.notes.push_back({0.05, 1.0, pitch, 0.8, 'a', false});
        Samples mono(rate * 2);
        playPart(part, rate, mono, [](const Samples&, double) {});
        const double hertz = 440.0 * std::exp2((pitch - 69.0) / 12.0);
        const auto at = [&](double cents) {
            return level(mono, hertz * std::exp2(cents / 1200.0), rate, rate / 5, rate / 2);
        };
        const double here = at(0);
        QVERIFY2(here > 0.001, qPrintable(u"no fundamental at %1"_s.arg(pitch)));
        QVERIFY2(here > 2.0 * at(-100) && here > 2.0 * at(100), qPrintable(u"out of tune at %1"_s.arg(pitch)));
    }
}

void TestDemoSound::drumsAndVoicesEnd()
{
    for (const auto* name : {"kick", "snare", "hat", "dum", "alto", "guitar", "piano", "pad"}) {
        Part part;
        part.instrument = QString::fromLatin1(name);
        part.notes.push_back({0.1, 0.4, 60, 0.8, 'o', false});
        Samples mono(44100 * 6);
        double loudest = 0, end = 1;
        playPart(part, 44100, mono, [&](const Samples& sound, double) {
            loudest = std::max(loudest, static_cast<double>(*std::ranges::max_element(sound)));
            end = static_cast<double>(std::abs(sound.back()));
        });
        QVERIFY2(loudest > 0.01, name);
        QVERIFY2(end < 0.0005, name);
    }
}

QTEST_GUILESS_MAIN(TestDemoSound)
#include "tst_demo_sound.moc"
