#include "stream_bed.h"

#include <QTest>

#include <mutex>

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

StreamOptions withResolver(const std::shared_ptr<TestResolver::Book>& book, net::HttpStreams::AddressCheck check)
{
    StreamOptions options = impatient();
    options.resolver = [book] { return std::make_unique<TestResolver>(book); };
    options.allowedForStrangers = check;
    return options;
}

} // namespace

/// Addresses that others wrote: they lead nowhere into the private network, whatever names and redirects say.
class TestStrangersAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        const TrustedTestCertificate certificate;
        StreamBed bed(withResolver(book, everythingIsPublic));
        QByteArray read;
        const auto problem = problemOf(*bed.streams().open(server.url(u"/"_s, host)).value(), &read);
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
};

QTEST_GUILESS_MAIN(TestStrangersAddresses)
#include "tst_strangers_addresses.moc"
