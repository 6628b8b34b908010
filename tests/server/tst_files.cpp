#include "groundswelld_fixture.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTcpSocket>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

/// Files that people upload, at the real process.
class TestFiles : public QObject, protected GroundswelldFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itsFilesAreItsOwn();
    void filesHaveRanges();
    void filesUploadInParts();
    void aStrangerCannotSpoilAnUpload();
    void aLongBodyIsRefusedBeforeItIsRead();
};

void TestFiles::initTestCase()
{
    QVERIFY2(m_server.start({u"--name"_s, u"Test Bay"_s}), m_server.errors().constData());
}

/// Password hashes, the cursors' key and what people upload are for no other user of the computer.
void TestFiles::itsFilesAreItsOwn()
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

void TestFiles::filesHaveRanges()
{
    signIn();
    QByteArray bytes(300'000, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 7 % 251);
    const QString path = blobPath(bytes);
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

void TestFiles::filesUploadInParts()
{
    signIn();
    const QByteArray bytes(100'000, 'g');
    const QString path = blobPath(bytes);
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

/// Two people bring one file. Neither wrong bytes nor a new beginning of the one touch what the other has sent.
void TestFiles::aStrangerCannotSpoilAnUpload()
{
    signIn();
    const QByteArray bytes(100'000, 'u');
    const QString path = blobPath(bytes);
    const auto put = [&](const QByteArray& part, qsizetype from) {
        const QByteArray range =
            "bytes " + QByteArray::number(from) + '-' + QByteArray::number(from + part.size() - 1) + "/100000";
        return m_http.send("PUT", path, part, {{"Content-Range", range}});
    };
    QCOMPARE(put(bytes.first(40'000), 0).status, 202);

    registerPerson(u"stranger"_s);
    QVERIFY2(m_http.send("HEAD", path).header("Upload-Offset").isEmpty(),
             "whose upload stands where is theirs to know");
    QCOMPARE(m_http.send("PUT", path, QByteArray(100'000, 'x')).code(), u"hash_mismatch"_s);
    QCOMPARE(put(bytes.first(10), 0).status, 202);
    QCOMPARE(m_http.send("HEAD", path).header("Upload-Offset"), "10");

    signIn();
    QCOMPARE(m_http.send("HEAD", path).header("Upload-Offset"), "40000");
    QCOMPARE(put(bytes.sliced(40'000), 40'000).status, 201);
    QCOMPARE(m_http.get(path).body, bytes);
}

/// Routing and signing in come after a body is read, so its length has to be refused before.
void TestFiles::aLongBodyIsRefusedBeforeItIsRead()
{
    const QUrl url(m_server.base());
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QVERIFY(socket.waitForConnected());
    socket.write("PUT /v1/blobs/" + QByteArray(64, 'a') + " HTTP/1.1\r\nHost: x\r\nContent-Length: 60000000\r\n\r\n");
    QVERIFY(socket.waitForReadyRead(test::patienceMs));
    const QByteArray line = socket.readLine();
    QVERIFY2(line.startsWith("HTTP/1.1 413 "), line.constData());
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
