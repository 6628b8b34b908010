#include "stream_bed.h"

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::streaming;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray block(QByteArray text)
{
    const auto length = (text.size() + 15) / 16;
    text.resize(length * 16, '\0');
    return char(length) + text;
}

/// 32 KiB of sound with a title behind every 16.
QByteArray broadcast(const QByteArray& sound)
{
    return sound.first(16384) + block("StreamTitle='Nao - Night rain';") + sound.sliced(16384) +
           block("StreamTitle='Liv - Low tide';");
}

Answer onAir(const QByteArray& sound)
{
    return {.body = broadcast(sound),
            .etag = {},
            .headers = {{"icy-name", "Radio Bay"}, {"icy-metaint", "16384"}, {"icy-br", "128"}},
            .ranges = false,
            .length = false};
}

QByteArray listen(media::ByteSource& source, qint64 bytes)
{
    QByteArray heard;
    while (heard.size() < bytes) {
        const auto part = source.read(bytes - heard.size());
        if (part.isEmpty()) break;
        heard += part;
    }
    return heard;
}

} // namespace

/// Stations: sound without texts, titles as they change, playlists, and connecting again.
class TestRadioStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainSoundAndTitles()
    {
        const QByteArray body = sound(32768);
        FaultServer server([&](const Request&) { return onAir(body); });
        StreamBed bed;
        QSignalSpy changes(&bed.streams(), &Streams::stationChanged);
        const QUrl station = Streams::radioUrl(server.url(u"/live"_s));
        bed.streams().trust(server.url());
        const auto source = bed.streams().open(station).value();
        QVERIFY(source->isSequential());
        QCOMPARE(listen(*source, 32768), body);
        QCOMPARE(server.requests().first().headers.value("icy-metadata"), "1");
        QVERIFY(!server.requests().first().headers.contains("range"));
        QTRY_VERIFY(changes.size() >= 3);
        QCOMPARE(changes.at(0).at(0).toUrl(), station);
        QCOMPARE(changes.at(0).at(1).value<StationInfo>().name, u"Radio Bay"_s);
        QCOMPARE(changes.at(1).at(1).value<StationInfo>().title, u"Nao - Night rain"_s);
        QCOMPARE(changes.at(2).at(1).value<StationInfo>().title, u"Liv - Low tide"_s);
    }

    void anOldShoutcastServerIsHeard()
    {
        const QByteArray body = sound(32768);
        FaultServer server([&](const Request&) {
            return Answer{.body = "ICY 200 OK\r\nicy-notice1:<BR>\r\nicy-name:Radio Bay\r\nicy-metaint:16384\r\n"
                                  "content-type:audio/mpeg\r\n\r\n" +
                                  broadcast(body),
                          .raw = true};
        });
        StreamBed bed;
        QSignalSpy changes(&bed.streams(), &Streams::stationChanged);
        const auto source = open(bed, server.url(u"/;stream"_s));
        QCOMPARE(listen(*source, 2 * 32768), body.repeated(2)); // and it connects again
        QTRY_VERIFY(changes.size() >= 3);
        QCOMPARE(changes.at(0).at(1).value<StationInfo>().name, u"Radio Bay"_s);
        QCOMPARE(changes.at(1).at(1).value<StationInfo>().title, u"Nao - Night rain"_s);
        QCOMPARE(server.requests().last().path, "/;stream");
        QCOMPARE(server.requests().last().headers.value("icy-metadata"), "1");
    }

    void whatIsNoServerAtAllIsTold()
    {
        FaultServer server([](const Request&) { return Answer{.body = "SSH-2.0-OpenSSH_9.2\r\n\r\n", .raw = true}; });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/"_s));
        QCOMPARE(listen(*source, 1), QByteArray());
        QVERIFY(source->error());
    }

    void hlsIsNamed()
    {
        FaultServer server([&](const Request&) {
            return Answer{.body = "#EXTM3U\n#EXT-X-TARGETDURATION:6\na.ts\n",
                          .contentType = "application/vnd.apple.mpegurl",
                          .ranges = false};
        });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/list.m3u8"_s));
        QCOMPARE(listen(*source, 1), QByteArray());
        QVERIFY2(source->error().value().message.contains(u"HLS"_s), qPrintable(source->error()->message));
    }

    void itConnectsAgain()
    {
        const QByteArray body = sound(32768);
        FaultServer server([&](const Request&) { return onAir(body); }); // ends after each 32 KiB
        StreamBed bed;
        const auto source = open(bed, server.url(u"/live"_s));
        QCOMPARE(listen(*source, 5 * 32768), body.repeated(5));
        QVERIFY(server.requests().size() >= 5);
    }

    void itGivesUpWhenTheStationIsGone()
    {
        const QByteArray body = sound(32768);
        std::atomic_bool gone = false;
        FaultServer server([&](const Request&) { return gone.exchange(true) ? Answer{.status = 404} : onAir(body); });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/live"_s));
        QCOMPARE(listen(*source, 40'000), body);
        QCOMPARE(source->error().value().code, ErrorCode::NotFound);
    }

    void playlistsLeadToTheStream_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("m3u") << QByteArray("audio/x-mpegurl") << QByteArray("#EXTM3U\nlive\n");
        QTest::newRow("pls") << QByteArray("text/plain") << QByteArray("[playlist]\nFile1=/dead\nFile2=/live\n");
    }
    void playlistsLeadToTheStream()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, file);
        const QByteArray body = sound(32768);
        FaultServer server([&](const Request& request) {
            if (request.path == "/list") return Answer{.body = file, .contentType = type, .ranges = false};
            return request.path == "/dead" ? Answer{.status = 404} : onAir(body);
        });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/list"_s));
        QCOMPARE(listen(*source, 32768), body);
    }

    void playlistsThatLeadNowhere_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("to itself") << QByteArray("#EXTM3U\nlist\n");
        QTest::newRow("empty") << QByteArray("#EXTM3U\n# nothing here\n");
        QTest::newRow("too long") << "#EXTM3U\n" + QByteArray("# filling\n").repeated(20'000);
    }
    void playlistsThatLeadNowhere()
    {
        QFETCH(const QByteArray, file);
        FaultServer server(
            [&](const Request&) { return Answer{.body = file, .contentType = "audio/x-mpegurl", .ranges = false}; });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/list"_s));
        QCOMPARE(listen(*source, 1), QByteArray());
        QVERIFY2(source->error().value().message.contains(u"playlist"_s), qPrintable(source->error()->message));
    }

    void aStrangersPlaylistMustNotLeadHome()
    {
        FaultServer home([](const Request&) { return onAir(sound(32768)); });
        FaultServer server([&](const Request&) {
            return Answer{.body = home.url(u"/"_s, u"localhost"_s).toEncoded() + "\n",
                          .contentType = "audio/x-mpegurl",
                          .ranges = false};
        });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/list"_s));
        QCOMPARE(listen(*source, 1), QByteArray());
        QCOMPARE(source->error().value().code, ErrorCode::Forbidden);
        QCOMPARE(home.requests().size(), 0);
    }

    void aPageIsNoStation()
    {
        FaultServer server([](const Request&) {
            return Answer{.body = "<html>Listen live, here!</html>", .contentType = "text/html", .ranges = false};
        });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/"_s));
        QCOMPARE(listen(*source, 1), QByteArray());
        QCOMPARE(source->error().value().code, ErrorCode::Unsupported);
    }

    void whoDoesNotListenSlowsTheStationDown()
    {
        const QByteArray body = sound(12 << 20);
        FaultServer server(
            [&](const Request&) { return Answer{.body = body, .etag = {}, .ranges = false, .length = false}; });
        StreamBed bed;
        const auto source = open(bed, server.url(u"/live"_s));
        QCOMPARE(listen(*source, 1000), body.first(1000));
        QCOMPARE(listen(*source, body.size() - 1000), body.sliced(1000)); // and it goes on when there is space again
    }

private:
    static std::unique_ptr<media::ByteSource> open(StreamBed& bed, const QUrl& url)
    {
        bed.streams().trust(url);
        return bed.streams().open(Streams::radioUrl(url)).value();
    }
};

QTEST_GUILESS_MAIN(TestRadioStream)
#include "tst_radio_stream.moc"
