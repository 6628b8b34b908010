#include "media/mixer.h"
#include "media/stream_writer.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>
#include <thread>

using namespace groundswell::media;

namespace {

constexpr int Rate = 48'000;
constexpr int RampFrames = 240; // 5 ms

/// Frames numbered from `first` on: left is the number, right its negative, both scaled to be exact in a float.
std::vector<float> numbered(qint64 first, qint64 count)
{
    std::vector<float> samples;
    for (qint64 i = first; i < first + count; ++i) {
        samples.push_back(float(i) / 1048576.0F);
        samples.push_back(-float(i) / 1048576.0F);
    }
    return samples;
}

std::vector<float> sine(qint64 first, qint64 count, float amplitude)
{
    std::vector<float> samples;
    for (qint64 i = first; i < first + count; ++i) {
        const auto sample = amplitude * float(std::sin(2 * std::numbers::pi * 100.0 * double(i) / Rate));
        samples.push_back(sample);
        samples.push_back(sample);
    }
    return samples;
}

std::shared_ptr<FrameStream> prepared(quint64 serial, qint64 first, std::size_t capacity, int rate = Rate)
{
    auto result = std::make_shared<FrameStream>(serial);
    if (!result->prepare(rate, first, capacity, Rate)) qFatal("no resampler");
    return result;
}

std::shared_ptr<FrameStream> stream(quint64 serial, qint64 first, const std::vector<float>& samples, bool ended = true)
{
    auto result = prepared(serial, first, samples.size() / ChannelCount + 1);
    result->write(samples);
    if (ended) result->setEnded();
    return result;
}

TimelineMark markAt(qint64 output, quint64 serial, double frame, TimelineMark::Motion motion)
{
    return {output, {.serial = serial, .frame = frame, .sampleRate = Rate, .pace = 1}, motion};
}

std::vector<float> pull(Mixer& mixer, std::size_t frames)
{
    std::vector<float> out(frames * ChannelCount, 99.0F);
    mixer.pull(out);
    return out;
}

/// The largest step of the left channel from one frame to the next.
float largestStep(const std::vector<float>& samples, float before = 0)
{
    float largest = 0;
    for (std::size_t i = 0; i < samples.size(); i += ChannelCount) {
        largest = std::max(largest, std::abs(samples[i] - before));
        before = samples[i];
    }
    return largest;
}

bool isSilent(std::span<const float> samples)
{
    return std::ranges::all_of(samples, [](float sample) { return sample == 0.0F; });
}

} // namespace

class TestMixer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ringKeepsOrderBetweenTwoThreads();
    void anAbandonedStreamLetsItsWriterGo();
    void writerDropsWhatIsBeforeThePlace();
    void writerIgnoresLeftoversOfTheLastPlace();
    void writerFillsALateBeginning();
    void writerFollowsTheDelayOfMp3();
    void passesSamplesBitForBit();
    void joinsTwoTracksWithoutAGap();
    void joinsATrackThatComesLate();
    void pauseAndResumeFadeAndLoseNothing();
    void seekFadesOutAndIn();
    void volumeChangesWithoutSteps();
    void runningDryIsCountedAndFaded();
    void timelineTellsWhatIsHeard();
    void clockRunsBetweenPulls();
    void theTapHasWhatIsHeard();
    void aStreamOfAnotherRateKeepsItsTimes();
    void speedChangesTheTimesAndNotTheRest();
    void theLimiterOnlyDelays();
    void marksFollowACrossfade();
};

void TestMixer::ringKeepsOrderBetweenTwoThreads()
{
    constexpr qint64 Frames = 400'000;
    const auto shared = prepared(1, 0, 1000);
    FrameStream& stream = *shared;
    std::thread writer([&stream] {
        std::mt19937 random(1);
        for (qint64 at = 0; at < Frames;) {
            const qint64 count = std::min<qint64>(1 + qint64(random() % 700), Frames - at);
            stream.write(numbered(at, count));
            at += count;
        }
        stream.setEnded();
    });
    std::vector<float> all;
    std::vector<float> part(2 * 333);
    for (;;) {
        const bool ended = stream.hasEnded();
        const std::size_t frames = stream.read(part);
        all.insert(all.end(), part.begin(), part.begin() + std::ptrdiff_t(frames * ChannelCount));
        if (frames == 0 && ended) break;
        if (frames == 0) std::this_thread::yield();
    }
    writer.join();
    QVERIFY(all == numbered(0, Frames));
}

void TestMixer::anAbandonedStreamLetsItsWriterGo()
{
    const auto shared = prepared(1, 0, 64);
    FrameStream& stream = *shared;
    bool written = true;
    std::thread writer([&] { written = stream.write(numbered(0, 1000)); });
    while (stream.readable() < 64)
        std::this_thread::yield();
    stream.abandon();
    writer.join();
    QVERIFY(!written);
    std::vector<float> rest(2 * 64);
    QCOMPARE(stream.read(rest), std::size_t(64));
}

void TestMixer::writerDropsWhatIsBeforeThePlace()
{
    const auto target = prepared(1, 1234, 8192);
    StreamWriter writer(target);
    writer.add(numbered(0, 1000), 0);
    writer.add(numbered(1000, 1000), 1001); // the time is rounded
    writer.add(numbered(2000, 1000), 1999);
    std::vector<float> got(2 * 3000);
    QCOMPARE(target->read(got), std::size_t(1766));
    got.resize(2 * 1766);
    QVERIFY(got == numbered(1234, 1766));
    QCOMPARE(writer.nextFrame(), 3000);
    QVERIFY(writer.sawBefore());
}

void TestMixer::writerIgnoresLeftoversOfTheLastPlace()
{
    for (const qint64 leftover : {0, 20'000, 90'000}) {
        const auto target = prepared(1, 40'000, 65536);
        StreamWriter writer(target);
        writer.add(numbered(leftover, 1000), leftover); // one buffer that was under way when the seek came
        writer.add(numbered(39'500, 1000), 39'500);
        writer.add(numbered(40'500, 1000), 40'500);
        writer.finish();
        std::vector<float> got(2 * 1500);
        QCOMPARE(target->read(got), std::size_t(1500));
        QVERIFY(got == numbered(40'000, 1500));
    }
}

void TestMixer::writerFillsALateBeginning()
{
    const auto target = prepared(1, 0, 8192);
    StreamWriter writer(target);
    writer.add(numbered(100, 500), 100);
    writer.add(numbered(600, 500), 600);
    writer.finish();
    std::vector<float> got(2 * 1100);
    QCOMPARE(target->read(got), std::size_t(1100));
    QVERIFY(isSilent(std::span(got).first(200)));
    QVERIFY(std::vector(got.begin() + 200, got.end()) == numbered(100, 1000));
}

void TestMixer::writerFollowsTheDelayOfMp3()
{
    // From the beginning: the first frame is cut short, and the decoder's clock stands at 0.
    const auto beginning = prepared(1, 0, 8192);
    const TrackTrim trim{.sampleRate = Rate, .begin = 1105, .beginIsCut = true};
    StreamWriter first(beginning, trim);
    first.add(numbered(0, 47), 0);
    first.add(numbered(47, 1152), 47);
    QCOMPARE(first.nextFrame(), 1199);
    // After a seek the clock counts what was cut.
    const auto later = prepared(2, 5000, 8192);
    StreamWriter second(later, trim);
    second.add(numbered(5760 - 1105, 1152), 5760);
    second.finish();
    std::vector<float> got(2 * 2000);
    const std::size_t frames = later->read(got);
    got.resize(frames * ChannelCount);
    QVERIFY(got == numbered(5000, 5760 - 1105 + 1152 - 5000));
}

void TestMixer::passesSamplesBitForBit()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setStream(stream(1, 0, numbered(0, 10'000)));
    std::vector<float> got;
    for (const std::size_t frames : {1U, 480U, 77U, 4096U, 5346U}) {
        const auto part = pull(mixer, frames);
        got.insert(got.end(), part.begin(), part.end());
    }
    QVERIFY(got == numbered(0, 10'000));
    QVERIFY(isSilent(pull(mixer, 100)));
    QCOMPARE(mixer.underruns(), quint64(0));
}

void TestMixer::joinsTwoTracksWithoutAGap()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setStream(stream(1, 0, numbered(0, 5000)));
    mixer.setNext(1, {stream(2, 0, numbered(100'000, 5000))});
    const auto got = pull(mixer, 10'000);
    auto expected = numbered(0, 5000);
    const auto second = numbered(100'000, 5000);
    expected.insert(expected.end(), second.begin(), second.end());
    QVERIFY(got == expected);

    std::vector<TimelineMark> marks;
    while (const auto mark = mixer.takeMark())
        marks.push_back(*mark);
    QCOMPARE(marks.size(), std::size_t(2));
    QCOMPARE(marks[1], markAt(5000, 2, 0, TimelineMark::Motion::Moving));

    // What was prepared for another track is not taken.
    mixer.setNext(1, {stream(3, 0, numbered(0, 10))});
    QVERIFY(isSilent(pull(mixer, 500)));
}

void TestMixer::joinsATrackThatComesLate()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setStream(stream(1, 0, numbered(0, 500)));
    pull(mixer, 1000);
    mixer.setNext(1, {stream(2, 0, numbered(7000, 5000))});
    QVERIFY(pull(mixer, 5000) == numbered(7000, 5000));
    QCOMPARE(mixer.underruns(), quint64(0));
}

void TestMixer::pauseAndResumeFadeAndLoseNothing()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setStream(stream(1, 0, sine(0, 30'000, 0.8F)));
    auto all = pull(mixer, 3137); // somewhere on the wave
    mixer.setPlaying(false);
    const auto fading = pull(mixer, 1000);
    QVERIFY(!isSilent(std::span(fading).first(RampFrames)));
    QVERIFY(isSilent(std::span(fading).subspan((RampFrames + 1) * ChannelCount)));
    mixer.setPlaying(true);
    const auto back = pull(mixer, 5000);
    for (const auto& part : {fading, back})
        all.insert(all.end(), part.begin(), part.end());
    // A full-scale cut would step by 0.8; the sine itself steps by 0.0105, the ramp adds at most 0.8/240.
    QVERIFY(largestStep(all) < 0.015F);
    // After the ramp in, the samples are those that follow, exactly.
    const auto expected = sine(3137 + RampFrames + RampFrames, 1000, 0.8F);
    const std::span got = std::span(back).subspan(RampFrames * ChannelCount, expected.size());
    QVERIFY(std::ranges::equal(got, expected));
}

void TestMixer::seekFadesOutAndIn()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setStream(stream(1, 0, sine(0, 30'000, 0.8F)));
    auto all = pull(mixer, 3120);
    mixer.setStream(stream(2, 90'060, sine(90'060, 30'000, 0.8F)));
    const auto after = pull(mixer, 4000);
    all.insert(all.end(), after.begin(), after.end());
    QVERIFY(largestStep(all) < 0.015F);
    const auto expected = sine(90'060 + RampFrames, 1000, 0.8F);
    QVERIFY(std::ranges::equal(std::span(after).subspan(2 * RampFrames * ChannelCount, expected.size()), expected));
    // And to silence.
    mixer.setStream(nullptr);
    const auto last = pull(mixer, 1000);
    QVERIFY(largestStep(last, after[after.size() - 2]) < 0.015F);
    QVERIFY(isSilent(std::span(last).last(1000)));
}

void TestMixer::volumeChangesWithoutSteps()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setStream(stream(1, 0, sine(0, 30'000, 0.8F)));
    auto all = pull(mixer, 3120);
    mixer.setGain(0.125F);
    const auto quieter = pull(mixer, 3000);
    mixer.setGain(1.0F);
    const auto louder = pull(mixer, 3000);
    for (const auto& part : {quieter, louder})
        all.insert(all.end(), part.begin(), part.end());
    QVERIFY(largestStep(all) < 0.015F);
    const auto expected = sine(3120, 3000, 0.8F);
    QCOMPARE(quieter[2 * 2000], 0.125F * expected[2 * 2000]);
    QCOMPARE(louder[2 * 2000], sine(6120, 3000, 0.8F)[2 * 2000]);
}

void TestMixer::runningDryIsCountedAndFaded()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    const auto slow = prepared(1, 0, 65536);
    slow->write(sine(0, 3100, 0.8F));
    mixer.setStream(slow);
    auto all = pull(mixer, 2048);
    const auto dry = pull(mixer, 2048);
    QCOMPARE(mixer.underruns(), quint64(1));
    QVERIFY(isSilent(pull(mixer, 2048)));
    QCOMPARE(mixer.underruns(), quint64(1)); // one hole, however long
    slow->write(sine(3100, 4000, 0.8F));
    const auto again = pull(mixer, 3000);
    for (const auto& part : {dry, again})
        all.insert(all.end(), part.begin(), part.end());
    QVERIFY(largestStep(all) < 0.015F);
    QVERIFY(!isSilent(again));
}

void TestMixer::timelineTellsWhatIsHeard()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    pull(mixer, 100);
    mixer.setStream(stream(5, 48'000, numbered(48'000, 1000)));
    pull(mixer, 600);
    mixer.setPlaying(false);
    pull(mixer, 600);
    mixer.setPlaying(true);
    pull(mixer, 1000);
    using Motion = TimelineMark::Motion;
    const std::vector<TimelineMark> expected = {
        markAt(100, 5, 48'000, Motion::Moving),
        markAt(700 + RampFrames, 5, 48'600 + RampFrames, Motion::Waiting),
        markAt(1300, 5, 48'600 + RampFrames, Motion::Moving),
        markAt(1300 + 400 - RampFrames, 5, 49'000, Motion::Ended),
    };
    std::vector<TimelineMark> marks;
    while (const auto mark = mixer.takeMark())
        marks.push_back(*mark);
    QCOMPARE(marks, expected);
}

void TestMixer::clockRunsBetweenPulls()
{
    Mixer mixer(Rate);
    mixer.setLatency(480);
    pull(mixer, 4800);
    const qint64 first = mixer.heardFrame();
    QVERIFY(first >= 4320);
    // It goes on by itself, and stops where nothing more was pulled.
    QTRY_COMPARE_WITH_TIMEOUT(mixer.heardFrame(), 4800, 2000);
}

void TestMixer::theTapHasWhatIsHeard()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setStream(stream(1, 0, numbered(0, 30'000)));
    pull(mixer, 5000);
    std::vector<float> heard(2 * 1000, 9.0F);
    mixer.tap().latest(heard);
    QVERIFY(isSilent(heard)); // it was off
    mixer.tap().setOn(true);
    pull(mixer, 20'000);
    QTRY_COMPARE(mixer.heardFrame(), 25'000);
    mixer.tap().latest(heard);
    QVERIFY(heard == numbered(24'000, 1000));
}

void TestMixer::aStreamOfAnotherRateKeepsItsTimes()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    const auto samples = sine(0, 44'100, 0.5F);
    const auto first = prepared(1, 0, 60'000, 44'100);
    first->write(samples);
    first->setEnded();
    const auto second = prepared(2, 0, 60'000, 44'100);
    second->write(samples);
    second->setEnded();
    mixer.setStream(first);
    mixer.setNext(1, {second});
    pull(mixer, 3 * Rate);
    std::vector<TimelineMark> marks;
    while (const auto mark = mixer.takeMark())
        marks.push_back(*mark);
    QCOMPARE(marks.size(), std::size_t(3));
    const double pace = 44'100.0 / Rate;
    QCOMPARE(marks[0], (TimelineMark{0, {1, 0, 44'100, pace}, TimelineMark::Motion::Moving}));
    QCOMPARE(marks[1], (TimelineMark{Rate, {2, 0, 44'100, pace}, TimelineMark::Motion::Moving}));
    QCOMPARE(marks[2].outputFrame, qint64(2 * Rate));
    QCOMPARE(marks[2].motion, TimelineMark::Motion::Ended);
    QCOMPARE(marks[2].place.frame, 44'100.0);
}

void TestMixer::speedChangesTheTimesAndNotTheRest()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setSettings({.curve = {}, .balance = 0, .limiter = false, .speed = 0.8});
    mixer.setStream(stream(1, 0, sine(0, 4 * Rate, 0.5F)));
    qint64 pulled = 0;
    std::optional<TimelineMark> last;
    for (; pulled < 6 * Rate; pulled += 480) {
        pull(mixer, 480);
        while (const auto mark = mixer.takeMark())
            last = mark;
        // Where the marks lead is where the sound is: 0.8 frames of the track a frame.
        if (last && last->motion == TimelineMark::Motion::Moving && pulled > Rate && pulled < 4 * Rate)
            QVERIFY(std::abs(last->frameAt(pulled) - 0.8 * double(pulled)) < 1500);
    }
    QVERIFY(last && last->motion == TimelineMark::Motion::Ended);
    QVERIFY(std::abs(double(last->outputFrame) - 5.0 * Rate) < 100);
    QCOMPARE(mixer.underruns(), quint64(0));

    // Back to its own speed, bit for bit.
    mixer.setSettings({});
    mixer.setStream(stream(2, 0, numbered(0, 5000)));
    const auto got = pull(mixer, 5000);
    QVERIFY(got == numbered(0, 5000));
}

void TestMixer::theLimiterOnlyDelays()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    mixer.setSettings({.curve = {}, .balance = 0, .limiter = true, .speed = 1});
    mixer.setStream(stream(1, 0, sine(0, 5000, 0.5F)));
    const auto got = pull(mixer, 8000);
    std::vector<TimelineMark> marks;
    while (const auto mark = mixer.takeMark())
        marks.push_back(*mark);
    QCOMPARE(marks.size(), std::size_t(2));
    const auto delay = std::size_t(marks[0].outputFrame);
    QVERIFY(delay > 0 && delay < 480);
    QCOMPARE(marks[1].outputFrame, qint64(delay + 5000));
    const auto expected = sine(0, 5000, 0.5F);
    QVERIFY(std::equal(expected.begin(), expected.end(), got.begin() + std::ptrdiff_t(delay * ChannelCount)));
    QVERIFY(isSilent(std::span(got).subspan((delay + 5000) * ChannelCount)));
    // Switched off while a sound plays: no click.
    mixer.setStream(stream(2, 0, sine(0, 30'000, 0.8F)));
    auto all = pull(mixer, 3137);
    mixer.setSettings({});
    const auto after = pull(mixer, 3000);
    all.insert(all.end(), after.begin(), after.end());
    QVERIFY(largestStep(all) < 0.015F);
}

void TestMixer::marksFollowACrossfade()
{
    Mixer mixer(Rate);
    mixer.setPlaying(true);
    const auto first = stream(1, 0, sine(0, 2 * Rate, 0.5F));
    first->setLengthMs(2000);
    const auto second = stream(2, 0, sine(0, 2 * Rate, 0.5F));
    second->setLengthMs(2000);
    mixer.setStream(first);
    mixer.setNext(1, {second, 0.5});
    pull(mixer, 5 * std::size_t(Rate) / 3);
    QCOMPARE(mixer.leavingSerial(), quint64(1));
    pull(mixer, 5 * std::size_t(Rate) / 3);
    QCOMPARE(mixer.leavingSerial(), quint64(0));
    pull(mixer, 5 * std::size_t(Rate) / 3);
    std::vector<qint64> places;
    while (const auto mark = mixer.takeMark())
        places.push_back(mark->outputFrame);
    QCOMPARE(places, (std::vector<qint64>{0, 3 * Rate / 2, 7 * Rate / 2}));
}

QTEST_GUILESS_MAIN(TestMixer)
#include "tst_mixer.moc"
