#include "groundswelld_fixture.h"

#include <QJsonArray>
#include <QTcpSocket>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

/// Every call of the published contract, good and bad, against the real process.
class TestContract : public QObject, protected GroundswelldFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theContractIsWhole();
    void everyCallAnswersAsTheContractSays();
    void badRequestsGetAProblem_data();
    void badRequestsGetAProblem();
    void refusalsStandInTheContract_data();
    void refusalsStandInTheContract();
    void aWrongMethodIsToldTheRightOnes();
    void brokenHttpDoesNotStopIt_data();
    void brokenHttpDoesNotStopIt();
};

void TestContract::initTestCase()
{
    QVERIFY2(m_server.start({u"--name"_s, u"Test Bay"_s}), m_server.errors().constData());
}

void TestContract::theContractIsWhole()
{
    QCOMPARE(m_contract.keysWithoutValue(), QStringList());
}

void TestContract::everyCallAnswersAsTheContractSays()
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
    QVERIFY(ok(u"GET"_s, u"/v1/auth/devices"_s, m_http.get(u"/v1/auth/devices"_s), 200));
    QVERIFY(ok(u"DELETE"_s, u"/v1/auth/devices/{device}"_s, m_http.send("DELETE", u"/v1/auth/devices/nowhere"_s), 404));
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
         base + u"/translations/"_s + translation + u"/history"_s},
        {u"/v1/songs/{song}/translations/{translation}/suggestions"_s,
         base + u"/translations/"_s + translation + u"/suggestions"_s}};
    for (const auto& [pattern, path] : reads)
        QVERIFY(ok(u"GET"_s, pattern, m_http.get(path), 200));

    const QByteArray bytes = "a cover";
    const QString blob = blobPath(bytes);
    QVERIFY(ok(u"PUT"_s, u"/v1/blobs/{sha256}"_s,
               m_http.send("PUT", blob, bytes, {{"Content-Type", "application/octet-stream"}}), 201));
    QVERIFY(ok(u"GET"_s, u"/v1/blobs/{sha256}"_s, m_http.get(blob), 200));
    QVERIFY(ok(u"GET"_s, u"/v1/tracks"_s, m_http.get(u"/v1/tracks"_s), 200));

    for (const QString& call : m_contract.calls())
        QVERIFY2(m_seen.contains(call), qPrintable(call));
}

void TestContract::badRequestsGetAProblem_data()
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

void TestContract::badRequestsGetAProblem()
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

/// What a call refuses with a status that it has for this alone: the contract knows each.
void TestContract::refusalsStandInTheContract_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    const QByteArray large = "{\"name\":\"" + QByteArray(200'000, 'x') + "\"}";
    for (const char* call : {"register", "login", "refresh", "logout"})
        QTest::addRow("a large %s", call)
            << QByteArray("POST") << u"/v1/auth/%1"_s.arg(QLatin1StringView(call)) << large << QByteArray() << 413;
    QTest::newRow("a large match") << QByteArray("POST") << u"/v1/songs/match"_s << large << QByteArray() << 413;
    for (const char* path :
         {"/v1/capabilities", "/v1/auth/available", "/v1/tracks", "/v1/songs/{song}", "/v1/songs/{song}/comments",
          "/v1/songs/{song}/stories", "/v1/songs/{song}/lyrics", "/v1/songs/{song}/translations", "/v1/blobs/{sha256}"})
        QTest::addRow("a bad token at %s", path)
            << QByteArray("GET") << QString::fromLatin1(path) << QByteArray() << QByteArray("Bearer of nothing") << 401;
}

void TestContract::refusalsStandInTheContract()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, pattern);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, token);
    QFETCH(const int, status);
    QString path = pattern;
    path.replace(u"{song}"_s, makeId()).replace(u"{sha256}"_s, QString(64, u'a'));
    m_http.setToken({});
    QList<std::pair<QByteArray, QByteArray>> headers;
    if (!token.isEmpty()) headers.append({"Authorization", token});
    const HttpAnswer answer = checked(QString::fromLatin1(method), pattern, m_http.send(method, path, body, headers));
    QCOMPARE(answer.status, status);
}

void TestContract::aWrongMethodIsToldTheRightOnes()
{
    const auto allowed = [this](const QByteArray& method, const QString& path) {
        return m_http.send(method, path, "{}").header("Allow");
    };
    QCOMPARE(allowed("DELETE", u"/v1/sync/push"_s), "POST");
    QCOMPARE(allowed("POST", u"/v1/blobs/x"_s), "GET, HEAD, PUT");
}

void TestContract::brokenHttpDoesNotStopIt_data()
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

void TestContract::brokenHttpDoesNotStopIt()
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

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
