#include "village_fixture.h"

#include "community/api/json.h"
#include "lyrics/document_json.h"
#include "server/rate_limiter.h"
#include "server/upload_quota.h"

#include <QFile>

#include <limits>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;
using api::OperationStatus;

/// What a hostile or unlucky client meets: sizes, rates, odd bytes, a failing disk.
class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesOfLargeDocumentsAreShort();
    void whatHangsOnARetryIsRetried();
    void aFullDiskAcknowledgesNothing();
    void anIPv6NeighbourhoodIsOneAddress_data();
    void anIPv6NeighbourhoodIsOneAddress();
    void aClockThatGoesBackTakesNothingAway();
    void blobsOfOddNamesAndSizesAreRefused();
    void whatOnePersonUploadsIsBounded();
    void wrongBytesCountForNobody();
    void uploadsThatStandStillAreDropped();
    void readyAnswersAreBounded();
    void readyAnswersAreBoundedInNumber();
    void headsOfScopesAreBoundedInNumber();
    void textThatShowsNothingIsEmpty_data();
    void textThatShowsNothingIsEmpty();
};

namespace {

/// Runs SQL on the village's writer.
bool execute(VillageFixture& fixture, const char* sql)
{
    return fixture.store()
        .writer()
        .run([sql](store::Database& db) -> Result<bool> {
            db.execute(sql);
            return true;
        })
        .has_value();
}

} // namespace

void TestLimits::pagesOfLargeDocumentsAreShort()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const QString scope = api::songScope(song);
    QStringList languages;
    for (char16_t c = u'a'; c <= u'z'; ++c)
        languages << u"q%1a"_s.arg(QChar(c)); // qaa to qza are there for private use and tests
    for (const QString& lang : std::as_const(languages)) {
        lyrics::Document document;
        document.lang = lang;
        document.lines.push_back({});
        document.lines.back().id = fixture.made<LineId>();
        document.lines.back().text = QString(1000, u'x');
        const QJsonObject args{
            {u"song_id"_s, song.toString()}, {u"lang"_s, lang}, {u"document"_s, lyrics::toJson(document)}};
        const auto put = fixture.operation(scope, api::lyricsIdFor(song, lang).toString(), u"lyrics.put"_s, args);
        QCOMPARE(fixture.pushOne(nao, put).status, OperationStatus::Applied);
    }

    size_t documents = 0;
    api::Page page;
    do {
        page = fixture.pullOne(scope, page.nextCursor);
        QVERIFY(!page.changes.empty());
        QVERIFY2(page.changes.size() <= 11, "a page holds at most ten documents, and the song");
        documents += static_cast<size_t>(std::ranges::count(page.changes, u"lyrics"_s, &api::Change::type));
    } while (page.hasMore);
    QCOMPARE(documents, static_cast<size_t>(languages.size()));
}

void TestLimits::whatHangsOnARetryIsRetried()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto root = fixture.comment(song, u"root"_s);
    const auto reply = fixture.comment(song, u"reply"_s, CommentId::fromString(root.entityId));
    QVERIFY(
        execute(fixture, "CREATE TRIGGER broken BEFORE INSERT ON comment BEGIN INSERT INTO nowhere VALUES(1); END"));
    const auto answer = fixture.pushAll(nao, {root, reply});
    QVERIFY(answer);
    QCOMPARE(answer->results.at(0).status, OperationStatus::Retry);
    QCOMPARE(answer->results.at(1).status, OperationStatus::Retry);
    QVERIFY(execute(fixture, "DROP TRIGGER broken"));
    QCOMPARE(fixture.pushOne(nao, root).status, OperationStatus::Applied);
    QCOMPARE(fixture.pushOne(nao, reply).status, OperationStatus::Applied);
}

void TestLimits::aFullDiskAcknowledgesNothing()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    std::vector<api::Operation> operations;
    for (int i = 0; i < 60; ++i)
        operations.push_back(fixture.comment(song, QString::number(i) + QString(1900, u'x')));
    // SQLite takes this for a full disk (SQLITE_FULL).
    QVERIFY(execute(fixture, "PRAGMA max_page_count = 1"));
    const auto answer = fixture.pushAll(nao, operations);
    QVERIFY(execute(fixture, "PRAGMA max_page_count = 1000000"));

    const auto there = fixture.pullOne(api::commentsScope(song));
    size_t acknowledged = 0;
    if (answer)
        acknowledged = static_cast<size_t>(
            std::ranges::count(answer->results, OperationStatus::Applied, &api::OperationResult::status));
    QCOMPARE(there.changes.size(), acknowledged);
    QVERIFY(acknowledged < operations.size());
    const auto again = fixture.pushAll(nao, operations);
    QVERIFY(again);
    QCOMPARE(fixture.pullOne(api::commentsScope(song)).changes.size(), operations.size());
}

void TestLimits::anIPv6NeighbourhoodIsOneAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("network");
    QTest::newRow("IPv4") << u"192.0.2.7"_s << u"192.0.2.7"_s;
    QTest::newRow("IPv4 in IPv6") << u"::ffff:192.0.2.7"_s << u"192.0.2.7"_s;
    QTest::newRow("IPv6") << u"2001:db8:1:2:3:4:5:6"_s << u"2001:db8:1:2::"_s;
    QTest::newRow("its neighbour") << u"2001:db8:1:2:ffff::1"_s << u"2001:db8:1:2::"_s;
    QTest::newRow("no address") << QString(100, u'x') << QString(64, u'x');
}

void TestLimits::anIPv6NeighbourhoodIsOneAddress()
{
    QFETCH(const QString, address);
    QFETCH(const QString, network);
    QCOMPARE(networkOf(address), network);
}

void TestLimits::aClockThatGoesBackTakesNothingAway()
{
    RateLimiter limiter(2, 1000);
    QVERIFY(limiter.take(u"a"_s, 1'000'000));
    QVERIFY(limiter.take(u"a"_s, 0));
    QVERIFY(!limiter.take(u"a"_s, 0));
    QVERIFY(limiter.take(u"a"_s, 1000));
}

void TestLimits::blobsOfOddNamesAndSizesAreRefused()
{
    VillageFixture fixture;
    BlobStore& blobs = fixture.village().blobs();
    const UserId nao = fixture.made<UserId>();
    for (const QString& name : {QString(), u"a"_s, u"../../etc/passwd"_s, QString(64, u'A'), QString(63, u'a')}) {
        QVERIFY2(!blobs.find(name), qPrintable(name));
        QCOMPARE(blobs.heldBytes(nao, name), 0);
    }
    const QString digest(64, u'a');
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    QCOMPARE(blobs.put(nao, digest, "x", most, 1).error().details, u"too_large"_s);
    QCOMPARE(blobs.put(nao, digest, "x", 0, most).error().details, u"too_large"_s);
    QCOMPARE(blobs.put(nao, digest, "xy", 0, 1).error().details, u"too_large"_s);
    QCOMPARE(blobs.heldBytes(nao, digest), 0);
}

void TestLimits::whatOnePersonUploadsIsBounded()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const UserId mio = fixture.addPerson(u"mio"_s);
    const auto book = [&](UserId person, QChar digit, qint64 bytes) {
        return fixture.store().writer().run([&](store::Database& db) {
            return bookUpload(db, person, QString(64, digit), bytes, 1000, fixture.clock().nowMs());
        });
    };
    QVERIFY(book(nao, u'a', 400));
    QVERIFY(book(nao, u'a', 400)); // a further part
    QVERIFY(book(nao, u'b', 600));
    const auto refused = book(nao, u'c', 1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().details, u"quota_exceeded"_s);
    QVERIFY2(!book(nao, u'a', 401), "a larger size than was booked counts too");
    QVERIFY2(!book(mio, u'c', std::numeric_limits<qint64>::max()), "no overflow");
    QVERIFY(book(mio, u'b', 1000)); // everybody has their own, also of one file
    QVERIFY(!book(mio, u'c', 1));
    // The file is whole: of those who were at it, it counts for the one who brought it, whoever looks again later.
    const auto settle = [&](UserId person) {
        return fixture.store().writer().run([&](store::Database& db) -> Result<bool> {
            settleUpload(db, person, QString(64, u'b'));
            return true;
        });
    };
    QVERIFY(settle(nao));
    QVERIFY(settle(mio));
    QVERIFY(book(mio, u'c', 1000));
    QVERIFY(!book(nao, u'c', 1));
}

void TestLimits::wrongBytesCountForNobody()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const auto book = [&](QChar digit) {
        return fixture.store().writer().run([&](store::Database& db) {
            return bookUpload(db, nao, QString(64, digit), 100, 100, fixture.clock().nowMs());
        });
    };
    QVERIFY(book(u'a'));
    const auto kept =
        keepPart(fixture.store(), fixture.village().blobs(), nao, QString(64, u'a'), QByteArray(100, 'x'), 0, 100);
    QVERIFY(!kept);
    QCOMPARE(kept.error().details, u"hash_mismatch"_s);
    QVERIFY2(book(u'b'), "a file that changed while it was sent took the room of another");
}

void TestLimits::uploadsThatStandStillAreDropped()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const QString digest(64, u'a');
    QVERIFY(fixture.store().writer().run(
        [&](store::Database& db) { return bookUpload(db, nao, digest, 100, 100, fixture.clock().nowMs()); }));
    QVERIFY(fixture.village().blobs().put(nao, digest, "half", 0, 100));
    const auto setAge = [&](qint64 ms) {
        QFile partial(fixture.folder() + u"/blobs/partial/%1-%2"_s.arg(digest, nao.toString()));
        return partial.open(QIODevice::ReadWrite) &&
               partial.setFileTime(QDateTime::fromMSecsSinceEpoch(fixture.clock().nowMs() - ms),
                                   QFileDevice::FileModificationTime);
    };
    constexpr qint64 day = 24LL * 60 * 60 * 1000;
    QVERIFY(setAge(6 * day));
    QVERIFY(fixture.village().tidy());
    QCOMPARE(fixture.village().blobs().heldBytes(nao, digest), 4);
    QVERIFY(setAge(8 * day));
    QVERIFY(fixture.village().tidy());
    QCOMPARE(fixture.village().blobs().heldBytes(nao, digest), 0);
    QVERIFY2(fixture.store().writer().run([&](store::Database& db) {
        return bookUpload(db, nao, QString(64, u'b'), 100, 100, fixture.clock().nowMs());
    }),
             "what was dropped no longer counts");
}

void TestLimits::readyAnswersAreBounded()
{
    ReadyAnswers answers;
    const auto keep = [&](const QString& scope, const QString& key, qint64 head) {
        auto answer = std::make_shared<ReadyAnswer>();
        answer->body = QByteArray(1 << 20, 'x');
        answer->head = head;
        answers.keep(scope, key, std::move(answer));
    };
    const auto countKept = [&](int scopes, int keys) {
        int kept = 0;
        for (int scope = 0; scope < scopes; ++scope)
            for (int key = 0; key < keys; ++key)
                if (answers.find(QString::number(scope), QString::number(key), 0)) ++kept;
        return kept;
    };
    for (int scope = 0; scope < 20; ++scope)
        for (int key = 0; key < 10; ++key)
            keep(QString::number(scope), QString::number(key), 1);
    QVERIFY(countKept(20, 10) > 0);
    QVERIFY(countKept(20, 10) <= 64);
    // What was counted is given back: the same place over and over stays kept, and so do others beside it.
    for (int scope = 0; scope < 20; ++scope)
        answers.moveOn(QString::number(scope), 2);
    QCOMPARE(countKept(20, 10), 0);
    for (qint64 head = 2; head < 200; ++head)
        for (int key = 0; key < 2; ++key)
            keep(u"0"_s, QString::number(key), head);
    for (int scope = 1; scope < 20; ++scope)
        keep(QString::number(scope), u"0"_s, 2);
    QCOMPARE(countKept(20, 2), 21);
}

/// An answer takes room beside its body: many tiny ones are as bounded as few large ones.
void TestLimits::readyAnswersAreBoundedInNumber()
{
    ReadyAnswers answers;
    constexpr int many = 300'000;
    for (int key = 0; key < many; ++key) {
        auto answer = std::make_shared<ReadyAnswer>();
        answer->head = 1;
        answers.keep(u"s"_s, QString::number(key), std::move(answer));
    }
    int kept = 0;
    for (int key = 0; key < many; ++key)
        kept += answers.find(u"s"_s, QString::number(key), 0) ? 1 : 0;
    QVERIFY(kept > 0);
    QVERIFY2(kept <= (64 << 20) / 512, qPrintable(QString::number(kept)));
}

/// Every scope that is ever written to has a head; only the latest are needed, against answers that were being made.
void TestLimits::headsOfScopesAreBoundedInNumber()
{
    ReadyAnswers answers;
    constexpr int many = 200'000;
    const auto keep = [&](int scope) {
        auto answer = std::make_shared<ReadyAnswer>();
        answer->head = 6;
        answers.keep(QString::number(scope), u"key"_s, std::move(answer));
    };
    answers.moveOn(u"0"_s, 6);
    keep(0);
    for (int scope = 1; scope < many; ++scope)
        answers.moveOn(QString::number(scope), 7);
    int known = 0;
    for (int scope = 0; scope < many; ++scope)
        known += answers.headOf(QString::number(scope)) != 0 ? 1 : 0;
    QVERIFY2(known <= 1 << 16, qPrintable(QString::number(known)));
    QVERIFY2(answers.find(u"0"_s, u"key"_s, 0), "what is kept stays kept");
    for (const int recent : {many - 1, many - 1000}) {
        keep(recent);
        QVERIFY2(!answers.find(QString::number(recent), u"key"_s, 0), "an older one must not be kept");
    }
}

void TestLimits::textThatShowsNothingIsEmpty_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("shows");
    QTest::newRow("zero-width spaces") << u"\u200b\u200b"_s << false;
    QTest::newRow("a joiner") << u"\u200d"_s << false;
    QTest::newRow("an accent on nothing") << u"\u0301"_s << false;
    QTest::newRow("writing directions") << u"\u202e \u202c"_s << false;
    QTest::newRow("a full stop") << u"."_s << true;
    QTest::newRow("a family") << u"\U0001f469\u200d\U0001f467"_s << true;
    QTest::newRow("a character of a later Unicode") << u"\U0003ffe0"_s << true;
}

void TestLimits::textThatShowsNothingIsEmpty()
{
    QFETCH(const QString, text);
    QFETCH(const bool, shows);
    const auto checked = checkedText(text, {.most = 10}, u"text"_s);
    QCOMPARE(checked.has_value(), shows);
    if (!shows) QCOMPARE(checked.error().details, u"empty"_s);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
