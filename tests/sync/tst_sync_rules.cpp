// Single rules of the queue and the core, each as small as it can be; the simulation plays them all together.

#include "outbox_bed.h"

#include <algorithm>

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

class TestSyncRules : public QObject, private sync::test::OutboxBed
{
    Q_OBJECT

private Q_SLOTS:
    void anEditBehindItsCommentIsOfTheRevisionThatThatMade();
    void anEditThatCrossedCanBeTriedAgain();
    void anotherCommunityForgetsWhatWasFetched();
    void whatMayBeTakenBackWaitsAndHoldsUpNothing();
    void whatWasTakenAwayComesBackAsItWas();
    void anOlderTextDoesNotComeBackOverANewerOne();
    void whatWasNotWrittenAnewComesBackBesideWhatWas();
    void anotherIdOfASongIsOneVillagesWord();
    void anotherIdOfASongIsKeptInOneTransaction();
    void anotherAccountIsNotWaitedFor();
    void ofOneReactionTheLastWishIsTheLastToGo();
    void aRefusedWishIsNotTriedAgainOverANewerOne_data();
    void aRefusedWishIsNotTriedAgainOverANewerOne();
    void aConflictThatWasDroppedAndPutBackIsFoundAnew();
};

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
    (void)outbox.settle(answered(create, api::OperationStatus::Applied, 1), m_epoch, 0, changes);
    QCOMPARE(outbox.find(edit.operation.opId)->operation.baseRev, 1);

    const auto sent = outbox.take(m_account, 1, 1 << 20, 0, changes);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().baseRev, 1);
    (void)outbox.settle(answered(edit, api::OperationStatus::Applied, 2), m_epoch, 0, changes);
    QCOMPARE(outbox.find(further.operation.opId)->operation.baseRev, 2);
}

void TestSyncRules::anEditThatCrossedCanBeTriedAgain()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto edit = entry(u"comment.edit"_s, 1);
    outbox.submit(edit, changes);
    (void)outbox.take(m_account, 1, 1 << 20, 0, changes);
    (void)outbox.settle(answered(edit, api::OperationStatus::Conflict, 3), m_epoch, 0, changes);
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
    std::ignore = outbox.settle(answered(other, api::OperationStatus::Applied, 1), m_epoch, now, changes);
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

/// Taken back, written anew, and then "put it back": the newer text is what is meant.
void TestSyncRules::anOlderTextDoesNotComeBackOverANewerOne()
{
    SyncCore core(queue(), {});
    const auto written = [this](const QString& text, qint64 at) {
        auto put = translationOf(lyrics(1), text);
        put.createdAt = at;
        return put;
    };
    (void)core.step(event::Submitted{{written(u"older"_s, 1)}}, {});
    (void)core.step(event::Undone{core.queue().entries().front().operation.opId}, {});
    const auto taken = core.lastTaken();
    QCOMPARE(taken.size(), size_t{1});
    (void)core.step(event::Submitted{{written(u"newer"_s, 2)}}, {});
    const auto before = core.queue().entries();
    (void)core.step(event::Restored{taken}, {});
    QCOMPARE(core.lastTaken(), taken); // that it stays out is told
    QCOMPARE(core.queue().entries(), before);
}

/// Two comments and a translation were taken back together, and the translation was written anew meanwhile.
void TestSyncRules::whatWasNotWrittenAnewComesBackBesideWhatWas()
{
    SyncCore core(queue(), {});
    const auto written = [this](const QString& text, qint64 at) {
        auto put = translationOf(lyrics(1), text);
        put.createdAt = at;
        return put;
    };
    const auto comment = anotherComment();
    const auto older = written(u"older"_s, 1);
    const auto reply = replyTo(comment);
    (void)core.step(event::Submitted{{written(u"newer"_s, 2)}}, {});
    (void)core.step(event::Restored{{comment, older, reply}}, {});
    QCOMPARE(core.lastTaken(), std::vector{older});
    QCOMPARE(core.queue().entries().size(), size_t{3});
    QVERIFY(core.queue().find(comment.operation.opId));
    QVERIFY(core.queue().find(reply.operation.opId));
}

/// Two people write about a song from one computer, each in a village of their own: only one of these calls it so.
void TestSyncRules::anotherIdOfASongIsOneVillagesWord()
{
    SyncCore core(queue(), {});
    auto theirs = entry(u"comment.create"_s);
    theirs.account = AccountId::make(m_clock);
    auto neighbours = entry(u"comment.create"_s); // they wait, and are of this village
    neighbours.account = AccountId::make(m_clock);
    auto theirSong = theirs;
    theirSong.operation.opId = OperationId::make(m_clock);
    theirSong.operation.kind = u"song.ensure"_s;
    theirSong.operation.entityId = m_song.toString();
    (void)core.step(event::SessionSet{m_account, {}, true, {theirs.account}}, {});
    (void)core.step(event::Submitted{{entry(u"comment.create"_s), neighbours, theirs, theirSong}}, {});
    const auto to = SongId::make(m_clock);
    (void)core.step(event::SongFound{m_song, to}, {});
    const auto& entries = core.queue().entries();
    QCOMPARE(entries.size(), size_t{4});
    QCOMPARE(songOf(entries[0].operation), to);
    QCOMPARE(songOf(entries[1].operation), to);
    QCOMPARE(songOf(entries[2].operation), m_song);
    QCOMPARE(entries[3].operation, theirSong.operation);
}

/// A crash between the two would leave operations of the new id beside drafts of the old one.
void TestSyncRules::anotherIdOfASongIsKeptInOneTransaction()
{
    SyncCore core(queue(), {});
    auto song = entry(u"song.ensure"_s);
    song.operation.scope = api::songScope(m_song);
    song.operation.entityId = m_song.toString();
    (void)core.step(event::ServerSet{true}, {});
    (void)core.step(event::Submitted{{song, entry(u"comment.create"_s)}}, {});
    (void)core.step(event::SessionSet{m_account, {}, true}, {});
    auto known = answered(song, api::OperationStatus::Duplicate, 1);
    known.entityId = SongId::make(m_clock).toString();
    const auto effects = core.step(event::PushAnswered{1, {event::Outcome::Ok, 0, {}}, {known}, m_epoch}, {});
    const auto is = []<class E>(std::type_identity<E>) {
        return [](const Effect& effect) { return std::holds_alternative<E>(effect); };
    };
    const auto renamed = std::ranges::find_if(effects, is(std::type_identity<effect::RenameSong>()));
    QVERIFY(renamed != effects.end());
    QVERIFY(renamed != effects.begin());
    QVERIFY(std::all_of(effects.begin(), renamed, is(std::type_identity<effect::ChangeQueue>())));
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

/// A server that has no time for the first of two, but for the second, would get the first after it.
void TestSyncRules::ofOneReactionTheLastWishIsTheLastToGo()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto wish = [this](const QString& kind, bool on) {
        auto reaction = entry(u"reaction.set"_s);
        reaction.operation.args = {{u"kind"_s, kind}, {u"on"_s, on}};
        return reaction;
    };
    const auto first = wish(u"like"_s, true);
    const auto other = wish(u"hug"_s, true);
    const auto last = wish(u"like"_s, false);
    outbox.submit(first, changes);
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{1});
    outbox.submit(other, changes);
    outbox.submit(last, changes);
    (void)outbox.settle(answered(first, api::OperationStatus::Retry), m_epoch, 0, changes);
    const auto sent = outbox.take(m_account, 100, 1 << 20, 60'000, changes);
    QCOMPARE(sent.size(), size_t{2});
    QCOMPARE(sent.front().opId, first.operation.opId);
    QCOMPARE(sent.back().opId, other.operation.opId);
    for (const auto& done : {first, other})
        (void)outbox.settle(answered(done, api::OperationStatus::Applied, 1), m_epoch, 60'000, changes);
    const auto next = outbox.take(m_account, 100, 1 << 20, 60'000, changes);
    QCOMPARE(next.size(), size_t{1});
    QCOMPARE(next.front().opId, last.operation.opId);
}

void TestSyncRules::aRefusedWishIsNotTriedAgainOverANewerOne_data()
{
    QTest::addColumn<bool>("isNewerFirst");
    QTest::newRow("the newer one came before the refusal") << true;
    QTest::newRow("and after it") << false;
}

void TestSyncRules::aRefusedWishIsNotTriedAgainOverANewerOne()
{
    QFETCH(const bool, isNewerFirst);
    auto outbox = queue();
    QueueChanges changes;
    auto older = entry(u"reaction.set"_s);
    older.operation.args = {{u"kind"_s, u"like"_s}, {u"on"_s, true}};
    auto newer = entry(u"reaction.set"_s);
    newer.operation.args = {{u"kind"_s, u"like"_s}, {u"on"_s, false}};
    outbox.submit(older, changes);
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{1});
    if (isNewerFirst) outbox.submit(newer, changes);
    (void)outbox.settle(answered(older, api::OperationStatus::Rejected), m_epoch, 0, changes);
    if (!isNewerFirst) outbox.submit(newer, changes);
    QCOMPARE(outbox.entries().size(), size_t{1});
    QCOMPARE(outbox.entries().front().operation, newer.operation);
}

/// What the others had by then is not kept: the server tells it when the text is sent again.
void TestSyncRules::aConflictThatWasDroppedAndPutBackIsFoundAnew()
{
    auto outbox = queue();
    QueueChanges changes;
    const auto mine = translationOf(lyrics(1));
    outbox.submit(mine, changes);
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{1});
    auto crossed = answered(mine, api::OperationStatus::Conflict, 2);
    crossed.theirs = {{u"document"_s, QJsonObject{{u"unit"_s, u"theirs"_s}}}};
    (void)outbox.settle(crossed, m_epoch, 0, changes);
    const auto taken = *outbox.find(mine.operation.opId);
    QVERIFY(outbox.discard(mine.operation.opId, changes));
    QVERIFY(outbox.conflicts().empty());
    QVERIFY(outbox.restore({taken}, changes).empty());
    QCOMPARE(outbox.entries().front().state, EntryState::Pending);
    QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{1});
}

QTEST_GUILESS_MAIN(TestSyncRules)
#include "tst_sync_rules.moc"
