#include "audio_files.h"
#include "media/deck.h"
#include "stream_bed.h"

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 44'100;

/// The first frames of a stream, once they are there.
std::vector<float> firstFrames(Deck& deck, const std::shared_ptr<FrameStream>& stream, std::size_t frames)
{
    const bool isThere = comesTrue([&] {
        deck.topUp();
        return stream->readable() >= frames || stream->hasEnded();
    });
    std::vector<float> samples(isThere ? frames * ChannelCount : 0);
    samples.resize(stream->read(samples) * ChannelCount);
    return samples;
}

} // namespace

/// What a deck makes of a song that is still on its way.
class TestStreamDecoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlaceInAnMp3IsFoundWithoutWhatIsBefore();
    void vorbisEndsWhereItsLastPageSays();

private:
    media::test::Files m_files;
};

// The line holds after 500,000 bytes from wherever it was asked to begin: what is in the middle never comes.
void TestStreamDecoding::aPlaceInAnMp3IsFoundWithoutWhatIsBefore()
{
    QVERIFY(m_files.make(u"long.mp3"_s, media::test::music(Rate, 60), Rate, {u"-b:a"_s, u"320k"_s}));
    const QByteArray body = m_files.bytes(u"long.mp3"_s);
    FaultServer server([&](const Request&) { return Answer{.body = body, .holdAfter = 500'000}; });
    StreamBed bed;
    bed.streams().trust(server.url());
    Deck deck(0, &bed.streams());
    QVERIFY(!firstFrames(deck, deck.open(server.url(), 1), 4096).empty());
    const auto got = firstFrames(deck, deck.seek(2, 45'000), 4096);
    QVERIFY(!got.empty());

    Deck local(0);
    static_cast<void>(local.open(m_files.url(u"long.mp3"_s), 1));
    QVERIFY(got == firstFrames(local, local.seek(2, 45'000), 4096));
}

void TestStreamDecoding::vorbisEndsWhereItsLastPageSays()
{
    for (const double seconds : {0.2, 3.0}) {
        QVERIFY(m_files.make(u"song.ogg"_s, media::test::music(Rate, seconds), Rate, {u"-c:a"_s, u"libvorbis"_s}));
        const QByteArray body = m_files.bytes(u"song.ogg"_s);
        FaultServer server([&](const Request&) { return Answer{.body = body, .contentType = "audio/ogg"}; });
        StreamBed bed;
        bed.streams().trust(server.url());
        Deck deck(0, &bed.streams());
        const QSignalSpy ended(&deck, &Deck::ended);
        const auto stream = deck.open(server.url(u"/song.ogg"_s), 1);
        while (ended.isEmpty())
            QVERIFY(!firstFrames(deck, stream, Rate / 10).empty() || !ended.isEmpty());
        QCOMPARE(ended.at(0).at(1).toLongLong(), qint64(seconds * Rate));
    }
}

QTEST_GUILESS_MAIN(TestStreamDecoding)
#include "tst_stream_decoding.moc"
