#include "schema_check.h"
#include "server_process.h"

#include "base/clock.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QSignalSpy>
#include <QTcpSocket>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

/// The real process over loopback. Every JSON answer that send() gets is also held against the published contract.
class TestGroundswelld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCallAnswersAsTheContractSays();
    void signingInAndOutFollowsTheTokens();
    void aReusedRefreshTokenEndsTheSignIn();
    void guessingPasswordsIsSlowedDown();
    void pushingWithoutEndIsSlowedDown();
    void itsFilesAreItsOwn();
    void badRequestsGetAProblem_data();
    void badRequestsGetAProblem();
    void brokenHttpDoesNotStopIt_data();
    void brokenHttpDoesNotStopIt();
    void unchangedReadsAnswer304();
    void filesHaveRanges();
    void filesUploadInParts();
    void pokesArriveWhenSomethingChanges();
    void acknowledgedOperationsSurviveSigkill();
    void aTakenPortIsAClearSentence();
    void itStopsCleanly();

private:
    HttpAnswer checked(const QString& method, const QString& pattern, const HttpAnswer& answer);
    QJsonObject registerPerson(const QString& name);
    void signIn();
    QJsonObject operation(const QString& kind, const QString& scope, const QString& entity, const QJsonObject& args);
    QString addSong(const QString& title);
    QString makeId() { return OperationId::make(m_clock).toString(); }

    SystemClock m_clock;
    ServerProcess m_server;
    HttpClient m_http{m_server};
    SchemaCheck m_contract{QStringLiteral(GROUNDSWELL_CONTRACT)};
    QSet<QString> m_seen;
    QString m_sharedToken;
};

void TestGroundswelld::initTestCase()
{
    QVERIFY2(m_server.start({u"--name"_s, u"Test Bay"_s}), m_server.errors().constData());
}

HttpAnswer TestGroundswelld::checked(const QString& method, const QString& pattern, const HttpAnswer& answer)
{
    m_seen.insert(method + u' ' + pattern);
    const QStringList problems = m_contract.problemsOf(method, pattern, answer.status, answer.contentType, answer.body);
    if (!problems.isEmpty())
        qWarning("%s %s: %s\n%s %s", qPrintable(method), qPrintable(pattern), qPrintable(problems.join(u"; "_s)),
                 answer.body.constData(), qPrintable(answer.error));
    return problems.isEmpty() ? answer : HttpAnswer();
}

QJsonObject TestGroundswelld::registerPerson(const QString& name)
{
    const QJsonObject request{
        {u"name"_s, name}, {u"display_name"_s, u"The "_s + name}, {u"password"_s, u"correct horse battery"_s}};
    const HttpAnswer answer = m_http.post(u"/v1/auth/register"_s, request);
    m_http.setToken(answer.json().value("access_token"_L1).toString());
    return answer.json();
}

/// As somebody who was registered once: a password's hash is costly.
void TestGroundswelld::signIn()
{
    if (m_sharedToken.isEmpty()) m_sharedToken = registerPerson(u"hana"_s).value("access_token"_L1).toString();
    m_http.setToken(m_sharedToken);
}

QJsonObject TestGroundswelld::operation(const QString& kind, const QString& scope, const QString& entity,
                                        const QJsonObject& args)
{
    return {
        {u"op_id"_s, makeId()}, {u"scope"_s, scope}, {u"entity_id"_s, entity}, {u"kind"_s, kind}, {u"args"_s, args}};
}

QString TestGroundswelld::addSong(const QString& title)
{
    const QJsonObject request{
        {u"title"_s, title}, {u"artist"_s, u"Mizu"_s}, {u"create"_s, true}, {u"proposed_id"_s, makeId()}};
    return m_http.post(u"/v1/songs/match"_s, request).json().value("song"_L1)["id"_L1].toString();
}

void TestGroundswelld::everyCallAnswersAsTheContractSays()
{
    const QString password = u"correct horse battery"_s;
    const auto ok = [&](const QString& method, const QString& pattern, const HttpAnswer& answer, int status) {
        const HttpAnswer result = checked(method, pattern, answer);
        if (result.status != status)
            qWarning("%s: %d, expected %d: %s", qPrintable(pattern), answer.status, status, answer.body.constData());
        return result.status == status;
    };
    QVERIFY(ok(u"GET"_s, u"/v1/capabilities"_s, m_http.get(u"/v1/capabilities"_s), 200));
    QVERIFY(ok(u"GET"_s, u"/v1/auth/available"_s, m_http.get(u"/v1/auth/available?name=mio"_s), 200));
    const auto made = m_http.post(u"/v1/auth/register"_s,
                                  {{u"name"_s, u"Mio"_s}, {u"display_name"_s, u"Mío"_s}, {u"password"_s, password}});
    QVERIFY(ok(u"POST"_s, u"/v1/auth/register"_s, made, 201));
    QVERIFY(ok(u"POST"_s, u"/v1/auth/register"_s,
               m_http.post(u"/v1/auth/register"_s, {{u"name"_s, u"rnio"_s}, {u"password"_s, password}}), 409));
    QVERIFY(ok(u"GET"_s, u"/v1/auth/available"_s, m_http.get(u"/v1/auth/available?name=MIO"_s), 200));
    const auto in =
        m_http.post(u"/v1/auth/login"_s, {{u"name"_s, u"mio"_s}, {u"password"_s, password}, {u"device"_s, u"desk"_s}});
    QVERIFY(ok(u"POST"_s, u"/v1/auth/login"_s, in, 200));
    const auto again = m_http.post(u"/v1/auth/refresh"_s, {{u"refresh_token"_s, in.json().value("refresh_token"_L1)}});
    QVERIFY(ok(u"POST"_s, u"/v1/auth/refresh"_s, again, 200));
    QVERIFY(ok(u"POST"_s, u"/v1/auth/logout"_s,
               m_http.post(u"/v1/auth/logout"_s, {{u"refresh_token"_s, again.json().value("refresh_token"_L1)}}), 204));

    m_http.setToken(made.json().value("access_token"_L1).toString());
    const QString user = u"user:"_s + made.json().value("person"_L1)["id"_L1].toString();
    const QString song = makeId();
    const QJsonObject match{{u"title"_s, u"Harbour"_s},
                            {u"artist"_s, u"Mizu"_s},
                            {u"duration_ms"_s, 1000},
                            {u"create"_s, true},
                            {u"proposed_id"_s, song}};
    QVERIFY(ok(u"POST"_s, u"/v1/songs/match"_s, m_http.post(u"/v1/songs/match"_s, match), 201));
    QVERIFY(
        ok(u"POST"_s, u"/v1/songs/match"_s, m_http.post(u"/v1/songs/match"_s, {{u"title"_s, u"unheard of"_s}}), 200));
    const QString comments = u"comments:"_s + song;
    const QString comment = makeId();
    const LyricsId lyrics = api::lyricsIdFor(SongId::fromString(song), u"ja");
    const QJsonObject words{{u"lang"_s, u"ja"_s},
                            {u"lines"_s, QJsonArray{QJsonObject{{u"id"_s, makeId()}, {u"text"_s, u"港"_s}}}}};
    const QJsonObject units{{u"lang"_s, u"en"_s},
                            {u"lyrics_id"_s, lyrics.toString()},
                            {u"base_lyrics_revision"_s, 1},
                            {u"units"_s, QJsonArray()}};
    const QString songScope = u"song:"_s + song;
    const QString translation = api::translationIdFor(lyrics, u"en").toString();
    const QJsonArray operations{
        operation(u"comment.create"_s, comments, comment,
                  {{u"song_id"_s, song}, {u"text"_s, u"at the pier"_s}, {u"lang"_s, u"en"_s}, {u"at_ms"_s, 500}}),
        operation(u"comment.create"_s, comments, makeId(),
                  {{u"song_id"_s, song}, {u"text"_s, u"me too"_s}, {u"parent_id"_s, comment}}),
        operation(u"reaction.set"_s, user, comment, {{u"kind"_s, u"hug"_s}, {u"on"_s, true}}),
        operation(u"story.create"_s, songScope, makeId(),
                  {{u"song_id"_s, song},
                   {u"title"_s, u"Why"_s},
                   {u"text"_s, u"Because."_s},
                   {u"lang"_s, u"en"_s},
                   {u"source_kind"_s, u"press"_s}}),
        operation(u"lyrics.put"_s, songScope, lyrics.toString(),
                  {{u"song_id"_s, song}, {u"lang"_s, u"ja"_s}, {u"document"_s, words}}),
        operation(u"translation.put"_s, songScope, translation,
                  {{u"song_id"_s, song},
                   {u"lyrics_id"_s, lyrics.toString()},
                   {u"lang"_s, u"en"_s},
                   {u"base_lyrics_rev"_s, 1},
                   {u"document"_s, units}}),
        operation(u"comment.edit"_s, comments, comment, {{u"text"_s, u"stale"_s}}),
        operation(u"nonsense"_s, comments, comment, {})};
    const auto pushed = m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, operations}});
    QVERIFY(ok(u"POST"_s, u"/v1/sync/push"_s, pushed, 200));
    const QJsonArray results = pushed.json().value("results"_L1).toArray();
    for (int i = 0; i < 6; ++i)
        QVERIFY2(results.at(i)["status"_L1] == "applied"_L1, pushed.body.constData());
    QVERIFY(results.at(6)["status"_L1] == "conflict"_L1);
    QVERIFY(results.at(7)["status"_L1] == "rejected"_L1);

    const QJsonArray scopes{QJsonObject{{u"scope"_s, comments}}, QJsonObject{{u"scope"_s, songScope}},
                            QJsonObject{{u"scope"_s, user}}, QJsonObject{{u"scope"_s, u"village"_s}}};
    const auto pulled = m_http.post(u"/v1/sync/pull"_s, {{u"scopes"_s, scopes}});
    QVERIFY(ok(u"POST"_s, u"/v1/sync/pull"_s, pulled, 200));
    int bodies = 0;
    for (const QJsonValue& page : pulled.json().value("pages"_L1).toArray()) {
        for (const QJsonValue& change : page["changes"_L1].toArray()) {
            QString schema = change["type"_L1].toString();
            schema[0] = schema[0].toUpper();
            const QStringList problems = m_contract.problemsOf(schema, change["body"_L1]);
            QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u"; "_s)));
            ++bodies;
        }
    }
    QCOMPARE(bodies, 8); // two comments; song, story, lyrics, translation; person, reaction
    QVERIFY(ok(u"GET"_s, u"/v1/sync/events"_s, m_http.get(u"/v1/sync/events?scopes=village,"_s + comments), 200));

    const QString base = u"/v1/songs/"_s + song;
    const std::pair<QString, QString> reads[] = {
        {u"/v1/songs/{song}"_s, base},
        {u"/v1/songs/{song}/comments"_s, base + u"/comments?sort=hot"_s},
        {u"/v1/songs/{song}/comments"_s, base + u"/comments?sort=new&limit=1"_s},
        {u"/v1/songs/{song}/comments/{comment}/replies"_s, base + u"/comments/"_s + comment + u"/replies"_s},
        {u"/v1/songs/{song}/stories"_s, base + u"/stories"_s},
        {u"/v1/songs/{song}/lyrics"_s, base + u"/lyrics"_s},
        {u"/v1/songs/{song}/lyrics/{lyrics}/history"_s, base + u"/lyrics/"_s + lyrics.toString() + u"/history"_s},
        {u"/v1/songs/{song}/translations"_s, base + u"/translations"_s},
        {u"/v1/songs/{song}/translations/{translation}/history"_s,
         base + u"/translations/"_s + translation + u"/history"_s}};
    for (const auto& [pattern, path] : reads)
        QVERIFY(ok(u"GET"_s, pattern, m_http.get(path), 200));

    const QByteArray bytes = "a cover";
    const QString blob =
        u"/v1/blobs/"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QVERIFY(ok(u"PUT"_s, u"/v1/blobs/{sha256}"_s,
               m_http.send("PUT", blob, bytes, {{"Content-Type", "application/octet-stream"}}), 201));
    QVERIFY(ok(u"GET"_s, u"/v1/blobs/{sha256}"_s, m_http.get(blob), 200));

    for (const QString& call : m_contract.calls())
        QVERIFY2(m_seen.contains(call), qPrintable(call));
}

void TestGroundswelld::signingInAndOutFollowsTheTokens()
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

void TestGroundswelld::aReusedRefreshTokenEndsTheSignIn()
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

void TestGroundswelld::guessingPasswordsIsSlowedDown()
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

void TestGroundswelld::pushingWithoutEndIsSlowedDown()
{
    registerPerson(u"flood"_s);
    const QJsonObject nothing{{u"operations"_s, QJsonArray()}};
    HttpAnswer answer;
    for (int i = 0; i < 400 && answer.status != 429; ++i)
        answer = m_http.post(u"/v1/sync/push"_s, nothing);
    QCOMPARE(checked(u"POST"_s, u"/v1/sync/push"_s, answer).status, 429);
    QVERIFY(answer.header("Retry-After").toInt() > 0);
    signIn(); // somebody else may go on
    QCOMPARE(m_http.post(u"/v1/sync/push"_s, nothing).status, 200);
}

/// Password hashes, the cursors' key and what people upload are for no other user of the computer.
void TestGroundswelld::itsFilesAreItsOwn()
{
    signIn();
    const QByteArray bytes("a picture");
    const QString digest = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(m_http.send("PUT", u"/v1/blobs/"_s + digest, bytes).status, 201);
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString& name : {u"village.db"_s, u"village.db-wal"_s, u"blobs/%1/%2"_s.arg(digest.first(2), digest)}) {
        const QFileInfo file(m_server.folder() + u'/' + name);
        QVERIFY2(file.exists(), qPrintable(name));
        QVERIFY2((file.permissions() & others) == 0, qPrintable(name));
    }
}

void TestGroundswelld::badRequestsGetAProblem_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const QString push = u"/v1/sync/push"_s;
    const QString pull = u"/v1/sync/pull"_s;
    const QString song = u"/v1/songs/01900000-0000-7000-8000-00000000dead"_s;
    QTest::newRow("nothing there") << QByteArray("GET") << u"/v2"_s << QByteArray() << 404 << QString();
    QTest::newRow("the root") << QByteArray("GET") << u"/"_s << QByteArray() << 404 << QString();
    QTest::newRow("wrong method") << QByteArray("DELETE") << push << QByteArray() << 405 << QString();
    QTest::newRow("no body") << QByteArray("POST") << push << QByteArray() << 400 << QString();
    QTest::newRow("a list") << QByteArray("POST") << push << QByteArray("[]") << 400 << QString();
    QTest::newRow("half JSON") << QByteArray("POST") << push << QByteArray("{\"operations\":[") << 400 << QString();
    QTest::newRow("not UTF-8") << QByteArray("POST") << push << QByteArray("{\"\xff\":1}") << 400 << QString();
    QTest::newRow("deep") << QByteArray("POST") << push << QByteArray(50'000, '[') << 400 << QString();
    QTest::newRow("no list") << QByteArray("POST") << push << QByteArray("{}") << 422 << u"operations"_s;
    QTest::newRow("no operation") << QByteArray("POST") << push << QByteArray("{\"operations\":[7]}") << 422
                                  << u"operations[0]"_s;
    QTest::newRow("too large") << QByteArray("POST") << push
                               << QByteArray("{\"x\":\"" + QByteArray(2 << 20, 'x') + "\"}") << 413 << QString();
    QTest::newRow("a bad scope") << QByteArray("POST") << pull << QByteArray("{\"scopes\":[{\"scope\":\"x\"}]}") << 422
                                 << QString();
    QTest::newRow("a scope of no text") << QByteArray("POST") << pull << QByteArray("{\"scopes\":[{\"scope\":1}]}")
                                        << 422 << u"scopes[0].scope"_s;
    QTest::newRow("an unknown song") << QByteArray("GET") << song << QByteArray() << 404 << QString();
    QTest::newRow("its comments") << QByteArray("GET") << QString(song + u"/comments"_s) << QByteArray() << 404
                                  << QString();
    QTest::newRow("a bad sort") << QByteArray("GET") << QString(song + u"/comments?sort=best"_s) << QByteArray() << 422
                                << u"sort"_s;
    QTest::newRow("a bad limit") << QByteArray("GET") << QString(song + u"/comments?limit=1000"_s) << QByteArray()
                                 << 422 << u"limit"_s;
    QTest::newRow("no song") << QByteArray("GET") << u"/v1/songs/%2e%2e%2f"_s << QByteArray() << 404 << QString();
    QTest::newRow("no scopes") << QByteArray("GET") << u"/v1/sync/events"_s << QByteArray() << 422 << u"scopes"_s;
    QTest::newRow("heads of others") << QByteArray("GET") << u"/v1/sync/events?scopes=village&since=1,2"_s
                                     << QByteArray() << 422 << u"since"_s;
    QTest::newRow("no digest") << QByteArray("GET") << u"/v1/blobs/..%2f..%2fetc%2fpasswd"_s << QByteArray() << 404
                               << QString();
    QTest::newRow("a put of no digest") << QByteArray("PUT") << u"/v1/blobs/xyz"_s << QByteArray("x") << 422
                                        << QString();
    QTest::newRow("a put of other bytes")
        << QByteArray("PUT") << QString(u"/v1/blobs/"_s + QString(64, u'a')) << QByteArray("x") << 422 << QString();
    QTest::newRow("a name with spaces") << QByteArray("POST") << u"/v1/auth/register"_s
                                        << QByteArray(R"({"name":"a b","password":"correct horse battery"})") << 422
                                        << QString();
    QTest::newRow("a name that turns the writing")
        << QByteArray("POST") << u"/v1/auth/register"_s
        << QByteArray("{\"name\":\"abc\",\"display_name\":\"\xe2\x80\xaex\",\"password\":\"correct horse battery\"}")
        << 422 << QString();
    QTest::newRow("a short password") << QByteArray("POST") << u"/v1/auth/register"_s
                                      << QByteArray(R"({"name":"abc","password":"short"})") << 422 << QString();
}

void TestGroundswelld::badRequestsGetAProblem()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QString, field);
    signIn();
    const HttpAnswer answer = m_http.send(method, path, body);
    QVERIFY2(answer.status == status, answer.body.constData());
    QCOMPARE(answer.contentType, "application/problem+json");
    const QStringList problems = m_contract.problemsOf(u"Problem"_s, answer.json());
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u"; "_s)));
    QCOMPARE(answer.json().value("field"_L1).toString(), field);
    QVERIFY(m_server.isRunning());
}

void TestGroundswelld::brokenHttpDoesNotStopIt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("noise") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
    QTest::newRow("a huge length") << QByteArray(
        "POST /v1/sync/push HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n");
    QTest::newRow("a negative length") << QByteArray(
        "POST /v1/sync/push HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n");
    QTest::newRow("a long header") << QByteArray("GET / HTTP/1.1\r\nX: " + QByteArray(1 << 20, 'x') + "\r\n\r\n");
    QTest::newRow("bad chunks") << QByteArray(
        "POST /v1/sync/push HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx");
    QTest::newRow("a NUL in the path") << QByteArray("GET /v1/\0 HTTP/1.1\r\nHost: x\r\n\r\n", 31);
}

void TestGroundswelld::brokenHttpDoesNotStopIt()
{
    QFETCH(const QByteArray, bytes);
    const QUrl url(m_server.base());
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QVERIFY(socket.waitForConnected());
    socket.write(bytes);
    socket.waitForBytesWritten(1000);
    socket.waitForReadyRead(500);
    socket.abort();
    QCOMPARE(m_http.get(u"/v1/capabilities"_s).status, 200);
    QVERIFY(m_server.isRunning());
}

void TestGroundswelld::unchangedReadsAnswer304()
{
    signIn();
    const QString song = addSong(u"Still"_s);
    const QString path = u"/v1/songs/"_s + song + u"/comments"_s;
    const auto first = m_http.get(path);
    QCOMPARE(first.status, 200);
    const QByteArray etag = first.header("ETag");
    QVERIFY(!etag.isEmpty());
    QCOMPARE(m_http.get(path, {{"If-None-Match", etag}}).status, 304);
    const QJsonObject comment = operation(u"comment.create"_s, u"comments:"_s + song, makeId(),
                                          {{u"song_id"_s, song}, {u"text"_s, u"moved"_s}});
    QCOMPARE(m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, QJsonArray{comment}}}).status, 200);
    const auto second = m_http.get(path, {{"If-None-Match", etag}});
    QCOMPARE(second.status, 200);
    QCOMPARE(second.json().value("comments"_L1).toArray().size(), 1);
    QVERIFY(second.header("ETag") != etag);
}

void TestGroundswelld::filesHaveRanges()
{
    signIn();
    QByteArray bytes(300'000, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 7 % 251);
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    const QString path = u"/v1/blobs/"_s + QString::fromLatin1(digest);
    QCOMPARE(m_http.get(path).status, 404);
    QCOMPARE(m_http.send("PUT", path, bytes).status, 201);
    QCOMPARE(m_http.send("PUT", path, bytes).status, 201);

    const auto whole = m_http.get(path);
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.body, bytes);
    QVERIFY(whole.header("Cache-Control").contains("immutable"));
    QCOMPARE(m_http.get(path, {{"If-None-Match", whole.header("ETag")}}).status, 304);
    const auto head = m_http.send("HEAD", path);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("Content-Length"), "300000");
    QVERIFY(head.body.isEmpty());

    const auto part = [&](const QByteArray& range) { return m_http.get(path, {{"Range", range}}); };
    QCOMPARE(part("bytes=0-0").body, bytes.first(1));
    QCOMPARE(part("bytes=262144-").body, bytes.sliced(262'144));
    QCOMPARE(part("bytes=-5").body, bytes.last(5));
    const auto middle = part("bytes=1000-1999");
    QCOMPARE(middle.status, 206);
    QCOMPARE(middle.body, bytes.sliced(1000, 1000));
    QCOMPARE(middle.header("Content-Range"), "bytes 1000-1999/300000");
    QCOMPARE(part("bytes=299999-400000").body, bytes.last(1));
    QCOMPARE(part("bytes=300000-").status, 416);
    QCOMPARE(part("bytes=300000-").header("Content-Range"), "bytes */300000");
    for (const char* ignored : {"bytes=5-2", "bytes=x-", "bytes=0-1,5-6", "lines=1-2", "bytes=", "bytes=-"})
        QCOMPARE(part(ignored).status, 200);
}

void TestGroundswelld::filesUploadInParts()
{
    signIn();
    const QByteArray bytes(100'000, 'g');
    const QString path =
        u"/v1/blobs/"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    const auto put = [&](qsizetype from, qsizetype length) {
        const QByteArray range =
            "bytes " + QByteArray::number(from) + '-' + QByteArray::number(from + length - 1) + "/100000";
        return m_http.send("PUT", path, bytes.sliced(from, length), {{"Content-Range", range}});
    };
    QCOMPARE(put(0, 40'000).status, 202);
    const auto missing = m_http.send("HEAD", path);
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.header("Upload-Offset"), "40000");
    const auto wrong = put(50'000, 50'000);
    QCOMPARE(wrong.status, 409);
    QCOMPARE(wrong.header("Upload-Offset"), "40000");
    QCOMPARE(put(40'000, 60'000).status, 201);
    QCOMPARE(m_http.get(path).body, bytes);
    m_http.setToken({});
    QCOMPARE(m_http.send("PUT", path, bytes).status, 401);
}

void TestGroundswelld::pokesArriveWhenSomethingChanges()
{
    signIn();
    const QString song = addSong(u"Waiting"_s);
    const QString scope = u"comments:"_s + song;
    QNetworkReply* waiting = m_http.start(u"/v1/sync/events?scopes=village,%1&since=0,0"_s.arg(scope));
    QSignalSpy finished(waiting, &QNetworkReply::finished);
    QCOMPARE(m_http.get(u"/v1/capabilities"_s).status, 200);
    QCOMPARE(finished.count(), 0);
    const QJsonObject comment =
        operation(u"comment.create"_s, scope, makeId(), {{u"song_id"_s, song}, {u"text"_s, u"now"_s}});
    QCOMPARE(m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, QJsonArray{comment}}}).status, 200);
    const QJsonArray pokes = HttpClient::answerOf(waiting).json().value("pokes"_L1).toArray();
    QCOMPARE(pokes.size(), 1);
    QCOMPARE(pokes.at(0)["scope"_L1].toString(), scope);
    QCOMPARE(pokes.at(0)["head"_L1].toInt(), 1);
}

void TestGroundswelld::acknowledgedOperationsSurviveSigkill()
{
    signIn();
    const QString song = addSong(u"Never Lost"_s);
    const QString scope = u"comments:"_s + song;
    QSet<QString> acknowledged;
    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 10; ++i) {
            const QJsonObject comment = operation(u"comment.create"_s, scope, makeId(),
                                                  {{u"song_id"_s, song}, {u"text"_s, u"%1 %2"_s.arg(round).arg(i)}});
            const auto answer = m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, QJsonArray{comment}}});
            QVERIFY2(answer.status == 200, answer.body.constData());
            acknowledged.insert(comment.value("entity_id"_L1).toString());
        }
        QVERIFY(m_http.start(u"/v1/sync/events?scopes=%1&since=%2"_s.arg(scope).arg(acknowledged.size())));
        m_server.kill();
        QVERIFY2(m_server.start(), m_server.errors().constData());
        // The access token is in the database too: nobody has to sign in again.
        const auto pulled =
            m_http.post(u"/v1/sync/pull"_s, {{u"scopes"_s, QJsonArray{QJsonObject{{u"scope"_s, scope}}}}});
        QSet<QString> there;
        for (const QJsonValue& change : pulled.json().value("pages"_L1)[0]["changes"_L1].toArray())
            there.insert(change["id"_L1].toString());
        QCOMPARE(there, acknowledged);
    }
}

void TestGroundswelld::aTakenPortIsAClearSentence()
{
    ServerProcess second;
    QVERIFY(!second.start({u"--port"_s, QString::number(QUrl(m_server.base()).port())}));
    const QByteArray said = second.errors();
    QVERIFY2(said.startsWith("groundswelld: Port "), said.constData());
    QVERIFY(m_server.isRunning());
}

void TestGroundswelld::itStopsCleanly()
{
    QNetworkReply* waiting = m_http.start(u"/v1/sync/events?scopes=village&since=0"_s);
    QCOMPARE(m_http.get(u"/v1/capabilities"_s).status, 200);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_server.stop(), 0);
    QVERIFY(timer.elapsed() < 5000);
    const QByteArray errors = m_server.errors();
    QVERIFY2(errors.isEmpty(), errors.constData());
    static_cast<void>(HttpClient::answerOf(waiting));
}

QTEST_GUILESS_MAIN(TestGroundswelld)
#include "tst_groundswelld.moc"
