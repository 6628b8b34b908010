#include "audio_files.h"
#include "media/deck.h"
#include "media/mixer.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;
constexpr double Seconds = 4.0;

/// A deck and a mixer, pulled as fast as the deck decodes.
class Chain
{
public:
    explicit Chain(int rate)
        : mixer(rate)
        , deck(rate)
    {
        mixer.setPlaying(true);
    }

    /// Everything of this stream up to its end, or at least `most` frames. The fading rest of the one before is left
    /// out.
    std::vector<float> pull(const std::shared_ptr<FrameStream>& stream, std::size_t most = SIZE_MAX)
    {
        mixer.setStream(stream);
        std::vector<float> all;
        std::vector<float> part(512 * ChannelCount);
        bool ended = false;
        while (!ended && all.size() / ChannelCount < most) {
            const bool ready = groundswell::test::comesTrue([&] {
                deck.topUp();
                return stream->canStart();
            });
            if (!ready) return {};
            mixer.pull(part);
            all.insert(all.end(), part.begin(), part.end());
            const qint64 pulledBefore =
                m_pulled + qint64(part.size() / ChannelCount) - qint64(all.size() / ChannelCount);
            m_pulled += qint64(part.size() / ChannelCount);
            while (const auto mark = mixer.takeMark()) {
                if (mark->place.serial != stream->serial()) continue;
                if (mark->motion == TimelineMark::Motion::Moving)
                    all.erase(all.begin(), all.begin() + (mark->outputFrame - pulledBefore) * ChannelCount);
                ended = mark->motion == TimelineMark::Motion::Ended;
            }
        }
        return all;
    }

    Mixer mixer;
    Deck deck;

private:
    qint64 m_pulled = 0;
};

/// The first frame where two sounds differ by more than `tolerance`, or -1.
qsizetype firstDifference(std::span<const float> a, std::span<const float> b, float tolerance)
{
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (std::abs(a[i] - b[i]) > tolerance) return qsizetype(i / ChannelCount);
    }
    return -1;
}

} // namespace

class TestDeck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decodesToTheLastBit_data();
    void decodesToTheLastBit();
    void keepsTheLengthOfLossyFiles_data();
    void keepsTheLengthOfLossyFiles();
    void seeksToTheFrame_data();
    void seeksToTheFrame();
    void seeksAfterTheEnd();
    void opensAtAPlace();
    void manySeeksEndAtTheLastOne();
    void restsWhenItIsFarEnoughAhead();
    void goesOnToTheNextTrack();
    void tellsWhyAFileCannotBePlayed_data();
    void tellsWhyAFileCannotBePlayed();
    void playsABrokenFileAsFarAsItGoes();
    void leavesAFileWithoutAnEnd();

private:
    Files m_files;
    Pcm m_pcm = music(Rate, Seconds);
};

void TestDeck::initTestCase()
{
    // PNS fills AAC's noise with random numbers, other ones at each decoding.
    const auto options = [](const QString& name) -> QStringList {
        if (name.endsWith(u".ogg"_s)) return {u"-c:a"_s, u"libvorbis"_s};
        return name.endsWith(u".m4a"_s) ? QStringList{u"-aac_pns"_s, u"0"_s} : QStringList{};
    };
    for (const QString& name : {u"a.wav"_s, u"b.flac"_s, u"c.mp3"_s, u"d.opus"_s, u"e.m4a"_s, u"f.ogg"_s})
        QVERIFY2(m_files.make(name, m_pcm, Rate, options(name)), qPrintable(u"FFmpeg did not make "_s + name));
    QVERIFY(m_files.make(u"vbr.mp3"_s, m_pcm, Rate, {u"-q:a"_s, u"3"_s}));
    QVERIFY(m_files.make(u"cd.flac"_s, music(44'100, Seconds), 44'100));
}

void TestDeck::decodesToTheLastBit_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rate");
    QTest::newRow("WAV") << u"a.wav"_s << Rate;
    QTest::newRow("FLAC") << u"b.flac"_s << Rate;
    QTest::newRow("FLAC 44.1 kHz") << u"cd.flac"_s << 44'100;
}

void TestDeck::decodesToTheLastBit()
{
    QFETCH(const QString, name);
    QFETCH(const int, rate);
    Chain chain(rate);
    QSignalSpy ended(&chain.deck, &Deck::ended);
    const auto expected = floats(rate == Rate ? m_pcm : music(rate, Seconds));
    auto got = chain.pull(chain.deck.open(m_files.url(name), 1));
    QVERIFY(got.size() >= expected.size());
    QVERIFY(std::all_of(got.begin() + std::ptrdiff_t(expected.size()), got.end(),
                        [](float sample) { return sample == 0.0F; }));
    got.resize(expected.size());
    QVERIFY(got == expected);
    QCOMPARE(chain.mixer.underruns(), quint64(0));
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(1).toLongLong(), qint64(expected.size() / ChannelCount));
}

void TestDeck::keepsTheLengthOfLossyFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("MP3") << u"c.mp3"_s;
    QTest::newRow("MP3 variable") << u"vbr.mp3"_s;
    QTest::newRow("Opus") << u"d.opus"_s;
    QTest::newRow("Vorbis") << u"f.ogg"_s;
    QTest::newRow("AAC") << u"e.m4a"_s;
}

void TestDeck::keepsTheLengthOfLossyFiles()
{
    QFETCH(const QString, name);
    Chain chain(Rate);
    QSignalSpy ended(&chain.deck, &Deck::ended);
    const auto got = chain.pull(chain.deck.open(m_files.url(name), 1));
    const auto frames = qint64(m_pcm.size() / ChannelCount);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(1).toLongLong(), frames);
    const auto reference = m_files.decoded(name, Rate);
    QCOMPARE_GE(reference.size(), m_pcm.size());
    QCOMPARE(firstDifference(got, std::span(reference).first(m_pcm.size()), 1e-6F), -1);
}

void TestDeck::seeksToTheFrame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<float>("tolerance");
    QTest::newRow("WAV") << u"a.wav"_s << 0.0F;
    QTest::newRow("FLAC") << u"b.flac"_s << 0.0F;
    // These keep a state over frames; it is the same to the ear, not to the bit, after the pre-roll.
    QTest::newRow("MP3") << u"c.mp3"_s << 1e-4F;
    QTest::newRow("MP3 variable") << u"vbr.mp3"_s << 1e-4F;
    QTest::newRow("Opus") << u"d.opus"_s << 2e-2F;
    QTest::newRow("Vorbis") << u"f.ogg"_s << 1e-4F;
    QTest::newRow("AAC") << u"e.m4a"_s << 1e-3F;
}

void TestDeck::seeksToTheFrame()
{
    QFETCH(const QString, name);
    QFETCH(const float, tolerance);
    Chain chain(Rate);
    const auto whole = chain.pull(chain.deck.open(m_files.url(name), 1));
    QVERIFY(!whole.empty());
    quint64 serial = 1;
    for (const qint64 ms : {2083, 1, 100, 3125, 1620, 3979}) {
        const qint64 frame = ms * Rate / 1000;
        const auto got = chain.pull(chain.deck.seek(++serial, ms), 900);
        QVERIFY2(!got.empty(), qPrintable(u"no sound after a seek to %1"_s.arg(frame)));
        // The first 5 ms are the ramp.
        const auto after = std::span(got).subspan(240 * ChannelCount);
        const auto expected = std::span(whole).subspan(std::size_t(frame + 240) * ChannelCount);
        const qsizetype difference =
            firstDifference(after.first(std::min(after.size(), std::size_t(500 * ChannelCount))), expected, tolerance);
        QVERIFY2(difference == -1, qPrintable(u"seek to %1 differs at +%2"_s.arg(frame).arg(difference)));
    }
}

void TestDeck::seeksAfterTheEnd()
{
    Chain chain(Rate);
    QSignalSpy ended(&chain.deck, &Deck::ended);
    chain.pull(chain.deck.open(m_files.url(u"b.flac"_s), 1));
    const qint64 frames = qint64(m_pcm.size() / ChannelCount);
    // Beyond the end there is nothing, and that is an end too.
    chain.pull(chain.deck.seek(2, 4020));
    const auto got = chain.pull(chain.deck.seek(3, 3980)); // 960 frames before the end
    QCOMPARE(ended.size(), 3);
    QCOMPARE(ended.at(2).at(1).toLongLong(), frames);
    const auto expected = floats(m_pcm);
    QVERIFY(std::equal(got.begin() + 240 * ChannelCount, got.begin() + 960 * ChannelCount,
                       expected.end() - 720 * ChannelCount));
}

void TestDeck::opensAtAPlace()
{
    Chain chain(Rate);
    const auto got = chain.pull(chain.deck.open(m_files.url(u"b.flac"_s), 1, 1250), 2000);
    const auto expected = floats(m_pcm);
    QCOMPARE(firstDifference(std::span(got).subspan(480, 2000), std::span(expected).subspan(120'480), 0), -1);
}

void TestDeck::manySeeksEndAtTheLastOne()
{
    Chain chain(Rate);
    auto stream = chain.deck.open(m_files.url(u"b.flac"_s), 1);
    const auto expected = floats(m_pcm);
    quint32 place = 1;
    for (quint64 serial = 2; serial < 60; ++serial) {
        place = place * 1664525U + 1013904223U;
        const qint64 ms = place % 3750;
        const qint64 frame = ms * Rate / 1000;
        stream = chain.deck.seek(serial, ms);
        if (serial % 3 != 0) continue; // overtaken at once
        const auto got = chain.pull(stream, 1000);
        QVERIFY(!got.empty());
        const auto exact = std::span(expected).subspan(std::size_t(frame + 240) * ChannelCount, 500 * ChannelCount);
        QVERIFY2(firstDifference(std::span(got).subspan(240 * ChannelCount), exact, 0) == -1,
                 qPrintable(u"seek %1 to %2"_s.arg(serial).arg(frame)));
    }
}

void TestDeck::restsWhenItIsFarEnoughAhead()
{
    QVERIFY(m_files.make(u"long.flac"_s, music(Rate, 20), Rate));
    Chain chain(Rate);
    const auto stream = chain.deck.open(m_files.url(u"long.flac"_s), 1);
    QTRY_VERIFY(stream->readable() > 2 * Rate);
    // Nobody reads: it comes to rest before the ring is full, and stays there.
    QVERIFY(!QTest::qWaitFor([&] { return stream->readable() > std::size_t(2.8 * Rate) || stream->hasEnded(); }, 300));
    const auto got = chain.pull(stream);
    QVERIFY(got.size() >= 20U * Rate * ChannelCount);
    QCOMPARE(chain.mixer.underruns(), quint64(0));
    const auto expected = floats(music(Rate, 20));
    QVERIFY(std::equal(expected.begin(), expected.end(), got.begin()));
}

void TestDeck::goesOnToTheNextTrack()
{
    const Pcm second = music(Rate, 1.0, 9);
    QVERIFY(m_files.make(u"second.flac"_s, second, Rate));
    Chain chain(Rate);
    QSignalSpy ended(&chain.deck, &Deck::ended);
    const auto first = chain.deck.open(m_files.url(u"a.wav"_s), 1);
    std::vector<float> got = chain.pull(first, 3 * Rate); // the rest is in the stream
    QTRY_COMPARE(ended.size(), 1);
    const auto next = chain.deck.open(m_files.url(u"second.flac"_s), 2);
    chain.mixer.setNext(1, {next});
    QTRY_VERIFY(next->hasEnded());
    std::vector<float> rest(std::size_t(3 * Rate) * ChannelCount);
    chain.mixer.pull(rest);
    got.insert(got.end(), rest.begin(), rest.end());
    auto expected = floats(m_pcm);
    const auto more = floats(second);
    expected.insert(expected.end(), more.begin(), more.end());
    QVERIFY(got.size() > expected.size());
    QVERIFY(std::equal(expected.begin(), expected.end(), got.begin()));
}

void TestDeck::tellsWhyAFileCannotBePlayed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("missing") << u"missing.flac"_s << ErrorCode::NotFound;
    QTest::newRow("text") << u"text.mp3"_s << ErrorCode::Unsupported;
    QTest::newRow("noise") << u"noise.flac"_s << ErrorCode::Unsupported;
    QTest::newRow("empty") << u"empty.ogg"_s << ErrorCode::Unsupported;
}

void TestDeck::tellsWhyAFileCannotBePlayed()
{
    QFETCH(const QString, name);
    QFETCH(const ErrorCode, code);
    if (code != ErrorCode::NotFound) {
        QFile file(m_files.path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray bytes;
        quint32 random = 1;
        for (int i = 0; name.startsWith(u"noise"_s) && i < 50'000; ++i)
            bytes.append(char((random = random * 1664525U + 1013904223U) >> 24));
        file.write(name.startsWith(u"text"_s) ? QByteArray("This is no music.") : bytes);
    }
    Chain chain(Rate);
    QSignalSpy failed(&chain.deck, &Deck::failed);
    const auto stream = chain.deck.open(m_files.url(name), 5);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).toULongLong(), quint64(5));
    const auto error = failed.at(0).at(1).value<Error>();
    QCOMPARE(error.code, code);
    QVERIFY(error.message.contains(name));
    QVERIFY(stream->hasEnded());
    // The deck is none the worse for it.
    QVERIFY(!chain.pull(chain.deck.open(m_files.url(u"b.flac"_s), 6), 4800).empty());
}

void TestDeck::playsABrokenFileAsFarAsItGoes()
{
    QVERIFY(QFile::copy(m_files.path(u"b.flac"_s), m_files.path(u"cut.flac"_s)));
    QFile file(m_files.path(u"cut.flac"_s));
    QVERIFY(file.resize(file.size() / 2));
    Chain chain(Rate);
    QSignalSpy ended(&chain.deck, &Deck::ended);
    const auto got = chain.pull(chain.deck.open(m_files.url(u"cut.flac"_s), 1));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE_GT(ended.at(0).at(1).toLongLong(), qint64(Rate));
    const auto expected = floats(m_pcm);
    QVERIFY(std::equal(expected.begin(), expected.begin() + Rate * ChannelCount, got.begin()));
}

// A stranger's trap: in FLAC zeros are blocks of no length, none of them the last, and here are 25 thousand million,
// which nobody would wait for.
void TestDeck::leavesAFileWithoutAnEnd()
{
    QFile file(m_files.path(u"endless.flac"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("fLaC" + QByteArray::fromHex("00000022") + QByteArray(34, '\0'));
    QVERIFY(file.resize(100'000'000'000)); // takes up no space
    file.close();
    Chain chain(Rate);
    static_cast<void>(chain.deck.open(m_files.url(u"endless.flac"_s), 1));
    QVERIFY(!chain.pull(chain.deck.open(m_files.url(u"b.flac"_s), 2), 4800).empty());
}

QTEST_GUILESS_MAIN(TestDeck)
#include "tst_deck.moc"
