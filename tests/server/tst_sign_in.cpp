#include "groundswelld_fixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpSocket>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

/// Passwords, tokens and those who guess them, at the real process.
class TestSignIn : public QObject, protected GroundswelldFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signingInAndOutFollowsTheTokens();
    void aReusedRefreshTokenEndsTheSignIn();
    void devicesAreListedAndEnded();
    void guessingPasswordsIsSlowedDown();
    void aStrangersGuessesDoNotKeepTheOwnerOut();
    void itStopsWhilePeopleSignIn();
};

void TestSignIn::initTestCase()
{
    QVERIFY2(m_server.start({u"--name"_s, u"Test Bay"_s}), m_server.errors().constData());
}

void TestSignIn::signingInAndOutFollowsTheTokens()
{
    const QJsonObject session = registerPerson(u"tomo"_s);
    const QString own = u"user:"_s + session.value("person"_L1)["id"_L1].toString();
    const QJsonObject pull{{u"scopes"_s, QJsonArray{QJsonObject{{u"scope"_s, own}}}}};
    QCOMPARE(m_http.post(u"/v1/sync/pull"_s, pull).status, 200);
    m_http.setToken(u"nonsense"_s);
    auto answer = m_http.post(u"/v1/sync/pull"_s, pull);
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.code(), u"token_expired"_s);
    m_http.setToken({});
    QCOMPARE(m_http.post(u"/v1/sync/pull"_s, pull).status, 401);
    QCOMPARE(m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, QJsonArray()}}).code(), u"sign_in"_s);

    const auto renewed = m_http.post(u"/v1/auth/refresh"_s, {{u"refresh_token"_s, session.value("refresh_token"_L1)}});
    QCOMPARE(renewed.status, 200);
    m_http.setToken(renewed.json().value("access_token"_L1).toString());
    QCOMPARE(m_http.post(u"/v1/sync/pull"_s, pull).status, 200);
    QCOMPARE(m_http.post(u"/v1/auth/logout"_s, {{u"refresh_token"_s, renewed.json().value("refresh_token"_L1)}}).status,
             204);
    QCOMPARE(m_http.post(u"/v1/sync/pull"_s, pull).status, 401);
    answer = m_http.post(u"/v1/auth/refresh"_s, {{u"refresh_token"_s, renewed.json().value("refresh_token"_L1)}});
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.code(), u"signed_out"_s);
}

void TestSignIn::aReusedRefreshTokenEndsTheSignIn()
{
    const QString first = registerPerson(u"yuki"_s).value("refresh_token"_L1).toString();
    const auto refresh = [&](const QString& token) {
        return m_http.post(u"/v1/auth/refresh"_s, {{u"refresh_token"_s, token}});
    };
    // The answer got lost: the old one still works, until the new one is used.
    QCOMPARE(refresh(first).status, 200);
    const auto second = refresh(first);
    QCOMPARE(second.status, 200);
    const auto third = refresh(second.json().value("refresh_token"_L1).toString());
    QCOMPARE(third.status, 200);
    QCOMPARE(refresh(first).code(), u"token_reused"_s);
    QCOMPARE(refresh(third.json().value("refresh_token"_L1).toString()).code(), u"signed_out"_s);
}

void TestSignIn::devicesAreListedAndEnded()
{
    const QString phone = registerPerson(u"emi"_s).value("access_token"_L1).toString();
    const QJsonObject login{
        {u"name"_s, u"emi"_s}, {u"password"_s, u"correct horse battery"_s}, {u"device"_s, u"the desk"_s}};
    const QJsonObject desk = m_http.post(u"/v1/auth/login"_s, login).json();
    const auto devices = [&] {
        const HttpAnswer answer = checked(u"GET"_s, u"/v1/auth/devices"_s, m_http.get(u"/v1/auth/devices"_s));
        return answer.json().value("devices"_L1).toArray();
    };
    const auto end = [&](const QString& id) {
        return checked(u"DELETE"_s, u"/v1/auth/devices/{device}"_s, m_http.send("DELETE", u"/v1/auth/devices/"_s + id))
            .status;
    };
    QCOMPARE(devices().size(), 2);
    QString deskId;
    for (const QJsonValue& device : devices()) {
        const bool isDesk = device["name"_L1] == "the desk"_L1;
        QCOMPARE(device["current"_L1].toBool(), !isDesk);
        if (isDesk) deskId = device["id"_L1].toString();
    }
    QVERIFY(!deskId.isEmpty());

    const QString other = registerPerson(u"uta"_s).value("access_token"_L1).toString();
    QCOMPARE(devices().size(), 1);
    QCOMPARE(end(deskId), 404); // somebody else's
    m_http.setToken(phone);
    QCOMPARE(end(deskId), 204);
    QCOMPARE(end(deskId), 404);
    QCOMPARE(devices().size(), 1);
    m_http.setToken(desk.value("access_token"_L1).toString());
    QCOMPARE(m_http.get(u"/v1/auth/devices"_s).code(), u"token_expired"_s);
    QCOMPARE(m_http.post(u"/v1/auth/refresh"_s, {{u"refresh_token"_s, desk.value("refresh_token"_L1)}}).code(),
             u"signed_out"_s);
    m_http.setToken({});
    QCOMPARE(m_http.get(u"/v1/auth/devices"_s).code(), u"sign_in"_s);
    m_http.setToken(other);
    QCOMPARE(devices().size(), 1);
}

void TestSignIn::guessingPasswordsIsSlowedDown()
{
    QCOMPARE(m_http.post(u"/v1/auth/login"_s, {{u"name"_s, u"nobody"_s}, {u"password"_s, u"wrong"_s}}).code(),
             u"wrong_password"_s);
    ServerProcess other;
    QVERIFY(other.start());
    HttpClient http(other);
    HttpAnswer answer;
    for (int i = 0; i < 20 && answer.status != 429; ++i)
        answer = http.post(u"/v1/auth/login"_s, {{u"name"_s, u"nobody"_s}, {u"password"_s, u"wrong"_s}});
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.code(), u"rate_limited"_s);
    QVERIFY(answer.header("Retry-After").toInt() > 0);
}

void TestSignIn::aStrangersGuessesDoNotKeepTheOwnerOut()
{
    ServerProcess other;
    QVERIFY(other.start({u"--behind-proxy"_s}));
    HttpClient http(other);
    const QJsonObject right{{u"name"_s, u"mio"_s}, {u"password"_s, u"correct horse battery"_s}};
    const QJsonObject wrong{{u"name"_s, u"mio"_s}, {u"password"_s, u"wrong"_s}};
    const auto login = [&](const QJsonObject& request, const QByteArray& from) {
        return http.send("POST", u"/v1/auth/login"_s, api::toBytes(request), {{"X-Forwarded-For", from}}).status;
    };
    QCOMPARE(http.post(u"/v1/auth/register"_s, right).status, 201);
    int status = 0;
    for (int i = 0; i < 20 && status != 429; ++i)
        status = login(wrong, "203.0.113.7");
    QCOMPARE(status, 429);
    QCOMPARE(login(right, "203.0.113.7"), 429);
    QCOMPARE(login(right, "198.51.100.4"), 200);
}

/// Passwords are hashed by workers for some time: what they use is there to their end, and their answers, which come
/// when nobody listens any more, go nowhere.
void TestSignIn::itStopsWhilePeopleSignIn()
{
    ServerProcess other;
    QVERIFY(other.start({u"--behind-proxy"_s})); // each of them comes from another address
    const QUrl url(other.base());
    std::vector<std::unique_ptr<QTcpSocket>> people;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 60; ++i) {
        people.push_back(std::make_unique<QTcpSocket>());
        people.back()->connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(people.back()->waitForConnected(test::patienceMs));
        const QByteArray number = QByteArray::number(i);
        const QByteArray body = R"({"name":"nobody)" + number + R"(","password":"wrong"})";
        people.back()->write("POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113." + number +
                             "\r\nContent-Type: application/json\r\nContent-Length: " +
                             QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QVERIFY(people.back()->waitForBytesWritten(test::patienceMs));
    }
    QVERIFY(people.front()->waitForReadyRead(test::patienceMs));
    const qint64 firstMs = timer.restart();
    QCOMPARE(other.stop(), 0);
    // Two are served at a time: all of them would take thirty times as long as the first.
    const qint64 tookMs = timer.elapsed();
    QVERIFY2(tookMs < 10 * firstMs + 500,
             qPrintable(u"%1 ms to stop, %2 ms for the first: it waits for those who wait"_s.arg(tookMs).arg(firstMs)));
    const QByteArray errors = other.errors();
    QVERIFY2(errors.isEmpty(), errors.constData());
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_sign_in.moc"
