#include "village_fixture.h"

#include "community/api/json.h"

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;
using api::OperationStatus;

/// Comments, replies, their edits and deletions, reactions.
class TestCommentOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badCommentsAreRefusedWithAWord_data();
    void badCommentsAreRefusedWithAWord();
    void aReplyToAReplyHangsBelowTheRoot();
    void editingComparesTheRevision();
    void editingEndsAfterAWhile();
    void deletingLeavesATombstone();
    void aDeletedCommentWithRepliesKeepsItsPlace();
    void reactionsAreASet();
};

namespace {

QJsonObject with(QJsonObject object, const QString& key, const QJsonValue& value)
{
    object.insert(key, value);
    return object;
}

} // namespace

void TestCommentOperations::badCommentsAreRefusedWithAWord_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("code");
    const auto value = [](const auto& v) { return QJsonValue(v); };
    QTest::newRow("blank") << u"text"_s << value(u" \n "_s) << u"empty"_s;
    QTest::newRow("missing") << u"text"_s << QJsonValue(QJsonValue::Null) << u"invalid_input"_s;
    QTest::newRow("2001 characters") << u"text"_s << value(QString(2001, u'x')) << u"too_long"_s;
    QTest::newRow("an escape character") << u"text"_s << value(u"a\x1b[31mb"_s) << u"control_characters"_s;
    QTest::newRow("11 marks") << u"text"_s << value(QString(u"a"_s + QString(11, QChar(0x0301))))
                              << u"too_many_marks"_s;
    QTest::newRow("a lone surrogate") << u"text"_s << value(QString(QChar(0xd800))) << u"control_characters"_s;
    QTest::newRow("no language") << u"lang"_s << value(u"not a language"_s) << u"bad_language"_s;
    QTest::newRow("a moment before the start") << u"at_ms"_s << value(-1) << u"invalid_input"_s;
    QTest::newRow("a moment after two days") << u"at_ms"_s << value(172'800'000) << u"invalid_input"_s;
    QTest::newRow("an unknown song") << u"song_id"_s << value(u"01900000-0000-7000-8000-00000000dead"_s)
                                     << u"not_found"_s;
    QTest::newRow("an unknown parent") << u"parent_id"_s << value(u"01900000-0000-7000-8000-00000000dead"_s)
                                       << u"not_found"_s;
}

void TestCommentOperations::badCommentsAreRefusedWithAWord()
{
    QFETCH(const QString, key);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, code);
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto operation = fixture.comment(song, u"hello"_s);
    operation.args = with(operation.args, key, value);
    const auto result = fixture.pushOne(nao, operation);
    QCOMPARE(result.status, OperationStatus::Rejected);
    QCOMPARE(result.code, code);
    QVERIFY(!result.message.isEmpty());
    QVERIFY(fixture.pullOne(api::commentsScope(song)).changes.empty());
}

void TestCommentOperations::aReplyToAReplyHangsBelowTheRoot()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto root = fixture.comment(song, u"root"_s);
    const auto reply = fixture.comment(song, u"reply"_s, CommentId::fromString(root.entityId));
    const auto deeper = fixture.comment(song, u"deeper"_s, CommentId::fromString(reply.entityId));
    const auto answer = fixture.pushAll(nao, {root, reply, deeper});
    QVERIFY(answer);
    const auto page = fixture.pullOne(api::commentsScope(song));
    QCOMPARE(page.changes.size(), 3);
    for (const api::Change& change : page.changes) {
        const auto comment = api::fromJson<api::Comment>(change.body);
        QVERIFY(comment);
        if (change.id == root.entityId)
            QCOMPARE(comment->replyCount, 2);
        else
            QCOMPARE(comment->parentId.toString(), root.entityId);
    }
    const auto song1 = api::fromJson<api::Song>(fixture.pullOne(api::songScope(song)).changes.front().body);
    QVERIFY(song1);
    QCOMPARE(song1->commentCount, 3);
}

void TestCommentOperations::editingComparesTheRevision()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto comment = fixture.comment(song, u"helo"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    const auto edit = [&](const QString& text, qint64 base) {
        return fixture.pushOne(
            nao, fixture.operation(comment.scope, comment.entityId, u"comment.edit"_s, {{u"text"_s, text}}, base));
    };
    const auto done = edit(u"hello"_s, 1);
    QCOMPARE(done.status, OperationStatus::Applied);
    QCOMPARE(done.rev, 2);
    const auto stale = edit(u"hallo"_s, 1);
    QCOMPARE(stale.status, OperationStatus::Conflict);
    QCOMPARE(stale.theirsRev, 2);
    QCOMPARE(stale.theirs.value("text"_L1).toString(), u"hello"_s);
    QCOMPARE(edit(u"hello"_s, 1).status, OperationStatus::Duplicate);
    QCOMPARE(edit(u"hallo"_s, 2).rev, 3);
}

void TestCommentOperations::editingEndsAfterAWhile()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto comment = fixture.comment(song, u"helo"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    fixture.clock().advance(16LL * 60 * 1000);
    const auto late =
        fixture.operation(comment.scope, comment.entityId, u"comment.edit"_s, {{u"text"_s, u"hello"_s}}, 1);
    QCOMPARE(fixture.pushOne(nao, late).code, u"edit_window_closed"_s);
}

void TestCommentOperations::deletingLeavesATombstone()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto comment = fixture.comment(song, u"hello"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    const QString cursor = fixture.pullOne(api::commentsScope(song)).nextCursor;
    const auto remove = fixture.operation(comment.scope, comment.entityId, u"comment.delete"_s, {});
    QCOMPARE(fixture.pushOne(nao, remove).status, OperationStatus::Applied);

    const auto delta = fixture.pullOne(api::commentsScope(song), cursor);
    QCOMPARE(delta.changes.size(), 1);
    QVERIFY(delta.changes.front().deleted);
    QVERIFY(delta.changes.front().body.isEmpty());
    QCOMPARE(delta.checksum, u"0000000000000000"_s);
    QVERIFY(fixture.pullOne(api::commentsScope(song)).changes.empty());
    comment.opId = fixture.made<OperationId>();
    QCOMPARE(fixture.pushOne(nao, comment).code, u"gone"_s);
}

void TestCommentOperations::aDeletedCommentWithRepliesKeepsItsPlace()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto root = fixture.comment(song, u"a secret"_s);
    const auto reply = fixture.comment(song, u"reply"_s, CommentId::fromString(root.entityId));
    QVERIFY(fixture.pushAll(nao, {root, reply}));
    const auto remove = [&](const QString& id) {
        return fixture.pushOne(nao, fixture.operation(root.scope, id, u"comment.delete"_s, {}));
    };
    QCOMPARE(remove(root.entityId).status, OperationStatus::Applied);
    auto page = fixture.pullOne(api::commentsScope(song));
    QCOMPARE(page.changes.size(), 2);
    for (const api::Change& change : page.changes) {
        if (change.id != root.entityId) continue;
        QCOMPARE(change.body.value("state"_L1).toString(), u"removed"_s);
        QVERIFY(!change.body.contains("text"_L1));
        QVERIFY(!change.body.contains("author"_L1));
    }
    // With its last reply the empty place goes too.
    QCOMPARE(remove(reply.entityId).status, OperationStatus::Applied);
    page = fixture.pullOne(api::commentsScope(song));
    QVERIFY(page.changes.empty());
    QCOMPARE(page.checksum, u"0000000000000000"_s);
}

void TestCommentOperations::reactionsAreASet()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const UserId lin = fixture.addPerson(u"lin"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto comment = fixture.comment(song, u"hello"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    const auto react = [&](UserId who, const QString& kind, bool on) {
        return fixture.pushOne(who, fixture.operation(api::userScope(who), comment.entityId, u"reaction.set"_s,
                                                      {{u"kind"_s, kind}, {u"on"_s, on}}));
    };
    const auto likes = [&] {
        return fixture.pullOne(api::commentsScope(song)).changes.front().body.value("likes"_L1).toInt();
    };
    const auto first = react(lin, u"like"_s, true);
    QCOMPARE(first.status, OperationStatus::Applied);
    QCOMPARE(react(lin, u"like"_s, true).status, OperationStatus::Duplicate);
    QCOMPARE(likes(), 1);
    QCOMPARE(react(nao, u"like"_s, true).status, OperationStatus::Applied);
    QCOMPARE(likes(), 2);
    QCOMPARE(react(lin, u"love"_s, true).status, OperationStatus::Rejected);

    const QString own = api::userScope(lin);
    const auto mine = fixture.pullOne(own, {}, lin);
    QCOMPARE(mine.changes.back().id, QString(comment.entityId + u":like"_s));
    QCOMPARE(mine.changes.back().seq, first.seq);
    QCOMPARE(react(lin, u"like"_s, false).status, OperationStatus::Applied);
    QCOMPARE(likes(), 1);
    const auto after = fixture.pullOne(own, mine.nextCursor, lin);
    QVERIFY(after.changes.front().deleted);
    QCOMPARE(react(lin, u"like"_s, false).status, OperationStatus::Duplicate);
}

QTEST_GUILESS_MAIN(TestCommentOperations)
#include "tst_comment_operations.moc"
