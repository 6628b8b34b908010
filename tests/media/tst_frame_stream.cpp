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
    void writerMissesAPlaceThatIsPast();
    void writerFillsALateBeginning();
    void writerCutsWhatIsNotOfTheTrack();
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
    writer.add(numbered(1000, 1000), 1000);
    writer.add(numbered(2000, 1000), 2000);
    std::vector<float> got(2 * 3000);
    QCOMPARE(target->read(got), std::size_t(1766));
    got.resize(2 * 1766);
    QVERIFY(got == numbered(1234, 1766));
    QCOMPARE(writer.nextFrame(), 3000);
    QVERIFY(writer.sawBefore());
}

void TestFrameStream::writerMissesAPlaceThatIsPast()
{
    const auto target = prepared(1, 40'000, 65536);
    StreamWriter writer(target);
    writer.add(numbered(40'500, 1000), 40'500);
    QVERIFY(!target->hasSound());
    QVERIFY(!writer.sawBefore());
    writer.add(numbered(39'500, 1000), 39'500); // another attempt
    writer.add(numbered(40'500, 1000), 40'500);
    std::vector<float> got(2 * 1500);
    QCOMPARE(target->read(got), std::size_t(1500));
    QVERIFY(got == numbered(40'000, 1500));
}

void TestFrameStream::writerFillsALateBeginning()
{
    const auto target = prepared(1, 0, 8192);
    StreamWriter writer(target);
    writer.add(numbered(100, 500), 100);
    writer.add(numbered(600, 500), 600);
    std::vector<float> got(2 * 1100);
    QCOMPARE(target->read(got), std::size_t(1100));
    QVERIFY(isSilent(std::span(got).first(200)));
    QVERIFY(std::vector(got.begin() + 200, got.end()) == numbered(100, 1000));
}

void TestFrameStream::writerCutsWhatIsNotOfTheTrack()
{
    const TrackTrim trim{.sampleRate = Rate, .begin = 1105, .length = 3000};
    const auto beginning = prepared(1, 0, 8192);
    StreamWriter first(beginning, trim);
    for (qint64 at = 0; at < 5000; at += 1000)
        first.add(numbered(at, 1000), at);
    QCOMPARE(first.nextFrame(), 3000);
    std::vector<float> got(2 * 4000);
    got.resize(beginning->read(got) * ChannelCount);
    QVERIFY(got == numbered(1105, 3000));
    // From another place on.
    const auto later = prepared(2, 2000, 8192);
    StreamWriter second(later, trim);
    second.add(numbered(3000, 1000), 3000);
    second.add(numbered(4000, 1000), 4000);
    got.resize(2 * 4000);
    got.resize(later->read(got) * ChannelCount);
    QVERIFY(got == numbered(3105, 1000));
}

QTEST_GUILESS_MAIN(TestFrameStream)
#include "tst_frame_stream.moc"
