#include "allocations.h"
#include "media/dsp/levels.h"
#include "media/dsp/limiter.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <span>
#include <vector>

using namespace groundswell;
using namespace groundswell::media;

namespace {

constexpr int Rate = 48'000;

float peakOf(const std::vector<float>& samples)
{
    float peak = 0;
    for (const float sample : samples)
        peak = std::max(peak, std::abs(sample));
    return peak;
}

std::vector<float> noise(std::size_t frames, float level, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> sample(-level, level);
    std::vector<float> samples(frames * 2);
    std::ranges::generate(samples, [&] { return sample(random); });
    return samples;
}

/// Processed in lumps of odd sizes.
std::vector<float> limited(Limiter& limiter, std::vector<float> samples)
{
    std::size_t lump = 1;
    for (std::size_t at = 0; at < samples.size();) {
        lump = lump * 5 % 1'021;
        const std::size_t size = std::min(samples.size() - at, lump * 2);
        limiter.process(std::span(samples).subspan(at, size));
        at += size;
    }
    return samples;
}

} // namespace

class TestLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTransparentBelowTheCeiling_data();
    void isTransparentBelowTheCeiling();
    void doesAsWorkedOutByHand();
    void nothingPassesTheCeiling();
    void turnsDownRatherThanCutting();
    void letsGo();
    void bothChannelsMoveAlike();
    void silencesWhatIsNotANumber();
    void clearForgets();
    void allocatesNothing();
    void balance();
    void volume();
};

void TestLimiter::isTransparentBelowTheCeiling_data()
{
    QTest::addColumn<int>("rate");
    for (const int rate : {8'000, 44'100, 48'000, 192'000})
        QTest::addRow("%d", rate) << rate;
}

void TestLimiter::isTransparentBelowTheCeiling()
{
    QFETCH(const int, rate);
    Limiter limiter(rate);
    QVERIFY(double(limiter.latencyFrames()) / rate > 0.0015 && double(limiter.latencyFrames()) / rate < 0.005);
    auto in = noise(20'000, 1.0F, 1);
    in[1'000] = 1.0F; // exactly at the ceiling
    const auto out = limited(limiter, in);
    const std::size_t delay = limiter.latencyFrames() * 2;
    QVERIFY(std::all_of(out.begin(), out.begin() + qsizetype(delay), [](float sample) { return sample == 0; }));
    QVERIFY(std::equal(out.begin() + qsizetype(delay), out.end(), in.begin()));
    QCOMPARE(limiter.gain(), 1.0);
}

// The definition, worked out afresh for every frame: peaks alone and close together, and quiet in between that is long
// enough for the limiter to be at rest.
void TestLimiter::doesAsWorkedOutByHand()
{
    constexpr std::size_t Frames = 200'000;
    std::vector<float> in = noise(Frames, 0.9F, 3);
    for (const std::size_t frame : {5UZ, 2'000UZ, 2'010UZ, 2'100UZ, 100'000UZ, 199'990UZ})
        in[frame * 2 + frame % 2] = frame % 3 == 0 ? -1.7F : 2.5F;
    Limiter limiter(Rate);
    const std::size_t window = limiter.latencyFrames() + 1;
    const double release = 1 - std::exp(-1 / (0.1 * Rate));

    std::vector<double> needs;
    std::vector<double> envelope;
    std::size_t untouched = 0;
    const auto out = limited(limiter, in);
    for (std::size_t frame = 0; frame < Frames; ++frame) {
        needs.push_back(std::min(1.0, 1 / double(std::max(std::abs(in[frame * 2]), std::abs(in[frame * 2 + 1])))));
        const auto recent = [&](const std::vector<double>& of) {
            return std::span(of).last(std::min(of.size(), window));
        };
        double rising = envelope.empty() ? 1 : envelope.back() + (1 - envelope.back()) * release;
        if (rising > 1 - 1e-5) rising = 1;
        envelope.push_back(std::min(rising, std::ranges::min(recent(needs))));
        double reduction = 0;
        for (const double value : recent(envelope))
            reduction += 1 - value;
        const double gain = 1 - reduction / double(window);
        if (frame + 1 < window) continue;
        for (std::size_t channel = 0; channel < 2; ++channel) {
            const double oldest = double(in[(frame + 1 - window) * 2 + channel]);
            const double now = double(out[frame * 2 + channel]);
            if (gain == 1) {
                QCOMPARE(now, oldest);
                ++untouched;
            } else {
                QVERIFY2(std::abs(now - std::clamp(oldest * gain, -1.0, 1.0)) < 1e-6,
                         qPrintable(QString::number(frame)));
            }
        }
    }
    QVERIFY(untouched > Frames / 10);
}

void TestLimiter::nothingPassesTheCeiling()
{
    std::mt19937 random(7);
    for (const float ceiling : {1.0F, 0.8912509F}) {
        Limiter limiter(Rate, ceiling);
        for (unsigned seed = 0; seed < 40; ++seed) {
            auto in = noise(4'000, 0.5F, seed);
            std::uniform_int_distribution<std::size_t> where(0, in.size() - 1);
            std::uniform_real_distribution<float> much(-30.0F, 30.0F);
            for (int i = 0; i < 50; ++i)
                in[where(random)] = much(random);
            const auto out = limited(limiter, in);
            QVERIFY2(peakOf(out) <= ceiling, qPrintable(QString::number(double(peakOf(out)))));
        }
    }
}

void TestLimiter::turnsDownRatherThanCutting()
{
    // A sine twice too loud stays a sine: what is not its own pitch lies far below.
    Limiter limiter(Rate);
    std::vector<float> in;
    for (int i = 0; i < Rate; ++i) {
        const auto sample = float(2 * std::sin(2 * std::numbers::pi * 1'000 * i / Rate));
        in.insert(in.end(), {sample, sample});
    }
    const auto out = limited(limiter, in);
    double sine = 0;
    double cosine = 0;
    double all = 0;
    const int frames = Rate / 2;
    for (int i = 0; i < frames; ++i) {
        const double sample = double(out[std::size_t(Rate + 2 * i)]);
        sine += sample * std::sin(2 * std::numbers::pi * 1'000 * i / Rate);
        cosine += sample * std::cos(2 * std::numbers::pi * 1'000 * i / Rate);
        all += sample * sample;
    }
    const double ofPitch = 2 * (sine * sine + cosine * cosine) / frames;
    const double rest = 10 * std::log10(std::max(all - ofPitch, 1e-9) / all);
    QVERIFY2(rest < -60, qPrintable(QString::number(rest)));
    QVERIFY(std::sqrt(ofPitch / frames * 2) > 0.98); // and it is as loud as it may be
}

void TestLimiter::letsGo()
{
    Limiter limiter(Rate);
    auto in = noise(Rate * 3, 0.5F, 3);
    in[100] = 4.0F;
    const auto out = limited(limiter, in);
    const std::size_t delay = limiter.latencyFrames() * 2;
    // Two seconds later it is bit for bit again.
    const auto from = qsizetype(Rate) * 2 * 2;
    QVERIFY(std::equal(out.begin() + from, out.end(), in.begin() + from - qsizetype(delay)));
    QVERIFY(out[100 + delay] > 0.99F && out[100 + delay] <= 1.0F);
    // Before the look-ahead nothing is touched.
    Limiter second(Rate);
    in = noise(4'000, 0.5F, 3);
    in[6'000] = 4.0F;
    const auto later = limited(second, in);
    const auto untouched = qsizetype(6'000 - 2 * delay);
    QVERIFY(std::equal(in.begin(), in.begin() + untouched, later.begin() + qsizetype(delay)));
}

void TestLimiter::bothChannelsMoveAlike()
{
    Limiter limiter(Rate);
    std::vector<float> in;
    for (int i = 0; i < 4'000; ++i)
        in.insert(in.end(), {i == 2'000 ? 4.0F : 0.4F, 0.2F});
    const auto out = limited(limiter, in);
    const std::size_t delay = limiter.latencyFrames() * 2;
    for (std::size_t i = delay; i < out.size(); i += 2)
        if (in[i - delay] < 1) QVERIFY(std::abs(out[i] - 2 * out[i + 1]) < 1e-6F);
}

void TestLimiter::silencesWhatIsNotANumber()
{
    Limiter limiter(Rate);
    auto in = noise(2'000, 0.5F, 9);
    in[1'001] = std::numeric_limits<float>::quiet_NaN();
    in[1'100] = std::numeric_limits<float>::infinity();
    in[1'300] = -std::numeric_limits<float>::infinity();
    const auto out = limited(limiter, in);
    const std::size_t delay = limiter.latencyFrames() * 2;
    in[1'000] = in[1'001] = in[1'100] = in[1'101] = in[1'300] = in[1'301] = 0;
    QVERIFY(std::equal(out.begin() + qsizetype(delay), out.end(), in.begin()));
}

void TestLimiter::clearForgets()
{
    Limiter used(Rate);
    auto loud = noise(3'000, 9.0F, 1);
    used.process(loud);
    used.clear();
    Limiter fresh(Rate);
    const auto in = noise(5'000, 2.0F, 2);
    QCOMPARE(limited(used, in), limited(fresh, in));
}

void TestLimiter::allocatesNothing()
{
    if (!test::canCount()) QSKIP("nothing is counted with this allocator");
    Limiter limiter(Rate);
    auto samples = noise(10'000, 3.0F, 4);
    const long before = test::allocations;
    limiter.process(samples);
    limiter.clear();
    QCOMPARE(test::allocations - before, 0);
}

void TestLimiter::balance()
{
    QCOMPARE(balanceGain(0), (StereoGain{1, 1}));
    QCOMPARE(balanceGain(-1), (StereoGain{1, 0}));
    QCOMPARE(balanceGain(1), (StereoGain{0, 1}));
    QCOMPARE(balanceGain(7), (StereoGain{0, 1}));
    const auto half = balanceGain(0.5);
    QCOMPARE(half.right, 1.0F);
    QCOMPARE(half.left, float(std::numbers::sqrt2 / 2));
}

void TestLimiter::volume()
{
    QCOMPARE(volumeGain(1), 1.0);
    QCOMPARE(volumeGain(0), 0.0);
    QCOMPARE(volumeGain(0.5), 0.125);
    QCOMPARE(volumeGain(2), 1.0);
    QCOMPARE(gainFromDb(dbFromGain(0.3)), 0.3);
}

QTEST_APPLESS_MAIN(TestLimiter)
#include "tst_limiter.moc"
