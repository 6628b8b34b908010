#include "stream_bed.h"

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::streaming;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 size = 700'000;

} // namespace

/// Each thing that can go wrong on the way, spoken by a real server, and the sentence that comes of it.
class TestStreamFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("requests");
        QTest::newRow("401") << 401 << ErrorCode::Unauthorised << u"sign in"_s << 1;
        QTest::newRow("403") << 403 << ErrorCode::Forbidden << u"does not give this"_s << 1;
        QTest::newRow("404") << 404 << ErrorCode::NotFound << u"no longer has this"_s << 1;
        QTest::newRow("410") << 410 << ErrorCode::NotFound << u"no longer has this"_s << 1;
        QTest::newRow("418") << 418 << ErrorCode::Network << u"cannot be used"_s << 1;
        QTest::newRow("429") << 429 << ErrorCode::RateLimited << u"too often"_s << 2;
        QTest::newRow("500") << 500 << ErrorCode::Network << u"trouble of its own"_s << 2;
        QTest::newRow("503") << 503 << ErrorCode::Network << u"trouble of its own"_s << 2;
    }
    void statuses()
    {
        QFETCH(const int, status);
        FaultServer server([&](const Request&) { return Answer{.status = status, .body = "<html>"}; });
        StreamBed bed;
        const auto problem = problemOf(*bed.open(server.url()));
        QVERIFY(problem);
        QTEST(problem->code, "code");
        QFETCH(const QString, words);
        QVERIFY2(problem->message.contains(words), qPrintable(problem->message));
        QVERIFY(problem->message.contains(u"127.0.0.1"_s));
        QTEST(int(server.requests().size()), "requests");
    }

    void aPageInsteadOfSound_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("told") << QByteArray("text/html; charset=utf-8") << QByteArray("Please sign in to go on");
        QTest::newRow("seen") << QByteArray("application/octet-stream") << QByteArray("\n<!DOCTYPE html><html></html>");
        QTest::newRow("as sound") << QByteArray("audio/mpeg") << QByteArray("<html><body>Hotel network</body></html>");
        QTest::newRow("json") << QByteArray("application/json") << QByteArray("{\"subsonic-response\":{}}");
        QTest::newRow("xml") << QByteArray("text/xml") << QByteArray("<subsonic-response status='failed'/>");
        QTest::newRow("playlist") << QByteArray("audio/x-mpegurl") << QByteArray("#EXTM3U\nfile:///etc/passwd\n");
        QTest::newRow("list of files") << QByteArray("audio/mpeg")
                                       << QByteArray("ffconcat version 1.0\nfile 'a.mp3'\n");
        QTest::newRow("short") << QByteArray("text/plain") << QByteArray("no");
    }
    void aPageInsteadOfSound()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        FaultServer server([&](const Request&) { return Answer{.body = body, .contentType = type}; });
        StreamBed bed;
        const auto problem = problemOf(*bed.open(server.url()));
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Unsupported);
        QVERIFY2(problem->message.contains(u"instead of sound"_s), qPrintable(problem->message));
        QVERIFY(!bed.isComplete(server.url()));
    }

    void soundUnderAWrongTypeIsSound()
    {
        const QByteArray body = sound(size);
        FaultServer server([&](const Request&) { return Answer{.body = body, .contentType = "text/plain"}; });
        StreamBed bed;
        QCOMPARE(readRest(*bed.open(server.url())), body);
    }

    void anUntrustedCertificate()
    {
        FaultServer server([](const Request&) { return Answer{.body = sound(size)}; }, true);
        StreamBed bed;
        const auto problem = problemOf(*bed.open(server.url(u"/"_s, u"localhost"_s)));
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Forbidden);
        QVERIFY2(problem->message.contains(u"certificate of localhost"_s), qPrintable(problem->message));
        QCOMPARE(server.requests().size(), 0);
    }

    void endlessRedirects()
    {
        FaultServer server([](const Request& request) {
            return Answer{.status = 302, .headers = {{"Location", request.path + "x"}}};
        });
        StreamBed bed;
        const auto problem = problemOf(*bed.open(server.url()));
        QVERIFY(problem);
        QVERIFY2(problem->message.contains(u"in circles"_s), qPrintable(problem->message));
        QCOMPARE(server.requests().size(), 6);
    }

    void aRedirectIsFollowed()
    {
        const QByteArray body = sound(size);
        FaultServer server([&](const Request& request) {
            if (request.path == "/old") return Answer{.status = 301, .headers = {{"Location", "/new"}}};
            return Answer{.body = body};
        });
        StreamBed bed;
        QCOMPARE(readRest(*bed.open(server.url(u"/old"_s))), body);
    }

    void aRedirectOutOfEncryptionIsRefused()
    {
        FaultServer plain([](const Request&) { return Answer{.body = sound(size)}; });
        FaultServer safe(
            [&](const Request&) { return Answer{.status = 302, .headers = {{"Location", plain.url().toEncoded()}}}; },
            true);
        const TrustedTestCertificate trusted;
        StreamBed bed;
        const auto problem = problemOf(*bed.open(safe.url(u"/"_s, u"localhost"_s)));
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Forbidden);
        QVERIFY2(problem->message.contains(u"without encryption"_s), qPrintable(problem->message));
        QCOMPARE(plain.requests().size(), 0);
    }

    void aLengthThatIsTooLong()
    {
        const QByteArray body = sound(size);
        FaultServer server([&](const Request&) { return Answer{.body = body, .ranges = false, .lengthError = 1000}; });
        StreamBed bed;
        QByteArray read;
        const auto problem = problemOf(*bed.open(server.url()), &read);
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Network);
        QVERIFY2(problem->message.contains(u"broke"_s), qPrintable(problem->message));
        // As far as it goes: of a connection that breaks, Qt drops what its thread has read and nobody has fetched,
        // which is at most the reply's read buffer (QHttpThreadDelegate::finishedWithErrorSlot, Qt 6.8).
        constexpr qint64 readBuffer = 512 * 1024;
        QVERIFY(body.startsWith(read));
        QCOMPARE_GE(read.size(), size - readBuffer);
        QVERIFY(!bed.isComplete(server.url()));
    }

    void aLengthOtherThanAnnounced()
    {
        FaultServer server([&](const Request&) { return Answer{.body = sound(size), .lengthError = -1000}; });
        StreamBed bed;
        bed.streams().trust(server.url());
        QSignalSpy failed(&bed.streams(), &Streams::failed);
        const auto lease = bed.streams().fill(server.url(), size + 1);
        QTRY_COMPARE(failed.size(), 1);
        const auto problem = failed.first().at(1).value<Error>();
        QCOMPARE(problem.code, ErrorCode::Corrupt);
        QVERIFY2(problem.message.contains(u"another length"_s), qPrintable(problem.message));
    }

    void nothingAtAll()
    {
        FaultServer server([](const Request&) { return Answer{}; });
        StreamBed bed;
        const auto problem = problemOf(*bed.open(server.url()));
        QVERIFY(problem);
        QVERIFY2(problem->message.contains(u"nothing at all"_s) || problem->message.contains(u"cannot be used"_s),
                 qPrintable(problem->message));
    }

    void noHttpAtAll()
    {
        FaultServer server([](const Request&) { return Answer{.body = "SSH-2.0-OpenSSH_9.2\r\n\r\n", .raw = true}; });
        StreamBed bed;
        QVERIFY(problemOf(*bed.open(server.url())));
    }

    void aServerThatFallsSilent()
    {
        const QByteArray body = sound(size);
        FaultServer server([&](const Request&) { return Answer{.body = body, .holdAfter = 0}; });
        StreamBed bed(impatient(400));
        const auto problem = problemOf(*bed.open(server.url()));
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Network);
        QVERIFY2(problem->message.contains(u"stopped sending"_s), qPrintable(problem->message));
        // As often as one has patience; a machine that is slow may take the header for part of the silence.
        QCOMPARE_GE(server.requests().size(), 2);
        QCOMPARE_LE(server.requests().size(), 4);
    }

    void nobodyThere()
    {
        QUrl url;
        {
            const FaultServer server([](const Request&) { return Answer{}; });
            url = server.url();
        }
        StreamBed bed;
        const auto problem = problemOf(*bed.open(url));
        QVERIFY(problem);
        QVERIFY2(problem->message.contains(u"refuses the connection"_s), qPrintable(problem->message));
    }

    void afterAFailureItCanBeTriedAgain()
    {
        std::atomic_int status = 404;
        const QByteArray body = sound(size);
        FaultServer server([&](const Request&) { return Answer{.status = status, .body = body}; });
        StreamBed bed;
        const auto first = bed.open(server.url());
        QVERIFY(problemOf(*first));
        status = 200;
        QCOMPARE(readRest(*bed.open(server.url())), body); // also while the first is still open
    }
};

QTEST_GUILESS_MAIN(TestStreamFaults)
#include "tst_stream_faults.moc"
