#include "media/deck.h"
#include "stream_bed.h"
#include "streaming/sound_check.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::streaming;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

/// A DASH manifest whose sound is at another address.
QByteArray manifestOf(const QUrl& elsewhere)
{
    return R"(<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011")"
           R"( type="static" mediaPresentationDuration="PT10S" minBufferTime="PT2S"><BaseURL>)" +
           elsewhere.toEncoded() +
           R"(</BaseURL><Period><AdaptationSet mimeType="audio/mp4"><Representation id="a" bandwidth="64000">)"
           R"(<BaseURL>inner.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>)";
}

/// An ID3v2 tag without a frame in it.
QByteArray tag(char size)
{
    return QByteArray("ID3\4\0\0\0\0\0", 9) + size + QByteArray(size, '\0');
}

/// Bytes that come from nowhere, past all checks.
class Unchecked final : public media::ByteSource
{
public:
    explicit Unchecked(const QByteArray& bytes)
    {
        m_buffer.setData(bytes);
        m_buffer.open(ReadOnly);
        open(ReadOnly | Unbuffered);
    }
    void abort() noexcept override {}
    void resume() noexcept override {}
    [[nodiscard]] std::optional<Error> error() const override { return {}; }
    [[nodiscard]] qint64 size() const override { return m_buffer.size(); }
    bool seek(qint64 place) override { return QIODevice::seek(place) && m_buffer.seek(place); }

protected:
    qint64 readData(char* data, qint64 most) override { return m_buffer.read(data, most); }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QBuffer m_buffer;
};

class UncheckedOpener final : public media::SourceOpener
{
public:
    explicit UncheckedOpener(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    [[nodiscard]] Result<std::unique_ptr<media::ByteSource>> open(const QUrl&) override
    {
        return std::make_unique<Unchecked>(m_bytes);
    }

private:
    QByteArray m_bytes;
};

} // namespace

/// What plays can name other addresses: FFmpeg would open them itself, past every check of ours.
class TestDecoderReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aListOfAddressesIsNoSound_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray dash = manifestOf(QUrl(u"http://192.168.1.1/"_s));
        const QByteArray sdp = "s=x\r\nc=IN IP4 192.168.1.1\r\nm=audio 5004 RTP/AVP 0\r\n";
        QTest::newRow("DASH") << dash;
        QTest::newRow("DASH in small letters") << dash.toLower();
        QTest::newRow("DASH further on") << "sound, really\n\n" + dash;
        QTest::newRow("DASH behind a mark") << "\xEF\xBB\xBF" + dash;
        QTest::newRow("DASH behind a tag") << tag(20) + dash;
        QTest::newRow("DASH behind two tags") << tag(20) + tag(7) + dash;
        QTest::newRow("DASH behind the word of an MPEG frame") << "\xFF\xFB" + dash;
        QTest::newRow("SDP") << sdp;
        QTest::newRow("SDP from its address on") << sdp.sliced(5);
        QTest::newRow("SDP behind a tag") << tag(3) + sdp;
        QTest::newRow("HLS behind a tag") << tag(0) + "#EXTM3U\n#EXT-X-TARGETDURATION:6\nhttp://192.168.1.1/\n";
        QTest::newRow("a list of FFmpeg's own") << QByteArray("ffconcat version 1.0\nfile http://192.168.1.1/\n");
        QTest::newRow("IMF") << QByteArray("<?xml version=\"1.0\"?><CompositionPlaylist></CompositionPlaylist>");
    }
    void aListOfAddressesIsNoSound()
    {
        QFETCH(const QByteArray, body);
        QVERIFY(!mayBeSound("audio/mpeg", body));
        const auto problem = whyNoSound("audio/mpeg", QUrl(u"https://music.example/song.mp3"_s), body);
        QVERIFY(problem);
        QVERIFY2(problem->message.startsWith(u"music.example"_s), qPrintable(problem->message));
    }

    void soundWithATagStaysSound()
    {
        QVERIFY(mayBeSound("audio/mpeg", tag(20) + "\xFF\xFB\x90\x64"));
        QVERIFY(mayBeSound("audio/mpeg", tag(100).first(16))); // the rest is still on its way
        QVERIFY(mayBeSound("audio/mpeg", "ID3"));
    }

    void aStreamThatIsAListLeadsNowhere()
    {
        FaultServer inner([](const Request&) { return Answer{.body = sound(10'000)}; });
        FaultServer server([&](const Request&) { return Answer{.body = manifestOf(inner.url(u"/"_s))}; });
        StreamBed bed;
        bed.streams().trust(server.url());
        media::Deck deck(44'100, &bed.streams());
        const QSignalSpy failed(&deck, &media::Deck::failed);
        static_cast<void>(deck.open(server.url(), 1));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(server.requests().size() >= 1);
        QCOMPARE(inner.requests().size(), 0);
        const auto problem = failed.first().at(1).value<Error>();
        QVERIFY2(problem.message.contains(u"list of other addresses"_s), qPrintable(problem.message));
    }

    /// FFmpeg knows DASH and would fetch what it names.
    void theDecoderOpensNoAddressItself()
    {
        FaultServer inner([](const Request&) { return Answer{.body = sound(10'000)}; });
        UncheckedOpener opener(manifestOf(inner.url(u"/"_s)));
        media::Deck deck(44'100, &opener);
        const QSignalSpy failed(&deck, &media::Deck::failed);
        static_cast<void>(deck.open(QUrl(u"https://music.example/song.mp3"_s), 1));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(inner.requests().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDecoderReach)
#include "tst_decoder_reach.moc"
