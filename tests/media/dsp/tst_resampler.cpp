#include "allocations.h"
#include "media/dsp/resampler.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using namespace groundswell;
using namespace groundswell::media;

namespace {

using Samples = std::vector<float>;

Samples sine(double hz, int rate, qint64 frames, double amplitude = 0.5)
{
    Samples samples;
    for (qint64 i = 0; i < frames; ++i) {
        const auto sample = float(amplitude * std::sin(2 * std::numbers::pi * hz * double(i) / rate));
        samples.push_back(sample);
        samples.push_back(-sample);
    }
    return samples;
}

/// All of it, in lumps of random sizes.
Samples resampled(Resampler& resampler, const Samples& in, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::size_t> lump(0, 5000);
    Samples out;
    std::size_t at = 0;
    while (at < in.size()) {
        const std::size_t size = std::min(in.size() - at, lump(random) * 2);
        Samples room(lump(random) * 2);
        const Flow flow = resampler.process(std::span(in).subspan(at, size), room);
        at += flow.consumedFrames * 2;
        out.insert(out.end(), room.begin(), room.begin() + qsizetype(flow.producedFrames * 2));
    }
    for (;;) {
        Samples room((1 + lump(random)) * 2);
        const std::size_t frames = resampler.finish(room);
        if (frames == 0) return out;
        out.insert(out.end(), room.begin(), room.begin() + qsizetype(frames * 2));
    }
}

} // namespace

class TestResampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthsAreExact_data();
    void lengthsAreExact();
    void aSineKeepsItsShapeAndItsTime_data();
    void aSineKeepsItsShapeAndItsTime();
    void equalRatesCopyBitForBit();
    void lumpsDoNotMatter();
    void clearForgets();
    void doesNotAllocate_data();
    void doesNotAllocate();
    void refusesRatesThatNoSoundHas();
};

void TestResampler::lengthsAreExact_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    using Rates = std::pair<int, int>;
    for (const auto& [from, to] :
         {Rates{44'100, 48'000}, Rates{48'000, 44'100}, Rates{22'050, 44'100}, Rates{96'000, 44'100},
          Rates{192'000, 48'000}, Rates{8'000, 96'000}, Rates{37'123, 48'000}})
        QTest::addRow("%d to %d", from, to) << from << to;
}

void TestResampler::lengthsAreExact()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    auto resampler = Resampler::make(from, to);
    QVERIFY(resampler);
    for (const qint64 frames : {0, 1, 147, 40'003}) {
        const auto out = resampled(*resampler, sine(440, from, frames), unsigned(frames));
        QCOMPARE(qint64(out.size()), 2 * qint64(std::llround(double(frames) * to / from)));
        resampler->clear();
    }
}

void TestResampler::aSineKeepsItsShapeAndItsTime_data()
{
    lengthsAreExact_data();
}

void TestResampler::aSineKeepsItsShapeAndItsTime()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    auto resampler = Resampler::make(from, to);
    QVERIFY(resampler);
    const double hz = 997;
    const auto out = resampled(*resampler, sine(hz, from, from / 4), 5);
    const auto expected = sine(hz, to, qint64(out.size() / 2));
    float worst = 0;
    // Before the beginning and after the end there is silence, so a sine that stops there rings: look at the middle.
    for (std::size_t i = std::size_t(to) / 20; i + std::size_t(to) / 20 < out.size(); ++i)
        worst = std::max(worst, std::abs(out[i] - expected[i]));
    QVERIFY2(worst < 1e-6F, qPrintable(QString::number(double(worst)))); // -114 dB below the sine: float's own rounding
}

void TestResampler::equalRatesCopyBitForBit()
{
    auto resampler = Resampler::make(44'100, 44'100);
    QVERIFY(resampler);
    const auto in = sine(997, 44'100, 10'000, 3.0);
    QCOMPARE(resampled(*resampler, in, 1), in);
}

void TestResampler::lumpsDoNotMatter()
{
    const auto in = sine(997, 44'100, 30'000);
    auto a = Resampler::make(44'100, 48'000);
    auto b = Resampler::make(44'100, 48'000);
    QVERIFY(a && b);
    QCOMPARE(resampled(*a, in, 1), resampled(*b, in, 2));
}

void TestResampler::clearForgets()
{
    const auto in = sine(997, 48'000, 10'000);
    auto fresh = Resampler::make(48'000, 44'100);
    auto used = Resampler::make(48'000, 44'100);
    QVERIFY(fresh && used);
    Samples room(3000);
    static_cast<void>(used->process(in, room));
    used->clear();
    QCOMPARE(resampled(*used, in, 3), resampled(*fresh, in, 3));
}

void TestResampler::doesNotAllocate_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    using Rates = std::pair<int, int>;
    for (const auto& [from, to] : {Rates{44'100, 48'000}, Rates{48'000, 44'100}, Rates{22'050, 48'000},
                                   Rates{96'000, 44'100}, Rates{192'000, 96'000}, Rates{22'050, 96'000}})
        QTest::addRow("%d to %d", from, to) << from << to;
}

void TestResampler::doesNotAllocate()
{
    if (!test::canCount()) QSKIP("nothing is counted with this allocator");
    QFETCH(const int, from);
    QFETCH(const int, to);
    auto resampler = Resampler::make(from, to);
    QVERIFY(resampler);
    const auto in = sine(997, from, 40'000);
    Samples out(20'002);
    std::size_t at = 0;
    std::size_t lump = 1;
    const long before = test::allocations;
    while (at < in.size()) {
        lump = lump * 7 % 20'011;
        const auto part = std::span(in).subspan(at, std::min(in.size() - at, lump * 2));
        at += 2 * resampler->process(part, std::span(out).first(std::min(out.size(), lump * 2))).consumedFrames;
    }
    while (resampler->finish(out) > 0) {
    }
    QVERIFY2(test::allocations - before <= 2, qPrintable(QString::number(test::allocations - before))); // of 2 channels
    resampler->clear();
    QVERIFY(test::allocations > before); // it does count
}

void TestResampler::refusesRatesThatNoSoundHas()
{
    for (const auto& [from, to] :
         {std::pair{0, 48'000}, {44'100, 0}, {-1, 48'000}, {1, 48'000}, {2'000'000'000, 48'000}}) {
        const auto resampler = Resampler::make(from, to);
        QVERIFY(!resampler);
        QCOMPARE(resampler.error().code, ErrorCode::Unsupported);
    }
}

QTEST_APPLESS_MAIN(TestResampler)
#include "tst_resampler.moc"
