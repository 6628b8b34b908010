#include "allocations.h"
#include "media/dsp/equaliser.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>
#include <vector>

using namespace groundswell;
using namespace groundswell::media;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;

std::vector<float> sine(double hz, std::size_t frames, int rate = Rate)
{
    std::vector<float> samples;
    for (std::size_t i = 0; i < frames; ++i) {
        const auto sample = float(0.2 * std::sin(2 * std::numbers::pi * hz * double(i) / rate));
        samples.insert(samples.end(), {sample, -0.5F * sample});
    }
    return samples;
}

/// Level of the last half second of one channel against what went in, in dB.
double gainOf(Equaliser& equaliser, double hz, int rate = Rate, std::size_t channel = 0)
{
    const auto in = sine(hz, std::size_t(rate), rate);
    auto out = in;
    equaliser.process(out);
    double before = 0;
    double after = 0;
    for (std::size_t i = std::size_t(rate) + channel; i < in.size(); i += 2) {
        before += double(in[i]) * double(in[i]);
        after += double(out[i]) * double(out[i]);
    }
    return 10 * std::log10(after / before);
}

EqualiserCurve onlyBand(std::size_t band, double gainDb)
{
    EqualiserCurve curve;
    curve.gainsDb.at(band) = gainDb;
    return curve;
}

/// The largest step of the second difference, which a click raises far above that of a sine.
double roughness(const std::vector<float>& samples)
{
    double worst = 0;
    for (std::size_t i = 4; i < samples.size(); i += 2)
        worst = std::max(worst, std::abs(double(samples[i]) - 2 * double(samples[i - 2]) + double(samples[i - 4])));
    return worst;
}

} // namespace

class TestEqualiser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flatIsBitExact();
    void eachBandLiftsItsCentre();
    void answersAsItsResponseSays_data();
    void answersAsItsResponseSays();
    void bandsAddUp();
    void doesNotDependOnThePortions();
    void movesWithoutAClick();
    void isFlatAgainBitForBit();
    void clearHoldsAtOnce();
    void survivesWhatIsNotANumber();
    void keepsOutOfBandsTheRateHasNoRoomFor();
    void allocatesNothing();
    void presets();
    void jsonRoundTrip();
};

void TestEqualiser::flatIsBitExact()
{
    Equaliser equaliser(Rate);
    const auto in = sine(997, 4'800);
    auto out = in;
    equaliser.process(out);
    QCOMPARE(out, in);
}

void TestEqualiser::eachBandLiftsItsCentre()
{
    for (std::size_t band = 0; band < EqualiserBandCount; ++band) {
        for (const double gain : {12.0, -12.0, 3.0}) {
            Equaliser equaliser(Rate);
            equaliser.setCurve(onlyBand(band, gain));
            equaliser.clear();
            const double hz = EqualiserBandsHz.at(band);
            const double level = gainOf(equaliser, hz);
            QVERIFY2(std::abs(level - gain) < 0.05, qPrintable(u"%1 Hz: %2 dB for %3"_s.arg(hz).arg(level).arg(gain)));
            const double right = gainOf(equaliser, hz, Rate, 1);
            QVERIFY(std::abs(right - gain) < 0.05);
            // Two octaves away little of it is left.
            const double away = band < 5 ? hz * 4 : hz / 4;
            QVERIFY(std::abs(gainOf(equaliser, away)) < 1.0);
        }
    }
}

void TestEqualiser::answersAsItsResponseSays_data()
{
    QTest::addColumn<int>("rate");
    QTest::newRow("44100") << 44'100;
    QTest::newRow("48000") << 48'000;
    QTest::newRow("96000") << 96'000;
    QTest::newRow("8000") << 8'000;
}

void TestEqualiser::answersAsItsResponseSays()
{
    QFETCH(const int, rate);
    for (const auto& preset : equaliserPresets()) {
        Equaliser equaliser(rate);
        equaliser.setCurve(preset.curve);
        equaliser.clear();
        for (const double hz : {40.0, 100.0, 440.0, 1'300.0, 3'500.0, 9'000.0, 15'000.0}) {
            if (hz > rate * 0.45) continue;
            const double level = gainOf(equaliser, hz, rate);
            const double expected = equaliserResponseDb(preset.curve, rate, hz);
            QVERIFY2(std::abs(level - expected) < 0.1,
                     qPrintable(u"%1 at %2 Hz: %3 dB, expected %4"_s.arg(preset.id).arg(hz).arg(level).arg(expected)));
        }
    }
}

void TestEqualiser::bandsAddUp()
{
    // Any number of bands, next to each other or not.
    for (unsigned chosen = 1; chosen < 1U << EqualiserBandCount; chosen += 37) {
        EqualiserCurve curve;
        for (std::size_t band = 0; band < EqualiserBandCount; ++band) {
            if ((chosen >> band & 1U) != 0) curve.gainsDb.at(band) = band % 2 == 0 ? 5 : -4;
        }
        Equaliser equaliser(Rate);
        equaliser.setCurve(curve);
        equaliser.clear();
        for (const double hz : {62.5, 700.0, 8'000.0}) {
            for (const std::size_t channel : {0UZ, 1UZ}) {
                const double level = gainOf(equaliser, hz, Rate, channel);
                const double expected = equaliserResponseDb(curve, Rate, hz);
                QVERIFY2(
                    std::abs(level - expected) < 0.1,
                    qPrintable(u"%1 at %2 Hz: %3 dB, not %4"_s.arg(chosen, 0, 2).arg(hz).arg(level).arg(expected)));
            }
        }
    }
}

void TestEqualiser::doesNotDependOnThePortions()
{
    // Some portions lie in the move, some after it, and one has its end inside.
    const auto in = sine(330, std::size_t{Rate} / 4);
    auto atOnce = in;
    Equaliser whole(Rate);
    whole.setCurve(*equaliserPreset(u"rock"));
    whole.process(atOnce);
    for (const std::size_t portion : {1UZ, 7UZ, 480UZ, 5'000UZ}) {
        auto inPortions = in;
        Equaliser equaliser(Rate);
        equaliser.setCurve(*equaliserPreset(u"rock"));
        for (std::size_t at = 0; at < in.size(); at += portion * 2)
            equaliser.process(std::span(inPortions).subspan(at, std::min(portion * 2, in.size() - at)));
        double worst = 0;
        for (std::size_t i = 0; i < in.size(); ++i)
            worst = std::max(worst, std::abs(double(inPortions[i]) - double(atOnce[i])));
        QVERIFY2(worst < 1e-5, qPrintable(u"%1 frames at a time: %2 apart"_s.arg(portion).arg(worst)));
    }
}

void TestEqualiser::movesWithoutAClick()
{
    EqualiserCurve high;
    high.gainsDb.fill(12);
    high.preampDb = -12;
    EqualiserCurve low;
    low.gainsDb.fill(-12);
    for (const double hz : {50.0, 997.0}) {
        Equaliser equaliser(Rate);
        auto samples = sine(hz, Rate);
        // The sliders are torn from end to end every 20 ms, in the middle of moves too.
        constexpr std::size_t Part = std::size_t{960} * 2;
        for (std::size_t at = 0; at < samples.size(); at += Part) {
            equaliser.setCurve(at / Part % 2 == 0 ? high : low);
            equaliser.process(std::span(samples).subspan(at, std::min(Part, samples.size() - at)));
        }
        // A click of one sample's step would have a second difference of the order of the level itself.
        double level = 0;
        for (const float sample : samples)
            level = std::max(level, std::abs(double(sample)));
        const double omega = 2 * std::numbers::pi * hz / Rate;
        const double ofSine = level * omega * omega;
        QVERIFY2(roughness(samples) < 2 * ofSine + 0.0015 * level,
                 qPrintable(
                     u"%1 Hz: %2, of the sine %3, level %4"_s.arg(hz).arg(roughness(samples)).arg(ofSine).arg(level)));
    }
}

void TestEqualiser::isFlatAgainBitForBit()
{
    Equaliser equaliser(Rate);
    equaliser.setCurve(*equaliserPreset(u"loudness"));
    const auto in = sine(997, Rate);
    auto out = in;
    equaliser.process(out);
    QVERIFY(out != in);
    equaliser.setCurve({});
    out = in;
    equaliser.process(out); // moves there and rings out
    out = in;
    equaliser.process(out);
    QCOMPARE(out, in);
}

void TestEqualiser::clearHoldsAtOnce()
{
    Equaliser a(Rate);
    a.setCurve(*equaliserPreset(u"rock"));
    auto noise = sine(61, Rate);
    a.process(noise);
    a.clear();
    Equaliser b(Rate);
    b.setCurve(*equaliserPreset(u"rock"));
    b.clear();
    auto left = sine(997, 2'000);
    auto right = left;
    a.process(left);
    b.process(right);
    QCOMPARE(left, right);
}

void TestEqualiser::survivesWhatIsNotANumber()
{
    Equaliser equaliser(Rate);
    equaliser.setCurve(*equaliserPreset(u"rock"));
    std::vector<float> bad(200, std::numeric_limits<float>::quiet_NaN());
    equaliser.process(bad);
    auto good = sine(997, 4'800);
    equaliser.process(good);
    QVERIFY(std::ranges::all_of(good, [](float sample) { return std::isfinite(sample); }));
}

void TestEqualiser::keepsOutOfBandsTheRateHasNoRoomFor()
{
    Equaliser equaliser(22'050);
    equaliser.setCurve(onlyBand(9, 12)); // 16 kHz
    const auto in = sine(9'000, 4'800, 22'050);
    auto out = in;
    equaliser.process(out);
    QCOMPARE(out, in);
}

void TestEqualiser::allocatesNothing()
{
    if (!test::canCount()) QSKIP("nothing is counted with this allocator");
    Equaliser equaliser(Rate);
    auto samples = sine(997, 4'800);
    const long before = test::allocations;
    equaliser.setCurve(*equaliserPreset(u"rock"));
    equaliser.process(samples);
    equaliser.clear();
    QCOMPARE(test::allocations - before, 0);
}

void TestEqualiser::presets()
{
    const auto presets = equaliserPresets();
    QCOMPARE(presets.front().id, "flat"_L1);
    QVERIFY(presets.front().curve.isFlat());
    std::set<QString> ids;
    for (const auto& preset : presets) {
        ids.insert(preset.id);
        QVERIFY(preset.name && *preset.name);
        QCOMPARE(equaliserPreset(preset.id), preset.curve);
        QVERIFY(std::ranges::all_of(preset.curve.gainsDb, [](double gain) { return std::abs(gain) <= 12; }));
    }
    QCOMPARE(ids.size(), presets.size());
    QVERIFY(!equaliserPreset(u"no such"));
}

void TestEqualiser::jsonRoundTrip()
{
    const auto curve = *equaliserPreset(u"jazz");
    QCOMPARE(EqualiserCurve::fromJson(curve.toJson()), curve);
    QVERIFY(!EqualiserCurve::fromJson({}));
    QVERIFY(!EqualiserCurve::fromJson(QJsonDocument::fromJson("[1,2,3]").array()));
    QVERIFY(!EqualiserCurve::fromJson(QJsonDocument::fromJson(R"([1,2,3,4,5,6,7,8,9,10,"x"])").array()));
    const auto wild = EqualiserCurve::fromJson(QJsonDocument::fromJson("[1e9,2,3,4,5,6,7,8,9,-99,-400]").array());
    QVERIFY(wild);
    QCOMPARE(wild->gainsDb.front(), 12.0);
    QCOMPARE(wild->gainsDb.back(), -12.0);
    QCOMPARE(wild->preampDb, -12.0);
}

QTEST_APPLESS_MAIN(TestEqualiser)
#include "tst_equaliser.moc"
