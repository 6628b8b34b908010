#include "fault_server.h"
#include "net/http_client.h"

#include <QFutureWatcher>
#include <QTest>

using namespace groundswell;
using namespace groundswell::net;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

/// Zeros in gzip. qCompress gives zlib, whose inner deflate part is the same
/// (RFC 1950, RFC 1952).
QByteArray gzipOfZeros(qint64 bytes)
{
    const QByteArray zeros(bytes, '\0');
    const QByteArray zlib = qCompress(zeros, 9).sliced(4); // without Qt's length
    QByteArray gzip("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10);
    gzip += zlib.sliced(2, zlib.size() - 6); // raw deflate: without zlib's header and Adler-32
    quint32 crc = 0xFFFFFFFF;
    for (qint64 i = 0; i < bytes; ++i) {
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320U : 0U);
    }
    crc = ~crc;
    for (int i = 0; i < 4; ++i)
        gzip += char(crc >> (8 * i));
    for (int i = 0; i < 4; ++i)
        gzip += char(quint32(bytes) >> (8 * i));
    return gzip;
}

} // namespace

/// The client that talks to the village: limits, redirects and what becomes of failures.
class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsGivenWhateverItsStatus()
    {
        FaultServer server([](const Request& request) {
            return request.path == "/none" ? Answer{.status = 404, .body = "{\"code\":\"not_found\"}"}
                                           : Answer{.body = "{}", .etag = "\"7\""};
        });
        const auto there = send({.url = server.url(u"/"_s)});
        QCOMPARE(there.value().status, 200);
        QCOMPARE(there->body, "{}");
        QCOMPARE(there->etag, "\"7\"");
        QCOMPARE(send({.url = server.url(u"/none"_s)}).value().status, 404);
    }

    void whatItSends()
    {
        FaultServer server([](const Request&) { return Answer{}; });
        QVERIFY(send({.method = "PUT",
                      .url = server.url(),
                      .body = "{\"a\":1}",
                      .bearer = u"secret"_s,
                      .ifNoneMatch = "\"7\""}));
        const auto request = server.requests().first();
        QCOMPARE(request.method, "PUT");
        QCOMPARE(request.headers.value("authorization"), "Bearer secret");
        QCOMPARE(request.headers.value("if-none-match"), "\"7\"");
        QCOMPARE(request.headers.value("content-type"), "application/json");
        QVERIFY(request.headers.value("user-agent").startsWith("Groundswell/"));
    }

    void onlySafeAddresses_data()
    {
        QTest::addColumn<bool>("allowed");
        QTest::newRow("https://village.example") << true;
        QTest::newRow("http://localhost:8080") << true;
        QTest::newRow("http://127.0.0.1") << true;
        QTest::newRow("http://[::1]:9") << true;
        QTest::newRow("http://village.example") << false;
        QTest::newRow("http://127.0.0.1.example") << false;
        QTest::newRow("http://192.168.1.1") << false;
        QTest::newRow("ftp://village.example") << false;
        QTest::newRow("file:///etc/passwd") << false;
        QTest::newRow("https://") << false;
    }
    void onlySafeAddresses()
    {
        const QUrl url(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(HttpClient::isAllowed(url), "allowed");
        QFETCH(const bool, allowed);
        if (!allowed) QCOMPARE(send({.url = url}).error().code, ErrorCode::InvalidInput);
    }

    void aRedirectStaysWithItsHost()
    {
        FaultServer other([](const Request&) { return Answer{.body = "stolen"}; });
        FaultServer server([&](const Request& request) {
            if (request.path == "/here") return Answer{.status = 307, .headers = {{"Location", "/there"}}};
            if (request.path == "/away")
                return Answer{.status = 307, .headers = {{"Location", other.url().toEncoded()}}};
            if (request.path == "/round") return Answer{.status = 302, .headers = {{"Location", "/round"}}};
            return Answer{.body = "{}"};
        });
        QCOMPARE(send({.url = server.url(u"/here"_s)}).value().body, "{}");
        QCOMPARE(send({.url = server.url(u"/away"_s), .bearer = u"secret"_s}).error().code, ErrorCode::Network);
        QCOMPARE(other.requests().size(), 0);
        server.forget();
        QVERIFY(!send({.url = server.url(u"/round"_s)}));
        QVERIFY(server.requests().size() <= 4);
    }

    void aLongAnswerIsCutOff()
    {
        FaultServer server([](const Request&) { return Answer{.body = QByteArray(50'000, 'x')}; });
        QCOMPARE(send({.url = server.url(), .maxBytes = 50'000}).value().body.size(), 50'000);
        QCOMPARE(send({.url = server.url(), .maxBytes = 49'999}).error().code, ErrorCode::Corrupt);
    }

    void aCompressedAnswerIsMeasuredUncompressed()
    {
        const QByteArray small = gzipOfZeros(200'000);
        const QByteArray bomb = gzipOfZeros(24 << 20);
        QVERIFY(bomb.size() < 100'000);
        FaultServer server([&](const Request& request) {
            return Answer{.body = request.path == "/bomb" ? bomb : small,
                          .headers = {{"Content-Encoding", "gzip"}},
                          .ranges = false};
        });
        QCOMPARE(send({.url = server.url(u"/small"_s)}).value().body, QByteArray(200'000, '\0'));
        QCOMPARE(send({.url = server.url(u"/bomb"_s)}).error().code, ErrorCode::Corrupt);
        QCOMPARE(send({.url = server.url(u"/small"_s), .maxBytes = 100'000}).error().code, ErrorCode::Corrupt);
    }

    void silenceEnds()
    {
        FaultServer server([](const Request&) { return Answer{.body = "abc", .holdAfter = 1}; });
        QCOMPARE(send({.url = server.url(), .timeoutMs = 200}).error().code, ErrorCode::Network);
    }

    void aCutBodyIsNoAnswer()
    {
        FaultServer server([](const Request&) { return Answer{.body = QByteArray(5000, 'x'), .cutAfter = 100}; });
        const auto answer = send({.url = server.url()});
        QCOMPARE(answer.error().code, ErrorCode::Network);
        QVERIFY(!answer.error().details.startsWith(notSent));
    }

    void whatWasNeverSentIsTold()
    {
        QUrl url;
        {
            const FaultServer server([](const Request&) { return Answer{}; });
            url = server.url();
        }
        const auto answer = send({.url = url});
        QCOMPARE(answer.error().code, ErrorCode::Network);
        QVERIFY(answer.error().details.startsWith(notSent));
    }

    void anUntrustedCertificateIsAFailure()
    {
        FaultServer server([](const Request&) { return Answer{.body = "{}"}; }, true);
        const auto answer = send({.url = server.url(u"/"_s, u"localhost"_s)});
        QCOMPARE(answer.error().code, ErrorCode::Network);
        QCOMPARE(server.requests().size(), 0);
    }

    void waitingIsAskedFor()
    {
        FaultServer server([](const Request&) { return Answer{.status = 429, .headers = {{"Retry-After", "7"}}}; });
        const auto answer = send({.url = server.url()});
        QCOMPARE(answer.value().status, 429);
        QCOMPARE(answer->retryAfterMs, 7000);
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("none") << QByteArray() << 0LL;
        QTest::newRow("seconds") << QByteArray(" 120 ") << 120'000LL;
        QTest::newRow("negative") << QByteArray("-3") << 0LL;
        QTest::newRow("huge") << QByteArray("9999999999999") << 86'400'000LL;
        QTest::newRow("date") << QByteArray("Thu, 01 Jan 1970 00:00:05 GMT") << 4000LL;
        QTest::newRow("past date") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT") << 0LL;
        QTest::newRow("nonsense") << QByteArray("soon") << 0LL;
    }
    void retryAfter()
    {
        QFETCH(const QByteArray, header);
        QTEST(retryAfterMs(header, 1000), "ms");
    }

    void destroyingTheClientEndsWhatRuns()
    {
        FaultServer server([](const Request&) { return Answer{.body = "abc", .holdAfter = 1}; });
        auto client = std::make_unique<HttpClient>();
        auto future = client->send({.url = server.url()});
        client.reset();
        QTRY_VERIFY(future.isFinished());
    }

    void aStoppedCallEndsAndFreesItsConnection()
    {
        FaultServer server(
            [](const Request& request) { return Answer{.body = "{}", .holdAfter = request.path == "/held" ? 0 : -1}; });
        constexpr int connections = 6; // to one server at most, in HTTP/1.1
        std::stop_source stop;
        QList<QFuture<Result<HttpAnswer>>> held;
        for (int i = 0; i < connections; ++i)
            held.append(m_client.send({.url = server.url(u"/held"_s), .stop = stop.get_token()}));
        QTRY_COMPARE(server.requests().size(), connections);
        const auto waiting = m_client.send({.url = server.url(u"/now"_s)});
        stop.request_stop();
        QTRY_VERIFY(waiting.isFinished());
        QCOMPARE(waiting.result().value().body, "{}");
        for (const auto& call : std::as_const(held)) {
            QTRY_VERIFY(call.isFinished());
            QCOMPARE(call.result().error().code, ErrorCode::Cancelled);
        }
        QCOMPARE(send({.url = server.url(u"/now"_s), .stop = stop.get_token()}).error().code, ErrorCode::Cancelled);
    }

private:
    Result<HttpAnswer> send(const HttpRequest& request)
    {
        auto future = m_client.send(request);
        if (!comesTrue([&] { return future.isFinished(); })) return fail(ErrorCode::Internal, u"it does not end"_s);
        return future.takeResult();
    }

    HttpClient m_client;
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_http_client.moc"
