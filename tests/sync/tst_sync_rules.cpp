// Single rules of the queue and the core, each as small as it can be; the simulation plays them all together.

#include "base/clock.h"
#include "sync/sync_core.h"

#include <QTest>

#include <algorithm>

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
    void aConflictOfLyricsHoldsUpNoTranslation_data();
    void aConflictOfLyricsHoldsUpNoTranslation();
    void refusedLyricsThatWereThereHoldUpNoTranslation();
    void whatIsPutOffBehindSomethingRefusedWaitsForThePerson();
    void whatIsPutBackBehindARefusalWaitsForThePerson();
    void anotherAccountIsNotWaitedFor();
    void aServerRestoredInTheMiddleOfAFetchIsNoticed_data();
    void aServerRestoredInTheMiddleOfAFetchIsNoticed();

private:
    OutboxEntry entry(const QString& kind, qint64 baseRev = 0) const;
    OutboxEntry lyrics(qint64 baseRev) const;
    OutboxEntry translationOf(const OutboxEntry& lyrics) const;
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

OutboxEntry TestSyncRules::lyrics(qint64 baseRev) const
{
    OutboxEntry entry;
    entry.account = m_account;
    entry.operation = {OperationId::make(m_clock),
                       api::songScope(m_song),
                       api::lyricsIdFor(m_song, u"ja"_s).toString(),
                       u"lyrics.put"_s,
                       {{u"document"_s, QJsonObject{{u"line"_s, u"mine"_s}}}},
                       baseRev};
    return entry;
}

OutboxEntry TestSyncRules::translationOf(const OutboxEntry& lyrics) const
{
    OutboxEntry entry;
    entry.account = m_account;
    const auto id = LyricsId::fromString(lyrics.operation.entityId);
    entry.operation = {OperationId::make(m_clock),
                       api::songScope(m_song),
                       api::translationIdFor(id, u"en"_s).toString(),
                       u"translation.put"_s,
                       {{u"lyrics_id"_s, id.toString()}, {u"document"_s, QJsonObject{{u"unit"_s, u"mine"_s}}}},
                       0};
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

void TestSyncRules::aConflictOfLyricsHoldsUpNoTranslation_data()
{
    QTest::addColumn<qint64>("baseRev");
    QTest::newRow("an edit of lyrics that were there") << qint64(3);
    QTest::newRow("new lyrics, which somebody else brought too") << qint64(0);
}

/// The person may take days to decide about the lyrics; the server has them in any case.
void TestSyncRules::aConflictOfLyricsHoldsUpNoTranslation()
{
    QFETCH(const qint64, baseRev);
    auto outbox = queue();
    QueueChanges changes;
    const auto put = lyrics(baseRev);
    const auto translation = translationOf(put);
    outbox.submit(put, changes);
    QCOMPARE(outbox.take(m_account, 1, 1 << 20, 0, changes).size(), size_t{1});
    outbox.submit(translation, changes);
    auto crossed = answered(put, api::OperationStatus::Conflict, 4);
    crossed.theirs = {{u"document"_s, QJsonObject{{u"line"_s, u"theirs"_s}}}};
    (void)outbox.settle(crossed, 0, changes);
    QCOMPARE(outbox.find(put.operation.opId)->state, EntryState::Conflict);

    const auto sent = outbox.take(m_account, 100, 1 << 20, 0, changes);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().opId, translation.operation.opId);
}

void TestSyncRules::refusedLyricsThatWereThereHoldUpNoTranslation()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto put = lyrics(3);
    const auto before = translationOf(put);
    outbox.submit(put, changes);
    outbox.submit(before, changes);
    QCOMPARE(outbox.take(m_account, 1, 1 << 20, 0, changes).size(), size_t{1});
    (void)outbox.settle(answered(put, api::OperationStatus::Rejected, 0), 0, changes);
    QCOMPARE(outbox.find(before.operation.opId)->state, EntryState::Pending);
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{1});
    // New lyrics that are refused are not there: their translation waits for the person.
    auto another = queue();
    const auto create = lyrics(0);
    const auto waiting = translationOf(create);
    another.submit(create, changes);
    another.submit(waiting, changes);
    QCOMPARE(another.take(m_account, 1, 1 << 20, 0, changes).size(), size_t{1});
    (void)another.settle(answered(create, api::OperationStatus::Rejected, 0), 0, changes);
    QCOMPARE(another.find(waiting.operation.opId)->state, EntryState::Blocked);
}

/// A reply whose comment is refused in the same push, while the server has no time for the reply.
void TestSyncRules::whatIsPutOffBehindSomethingRefusedWaitsForThePerson()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto create = entry(u"comment.create"_s);
    auto reply = entry(u"comment.create"_s);
    reply.operation.entityId = CommentId::make(m_clock).toString();
    reply.operation.args[u"parent_id"_s] = m_comment;
    outbox.submit(create, changes);
    outbox.submit(reply, changes);
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{2});
    (void)outbox.settle(answered(create, api::OperationStatus::Rejected, 0), 0, changes);
    (void)outbox.settle(answered(reply, api::OperationStatus::Retry, 0), 0, changes);
    QCOMPARE(outbox.find(reply.operation.opId)->state, EntryState::Blocked);
    QCOMPARE(outbox.find(reply.operation.opId)->blockedBy, create.operation.opId);
    QVERIFY(outbox.retry(create.operation.opId, changes));
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 60'000, changes).size(), size_t{2});
}

/// It was on its way together with what it needs when that was refused: it must not stay "waiting" for ever.
void TestSyncRules::whatIsPutBackBehindARefusalWaitsForThePerson()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto create = lyrics(0);
    const auto translation = translationOf(create);
    outbox.submit(create, changes);
    outbox.submit(translation, changes);
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{2});
    (void)outbox.settle(answered(create, api::OperationStatus::Rejected, 0), 0, changes);
    outbox.putBack({translation.operation.opId}, changes);
    changes.clear();
    QVERIFY(outbox.take(m_account, 100, 1 << 20, 0, changes).empty());
    QCOMPARE(outbox.find(translation.operation.opId)->state, EntryState::Blocked);
    QCOMPARE(outbox.find(translation.operation.opId)->blockedBy, create.operation.opId);
    QCOMPARE(changes.size(), size_t{1}); // it is on the disk too
}

/// Two people use one computer: what only the other one may fetch or send does not keep this one from being in step.
void TestSyncRules::anotherAccountIsNotWaitedFor()
{
    const QString comments = api::commentsScope(m_song);
    SyncCore core(queue(), {{u"user:a"_s, u"cursor"_s, u"epoch"_s, 1}, {comments, u"cursor"_s, u"epoch"_s, 1}});
    const auto isPullOf = [](const Effect& effect, const QString& scope) {
        const auto* pull = std::get_if<effect::SendPull>(&effect);
        return pull && std::ranges::contains(pull->scopes, scope, &api::ScopeCursor::scope);
    };
    const AccountId other = AccountId::make(m_clock);
    (void)core.step(event::OnlineSet{false}, {});
    (void)core.step(event::ServerSet{true}, {});
    (void)core.step(event::SessionSet{other, u"user:a"_s, true}, {});
    auto unsent = entry(u"comment.create"_s);
    unsent.account = other;
    (void)core.step(event::Submitted{{unsent}}, {});
    (void)core.step(event::SessionSet{m_account, u"user:b"_s, true}, {});
    (void)core.step(event::OnlineSet{true}, {});
    for (int calls = 0; calls < 10; ++calls) { // whatever is under way is answered: there is nothing new
        const auto asked = core.step(calls == 0 ? Event(event::SyncAsked{}) : Event(event::Tick{}), {});
        for (const auto& effect : asked)
            QVERIFY(!isPullOf(effect, u"user:a"_s) && !std::holds_alternative<effect::SendPush>(effect));
        for (quint64 request = 0; request < 10; ++request)
            (void)core.step(event::PullAnswered{request, {event::Outcome::Ok, 0, {}}, {}}, {});
    }
    QCOMPARE(core.status().phase, Phase::Idle);
    QVERIFY(core.status().inStep);
    // When they are back, theirs is fetched and sent.
    const auto back = core.step(event::SessionSet{other, u"user:a"_s, true}, {});
    QVERIFY(!core.status().inStep);
    QVERIFY(std::ranges::any_of(back, [](const Effect& e) { return std::holds_alternative<effect::SendPush>(e); }));
}

void TestSyncRules::aServerRestoredInTheMiddleOfAFetchIsNoticed_data()
{
    QTest::addColumn<bool>("begunAnew");
    QTest::newRow("between two pages of the first fetch") << false;
    QTest::newRow("after a checksum that was wrong") << true;
}

/// What the server acknowledged before may be lost there: it is sent again.
void TestSyncRules::aServerRestoredInTheMiddleOfAFetchIsNoticed()
{
    QFETCH(const bool, begunAnew);
    auto outbox = queue();
    QueueChanges changes;
    const auto put = entry(u"comment.create"_s);
    outbox.submit(put, changes);
    (void)outbox.take(m_account, 1, 1 << 20, 0, changes);
    (void)outbox.settle(answered(put, api::OperationStatus::Applied, 1), 0, changes);
    SyncCore core(outbox, {});
    quint64 request = 0;
    const auto step = [&](const Event& event) {
        bool pushed = false;
        for (const auto& effect : core.step(event, {})) {
            if (const auto* pull = std::get_if<effect::SendPull>(&effect)) request = pull->request;
            pushed = pushed || std::holds_alternative<effect::SendPush>(effect);
        }
        return pushed;
    };
    const auto page = [&](const QString& epoch, bool reset, bool hasMore) {
        auto made = std::make_shared<api::Page>();
        made->scope = api::commentsScope(m_song);
        made->epoch = epoch;
        made->reset = reset;
        made->hasMore = hasMore;
        made->nextCursor = epoch;
        made->changes.push_back({u"comment"_s, m_comment, 1, 1, false, {}});
        return event::PullAnswered{request, {event::Outcome::Ok, 0, {}}, {made}};
    };
    (void)step(event::SessionSet{m_account, {}, true});
    (void)step(event::ServerSet{true});
    QVERIFY(!step(page(u"one"_s, false, true)));
    if (begunAnew) (void)step(event::ScopeApplied{api::commentsScope(m_song), false});
    QVERIFY(core.queue().find(put.operation.opId));
    QVERIFY(step(page(u"two"_s, !begunAnew, false)));
    QVERIFY(!core.queue().find(put.operation.opId)); // under a new id: the server would know the old one
    QCOMPARE(core.queue().entries().size(), size_t{1});
    QCOMPARE(core.queue().entries().front().state, EntryState::InFlight);
}

QTEST_GUILESS_MAIN(TestSyncRules)
#include "tst_sync_rules.moc"
