#include "audio_files.h"
#include "media/deck.h"
#include "media/sound_reader.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;

/// All of a file.
struct Sound
{
    std::vector<float> samples;
    QList<int> channels; // one entry for each change
    QString problem;
};

} // namespace

class TestSoundReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void mixesEveryLayoutToStereo_data();
    void mixesEveryLayoutToStereo();
    void givesAllChannelsWhereAsked();
    void playsOnWhenTheChannelsChange();
    void readsOnlyWhatItIsGiven();
    void endsWhenItIsCancelled();
    void refusesWhatIsNoSound_data();
    void refusesWhatIsNoSound();
    void leavesOutWhatIsDamaged();

private:
    [[nodiscard]] static Sound read(QIODevice& device, const QString& name,
                                    SoundReader::Channels channels = SoundReader::Channels::Stereo)
    {
        Sound sound;
        const std::atomic<bool> isCancelled = false;
        const auto reader = openSound(device, name, channels, isCancelled);
        if (!reader) {
            sound.problem = reader.error();
            return sound;
        }
        while (const auto block = (*reader)->read()) {
            sound.samples.insert(sound.samples.end(), block->samples.begin(), block->samples.end());
            if (sound.channels.isEmpty() || sound.channels.last() != block->channels)
                sound.channels.append(block->channels);
        }
        return sound;
    }
    [[nodiscard]] Sound read(const QString& name, SoundReader::Channels channels = SoundReader::Channels::Stereo) const
    {
        QFile file(m_files.path(name));
        if (!file.open(QIODevice::ReadOnly)) return {.samples = {}, .channels = {}, .problem = u"not there"_s};
        return read(file, name, channels);
    }

    Files m_files;
    Pcm m_pcm = music(Rate, 1);
};

void TestSoundReader::initTestCase()
{
    QVERIFY(canReadSound());
}

// QtMultimedia 6.8 crashes with the layouts that it has no name for.
void TestSoundReader::mixesEveryLayoutToStereo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<float>("left");  // of the left source in the left result, and of the right one in the right
    QTest::addColumn<float>("other"); // of the one in the other
    QTest::addColumn<float>("tolerance");
    const auto pan = [](const char* to) { return QStringList{u"-af"_s, u"pan="_s + QLatin1StringView(to)}; };
    constexpr auto Half = 0.70710678F;
    QTest::newRow("stereo") << u"stereo.w64"_s << QStringList{} << 1.0F << 0.0F << 0.0F;
    QTest::newRow("5.1") << u"five.w64"_s << pan("5.1|FL=c0|FR=c1") << 1.0F << 0.0F << 0.0F;
    QTest::newRow("the surrounds of 7.1") << u"seven.w64"_s << pan("7.1|SL=c0|BR=c1") << Half << 0.0F << 1e-4F;
    QTest::newRow("sixteen of no name") << u"many.w64"_s << pan("16c|c0=c0|c15=c1") << 1.0F << 0.0F << 0.0F;
    const QStringList opus{u"-c:a"_s, u"libopus"_s, u"-b:a"_s, u"1024k"_s, u"-mapping_family"_s, u"2"_s};
    QTest::newRow("ambisonics") << u"ball.opus"_s << pan("ambisonic 1|c0=c0|c1=c0") + opus << 1.0F << 0.0F << 2.0F;
    QTest::newRow("ambisonics of nine channels")
        << u"ball9.opus"_s << pan("ambisonic 2|c0=c0|c1=c0") + opus << 1.0F << 0.0F << 2.0F;
}

void TestSoundReader::mixesEveryLayoutToStereo()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, options);
    QFETCH(const float, left);
    QFETCH(const float, other);
    QFETCH(const float, tolerance);
    QVERIFY(m_files.make(name, m_pcm, Rate, options));
    const Sound got = read(name);
    QCOMPARE(got.problem, QString());
    QCOMPARE(got.channels, QList<int>{2});
    QCOMPARE_GE(got.samples.size(), m_pcm.size());
    const auto source = floats(m_pcm);
    float largest = 0;
    for (std::size_t i = 0; i < source.size(); i += 2) {
        largest = std::max(largest, std::abs(got.samples[i] - left * source[i] - other * source[i + 1]));
        largest = std::max(largest, std::abs(got.samples[i + 1] - left * source[i + 1] - other * source[i]));
    }
    QCOMPARE_LE(largest, tolerance);

    // And a deck plays it to its end.
    Deck deck(Rate);
    QSignalSpy settled(&deck, &Deck::settled);
    const auto stream = deck.open(m_files.url(name), 1);
    QTRY_COMPARE(settled.size(), 1);
    QTRY_VERIFY(stream->hasEnded());
    QCOMPARE(qint64(stream->readable()), qint64(m_pcm.size() / ChannelCount));
}

void TestSoundReader::givesAllChannelsWhereAsked()
{
    QVERIFY(m_files.make(u"all.w64"_s, m_pcm, Rate, {u"-af"_s, u"pan=5.1|FL=c0|FR=c1"_s}));
    const Sound all = read(u"all.w64"_s, SoundReader::Channels::All);
    QCOMPARE(all.channels, QList<int>{6});
    QCOMPARE(all.samples.size(), m_pcm.size() * 3);
    const auto source = floats(m_pcm);
    QCOMPARE(all.samples[6 * 1000], source[2 * 1000]);
    QCOMPARE(all.samples[6 * 1000 + 1], source[2 * 1000 + 1]);
    QCOMPARE(all.samples[6 * 1000 + 2], 0.0F);
    QVERIFY(m_files.make(u"one.w64"_s, m_pcm, Rate, {u"-ac"_s, u"1"_s}));
    QCOMPARE(read(u"one.w64"_s, SoundReader::Channels::All).channels, QList<int>{1});
    QCOMPARE(read(u"one.w64"_s).channels, QList<int>{2});
}

void TestSoundReader::playsOnWhenTheChannelsChange()
{
    QVERIFY(m_files.make(u"first.mp2"_s, m_pcm, Rate, {u"-ac"_s, u"1"_s}));
    QVERIFY(m_files.make(u"second.mp2"_s, m_pcm, Rate));
    QByteArray both = m_files.bytes(u"first.mp2"_s) + m_files.bytes(u"second.mp2"_s);
    QBuffer buffer(&both);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    QCOMPARE(read(buffer, u"both.mp2"_s, SoundReader::Channels::All).channels, (QList<int>{1, 2}));
    QVERIFY(buffer.seek(0));
    const Sound stereo = read(buffer, u"both.mp2"_s);
    QCOMPARE(stereo.channels, QList<int>{2});
    QCOMPARE_GE(stereo.samples.size(), 2 * m_pcm.size());
}

// A list that leads to other files or to an address is not followed.
void TestSoundReader::readsOnlyWhatItIsGiven()
{
    QVERIFY(m_files.make(u"secret.wav"_s, m_pcm, Rate));
    const QByteArray path = m_files.path(u"secret.wav"_s).toUtf8();
    for (QByteArray list : {QByteArray("ffconcat version 1.0\nfile '" + path + "'\n"),
                            QByteArray("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + path + "\n#EXT-X-ENDLIST\n"),
                            QByteArray("<?xml version=\"1.0\"?><MPD/>")}) {
        QBuffer buffer(&list);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const Sound got = read(buffer, u"list.m3u8"_s);
        QVERIFY(!got.problem.isEmpty() || got.samples.empty());
    }
}

void TestSoundReader::endsWhenItIsCancelled()
{
    QVERIFY(m_files.make(u"cancelled.flac"_s, m_pcm, Rate));
    QFile file(m_files.path(u"cancelled.flac"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::atomic<bool> isCancelled = false;
    const auto reader = openSound(file, u"cancelled.flac"_s, SoundReader::Channels::Stereo, isCancelled);
    QVERIFY(reader);
    QVERIFY((*reader)->read());
    isCancelled = true;
    QVERIFY(!(*reader)->read());
    QVERIFY(file.seek(0));
    QVERIFY(!openSound(file, u"cancelled.flac"_s, SoundReader::Channels::Stereo, isCancelled));
}

void TestSoundReader::refusesWhatIsNoSound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("This is no music.");
    QTest::newRow("a page") << QByteArray("<!doctype html><title>404</title>").repeated(200);
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
}

void TestSoundReader::refusesWhatIsNoSound()
{
    QFETCH(QByteArray, bytes);
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const Sound got = read(buffer, u"x.mp3"_s);
    QVERIFY(got.samples.empty());
}

void TestSoundReader::leavesOutWhatIsDamaged()
{
    QVERIFY(m_files.make(u"whole.mp3"_s, m_pcm, Rate));
    QByteArray damaged = m_files.bytes(u"whole.mp3"_s);
    damaged.replace(damaged.size() / 2, 2000, QByteArray(2000, '\x55'));
    QBuffer buffer(&damaged);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const Sound got = read(buffer, u"damaged.mp3"_s);
    QCOMPARE_GT(got.samples.size(), m_pcm.size() * 7 / 10);
}

QTEST_GUILESS_MAIN(TestSoundReader)
#include "tst_sound_reader.moc"
