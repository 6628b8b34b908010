#include "media/stream_writer.h"
#include "streams.h"

#include <QTest>

#include <random>
#include <thread>

using namespace groundswell::media;
using namespace groundswell::media::test;

class TestFrameStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ringKeepsOrderBetweenTwoThreads();
    void anAbandonedStreamLetsItsWriterGo();
    void writerDropsWhatIsBeforeThePlace();
    void writerIgnoresLeftoversOfTheLastPlace();
    void writerFillsALateBeginning();
    void writerFollowsTheDelayOfMp3();
};

void TestFrameStream::ringKeepsOrderBetweenTwoThreads()
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

void TestFrameStream::anAbandonedStreamLetsItsWriterGo()
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

void TestFrameStream::writerDropsWhatIsBeforeThePlace()
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

void TestFrameStream::writerIgnoresLeftoversOfTheLastPlace()
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

void TestFrameStream::writerFillsALateBeginning()
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

void TestFrameStream::writerFollowsTheDelayOfMp3()
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

QTEST_GUILESS_MAIN(TestFrameStream)
#include "tst_frame_stream.moc"
