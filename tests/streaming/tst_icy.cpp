#include "streaming/icy.h"
#include "streaming/playlist_file.h"
#include "streaming/sound_check.h"

#include <rapidcheck.h>

#include <QTest>

using namespace groundswell::streaming;
using namespace Qt::StringLiterals;

namespace {

QByteArray block(QByteArray text)
{
    const auto length = (text.size() + 15) / 16;
    text.resize(length * 16, '\0');
    return char(length) + text;
}

} // namespace

/// Stations' bytes and texts, and the files that lead to them.
class TestIcy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundAndTextsAreTakenApartHoweverTheyAreCut()
    {
        QVERIFY(rc::check("any cut gives the same", [] {
            const int interval = *rc::gen::inRange(1, 40);
            const auto texts = *rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>());
            QByteArray sound, stream;
            QByteArrayList expected;
            for (const auto& text : texts) {
                QByteArray piece(interval, Qt::Uninitialized);
                for (auto& byte : piece)
                    byte = *rc::gen::arbitrary<char>();
                sound += piece;
                const QByteArray words = QByteArray::fromStdString(text).left(4000);
                stream += piece + block(words);
                if (!words.isEmpty()) expected += block(words).sliced(1);
            }
            IcySplitter splitter(interval);
            QByteArray heard;
            QByteArrayList told;
            while (!stream.isEmpty()) {
                const auto cut = *rc::gen::inRange<qsizetype>(1, stream.size() + 1);
                heard += splitter.feed(stream.first(cut), [&](QByteArrayView text) { told += text.toByteArray(); });
                stream = stream.sliced(cut);
            }
            RC_ASSERT(heard == sound);
            RC_ASSERT(told == expected);
        }));
    }

    void withoutAnIntervalAllIsSound()
    {
        IcySplitter splitter(0);
        QCOMPARE(splitter.feed("abc", [](QByteArrayView) { QFAIL("no text"); }), "abc");
    }

    void titles_data()
    {
        QTest::addColumn<QByteArray>("block");
        QTest::addColumn<QString>("title");
        QTest::newRow("plain") << QByteArray("StreamTitle='Nao - Night rain';StreamUrl='';\0\0")
                               << u"Nao - Night rain"_s;
        QTest::newRow("quotes") << QByteArray("StreamTitle='Don't 'stop'';StreamUrl='http://x';") << u"Don't 'stop'"_s;
        QTest::newRow("cut off") << QByteArray("StreamTitle='Nao'") << u"Nao"_s;
        QTest::newRow("UTF-8") << QByteArray("StreamTitle='夜雨 – Mika';") << u"夜雨 – Mika"_s;
        QTest::newRow("Latin-1") << QByteArray("StreamTitle='Bj\xF6rk - J\xF3ga';") << u"Björk - Jóga"_s;
        QTest::newRow("Cyrillic") << QByteArray("StreamTitle='\xCA\xE8\xED\xEE - \xC7\xE2\xE5\xE7\xE4\xE0 \xEF\xEE "
                                                "\xE8\xEC\xE5\xED\xE8 \xD1\xEE\xEB\xED\xF6\xE5';")
                                  << u"Кино - Звезда по имени Солнце"_s;
        QTest::newRow("tricks") << QByteArray("StreamTitle='a\xE2\x80\xAE\nb\x1b[31m';") << u"a b[31m"_s;
        QTest::newRow("none") << QByteArray("StreamUrl='';") << QString();
    }
    void titles()
    {
        QFETCH(const QByteArray, block);
        QTEST(streamTitle(block), "title");
    }

    void headers()
    {
        const groundswell::net::Headers headers{
            {"icy-name", "Radio Bay"}, {"icy-br", "192,192"}, {"icy-metaint", "8192"}, {"icy-genre", "Folk"}};
        QCOMPARE(stationInfo(headers), (StationInfo{u"Radio Bay"_s, u"Folk"_s, {}, 192}));
        QCOMPARE(metadataInterval(headers), 8192);
        QCOMPARE(metadataInterval({{"icy-metaint", "-5"}}), 0);
        QCOMPARE(metadataInterval({{"icy-metaint", "99999999999"}}), 0);
        QCOMPARE(metadataInterval({}), 0);
    }

    void playlists()
    {
        const QUrl from(u"http://radio.example/listen/now.m3u"_s);
        QCOMPARE(playlistAddresses("\xEF\xBB\xBF#EXTM3U\r\n#EXTINF:-1,Bay\r\nhttp://a.example/live\r\nmore\r\n", from),
                 (QList<QUrl>{QUrl(u"http://a.example/live"_s), QUrl(u"http://radio.example/listen/more"_s)}));
        QCOMPARE(
            playlistAddresses("[Playlist]\nNumberOfEntries=1\nFile1=https://a.example/x\nTitle1=http://no\n", from),
            QList<QUrl>{QUrl(u"https://a.example/x"_s)});
        QCOMPARE(playlistAddresses("file:///etc/passwd\nftp://a/b\n", from), QList<QUrl>());
        QCOMPARE(playlistAddresses("#EXTM3U\n#EXT-X-TARGETDURATION:6\na.ts\n", from), QList<QUrl>());
        QCOMPARE(playlistAddresses(QByteArray("a\n").repeated(100), from).size(), 20);
    }

    void whatIsAPlaylist()
    {
        const QUrl m3u(u"http://a.example/x.m3u"_s);
        const QUrl other(u"http://a.example/live"_s);
        QVERIFY(isPlaylist("audio/x-mpegurl", other, "http://"));
        QVERIFY(isPlaylist("text/plain", m3u, "http://"));
        QVERIFY(isPlaylist("audio/mpeg", other, "[playlist]\n"));
        QVERIFY(!isPlaylist("audio/mpeg", m3u, "\xFF\xFB"));
        QVERIFY(!isPlaylist("audio/mpeg", other, "ID3"));
    }

    void whatMayBeSound()
    {
        QVERIFY(mayBeSound("text/html", "ID3\x04"));
        QVERIFY(mayBeSound("application/octet-stream", "\x01\x02\x03"));
        QVERIFY(mayBeSound("", QByteArrayView("\0\0\0\x20"
                                              "ftypM4A ",
                                              12)));
        QVERIFY(!mayBeSound("audio/mpeg", "  <!DocType html>"));
        QVERIFY(!mayBeSound("text/plain", "hello"));
        QVERIFY(!mayBeSound("application/problem+json", "x"));
    }
};

QTEST_GUILESS_MAIN(TestIcy)
#include "tst_icy.moc"
