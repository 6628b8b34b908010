#include "groundswelld_fixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

/// The real process at work: caches, news, its end by SIGKILL and by SIGTERM.
class TestGroundswelld : public QObject, protected GroundswelldFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void longTalksOfRepliesComeInPages();
    void unchangedReadsAnswer304();
    void pokesArriveWhenSomethingChanges();
    void acknowledgedOperationsSurviveSigkill();
    void aTakenPortIsAClearSentence();
    void aFolderIsServedOnce();
    void whereThePortCannotBeToldItEnds();
    void itStopsCleanly();
};

void TestGroundswelld::initTestCase()
{
    QVERIFY2(m_server.start({u"--name"_s, u"Test Bay"_s}), m_server.errors().constData());
}

void TestGroundswelld::longTalksOfRepliesComeInPages()
{
    signIn();
    const QString song = addSong(u"Talked About"_s);
    const QString scope = u"comments:"_s + song;
    const QString root = makeId();
    QJsonArray operations{operation(u"comment.create"_s, scope, root, {{u"song_id"_s, song}, {u"text"_s, u"who?"_s}})};
    QStringList ids;
    for (int i = 0; i < 7; ++i) {
        ids << makeId();
        operations.append(operation(u"comment.create"_s, scope, ids.back(),
                                    {{u"song_id"_s, song}, {u"parent_id"_s, root}, {u"text"_s, QString::number(i)}}));
    }
    QCOMPARE(m_http.post(u"/v1/sync/push"_s, {{u"operations"_s, operations}}).status, 200);
    const QString path = u"/v1/songs/%1/comments/%2/replies?limit=3&after="_s.arg(song, root);
    QStringList read;
    QString after;
    int pages = 0;
    do {
        const QJsonObject page = m_http.get(path + after).json();
        QCOMPARE(page.value("total"_L1).toInt(), 7);
        for (const QJsonValue& reply : page.value("comments"_L1).toArray())
            read << reply["id"_L1].toString();
        after = page.value("after"_L1).toString();
        ++pages;
    } while (!after.isEmpty() && pages < 10);
    QCOMPARE(pages, 3);
    QCOMPARE(read, ids);
    QCOMPARE(m_http.get(path + u"nonsense"_s).status, 422);
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

void TestGroundswelld::aFolderIsServedOnce()
{
    ServerProcess second;
    QVERIFY(!second.start({u"--data"_s, m_server.folder()}));
    const QByteArray said = second.errors();
    QVERIFY2(said.startsWith("groundswelld: The community in ") && said.count('\n') == 1, said.constData());
    QVERIFY(m_server.isRunning());
    m_server.kill();
    QVERIFY2(second.start({u"--data"_s, m_server.folder()}), "it is free when its server is gone");
    QCOMPARE(second.stop(), 0);
    QVERIFY2(m_server.start(), m_server.errors().constData());
}

void TestGroundswelld::whereThePortCannotBeToldItEnds()
{
    ServerProcess second;
    QVERIFY(!second.start({u"--port-file"_s, second.folder() + u"/nowhere/port"_s}));
    QVERIFY(second.errors().startsWith("groundswelld: The port could not be written to "));
    QVERIFY(!second.isRunning());
}

void TestGroundswelld::itStopsCleanly()
{
    QNetworkReply* waiting = m_http.start(u"/v1/sync/events?scopes=village&since=0"_s);
    QCOMPARE(m_http.get(u"/v1/capabilities"_s).status, 200);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_server.stop(), 0);
    QVERIFY2(timer.elapsed() < 20'000, "the poll is not waited for, which would be 25 s");
    const QByteArray errors = m_server.errors();
    QVERIFY2(errors.isEmpty(), errors.constData());
    static_cast<void>(HttpClient::answerOf(waiting));
}

QTEST_GUILESS_MAIN(TestGroundswelld)
#include "tst_groundswelld.moc"
