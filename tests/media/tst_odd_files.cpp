// Files that are not what they say, or say what no other file does.
#include "audio_files.h"
#include "media/deck.h"
#include "media/sound_reader.h"
#include "support/own_memory.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

// An attached picture as ID3v2.3 has it (section 4.15).
QByteArray pictureFrame(const QByteArray& picture, int type)
{
    const QByteArray body = QByteArray("\0image/gif\0", 11) + char(type) + '\0' + picture;
    return "APIC" + bigEndian(quint32(body.size())) + QByteArray(2, '\0') + body;
}

// A GIF of one pixel on a "logical screen" of 16,000 times 16,000 (GIF89a specification, section 18).
QByteArray hugeGif()
{
    return QByteArray::fromHex("474946383961803e803e800000000000ffffff2c00000000010001000002024401003b");
}

QByteArray id3Tag(const QByteArray& frames)
{
    QByteArray tag("ID3\3\0\0", 6);
    for (int shift = 21; shift >= 0; shift -= 7)
        tag += char((frames.size() >> shift) & 0x7f);
    return tag + frames;
}

} // namespace

class TestOddFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesPicturesAlone();
    void playsOnWhenTheRateChanges();
    void playsAllOfJoinedFiles();
    void seeksWhereTheClockBeginsLate();
    void refusesARateThatNoSoundHas_data();
    void refusesARateThatNoSoundHas();

private:
    /// All that a deck gives of a file from a place on, at the stream's rate; nothing when it fails.
    [[nodiscard]] std::vector<float> play(const QString& name, qint64 fromMs = 0) const
    {
        Deck deck(Rate);
        QSignalSpy ended(&deck, &Deck::ended);
        QSignalSpy failed(&deck, &Deck::failed);
        const auto stream = deck.open(m_files.url(name), 1, fromMs);
        std::vector<float> all;
        std::vector<float> part(std::size_t(2 * Rate));
        const bool isOver = groundswell::test::comesTrue([&] {
            deck.topUp();
            while (const std::size_t frames = std::min<std::size_t>(stream->readable(), part.size() / ChannelCount)) {
                const auto got = stream->read(std::span(part).first(frames * ChannelCount));
                all.insert(all.end(), part.begin(), part.begin() + qsizetype(got * ChannelCount));
            }
            return !failed.isEmpty() || (stream->hasEnded() && stream->readable() == 0);
        });
        return isOver && failed.isEmpty() ? all : std::vector<float>{};
    }

    Files m_files;
};

// FFmpeg decodes every picture of a file to learn its format, which here would take ten thousand million bytes.
void TestOddFiles::leavesPicturesAlone()
{
    QVERIFY(m_files.make(u"plain.mp3"_s, music(Rate, 1), Rate));
    QByteArray frames;
    for (int type = 1; type <= 10; ++type)
        frames += pictureFrame(hugeGif(), type);
    m_files.write(u"bomb.mp3"_s, id3Tag(frames) + m_files.bytes(u"plain.mp3"_s));
    // A moving picture of 64 megapixels, in a container that does not say at its beginning what is in it.
    const QStringList pictures{u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=size=8000x8000:rate=25:duration=0.04"_s};
    QVERIFY(m_files.make(u"film.flv"_s, music(44'100, 1), 44'100,
                         pictures + QStringList{u"-c:v"_s, u"flv"_s, u"-c:a"_s, u"mp3"_s}));
    QCOMPARE(play(u"plain.mp3"_s).size(), std::size_t(Rate * ChannelCount));
    const qint64 before = groundswell::test::peakMemory();
    if (before == 0) QSKIP("this system does not tell how much memory a program took");
    QCOMPARE(play(u"bomb.mp3"_s).size(), std::size_t(Rate * ChannelCount));
    QCOMPARE_GE(play(u"film.flv"_s).size(), std::size_t(44'100 * ChannelCount));
    QCOMPARE_LT(groundswell::test::peakMemory() - before, 64 << 20);
}

// A station whose next programme has another rate, or a file of two.
void TestOddFiles::playsOnWhenTheRateChanges()
{
    QVERIFY(m_files.make(u"slow.mp2"_s, music(44'100, 2), 44'100));
    QVERIFY(m_files.make(u"fast.mp2"_s, music(48'000, 2, 7), 48'000));
    m_files.write(u"both.mp2"_s, m_files.bytes(u"slow.mp2"_s) + m_files.bytes(u"fast.mp2"_s));
    const auto slow = play(u"slow.mp2"_s);
    const auto fast = play(u"fast.mp2"_s);
    const auto both = play(u"both.mp2"_s);
    QCOMPARE_GE(slow.size(), std::size_t(2 * 44'100 * ChannelCount));
    // All of the second at the first one's rate, to the frame. FFmpeg tells the new rate one block late.
    constexpr std::size_t Block = 1152; // ISO/IEC 11172-3, layer II
    const double resampled = double(fast.size() / ChannelCount - Block) * 44'100 / 48'000;
    QCOMPARE((both.size() - slow.size()) / ChannelCount, Block + std::size_t(std::lround(resampled)));
    // It is that sound: as loud as the first.
    double power = 0;
    for (std::size_t i = slow.size(); i < both.size(); ++i)
        power += double(both[i]) * double(both[i]);
    QCOMPARE_GT(power / double(both.size() - slow.size()), 0.02);
}

// The tag in the first packet counts its own file only.
void TestOddFiles::playsAllOfJoinedFiles()
{
    QVERIFY(m_files.make(u"one.mp3"_s, music(Rate, 2), Rate));
    QVERIFY(m_files.make(u"two.mp3"_s, music(Rate, 3, 7), Rate));
    m_files.write(u"joined.mp3"_s, m_files.bytes(u"one.mp3"_s) + m_files.bytes(u"two.mp3"_s));
    m_files.write(u"plainly joined.mp3"_s,
                  m_files.bytes(u"one.mp3"_s) + m_files.bytes(u"two.mp3"_s).sliced(44)); // without the second ID3 tag
    m_files.write(u"tagged.mp3"_s, m_files.bytes(u"one.mp3"_s) + "TAG" + QByteArray(125, ' '));
    QCOMPARE(play(u"one.mp3"_s).size(), std::size_t(2 * Rate * ChannelCount));
    QCOMPARE(play(u"tagged.mp3"_s).size(), std::size_t(2 * Rate * ChannelCount));
    QCOMPARE_GE(play(u"joined.mp3"_s).size(), std::size_t(5 * Rate * ChannelCount));
    QCOMPARE_GE(play(u"plainly joined.mp3"_s).size(), std::size_t(5 * Rate * ChannelCount));
}

void TestOddFiles::seeksWhereTheClockBeginsLate()
{
    const Pcm pcm = music(Rate, 6);
    QVERIFY(m_files.make(u"late.mka"_s, pcm, Rate, {u"-c:a"_s, u"flac"_s, u"-output_ts_offset"_s, u"5"_s}));
    const auto all = play(u"late.mka"_s);
    const auto expected = floats(pcm);
    QCOMPARE(all.size(), expected.size());
    QVERIFY(std::ranges::equal(all, expected));
    const auto rest = play(u"late.mka"_s, 3000);
    QCOMPARE(rest.size(), expected.size() / 2);
    QVERIFY(std::ranges::equal(rest, std::span(expected).subspan(expected.size() / 2)));
}

void TestOddFiles::refusesARateThatNoSoundHas_data()
{
    QTest::addColumn<quint32>("rate");
    QTest::newRow("1 Hz") << 1U;
    QTest::newRow("two thousand million Hz, a prime") << 1'999'999'973U;
}

void TestOddFiles::refusesARateThatNoSoundHas()
{
    QFETCH(const quint32, rate);
    QVERIFY(m_files.make(u"claims.wav"_s, music(Rate, 0.1), Rate));
    QByteArray wav = m_files.bytes(u"claims.wav"_s);
    qToLittleEndian(rate, wav.data() + 24);
    m_files.write(u"claims.wav"_s, wav);
    QVERIFY(play(u"claims.wav"_s).empty());
}

QTEST_GUILESS_MAIN(TestOddFiles)
#include "tst_odd_files.moc"
