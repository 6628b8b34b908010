#include "allocations.h"
#include "media/dsp/stretcher.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using namespace groundswell;
using namespace groundswell::media;

namespace {

constexpr int Rate = 48'000;
using Samples = std::vector<float>;

Samples sine(double hz, std::size_t frames)
{
    Samples samples;
    for (std::size_t i = 0; i < frames; ++i) {
        const auto sample = float(0.4 * std::sin(2 * std::numbers::pi * hz * double(i) / Rate));
        samples.insert(samples.end(), {sample, -sample});
    }
    return samples;
}

/// A quiet noise with a loud burst at each whole second.
Samples bursts(int seconds)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<float> noise(-1, 1);
    Samples samples;
    for (int i = 0; i < seconds * Rate; ++i) {
        const float level = i >= Rate && i % Rate < 2880 ? 0.9F : 0.005F;
        const float sample = level * noise(random);
        samples.insert(samples.end(), {sample, sample});
    }
    return samples;
}

struct Played
{
    Samples samples;
    std::vector<double> positions; ///< of each frame
};

/// Pulled in lumps of odd sizes; `speedAt` may change the speed before each.
template <class SpeedAt>
Played play(Stretcher& stretcher, const Samples& in, SpeedAt speedAt)
{
    Played played;
    std::size_t at = 0;
    std::size_t lump = 1;
    const auto keep = [&](const Samples& room, std::size_t frames, double before) {
        played.samples.insert(played.samples.end(), room.begin(), room.begin() + qsizetype(frames * 2));
        const double step = frames > 0 ? (stretcher.position() - before) / double(frames) : 0;
        for (std::size_t i = 0; i < frames; ++i)
            played.positions.push_back(before + double(i) * step);
    };
    while (at < in.size()) {
        lump = lump * 7 % 997;
        speedAt(stretcher, played.samples.size() / 2);
        Samples room(lump * 2);
        const double before = stretcher.position();
        const Flow flow = stretcher.process(std::span(in).subspan(at, std::min(in.size() - at, lump * 3)), room);
        at += flow.consumedFrames * 2;
        keep(room, flow.producedFrames, before);
    }
    for (;;) {
        Samples room(lump * 2);
        const double before = stretcher.position();
        const std::size_t frames = stretcher.finish(room);
        if (frames == 0) return played;
        keep(room, frames, before);
    }
}

Played play(Stretcher& stretcher, const Samples& in)
{
    return play(stretcher, in, [](Stretcher&, std::size_t) {});
}

double pitchOf(const Samples& samples, std::size_t from, std::size_t to)
{
    int crossings = 0;
    for (std::size_t i = from * 2 + 2; i < to * 2; i += 2)
        crossings += samples[i - 2] <= 0 && samples[i] > 0;
    return double(crossings) * Rate / double(to - from);
}

double roughness(const Samples& samples, std::size_t fromFrame = 0)
{
    double worst = 0;
    for (std::size_t i = fromFrame * 2 + 4; i < samples.size(); i += 2)
        worst = std::max(worst, std::abs(double(samples[i]) - 2 * double(samples[i - 2]) + double(samples[i - 4])));
    return worst;
}

/// The first burst that is not heard within 60 ms of where its frame is said to be; empty when all are, also the last.
QString strayBurst(const Played& out, int seconds)
{
    double next = Rate;
    for (std::size_t i = 0; i < out.positions.size() && next < (seconds - 1) * Rate; ++i) {
        if (std::abs(out.samples[i * 2]) < 0.1F) continue;
        if (std::abs(out.positions[i] - next) >= 0.06 * Rate)
            return QStringLiteral("burst of frame %1 heard at %2").arg(next).arg(out.positions[i]);
        next += Rate;
        while (i < out.positions.size() && out.positions[i] < next - Rate / 2.0)
            ++i;
    }
    return next == (seconds - 1) * Rate ? QString() : QStringLiteral("burst of frame %1 not heard").arg(next);
}

} // namespace

class TestStretcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalSpeedIsBitExact();
    void lengthAndPitch_data();
    void lengthAndPitch();
    void positionSaysWhatIsHeard_data();
    void positionSaysWhatIsHeard();
    void changesOnTheWayKeepTheTimeline();
    void comesBackToTheOriginal();
    void changesWithoutAClick();
    void clearForgets();
    void allocatesNothing();
};

void TestStretcher::normalSpeedIsBitExact()
{
    Stretcher stretcher(Rate);
    const auto in = sine(997, 30'000);
    const auto out = play(stretcher, in);
    QCOMPARE(out.samples, in);
    QCOMPARE(stretcher.position(), 30'000.0);
}

void TestStretcher::lengthAndPitch_data()
{
    QTest::addColumn<double>("speed");
    for (const double speed : {0.5, 0.6, 0.75, 0.9, 0.97, 1.03, 1.1, 1.25, 1.5, 1.9, 2.0})
        QTest::addRow("%g", speed) << speed;
}

void TestStretcher::lengthAndPitch()
{
    QFETCH(const double, speed);
    Stretcher stretcher(Rate);
    stretcher.setSpeed(speed);
    for (const std::size_t frames :
         {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{5'001}, std::size_t{3 * Rate + 17}}) {
        const auto out = play(stretcher, sine(440, frames));
        const auto expected = double(frames) / speed;
        QVERIFY2(std::abs(double(out.samples.size() / 2) - expected) <= 1,
                 qPrintable(QStringLiteral("%1 frames for %2").arg(out.samples.size() / 2).arg(expected)));
        QVERIFY(std::abs(stretcher.position() - double(frames)) <= speed);
        if (frames > Rate)
            QVERIFY(std::abs(pitchOf(out.samples, Rate / 4, out.samples.size() / 2 - Rate / 4) - 440) < 4);
        stretcher.clear();
        QCOMPARE(stretcher.position(), 0.0);
    }
}

void TestStretcher::positionSaysWhatIsHeard_data()
{
    lengthAndPitch_data();
}

void TestStretcher::positionSaysWhatIsHeard()
{
    QFETCH(const double, speed);
    Stretcher stretcher(Rate);
    stretcher.setSpeed(speed);
    constexpr int Seconds = 8;
    const auto out = play(stretcher, bursts(Seconds));
    QCOMPARE(strayBurst(out, Seconds), QString());
}

void TestStretcher::changesOnTheWayKeepTheTimeline()
{
    Stretcher stretcher(Rate);
    std::mt19937 random(11);
    std::uniform_real_distribution<double> speed(0.5, 2.0);
    std::uniform_int_distribution<int> sometimes(0, 30);
    constexpr int Seconds = 20;
    const auto out = play(stretcher, bursts(Seconds), [&](Stretcher& s, std::size_t) {
        const int chance = sometimes(random);
        if (chance < 2) s.setSpeed(chance == 0 ? speed(random) : 1.0);
    });
    QVERIFY(std::ranges::is_sorted(out.positions));
    QVERIFY(std::abs(stretcher.position() - double(Seconds * Rate)) <= 2);
    QCOMPARE(strayBurst(out, Seconds), QString());
}

void TestStretcher::comesBackToTheOriginal()
{
    Stretcher stretcher(Rate);
    const auto in = bursts(5);
    stretcher.setSpeed(0.75);
    const auto out = play(stretcher, in, [](Stretcher& s, std::size_t frames) {
        if (frames > Rate) s.setSpeed(1.0);
    });
    // From some place on, what is heard is the input bit for bit, at the place that position() says.
    for (std::size_t i = out.positions.size() - 3 * Rate; i < out.positions.size(); ++i) {
        const auto at = std::size_t(out.positions[i]);
        QCOMPARE(out.positions[i], double(at));
        QCOMPARE(out.samples[i * 2], in[at * 2]);
    }
    QCOMPARE(std::size_t(out.positions.back()), in.size() / 2 - 1);
}

void TestStretcher::changesWithoutAClick()
{
    Stretcher stretcher(Rate);
    const auto in = sine(220, 10 * Rate);
    int changes = 0;
    const auto out = play(stretcher, in, [&](Stretcher& s, std::size_t frames) {
        const std::array speeds{1.0, 1.3, 1.0, 0.6, 1.0, 2.0, 0.5};
        s.setSpeed(speeds.at(frames / (Rate / 2) % speeds.size()));
        ++changes;
    });
    QVERIFY(changes > 20);
    // Half a step from peak to peak, which a seam would be, is 0.4; the sine's own second difference is 0.0003.
    const double rough = roughness(out.samples);
    QVERIFY2(rough < 0.02, qPrintable(QString::number(rough)));
}

void TestStretcher::clearForgets()
{
    const auto in = bursts(2);
    Stretcher used(Rate);
    used.setSpeed(1.25);
    static_cast<void>(play(used, sine(100, 20'000)));
    used.clear();
    Stretcher fresh(Rate);
    fresh.setSpeed(1.25);
    fresh.clear();
    QCOMPARE(play(used, in).samples, play(fresh, in).samples);
}

void TestStretcher::allocatesNothing()
{
    if (!test::canCount()) QSKIP("nothing is counted with this allocator");
    Stretcher stretcher(Rate);
    const auto in = bursts(3);
    Samples out(8'192);
    std::size_t at = 0;
    std::size_t lump = 1;
    const long before = test::allocations;
    for (int i = 0; at < in.size(); ++i) {
        lump = lump * 7 % 4'093;
        const std::array speeds{1.0, 0.5, 2.0, 1.01, 0.7, 1.0};
        if (i % 5 == 0) stretcher.setSpeed(speeds.at(std::size_t(i / 5) % speeds.size()));
        at += 2 * stretcher
                      .process(std::span(in).subspan(at, std::min(in.size() - at, lump * 2)),
                               std::span(out).first(lump * 2))
                      .consumedFrames;
    }
    while (stretcher.finish(out) > 0) {
    }
    stretcher.clear();
    QCOMPARE(test::allocations - before, 0);
}

QTEST_APPLESS_MAIN(TestStretcher)
#include "tst_stretcher.moc"
