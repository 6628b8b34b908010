#include "groundswelld_fixture.h"

#include <QJsonArray>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

/// Those who ask or write without end, at the real process.
class TestFloods : public QObject, protected GroundswelldFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noGuestsCallIsFree_data();
    void noGuestsCallIsFree();
    void aMadeUpTokenIsAGuests();
    void aMemberReadsOnBesideACrawler();
    void pagesThatNobodyGaveAreRefused();
    void operationsAreCountedAndNotPushes();
    void everyWriteIsCounted();
    void aTravellersOutboxGoesOutAtOnce();
    void aFirstSyncOfAGuestIsNotHeldUp();

private:
    /// From an address of its own, so that the tests do not share a network's budget.
    HttpAnswer from(const QByteArray& address, const QByteArray& method, const QString& path,
                    const QByteArray& body = {}, QList<std::pair<QByteArray, QByteArray>> headers = {})
    {
        headers.append({"X-Forwarded-For", address});
        return m_http.send(method, path, body, headers);
    }
    /// The first answer that says "too often", or the last one of so many.
    template <class Send>
    static HttpAnswer flood(int most, Send send)
    {
        HttpAnswer answer;
        for (int i = 0; i < most && answer.status != 429; ++i)
            answer = send(i);
        return answer;
    }
    QByteArray pushOf(int operations);
};

void TestFloods::initTestCase()
{
    QVERIFY2(m_server.start({u"--name"_s, u"Test Bay"_s, u"--behind-proxy"_s}), m_server.errors().constData());
}

/// Operations that the server refuses: the cheapest that there are.
QByteArray TestFloods::pushOf(int operations)
{
    QJsonArray list;
    for (int i = 0; i < operations; ++i)
        list.append(operation(u"nonsense"_s, u"village"_s, makeId(), {}));
    return api::toBytes({{u"operations"_s, list}});
}

void TestFloods::noGuestsCallIsFree_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    const QString song = u"/v1/songs/01900000-0000-7000-8000-00000000dead"_s;
    const QByteArray refresh = R"({"refresh_token":"x"})";
    const auto get = [](const QString& pattern, const QString& path) {
        QTest::newRow(qPrintable(pattern)) << QByteArray("GET") << pattern << path << QByteArray();
    };
    const auto post = [](const QString& path, const QByteArray& body) {
        QTest::newRow(qPrintable(path)) << QByteArray("POST") << path << path << body;
    };
    get(u"/v1/auth/available"_s, u"/v1/auth/available?name=mio"_s);
    get(u"/v1/songs/{song}/comments"_s, song + u"/comments"_s);
    get(u"/v1/songs/{song}/stories"_s, song + u"/stories"_s);
    get(u"/v1/tracks"_s, u"/v1/tracks"_s);
    get(u"/v1/blobs/{sha256}"_s, u"/v1/blobs/"_s + QString(64, u'a'));
    post(u"/v1/auth/refresh"_s, refresh);
    post(u"/v1/auth/logout"_s, refresh);
    post(u"/v1/songs/match"_s, R"({"title":"unheard of"})");
    post(u"/v1/sync/push"_s, R"({"operations":[]})");
    post(u"/v1/sync/pull"_s, R"({"scopes":[{"scope":"village"}]})");
}

void TestFloods::noGuestsCallIsFree()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, pattern);
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    static int row = 0;
    const QByteArray address = "192.0.2." + QByteArray::number(++row);
    m_http.setToken({});
    const HttpAnswer answer = flood(4000, [&](int) { return from(address, method, path, body); });
    QCOMPARE(checked(QString::fromLatin1(method), pattern, answer).status, 429);
    QCOMPARE(answer.code(), u"rate_limited"_s);
    QVERIFY(answer.header("Retry-After").toInt() > 0);
    QVERIFY2(from("198.51.100.1", method, path, body).status != 429, "somebody else may go on");
}

void TestFloods::aMadeUpTokenIsAGuests()
{
    signIn();
    const QString song = addSong(u"Read By All"_s);
    const QString path = u"/v1/songs/%1/comments"_s.arg(song);
    const QJsonObject comment = operation(u"comment.create"_s, u"comments:"_s + song, makeId(),
                                          {{u"song_id"_s, song}, {u"text"_s, u"for everybody"_s}});
    QCOMPARE(m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, QJsonArray{comment}}}).status, 200);
    m_http.setToken({});
    QCOMPARE(from("203.0.113.1", "GET", path).status, 200); // ready from now on
    m_http.setToken(u"x"_s);
    QCOMPARE(checked(u"GET"_s, u"/v1/songs/{song}/comments"_s, from("203.0.113.1", "GET", path)).code(),
             u"token_expired"_s);
    QCOMPARE(flood(4000,
                   [&](int i) {
                       m_http.setToken(u"x%1"_s.arg(i));
                       return from("203.0.113.1", "GET", path);
                   })
                 .status,
             429);
    m_http.setToken({});
    QCOMPARE(from("203.0.113.1", "GET", path).status, 200); // what is ready is free
}

void TestFloods::aMemberReadsOnBesideACrawler()
{
    signIn();
    const QString path = u"/v1/songs/%1/stories"_s.arg(addSong(u"Crawled"_s));
    QCOMPARE(from("203.0.113.2", "GET", path).status, 200);
    m_http.setToken({});
    QCOMPARE(flood(4000, [&](int) { return from("203.0.113.2", "GET", path); }).status, 429);
    signIn();
    QCOMPARE(from("203.0.113.2", "GET", path).status, 200);
}

/// Each would be an answer of its own to make and to keep.
void TestFloods::pagesThatNobodyGaveAreRefused()
{
    signIn();
    const QString song = addSong(u"Paged"_s);
    const QString scope = u"comments:"_s + song;
    QJsonArray operations;
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        ids << makeId();
        operations.append(operation(u"comment.create"_s, scope, ids.back(),
                                    {{u"song_id"_s, song}, {u"text"_s, u"page %1"_s.arg(i)}}));
    }
    QCOMPARE(m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, operations}}).status, 200);
    const auto status = [&](const QString& query) {
        return m_http.get(u"/v1/songs/%1/comments?%2"_s.arg(song, query)).status;
    };
    const QString second =
        m_http.get(u"/v1/songs/%1/comments?limit=2"_s.arg(song)).json().value("before"_L1).toString();
    QCOMPARE(status(u"limit=2&before="_s + second), 200);
    QCOMPARE(status(u"before=3"_s), 200); // there was more when the page before was read
    for (const QString& wrong : {u"4"_s, u"1000"_s, u"1001"_s, u"999999999999999999999"_s, u"0"_s, u"-1"_s, u"x"_s})
        QCOMPARE(status(u"before="_s + wrong), 422);
    QCOMPARE(status(u"sort=new&before="_s + ids.at(1)), 200);
    QCOMPARE(status(u"sort=new&before="_s + makeId()), 422);
    QCOMPARE(status(u"sort=new&before=2"_s), 422);
}

void TestFloods::operationsAreCountedAndNotPushes()
{
    registerPerson(u"flood"_s);
    int pushes = 0;
    const HttpAnswer answer = flood(200, [&](int) {
        ++pushes;
        return from("203.0.113.3", "POST", u"/v1/sync/push"_s, pushOf(100));
    });
    QCOMPARE(checked(u"POST"_s, u"/v1/sync/push"_s, answer).status, 429);
    QVERIFY2(pushes > 40, "4,000 operations at once are an outbox after a long journey");
    QVERIFY(answer.header("Retry-After").toInt() > 0);
    signIn(); // somebody else may go on
    QCOMPARE(from("203.0.113.3", "POST", u"/v1/sync/push"_s, pushOf(1)).status, 200);
}

void TestFloods::everyWriteIsCounted()
{
    registerPerson(u"busy"_s);
    const auto match = [&](int i) {
        const QJsonObject song{{u"title"_s, u"Made %1"_s.arg(i)},
                               {u"artist"_s, u"A"_s},
                               {u"create"_s, true},
                               {u"proposed_id"_s, makeId()}};
        return from("203.0.113.4", "POST", u"/v1/songs/match"_s, api::toBytes(song));
    };
    const auto upload = [&](int i) {
        const QByteArray bytes = "file " + QByteArray::number(i);
        return from("203.0.113.4", "PUT", blobPath(bytes), bytes, {{"Content-Type", "application/octet-stream"}});
    };
    QCOMPARE(match(0).status, 201);
    QCOMPARE(upload(0).status, 201);
    QCOMPARE(flood(1000, [&](int) { return from("203.0.113.4", "POST", u"/v1/sync/push"_s, pushOf(0)); }).status, 429);
    QCOMPARE(checked(u"POST"_s, u"/v1/songs/match"_s, flood(20, match)).status, 429);
    QCOMPARE(checked(u"PUT"_s, u"/v1/blobs/{sha256}"_s, flood(20, upload)).status, 429);
    QCOMPARE(from("203.0.113.4", "GET", u"/v1/tracks"_s).status, 200); // and reads on
}

void TestFloods::aTravellersOutboxGoesOutAtOnce()
{
    registerPerson(u"traveller"_s);
    for (int batch = 0; batch < 20; ++batch)
        QCOMPARE(from("203.0.113.5", "POST", u"/v1/sync/push"_s, pushOf(100)).status, 200);
}

/// 100,000 changes of 50 scopes in 50 rounds cost 50 calls, 50 x 50 scopes and the changes: here the calls and scopes.
void TestFloods::aFirstSyncOfAGuestIsNotHeldUp()
{
    m_http.setToken({});
    QJsonArray scopes;
    for (int i = 0; i < 50; ++i)
        scopes.append(QJsonObject{{u"scope"_s, u"comments:"_s + makeId()}});
    const QByteArray body = api::toBytes({{u"scopes"_s, scopes}});
    for (int round = 0; round < 50; ++round)
        QCOMPARE(from("203.0.113.6", "POST", u"/v1/sync/pull"_s, body).status, 200);
}

QTEST_GUILESS_MAIN(TestFloods)
#include "tst_floods.moc"
