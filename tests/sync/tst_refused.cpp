// What waits behind something that the server refused, and what does not.

#include "outbox_bed.h"

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

class TestRefused : public QObject, private sync::test::OutboxBed
{
    Q_OBJECT

private Q_SLOTS:
    void aConflictOfLyricsHoldsUpNoTranslation_data();
    void aConflictOfLyricsHoldsUpNoTranslation();
    void refusedLyricsThatWereThereHoldUpNoTranslation();
    void whatIsPutOffBehindSomethingRefusedWaitsForThePerson();
    void whatIsPutBackBehindARefusalWaitsForThePerson();
    void aRefusalOfAnotherAccountHoldsUpNothing();
    void whatIsTypedBehindABlockedEditWaitsWithIt();
    void whatIsBlockedByNothingRefusedComesLater();
    void whatIsBlockedByABlockedOneWaitsForTheRefusedOne();
};

void TestRefused::aConflictOfLyricsHoldsUpNoTranslation_data()
{
    QTest::addColumn<qint64>("baseRev");
    QTest::newRow("an edit of lyrics that were there") << qint64(3);
    QTest::newRow("new lyrics, which somebody else brought too") << qint64(0);
}

/// The person may take days to decide about the lyrics; the server has them in any case.
void TestRefused::aConflictOfLyricsHoldsUpNoTranslation()
{
    QFETCH(const qint64, baseRev);
    auto outbox = tried();
    const auto put = lyrics(baseRev);
    const auto translation = translationOf(put);
    outbox.submit(put);
    QCOMPARE(outbox.take(1).size(), size_t{1});
    outbox.submit(translation);
    auto crossed = answered(put, api::OperationStatus::Conflict, 4);
    crossed.theirs = {{u"document"_s, QJsonObject{{u"line"_s, u"theirs"_s}}}};
    outbox.settle(crossed);
    QCOMPARE(outbox.find(put)->state, EntryState::Conflict);

    const auto sent = outbox.take();
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().opId, translation.operation.opId);
}

void TestRefused::refusedLyricsThatWereThereHoldUpNoTranslation()
{
    auto outbox = tried();
    const auto put = lyrics(3);
    const auto before = translationOf(put);
    outbox.submit(put, before);
    QCOMPARE(outbox.take(1).size(), size_t{1});
    outbox.settle(answered(put, api::OperationStatus::Rejected));
    QCOMPARE(outbox.find(before)->state, EntryState::Pending);
    QCOMPARE(outbox.take().size(), size_t{1});
    // New lyrics that are refused are not there: their translation waits for the person.
    auto another = tried();
    const auto create = lyrics(0);
    const auto waiting = translationOf(create);
    another.submit(create, waiting);
    QCOMPARE(another.take(1).size(), size_t{1});
    another.settle(answered(create, api::OperationStatus::Rejected));
    QCOMPARE(another.find(waiting)->state, EntryState::Blocked);
}

/// A reply whose comment is refused in the same push, while the server has no time for the reply.
void TestRefused::whatIsPutOffBehindSomethingRefusedWaitsForThePerson()
{
    auto outbox = tried();
    const auto create = entry(u"comment.create"_s);
    auto reply = entry(u"comment.create"_s);
    reply.operation.entityId = CommentId::make(m_clock).toString();
    reply.operation.args[u"parent_id"_s] = m_comment;
    outbox.submit(create, reply);
    QCOMPARE(outbox.take().size(), size_t{2});
    outbox.settle(answered(create, api::OperationStatus::Rejected));
    outbox.settle(answered(reply, api::OperationStatus::Retry));
    QCOMPARE(outbox.find(reply)->state, EntryState::Blocked);
    QCOMPARE(outbox.find(reply)->blockedBy, create.operation.opId);
    QVERIFY(outbox.retry(create));
    QCOMPARE(outbox.take(100, 60'000).size(), size_t{2});
}

/// It was on its way together with what it needs when that was refused: it must not stay "waiting" for ever.
void TestRefused::whatIsPutBackBehindARefusalWaitsForThePerson()
{
    auto outbox = tried();
    const auto create = lyrics(0);
    const auto translation = translationOf(create);
    outbox.submit(create, translation);
    QCOMPARE(outbox.take().size(), size_t{2});
    outbox.settle(answered(create, api::OperationStatus::Rejected));
    outbox.putBack(translation);
    QVERIFY(outbox.take().empty());
    QCOMPARE(outbox.find(translation)->state, EntryState::Blocked);
    QCOMPARE(outbox.find(translation)->blockedBy, create.operation.opId);
    QCOMPARE(outbox.changeCount(), size_t{1}); // it is on the disk too
}

/// Two people write on one computer: what is refused to one of them is nothing that the other could mend.
void TestRefused::aRefusalOfAnotherAccountHoldsUpNothing()
{
    auto outbox = tried();
    auto theirs = entry(u"song.ensure"_s);
    theirs.account = AccountId::make(m_clock);
    theirs.operation.scope = api::songScope(m_song);
    theirs.operation.entityId = m_song.toString();
    const auto before = anotherComment();
    outbox.submit(theirs);
    QCOMPARE(outbox.takeOf(theirs.account).size(), size_t{1});
    outbox.submit(before);
    outbox.settle(answered(theirs, api::OperationStatus::Rejected));
    outbox.submit(anotherComment());
    QCOMPARE(outbox.take().size(), size_t{2});
    // And what they take back takes nothing of mine with it.
    auto another = tried();
    auto comment = anotherComment();
    comment.account = theirs.account;
    const auto reply = replyTo(comment);
    another.submit(comment, reply);
    QVERIFY(another.undo(comment));
    QVERIFY(another.find(reply));
}

/// The lyrics were refused while their translation was on its way and a newer text of it waited behind.
void TestRefused::whatIsTypedBehindABlockedEditWaitsWithIt()
{
    auto outbox = tried();
    const auto create = lyrics(0);
    const auto translation = translationOf(create);
    auto newer = translationOf(create);
    newer.operation.args[u"document"_s] = QJsonObject{{u"unit"_s, u"newer"_s}};
    newer.baseDocument = documentOf(translation.operation);
    outbox.submit(create, translation);
    QCOMPARE(outbox.take().size(), size_t{2});
    outbox.submit(newer);
    QCOMPARE(outbox.entries().size(), size_t{3});
    outbox.settle(answered(create, api::OperationStatus::Rejected));
    outbox.settle(blockedBy(create, translation));
    QCOMPARE(outbox.entries().size(), size_t{2});
    QCOMPARE(outbox.entries().back().state, EntryState::Blocked);
    QCOMPARE(documentOf(outbox.entries().back().operation), documentOf(newer.operation));
    // Both go again at the person's word, the newer text under a new id.
    QVERIFY(outbox.retry(create));
    const auto again = outbox.take();
    QCOMPARE(again.size(), size_t{2});
    QVERIFY(again.back().opId != translation.operation.opId);
    QCOMPARE(documentOf(again.back()), documentOf(newer.operation));
}

/// The refused lyrics had a newer text behind them, which is on its way now: their translation just comes after it.
void TestRefused::whatIsBlockedByNothingRefusedComesLater()
{
    auto outbox = tried();
    const auto create = lyrics(0);
    const auto translation = translationOf(create);
    outbox.submit(create, translation);
    QCOMPARE(outbox.take().size(), size_t{2});
    auto newer = lyrics(0);
    newer.baseDocument = documentOf(create.operation);
    outbox.submit(newer);
    outbox.settle(answered(create, api::OperationStatus::Rejected));
    outbox.settle(blockedBy(create, translation));
    QVERIFY(!outbox.find(create));
    for (const auto& entry : outbox.entries())
        QCOMPARE(entry.state, EntryState::Pending);
    QCOMPARE(outbox.take().size(), size_t{1}); // not at once, over and over
    const auto due = outbox.nextDue();
    QVERIFY(due > 0);
}

/// A server says of each what stood directly in its way; at the person's word all of them go.
void TestRefused::whatIsBlockedByABlockedOneWaitsForTheRefusedOne()
{
    auto outbox = tried();
    std::vector<OutboxEntry> chain;
    for (int i = 0; i < 3; ++i) {
        auto next = entry(u"comment.create"_s);
        next.operation.entityId = CommentId::make(m_clock).toString();
        if (i > 0) next.operation.args[u"parent_id"_s] = chain.back().operation.entityId;
        outbox.submit(next);
        chain.push_back(next);
    }
    QCOMPARE(outbox.take().size(), size_t{3});
    outbox.settle(answered(chain[0], api::OperationStatus::Rejected));
    for (size_t i = 1; i < 3; ++i) {
        outbox.settle(blockedBy(chain[i - 1], chain[i]));
    }
    QVERIFY(outbox.retry(chain[0]));
    QCOMPARE(outbox.take().size(), size_t{3});
}

QTEST_GUILESS_MAIN(TestRefused)
#include "tst_refused.moc"
