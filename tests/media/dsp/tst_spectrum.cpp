#include "allocations.h"
#include "media/dsp/spectrum.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using namespace groundswell;
using namespace groundswell::media;

namespace {

constexpr int Rate = 48'000;
constexpr int Bands = 48;
constexpr double FrameSeconds = 1.0 / 60;

std::vector<float> sine(double hz, std::size_t frames, double level)
{
    std::vector<float> samples;
    for (std::size_t i = 0; i < frames; ++i) {
        const auto sample = float(level * std::sin(2 * std::numbers::pi * hz * double(i) / Rate));
        samples.insert(samples.end(), {sample, sample});
    }
    return samples;
}

double dbOf(float level)
{
    return double(level) * (Spectrum::CeilingDb - Spectrum::FloorDb) + Spectrum::FloorDb;
}

int bandOf(double hz)
{
    return int(Bands * std::log(hz / 40) / std::log(400.0));
}

/// What it shows once it has settled.
std::vector<float> settled(Spectrum& spectrum, const std::vector<float>& samples)
{
    spectrum.add(samples);
    for (int i = 0; i < 240; ++i)
        spectrum.update(FrameSeconds);
    return {spectrum.levels().begin(), spectrum.levels().end()};
}

} // namespace

class TestSpectrum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSineStandsInItsBand_data();
    void aSineStandsInItsBand();
    void pinkNoiseIsLevel();
    void risesAtOnceAndFallsAtItsPace();
    void isStillInSilence();
    void survivesWhatIsNotANumber();
    void allocatesNothing();
};

void TestSpectrum::aSineStandsInItsBand_data()
{
    QTest::addColumn<double>("hz");
    for (const double hz : {500.0, 997.0, 2'500.0, 6'000.0, 12'000.0})
        QTest::addRow("%g Hz", hz) << hz;
}

void TestSpectrum::aSineStandsInItsBand()
{
    QFETCH(const double, hz);
    Spectrum spectrum(Rate, Bands);
    const auto levels = settled(spectrum, sine(hz, 8'192, 0.1)); // -20 dB
    const auto highest = std::ranges::max_element(levels);
    QCOMPARE(int(highest - levels.begin()), bandOf(hz));
    QVERIFY2(std::abs(dbOf(*highest) + 20) < 1.5, qPrintable(QString::number(dbOf(*highest))));
    // Hann's side lobes are far down three bands away.
    for (int band = 0; band < Bands; ++band)
        if (std::abs(band - bandOf(hz)) > 3) QCOMPARE(levels.at(std::size_t(band)), 0.0F);
}

void TestSpectrum::pinkNoiseIsLevel()
{
    // Paul Kellet's filter over white noise (musicdsp.org, "Pink noise filter"), within 0.05 dB above 9 Hz.
    std::mt19937 random(1);
    std::normal_distribution<double> white(0, 0.02);
    std::array<double, 7> b{};
    Spectrum spectrum(Rate, 16);
    std::vector<double> sums(16);
    constexpr int Rounds = 200;
    for (int round = 0; round < Rounds; ++round) {
        std::vector<float> samples;
        for (int i = 0; i < 4'096; ++i) {
            const double w = white(random);
            b[0] = 0.99886 * b[0] + w * 0.0555179;
            b[1] = 0.99332 * b[1] + w * 0.0750759;
            b[2] = 0.96900 * b[2] + w * 0.1538520;
            b[3] = 0.86650 * b[3] + w * 0.3104856;
            b[4] = 0.55000 * b[4] + w * 0.5329522;
            b[5] = -0.7616 * b[5] - w * 0.0168980;
            const auto pink = float(b[0] + b[1] + b[2] + b[3] + b[4] + b[5] + b[6] + w * 0.5362);
            b[6] = w * 0.115926;
            samples.insert(samples.end(), {pink, pink});
        }
        spectrum.clear();
        spectrum.add(samples);
        spectrum.update(10);
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += std::pow(10, dbOf(spectrum.levels()[i]) / 10);
    }
    const auto [least, most] = std::ranges::minmax(sums);
    QVERIFY2(10 * std::log10(most / least) < 2.5, qPrintable(QString::number(10 * std::log10(most / least))));
}

void TestSpectrum::risesAtOnceAndFallsAtItsPace()
{
    Spectrum spectrum(Rate, Bands);
    const auto band = std::size_t(bandOf(997));
    spectrum.add(sine(997, 4'096, 0.1));
    spectrum.update(FrameSeconds);
    const double first = dbOf(spectrum.levels()[band]);
    QVERIFY2(first > -30, qPrintable(QString::number(first)));
    spectrum.update(1);
    const float full = spectrum.levels()[band];
    QCOMPARE(spectrum.marks()[band], full);

    spectrum.add(std::vector<float>(2 * 4'096, 0.0F));
    for (int i = 0; i < 30; ++i)
        spectrum.update(FrameSeconds); // half a second
    QVERIFY(std::abs(dbOf(spectrum.levels()[band]) - (dbOf(full) - 20)) < 1);
    QCOMPARE(spectrum.marks()[band], full);
    for (int i = 0; i < 18 + 102; ++i)
        spectrum.update(FrameSeconds); // the hold, and 1.7 s of falling
    QVERIFY2(std::abs(dbOf(spectrum.marks()[band]) - (dbOf(full) - 20)) < 1,
             qPrintable(QString::number(dbOf(spectrum.marks()[band]))));
}

void TestSpectrum::isStillInSilence()
{
    Spectrum spectrum(Rate, Bands);
    QVERIFY(spectrum.isStill());
    settled(spectrum, sine(997, 4'096, 0.5));
    QVERIFY(!spectrum.isStill());
    settled(spectrum, std::vector<float>(2 * 4'096, 0.0F));
    settled(spectrum, {});
    QVERIFY(spectrum.isStill());
}

void TestSpectrum::survivesWhatIsNotANumber()
{
    Spectrum spectrum(Rate, Bands);
    spectrum.add(std::vector<float>(2 * 4'096, std::numeric_limits<float>::quiet_NaN()));
    spectrum.update(FrameSeconds);
    const auto levels = settled(spectrum, sine(997, 8'192, 0.1));
    QVERIFY(std::ranges::all_of(levels, [](float level) { return level >= 0 && level <= 1; }));
    QVERIFY(levels.at(std::size_t(bandOf(997))) > 0.7F);
}

void TestSpectrum::allocatesNothing()
{
    if (!test::canCount()) QSKIP("nothing is counted with this allocator");
    Spectrum spectrum(Rate, Bands);
    const auto samples = sine(997, 10'000, 0.5);
    const long before = test::allocations;
    spectrum.add(samples);
    spectrum.update(FrameSeconds);
    spectrum.clear();
    QCOMPARE(test::allocations - before, 0);
}

QTEST_APPLESS_MAIN(TestSpectrum)
#include "tst_spectrum.moc"
