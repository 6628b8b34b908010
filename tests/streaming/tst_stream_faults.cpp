#include "stream_bed.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>

using namespace groundswell;
using namespace groundswell::streaming;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 size = 700'000;

/// Names that mean what the test says, a list for each time they are asked for.
class TestResolver final : public net::HostResolver
{
public:
    struct Book
    {
        std::mutex mutex;
        QHash<QString, QList<QList<QHostAddress>>> entries; ///< the first is taken each time, the last stays
        int asked = 0;
    };

    explicit TestResolver(std::shared_ptr<Book> book)
        : m_book(std::move(book))
    {
    }
    void resolve(const QString& host, QObject* context, Done done) override
    {
        QList<QHostAddress> found;
        {
            const std::lock_guard lock(m_book->mutex);
            ++m_book->asked;
            auto& answers = m_book->entries[host];
            if (!answers.isEmpty()) found = answers.size() > 1 ? answers.takeFirst() : answers.first();
        }
        if (found.isEmpty() && !QHostAddress(host).isNull()) found = {QHostAddress(host)};
        QMetaObject::invokeMethod(context, [found, done] { done(found); }, Qt::QueuedConnection);
    }

private:
    std::shared_ptr<Book> m_book;
};

bool everythingIsPublic(const QHostAddress&)
{
    return true;
}

bool onlyLoopbackIsPublic(const QHostAddress& address)
{
    return address.isLoopback();
}

/// What a player would hear of it: the error after reading on to the end.
std::optional<Error> problemOf(media::ByteSource& source, QByteArray* read = nullptr)
{
    QByteArray all;
    while (!source.atEnd()) {
        const auto part = source.read(50'000);
        if (part.isEmpty()) break;
        all += part;
    }
    if (read) *read = all;
    return source.error();
}

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
        QVERIFY(problem->message.contains(u"page instead of sound"_s));
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
        const auto before = trustTestCertificate();
        StreamBed bed;
        const auto problem = problemOf(*bed.open(safe.url(u"/"_s, u"localhost"_s)));
        QSslConfiguration::setDefaultConfiguration(before);
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
        QCOMPARE(read, body); // as far as it goes
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
        StreamBed bed;
        const auto problem = problemOf(*bed.open(server.url()));
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Network);
        QVERIFY2(problem->message.contains(u"stopped sending"_s), qPrintable(problem->message));
        QCOMPARE(server.requests().size(), 4);
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

    // ---------------------------------------------------------------- addresses that others wrote

    void aStrangersAddressMustNotLeadHome_data()
    {
        QTest::addColumn<QString>("host");
        for (const auto* host : {"127.0.0.1", "localhost", "10.0.0.1", "192.168.1.20", "172.16.0.1", "169.254.169.254",
                                 "100.64.0.1", "0.0.0.0", "[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]",
                                 "[::]", "224.0.0.1", "2130706433", "0x7f.1"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }
    void aStrangersAddressMustNotLeadHome()
    {
        QFETCH(const QString, host);
        FaultServer server([](const Request&) { return Answer{.body = sound(size)}; });
        StreamBed bed;
        const QUrl url(u"http://%1:%2/song.mp3"_s.arg(host).arg(server.port()));
        const auto source = bed.streams().open(url).value();
        const auto problem = problemOf(*source);
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Forbidden);
        QVERIFY2(problem->message.contains(u"private network"_s), qPrintable(problem->message));
        QCOMPARE(server.requests().size(), 0);
    }

    void neitherByNameNorByRedirect_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("a name") << u"http://nas.example:%1/"_s;
        QTest::newRow("one of its addresses") << u"http://both.example:%1/"_s;
        QTest::newRow("a redirect") << u"http://public.example:%1/"_s;
    }
    void neitherByNameNorByRedirect()
    {
        QFETCH(const QString, path);
        FaultServer server([&](const Request&) {
            return Answer{.status = 302, .headers = {{"Location", "http://nas.example/admin"}}};
        });
        const auto book = std::make_shared<TestResolver::Book>();
        book->entries = {{u"nas.example"_s, {{QHostAddress(u"192.168.1.2"_s)}}},
                         {u"both.example"_s, {{QHostAddress(u"127.0.0.1"_s), QHostAddress(u"192.168.1.2"_s)}}},
                         {u"public.example"_s, {{QHostAddress(u"127.0.0.1"_s)}}}};
        StreamBed bed(withResolver(book, onlyLoopbackIsPublic));
        const auto source = bed.streams().open(QUrl(path.arg(server.port()))).value();
        const auto problem = problemOf(*source);
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Forbidden);
        QVERIFY2(problem->message.contains(u"private network"_s), qPrintable(problem->message));
        QCOMPARE(server.requests().size(), path.contains("public"_L1) ? 1 : 0);
    }

    void theCheckedAddressIsTheOneConnectedTo()
    {
        const QByteArray body = sound(100'000); // one request
        FaultServer server([&](const Request&) { return Answer{.body = body}; });
        const auto book = std::make_shared<TestResolver::Book>();
        book->entries = {{u"music.example"_s, {{QHostAddress(u"127.0.0.1"_s)}, {QHostAddress(u"192.168.1.2"_s)}}}};
        StreamBed bed(withResolver(book, onlyLoopbackIsPublic));
        const auto source = bed.streams().open(server.url(u"/a"_s, u"music.example"_s)).value();
        QByteArray read;
        QCOMPARE(problemOf(*source, &read), std::nullopt);
        QCOMPARE(read, body);
        QCOMPARE(book->asked, 1); // the second answer, which leads home, was never asked for
        QCOMPARE(server.requests().first().headers.value("host"), "music.example:" + QByteArray::number(server.port()));
    }

    void theCertificateIsCheckedAgainstTheNameAndNotTheAddress_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("trusted");
        QTest::newRow("its name") << u"music.example"_s << true;
        QTest::newRow("another name") << u"other.example"_s << false;
    }
    void theCertificateIsCheckedAgainstTheNameAndNotTheAddress()
    {
        QFETCH(const QString, host);
        QFETCH(const bool, trusted);
        const QByteArray body = sound(size);
        FaultServer server([&](const Request&) { return Answer{.body = body}; }, true);
        const auto book = std::make_shared<TestResolver::Book>();
        book->entries = {{host, {{QHostAddress(u"127.0.0.1"_s)}}}};
        const auto before = trustTestCertificate();
        StreamBed bed(withResolver(book, everythingIsPublic));
        QByteArray read;
        const auto problem = problemOf(*bed.streams().open(server.url(u"/"_s, host)).value(), &read);
        QSslConfiguration::setDefaultConfiguration(before);
        QCOMPARE(!problem, trusted);
        QCOMPARE(read, trusted ? body : QByteArray());
    }

    void theNextAddressIsTriedWhenOneIsOutOfReach()
    {
        const QByteArray body = sound(size);
        FaultServer server([&](const Request&) { return Answer{.body = body}; });
        const auto book = std::make_shared<TestResolver::Book>();
        book->entries = {{u"music.example"_s, {{QHostAddress(u"127.0.0.2"_s), QHostAddress(u"127.0.0.1"_s)}}}};
        StreamBed bed(withResolver(book, everythingIsPublic));
        QByteArray read;
        QCOMPARE(problemOf(*bed.streams().open(server.url(u"/"_s, u"music.example"_s)).value(), &read), std::nullopt);
        QCOMPARE(read, body);
    }

    void whoIsAtHomeMayLeadOnThere()
    {
        const QByteArray body = sound(size);
        FaultServer other([&](const Request&) { return Answer{.body = body}; });
        FaultServer server([&](const Request&) {
            return Answer{.status = 302, .headers = {{"Location", other.url(u"/"_s, u"localhost"_s).toEncoded()}}};
        });
        StreamBed bed;
        QCOMPARE(readRest(*bed.open(server.url())), body);
    }

    void aPublicServerOfOnesOwnMayNotLeadHome()
    {
        FaultServer other([&](const Request&) { return Answer{.body = sound(size)}; });
        FaultServer server(
            [&](const Request&) { return Answer{.status = 302, .headers = {{"Location", "http://nas.example/"}}}; });
        const auto book = std::make_shared<TestResolver::Book>();
        book->entries = {{u"nas.example"_s, {{QHostAddress(u"192.168.1.2"_s)}}}};
        StreamBed bed(withResolver(book, onlyLoopbackIsPublic));
        const auto problem = problemOf(*bed.open(server.url()));
        QVERIFY(problem);
        QCOMPARE(problem->code, ErrorCode::Forbidden);
    }

private:
    static StreamOptions withResolver(const std::shared_ptr<TestResolver::Book>& book,
                                      net::HttpStreams::AddressCheck check)
    {
        StreamOptions options = impatient();
        options.resolver = [book] { return std::make_unique<TestResolver>(book); };
        options.allowedForStrangers = check;
        return options;
    }

    /// The configuration before.
    static QSslConfiguration trustTestCertificate()
    {
        const auto before = QSslConfiguration::defaultConfiguration();
        auto trusting = before;
        trusting.addCaCertificates(
            QSslCertificate::fromPath(QStringLiteral(GROUNDSWELL_TEST_DATA "/tls/localhost.pem")));
        QSslConfiguration::setDefaultConfiguration(trusting);
        return before;
    }
};

QTEST_GUILESS_MAIN(TestStreamFaults)
#include "tst_stream_faults.moc"
