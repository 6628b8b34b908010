// Single rules of the queue and the core, each as small as it can be; the simulation plays them all together.

#include "base/clock.h"
#include "sync/sync_core.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

class TestSyncRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditBehindItsCommentIsOfTheRevisionThatThatMade();
    void anEditThatCrossedCanBeTriedAgain();
    void anotherCommunityForgetsWhatWasFetched();
    void whatMayBeTakenBackWaitsAndHoldsUpNothing();
    void whatWasTakenAwayComesBackAsItWas();

private:
    OutboxEntry entry(const QString& kind, qint64 baseRev = 0) const;
    OutboxQueue queue() const;

    const ManualClock m_clock{1'790'000'000'000};
    const AccountId m_account = AccountId::make(m_clock);
    const QString m_comment = CommentId::make(m_clock).toString();
    const SongId m_song = SongId::make(m_clock);
};

namespace {

api::OperationResult answered(const OutboxEntry& entry, api::OperationStatus status, qint64 rev)
{
    api::OperationResult result;
    result.opId = entry.operation.opId;
    result.status = status;
    result.rev = rev;
    result.theirsRev = rev;
    result.seq = 1;
    return result;
}

} // namespace

OutboxEntry TestSyncRules::entry(const QString& kind, qint64 baseRev) const
{
    OutboxEntry entry;
    entry.account = m_account;
    entry.operation = {
        OperationId::make(m_clock), api::commentsScope(m_song), m_comment, kind, {{u"text"_s, kind}}, baseRev};
    return entry;
}

OutboxQueue TestSyncRules::queue() const
{
    const auto noMerge = [](const QString&, const QJsonObject&, const QJsonObject&, const QJsonObject&) {
        return std::optional<QJsonObject>();
    };
    return {{}, {}, noMerge, [this] { return OperationId::make(m_clock); }};
}

void TestSyncRules::anEditBehindItsCommentIsOfTheRevisionThatThatMade()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto create = entry(u"comment.create"_s);
    const auto edit = entry(u"comment.edit"_s);
    const auto further = entry(u"comment.edit"_s);
    outbox.submit(create, changes);
    QCOMPARE(outbox.take(m_account, 1, 1 << 20, 0, changes).size(), size_t{1});
    outbox.submit(edit, changes);
    outbox.submit(further, changes);
    (void)outbox.settle(answered(create, api::OperationStatus::Applied, 1), 0, changes);
    QCOMPARE(outbox.find(edit.operation.opId)->operation.baseRev, 1);

    const auto sent = outbox.take(m_account, 1, 1 << 20, 0, changes);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().baseRev, 1);
    (void)outbox.settle(answered(edit, api::OperationStatus::Applied, 2), 0, changes);
    QCOMPARE(outbox.find(further.operation.opId)->operation.baseRev, 2);
}

void TestSyncRules::anEditThatCrossedCanBeTriedAgain()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto edit = entry(u"comment.edit"_s, 1);
    outbox.submit(edit, changes);
    (void)outbox.take(m_account, 1, 1 << 20, 0, changes);
    (void)outbox.settle(answered(edit, api::OperationStatus::Conflict, 3), 0, changes);
    QCOMPARE(outbox.find(edit.operation.opId)->state, EntryState::Rejected);
    QVERIFY(outbox.retry(edit.operation.opId, changes));
    const auto again = outbox.take(m_account, 1, 1 << 20, 0, changes);
    QCOMPARE(again.size(), size_t{1});
    QCOMPARE(again.front().baseRev, 3);
}

void TestSyncRules::anotherCommunityForgetsWhatWasFetched()
{
    const QString scope = api::commentsScope(m_song);
    SyncCore core(queue(), {{scope, u"an old cursor"_s, u"an epoch"_s, 7}});
    const auto pullOf = [](const Effects& effects) -> const effect::SendPull* {
        for (const auto& effect : effects)
            if (const auto* pull = std::get_if<effect::SendPull>(&effect)) return pull;
        return nullptr;
    };
    (void)core.step(event::OnlineSet{false}, {});
    (void)core.step(event::ServerSet{true}, {});
    (void)core.step(event::Watched{{scope}}, {});
    const auto first = core.step(event::OnlineSet{true}, {});
    QVERIFY(pullOf(first));
    QCOMPARE(pullOf(first)->scopes.front().cursor, u"an old cursor"_s);
    const auto old = pullOf(first)->request;

    core.forgetFetched();
    const auto second = core.step(event::ServerSet{true}, {});
    QVERIFY(pullOf(second));
    QCOMPARE(pullOf(second)->scopes.size(), size_t{1});
    QCOMPARE(pullOf(second)->scopes.front().scope, scope);
    QCOMPARE(pullOf(second)->scopes.front().cursor, QString());
    // What the old community still says changes nothing.
    auto page = std::make_shared<api::Page>();
    page->scope = scope;
    QVERIFY(core.step(event::PullAnswered{old, {event::Outcome::Ok, 0, {}}, {page}}, {}).empty());
    QCOMPARE(core.status().phase, Phase::Pulling);
}

void TestSyncRules::whatMayBeTakenBackWaitsAndHoldsUpNothing()
{
    constexpr qint64 now = 1'000'000;
    auto outbox = queue();
    QueueChanges changes;
    auto leaving = entry(u"comment.delete"_s);
    leaving.notBefore = now + 8000;
    outbox.submit(leaving, changes);
    auto other = entry(u"comment.create"_s);
    other.operation.entityId = CommentId::make(m_clock).toString();
    outbox.submit(other, changes);

    const auto first = outbox.take(m_account, 100, 1 << 20, now, changes);
    QCOMPARE(first.size(), size_t{1});
    QCOMPARE(first.front().opId, other.operation.opId);
    std::ignore = outbox.settle(answered(other, api::OperationStatus::Applied, 1), now, changes);
    QCOMPARE(outbox.nextDue(m_account, now), leaving.notBefore);

    auto kept = outbox;
    QVERIFY(kept.undo(leaving.operation.opId, changes));
    QVERIFY(kept.take(m_account, 100, 1 << 20, leaving.notBefore, changes).empty());

    const auto second = outbox.take(m_account, 100, 1 << 20, leaving.notBefore, changes);
    QCOMPARE(second.size(), size_t{1});
    QCOMPARE(second.front().opId, leaving.operation.opId);
    QVERIFY(!outbox.undo(leaving.operation.opId, changes));
}

void TestSyncRules::whatWasTakenAwayComesBackAsItWas()
{
    SyncCore core(queue(), {});
    auto first = entry(u"comment.create"_s);
    first.operation.entityId = CommentId::make(m_clock).toString();
    auto reply = entry(u"comment.create"_s);
    reply.operation.entityId = CommentId::make(m_clock).toString();
    reply.operation.args[u"parent_id"_s] = first.operation.entityId;
    (void)core.step(event::Submitted{{first, reply}}, {});
    const auto before = core.queue().entries();
    QCOMPARE(before.size(), size_t{2});
    (void)core.step(event::Undone{first.operation.opId}, {});
    QVERIFY(core.lastActDone());
    QCOMPARE(core.lastTaken(), before);
    QVERIFY(core.queue().entries().empty());

    (void)core.step(event::Restored{before}, {});
    (void)core.step(event::Restored{before}, {}); // once is enough
    QCOMPARE(core.queue().entries(), before);

    // Of what cannot be taken away, nothing was taken.
    (void)core.step(event::Discarded{first.operation.opId}, {});
    QVERIFY(!core.lastActDone());
    QVERIFY(core.lastTaken().empty());
}

QTEST_GUILESS_MAIN(TestSyncRules)
#include "tst_sync_rules.moc"
