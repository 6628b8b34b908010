#include "village_fixture.h"

#include "community/api/json.h"

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;
using api::OperationStatus;

/// What holds for every operation: once, by its owner, in order, within limits.
class TestOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRepeatGetsTheSameAnswer();
    void anotherOperationForTheSameThingChangesNothing();
    void somebodyElsesIdsAreRefused();
    void whatHangsOnAFailedCreationIsBlocked();
    void anUnknownKindIsRefused();
    void aPushIsLimited();
};

void TestOperations::aRepeatGetsTheSameAnswer()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto operation = fixture.comment(song, u"hello"_s);
    const auto first = fixture.pushOne(nao, operation);
    QCOMPARE(first.status, OperationStatus::Applied);
    QCOMPARE(first.rev, 1);
    QVERIFY(first.seq > 0);
    const auto page = fixture.pullOne(api::commentsScope(song));

    fixture.reopen();
    for (int i = 0; i < 3; ++i) {
        const auto again = fixture.pushOne(nao, operation);
        QCOMPARE(again.status, OperationStatus::Duplicate);
        QCOMPARE(again.rev, first.rev);
        QCOMPARE(again.seq, first.seq);
    }
    QCOMPARE(fixture.pullOne(api::commentsScope(song)).changes, page.changes);
}

void TestOperations::anotherOperationForTheSameThingChangesNothing()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto operation = fixture.comment(song, u"hello"_s);
    const auto first = fixture.pushOne(nao, operation);
    operation.opId = fixture.made<OperationId>();
    const auto second = fixture.pushOne(nao, operation);
    QCOMPARE(second.status, OperationStatus::Duplicate);
    QCOMPARE(second.seq, first.seq);
}

void TestOperations::somebodyElsesIdsAreRefused()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const UserId eve = fixture.addPerson(u"eve"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto operation = fixture.comment(song, u"hello"_s);
    QCOMPARE(fixture.pushOne(nao, operation).status, OperationStatus::Applied);
    QCOMPARE(fixture.pushOne(eve, operation).code, u"op_id_taken"_s);
    operation.opId = fixture.made<OperationId>();
    QCOMPARE(fixture.pushOne(eve, operation).code, u"id_taken"_s);
    const auto edit =
        fixture.operation(operation.scope, operation.entityId, u"comment.edit"_s, {{u"text"_s, u"mine"_s}}, 1);
    QCOMPARE(fixture.pushOne(eve, edit).code, u"forbidden"_s);
    const auto remove = fixture.operation(operation.scope, operation.entityId, u"comment.delete"_s, {});
    QCOMPARE(fixture.pushOne(eve, remove).code, u"forbidden"_s);
}

void TestOperations::whatHangsOnAFailedCreationIsBlocked()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto bad = fixture.comment(song, QString(3000, u'x'));
    const auto reply = fixture.comment(song, u"reply"_s, CommentId::fromString(bad.entityId));
    const auto other = fixture.comment(song, u"other"_s);
    const auto answer = fixture.pushAll(nao, {bad, reply, other});
    QVERIFY(answer);
    QCOMPARE(answer->results.at(0).status, OperationStatus::Rejected);
    QCOMPARE(answer->results.at(1).status, OperationStatus::Blocked);
    QCOMPARE(answer->results.at(1).blockedBy, bad.opId);
    QCOMPARE(answer->results.at(2).status, OperationStatus::Applied);
}

void TestOperations::anUnknownKindIsRefused()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    QCOMPARE(fixture.pushOne(nao, fixture.operation(u"village"_s, u"x"_s, u"village.burn"_s, {})).code,
             u"unknown_kind"_s);
}

void TestOperations::aPushIsLimited()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const std::vector<api::Operation> many(101, fixture.operation(u"village"_s, u"x"_s, u"x"_s, {}));
    const auto answer = fixture.pushAll(nao, many);
    QVERIFY(!answer);
    QCOMPARE(answer.error().details, u"too_large"_s);
}

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
