#include "streams.h"

#include <QTest>

#include <cmath>

using namespace groundswell::media;
using namespace groundswell::media::test;

class TestMixer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
    slow->write(sine(0, 9000, 0.8F));
    mixer.setStream(slow);
    auto all = pull(mixer, 7948);
    const auto dry = pull(mixer, 2048);
    QCOMPARE(mixer.underruns(), quint64(1));
    QVERIFY(isSilent(pull(mixer, 2048)));
    QCOMPARE(mixer.underruns(), quint64(1)); // one hole, however long
    slow->write(sine(9000, 9000, 0.8F));
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
    QTRY_COMPARE(mixer.heardFrame(), 4800);
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
