// Edits of what a server had before it was restored from an older copy: what it lost is not what anybody took away.

#include "document_bed.h"

#include <optional>

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

class TestRestoredDocuments : public QObject, private sync::test::DocumentBed
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheServerLostIsNotTakenAway_data();
    void whatTheServerLostIsNotTakenAway();
    void whatIsOtherThereIsThePersonsToDecide();
    void aBaseThatNobodyKnowsTheServerOfMayBeAnothers();
    void itIsKnownWhichServerHadTheBase_data();
    void itIsKnownWhichServerHadTheBase();
    void anEditOfWhatAnotherServerHadIsSentAsOneOfNothing();
    void whatAnotherServerShowedEndsNothing();
    void whatIsRefusedThereHoldsUpNoNewerText();
    void anOpenConflictGivesUpNothingOfOnesOwn();
    void whatWasDecidedBeforeTheRestoreWasHeardGoesThereWhole();
};

void TestRestoredDocuments::whatTheServerLostIsNotTakenAway_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("lyrics") << u"lyrics.put"_s;
    QTest::newRow("a translation") << u"translation.put"_s;
}

/// The copy is older than two of the lines; others have edited it since, so that its numbers are higher again.
void TestRestoredDocuments::whatTheServerLostIsNotTakenAway()
{
    QFETCH(const QString, kind);
    const auto mine =
        edit(kind, {u"rain"_s, u"on the bay"_s, u"tonight"_s}, {u"Rain"_s, u"on the bay"_s, u"tonight"_s});
    const auto restored = crossed(mine, {u"rain"_s}, 7, u"two"_s);
    QVERIFY(restored.conflicts().empty()); // one alone changed the first line
    QCOMPARE(restored.entries().size(), size_t{1});
    QCOMPARE(documentOf(restored.entries().front().operation), documentOf(mine.operation));
    QCOMPARE(restored.entries().front().operation.baseRev, 7);
    QCOMPARE(restored.entries().front().baseEpoch, u"two"_s);
    // On the same server, somebody took them away.
    const auto same = crossed(mine, {u"rain"_s}, 7, m_epoch);
    QCOMPARE(documentOf(same.entries().front().operation), document(kind, {u"Rain"_s}));
}

void TestRestoredDocuments::whatIsOtherThereIsThePersonsToDecide()
{
    const auto mine = edit(u"translation.put"_s, {u"rain"_s, u"on the bay"_s}, {u"Rain"_s, u"on the bay"_s});
    const auto outbox = crossed(mine, {u"rain"_s, u"at the bay"_s}, 7, u"two"_s);
    QCOMPARE(outbox.conflicts().size(), size_t{1});
    QCOMPARE(outbox.conflicts().front().base, document(u"translation.put"_s, {u"rain"_s}));
    QCOMPARE(outbox.conflicts().front().mine, documentOf(mine.operation));
}

/// A draft that was begun on a text of one's own, which was on its way and whose server is not known any more.
void TestRestoredDocuments::aBaseThatNobodyKnowsTheServerOfMayBeAnothers()
{
    auto mine = edit(u"translation.put"_s, {u"rain"_s, u"tonight"_s}, {u"Rain"_s, u"tonight"_s});
    mine.baseEpoch.clear();
    const auto outbox = crossed(mine, {u"rain"_s}, 7, u"two"_s);
    QVERIFY(outbox.conflicts().empty());
    QCOMPARE(documentOf(outbox.entries().front().operation), documentOf(mine.operation));
}

void TestRestoredDocuments::itIsKnownWhichServerHadTheBase_data()
{
    QTest::addColumn<bool>("isAcknowledged");
    QTest::newRow("behind an edit that is on its way") << false;
    QTest::newRow("behind an edit that it has taken") << true;
}

void TestRestoredDocuments::itIsKnownWhichServerHadTheBase()
{
    QFETCH(const bool, isAcknowledged);
    auto outbox = queue();
    QueueChanges changes;
    const auto first = translationOf(lyrics(1), u"first"_s);
    auto second = translationOf(lyrics(1), u"second"_s);
    outbox.submit(first, changes);
    (void)outbox.take(m_account, 1, 1 << 20, 0, changes);
    second.baseDocument = documentOf(first.operation);
    if (!isAcknowledged) outbox.submit(second, changes);
    (void)outbox.settle(answered(first, api::OperationStatus::Applied, 1), m_epoch, 0, changes);
    if (isAcknowledged) outbox.submit(second, changes);
    QCOMPARE(outbox.entries().back().baseEpoch, m_epoch);
    QCOMPARE(outbox.entries().back().baseDocument, documentOf(first.operation));
    QCOMPARE(changes.back().entry, outbox.entries().back());
}

/// The number of its revision could be that of another text there, and the server would put this one in its place.
void TestRestoredDocuments::anEditOfWhatAnotherServerHadIsSentAsOneOfNothing()
{
    const auto page = [this](const QString& epoch) {
        auto made = std::make_shared<api::Page>();
        made->scope = api::songScope(m_song);
        made->epoch = made->nextCursor = epoch;
        made->reset = epoch != m_epoch;
        return made;
    };
    const auto sentTo = [&](const QString& epoch) -> std::optional<qint64> {
        SyncCore core(queue(), {{api::songScope(m_song), m_epoch, m_epoch, 9}});
        (void)core.step(event::ServerSet{true}, {});
        auto mine = translationOf(lyrics(5));
        mine.operation.baseRev = 5;
        mine.baseEpoch = m_epoch;
        (void)core.step(event::Submitted{{mine}}, {});
        (void)core.step(event::Watched{{api::songScope(m_song)}}, {});
        (void)core.step(event::PullAnswered{1, {event::Outcome::Ok, 0, {}}, {page(epoch)}}, {});
        for (const auto& effect : core.step(event::SessionSet{m_account, {}, true}, {}))
            if (const auto* push = std::get_if<effect::SendPush>(&effect)) return push->operations.front().baseRev;
        return {};
    };
    QCOMPARE(sentTo(m_epoch), 5);
    QCOMPARE(sentTo(u"two"_s), 0);
}

/// Two people write on one computer. What the old server showed of the one's words while the other was signed in is no
/// sign that the new one has them.
void TestRestoredDocuments::whatAnotherServerShowedEndsNothing()
{
    auto theirs = entry(u"comment.create"_s);
    theirs.account = AccountId::make(m_clock);
    auto outbox = queue();
    QueueChanges changes;
    outbox.submit(theirs, changes);
    (void)outbox.take(theirs.account, 1, 1 << 20, 0, changes);
    (void)outbox.settle(answered(theirs, api::OperationStatus::Applied, 1), m_epoch, 0, changes);
    SyncCore core(outbox, {});
    const auto page = [](const QString& scope, const QString& epoch, bool hasMore) {
        auto made = std::make_shared<api::Page>();
        made->scope = scope;
        made->epoch = made->nextCursor = epoch;
        made->hasMore = hasMore;
        made->reset = epoch == "two"_L1;
        made->changes.push_back({u"song"_s, u"any"_s, 1, 1, false, {}});
        return made;
    };
    (void)core.step(event::SessionSet{m_account, {}, true}, {});
    (void)core.step(event::Watched{{api::songScope(m_song)}}, {});
    (void)core.step(event::ServerSet{true}, {});
    const event::Answer ok{event::Outcome::Ok, 0, {}};
    (void)core.step(event::PullAnswered{1,
                                        ok,
                                        {page(api::commentsScope(m_song), m_epoch, false),
                                         page(api::songScope(m_song), m_epoch, true)}}, // half fetched: all stays
                    {});
    QVERIFY(core.queue().find(theirs.operation.opId));
    (void)core.step(event::PullAnswered{2, ok, {page(api::songScope(m_song), u"two"_s, false)}}, {});
    QVERIFY(core.queue().find(theirs.operation.opId));
}

/// The older text is sent again while the newer one waits for the person to decide, and the new server refuses it.
void TestRestoredDocuments::whatIsRefusedThereHoldsUpNoNewerText()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto older = translationOf(lyrics(1), u"older"_s);
    auto newer = translationOf(lyrics(1), u"newer"_s);
    newer.baseDocument = documentOf(older.operation);
    const auto sendOne = [&] { return outbox.take(m_account, 100, 1 << 20, 0, changes); };
    outbox.submit(older, changes);
    QCOMPARE(sendOne().size(), size_t{1});
    (void)outbox.settle(answered(older, api::OperationStatus::Applied, 1), m_epoch, 0, changes);
    outbox.submit(newer, changes);
    QCOMPARE(sendOne().size(), size_t{1});
    auto crossed = answered(newer, api::OperationStatus::Conflict, 2);
    crossed.theirs = {{u"document"_s, QJsonObject{{u"unit"_s, u"theirs"_s}}}};
    (void)outbox.settle(crossed, m_epoch, 0, changes);
    outbox.resend(m_account, u"two"_s, changes);
    QCOMPARE(sendOne().size(), size_t{1});
    auto refusal = answered(outbox.entries().front(), api::OperationStatus::Rejected);
    (void)outbox.settle(refusal, u"two"_s, 0, changes);
    QVERIFY(sendOne().empty());
    QVERIFY(outbox.resolve(newer.operation.opId, documentOf(newer.operation), changes));
    const auto sent = sendOne();
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().args, newer.operation.args);
    QCOMPARE(outbox.entries().front().state, EntryState::Rejected); // the person can still try it again, or drop it
}

/// One line crossed; of another the old server had somebody else's text, which went with it.
void TestRestoredDocuments::anOpenConflictGivesUpNothingOfOnesOwn()
{
    const auto mine = edit(u"translation.put"_s, {u"rain"_s, u"tonight"_s}, {u"Rain"_s, u"tonight"_s});
    auto outbox = crossed(mine, {u"the rain"_s, u"this night"_s}, 6, m_epoch);
    QCOMPARE(outbox.conflicts().size(), size_t{1});
    QCOMPARE(outbox.conflicts().front().base, mine.baseDocument);
    QueueChanges changes;
    outbox.resend(m_account, m_epoch, changes);
    QVERIFY(changes.empty());
    outbox.resend(m_account, u"two"_s, changes);
    QCOMPARE(outbox.conflicts().front().base, document(u"translation.put"_s, {}));
    QCOMPARE(outbox.conflicts().front().mine, documentOf(mine.operation));
    QCOMPARE(changes.back().conflict, outbox.conflicts().front());
}

/// Nothing tells the client of the restore while the person decides by what the old server showed. That somebody else
/// had replaced one of their lines there is as true as a moment before; what they decided is theirs against the new
/// server.
void TestRestoredDocuments::whatWasDecidedBeforeTheRestoreWasHeardGoesThereWhole()
{
    const auto mine = edit(u"translation.put"_s, {u"rain"_s, u"tonight"_s}, {u"rain"_s, u"Tonight"_s, u"on the bay"_s});
    auto outbox = crossed(mine, {u"the rain"_s, u"this night"_s}, 6, m_epoch);
    const auto decided = document(u"translation.put"_s, {u"the rain"_s, u"Tonight"_s, u"on the bay"_s});
    QueueChanges changes;
    QVERIFY(outbox.resolve(mine.operation.opId, decided, changes));
    outbox.setEpoch(u"two"_s);
    outbox.resend(m_account, u"two"_s, changes);
    const auto sent = outbox.take(m_account, 1, 1 << 20, 0, changes);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().baseRev, 0); // the server says what it has
    auto answer = answered(outbox.entries().front(), api::OperationStatus::Conflict, 2);
    answer.theirs = {{u"document"_s, document(u"translation.put"_s, {u"sun"_s, u"tonight"_s})}};
    (void)outbox.settle(answer, u"two"_s, 0, changes);
    QCOMPARE(outbox.conflicts().size(), size_t{1});
    QCOMPARE(outbox.conflicts().front().mine, decided);
    QCOMPARE(outbox.conflicts().front().base, document(u"translation.put"_s, {}));
}

QTEST_GUILESS_MAIN(TestRestoredDocuments)
#include "tst_restored_documents.moc"
