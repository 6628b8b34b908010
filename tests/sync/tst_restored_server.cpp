// A server that was restored from an older copy may have lost what it acknowledged: it gets that again.

#include "outbox_bed.h"

#include <optional>
#include <utility>

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

class TestRestoredServer : public QObject, private sync::test::OutboxBed
{
    Q_OBJECT

private Q_SLOTS:
    void inTheMiddleOfAFetchItIsNoticed_data();
    void inTheMiddleOfAFetchItIsNoticed();
    void whatItTookInAScopeThatWasNeverFetchedIsSentAgain_data();
    void whatItTookInAScopeThatWasNeverFetchedIsSentAgain();
    void whatItTookIsSentAgainInItsOrder();
    void anEditOnWhatWasLostBringsThatToo_data();
    void anEditOnWhatWasLostBringsThatToo();
    void anEditOnTheCopysTextBringsBothByThemselves();
    void whatItTookFromAnotherAccountWaitsForThatOne();
    void whatTheSameServerTookIsNotSentTwice();
    void whatWasTakenBeforeThereWereEpochsIsNotSentAgain();

private:
    /// An outbox in which a server of the usual epoch has taken everything.
    OutboxQueue acknowledged(const std::vector<OutboxEntry>& entries, const QString& epoch = u"one"_s) const
    {
        auto outbox = queue();
        QueueChanges changes;
        for (const auto& entry : entries) {
            outbox.submit(entry, changes);
            (void)outbox.take(entry.account, 1, 1 << 20, 0, changes);
            (void)outbox.settle(answered(entry, api::OperationStatus::Applied, 1), epoch, 0, changes);
        }
        return outbox;
    }
};

namespace {

/// A core that is signed in, and the server's side of what it asks.
class Talk
{
public:
    Talk(OutboxQueue outbox, AccountId account)
        : m_core(std::move(outbox), {})
    {
        tell(event::SessionSet{account, {}, true});
        tell(event::ServerSet{true});
    }

    void tell(const Event& event)
    {
        m_now += 1'000'000; // whatever was put off is due
        for (const auto& effect : m_core.step(event, {m_now, 0})) {
            if (const auto* push = std::get_if<effect::SendPush>(&effect)) m_push = *push;
            if (const auto* pull = std::get_if<effect::SendPull>(&effect)) m_pull = *pull;
        }
    }

    /// The network loses what is under way.
    void fail()
    {
        const event::Answer none{event::Outcome::NoAnswer, 0, {}};
        if (const auto push = std::exchange(m_push, {})) tell(event::PushAnswered{push->request, none, {}, {}});
        if (const auto pull = std::exchange(m_pull, {})) tell(event::PullAnswered{pull->request, none, {}});
    }

    /// A server of that epoch takes all that is pushed, and answers a pull with an empty page for each scope.
    void answer(const QString& epoch)
    {
        if (const auto push = std::exchange(m_push, {})) {
            event::PushAnswered answer{push->request, {event::Outcome::Ok, 0, {}}, {}, epoch};
            for (const auto& operation : push->operations) {
                auto& result = answer.results.emplace_back();
                result.opId = operation.opId;
                result.rev = result.seq = 1;
            }
            tell(answer);
        } else if (const auto pull = std::exchange(m_pull, {})) {
            event::PullAnswered answer{pull->request, {event::Outcome::Ok, 0, {}}, {}};
            for (const auto& asked : pull->scopes)
                answer.pages.push_back(page(asked, epoch));
            tell(answer);
        }
    }
    void answerAll(const QString& epoch)
    {
        for (int calls = 0; calls < 10 && (m_push || m_pull); ++calls)
            answer(epoch);
    }

    /// The scopes that are being fetched are answered by this page.
    void answer(const std::shared_ptr<const api::Page>& page)
    {
        const auto pull = std::exchange(m_pull, {});
        tell(event::PullAnswered{pull ? pull->request : 0, {event::Outcome::Ok, 0, {}}, {page}});
    }

    [[nodiscard]] std::vector<api::Operation> pushed() const
    {
        return m_push ? m_push->operations : std::vector<api::Operation>();
    }
    [[nodiscard]] const SyncCore& core() const { return m_core; }

private:
    static std::shared_ptr<const api::Page> page(const api::ScopeCursor& asked, const QString& epoch)
    {
        auto page = std::make_shared<api::Page>();
        page->scope = asked.scope;
        page->epoch = page->nextCursor = epoch;
        page->reset = !asked.cursor.isEmpty() && asked.cursor != epoch;
        return page;
    }

    SyncCore m_core;
    qint64 m_now = 0;
    std::optional<effect::SendPush> m_push;
    std::optional<effect::SendPull> m_pull;
};

} // namespace

void TestRestoredServer::inTheMiddleOfAFetchItIsNoticed_data()
{
    QTest::addColumn<bool>("begunAnew");
    QTest::newRow("between two pages of the first fetch") << false;
    QTest::newRow("after a checksum that was wrong") << true;
}

void TestRestoredServer::inTheMiddleOfAFetchItIsNoticed()
{
    QFETCH(const bool, begunAnew);
    const auto put = entry(u"comment.create"_s);
    Talk talk(acknowledged({put}), m_account);
    const auto page = [&](const QString& epoch, bool reset, bool hasMore) {
        auto made = std::make_shared<api::Page>();
        made->scope = api::commentsScope(m_song);
        made->epoch = made->nextCursor = epoch;
        made->reset = reset;
        made->hasMore = hasMore;
        made->changes.push_back({u"comment"_s, m_comment, 1, 1, false, {}});
        return made;
    };
    talk.answer(page(m_epoch, false, true));
    if (begunAnew) talk.tell(event::ScopeApplied{api::commentsScope(m_song), false});
    QVERIFY(talk.pushed().empty());
    QVERIFY(talk.core().queue().find(put.operation.opId));
    talk.answer(page(u"two"_s, !begunAnew, false));
    QCOMPARE(talk.pushed().size(), size_t{1});
    QVERIFY(talk.pushed().front().opId != put.operation.opId); // the server would know the old one
    QCOMPARE(talk.core().queue().entries().size(), size_t{1});
}

void TestRestoredServer::whatItTookInAScopeThatWasNeverFetchedIsSentAgain_data()
{
    QTest::addColumn<bool>("toldByPush");
    QTest::newRow("told by the first page of that scope") << false;
    QTest::newRow("told by the answer to another push") << true;
}

/// No fetch ever told the epoch of the server that took it: its own acknowledgement did.
void TestRestoredServer::whatItTookInAScopeThatWasNeverFetchedIsSentAgain()
{
    QFETCH(const bool, toldByPush);
    const auto put = entry(u"comment.create"_s);
    Talk talk(acknowledged({put}), m_account);
    talk.fail(); // the server goes, and comes back from its copy
    if (toldByPush) talk.tell(event::Submitted{{anotherComment()}});
    talk.tell(event::Tick{});
    QCOMPARE(talk.pushed().size(), toldByPush ? size_t{1} : size_t{0});
    talk.answer(u"two"_s);
    QCOMPARE(talk.pushed().size(), size_t{1});
    QCOMPARE(talk.pushed().front().entityId, put.operation.entityId);
    QCOMPARE(talk.pushed().front().args, put.operation.args);
    QVERIFY(talk.pushed().front().opId != put.operation.opId);
}

/// What was made and what hangs on it are in different scopes; whichever is fetched first, they go as they were made.
void TestRestoredServer::whatItTookIsSentAgainInItsOrder()
{
    auto song = entry(u"song.ensure"_s);
    song.operation.scope = api::songScope(m_song);
    song.operation.entityId = m_song.toString();
    Talk talk(acknowledged({song, entry(u"comment.create"_s)}), m_account);
    auto page = std::make_shared<api::Page>();
    page->scope = api::commentsScope(m_song);
    page->epoch = page->nextCursor = u"two"_s;
    talk.answer(page);
    QCOMPARE(talk.pushed().size(), size_t{1});
    QCOMPARE(talk.pushed().front().kind, u"song.ensure"_s);
    QCOMPARE(talk.core().queue().entries().back().state, EntryState::Pending);
}

void TestRestoredServer::anEditOnWhatWasLostBringsThatToo_data()
{
    QTest::addColumn<bool>("isSent");
    QTest::newRow("told while it waits") << false;
    QTest::newRow("told by the answer to it") << true;
}

/// The newer text was made on the one that was taken: against a server without that, both are the person's.
void TestRestoredServer::anEditOnWhatWasLostBringsThatToo()
{
    QFETCH(const bool, isSent);
    auto first = translationOf(lyrics(1), u"first"_s);
    first.operation.baseRev = 4;
    first.baseDocument = QJsonObject{{u"unit"_s, u"theirs"_s}};
    first.baseEpoch = u"two"_s; // as in a draft that was begun on what the copy has too
    auto outbox = acknowledged({first});
    QueueChanges changes;
    auto second = translationOf(lyrics(1), u"second"_s);
    second.baseDocument = documentOf(first.operation);
    outbox.submit(second, changes);
    QCOMPARE(outbox.entries().size(), size_t{2});
    if (isSent) QCOMPARE(outbox.take(m_account, 1, 1 << 20, 0, changes).size(), size_t{1});
    outbox.resend(m_account, u"two"_s, changes);
    if (!isSent) QCOMPARE(outbox.take(m_account, 100, 1 << 20, 0, changes).size(), size_t{1});
    auto crossed = answered(outbox.entries().back(), api::OperationStatus::Conflict, 5);
    crossed.theirs = {{u"document"_s, QJsonObject{{u"unit"_s, u"others'"_s}}}};
    (void)outbox.settle(crossed, u"two"_s, 0, changes);
    QCOMPARE(outbox.entries().size(), size_t{1});
    QCOMPARE(outbox.conflicts().size(), size_t{1});
    QCOMPARE(outbox.conflicts().front().base, first.baseDocument);
    QCOMPARE(outbox.conflicts().front().mine, documentOf(translationOf(lyrics(1), u"second"_s).operation));
}

/// The copy's text was fetched while another account was signed in, so nothing was sent again yet.
void TestRestoredServer::anEditOnTheCopysTextBringsBothByThemselves()
{
    const auto first = translationOf(lyrics(1), u"first"_s);
    auto outbox = acknowledged({first});
    QueueChanges changes;
    auto second = translationOf(lyrics(1), u"second"_s);
    second.operation.baseRev = 1;
    second.baseDocument = QJsonObject{{u"unit"_s, u"the copy's"_s}};
    second.baseEpoch = u"two"_s;
    outbox.submit(second, changes);
    outbox.resend(m_account, u"two"_s, changes);
    QCOMPARE(outbox.entries().size(), size_t{2});
    QCOMPARE(outbox.entries().front().state, EntryState::Pending);
    QCOMPARE(documentOf(outbox.entries().front().operation), documentOf(first.operation));
    QCOMPARE(outbox.entries().back().baseDocument, second.baseDocument);
}

void TestRestoredServer::whatItTookFromAnotherAccountWaitsForThatOne()
{
    auto theirs = entry(u"comment.create"_s);
    theirs.account = AccountId::make(m_clock);
    Talk talk(acknowledged({theirs}), m_account);
    talk.answerAll(u"two"_s);
    QCOMPARE(talk.core().status().phase, Phase::Idle);
    const auto* kept = talk.core().queue().find(theirs.operation.opId);
    QVERIFY(kept); // somebody else's fetch does not show that the server still has it
    QCOMPARE(kept->state, EntryState::Acked);
    // They sign in again, and any page tells.
    talk.tell(event::SessionSet{theirs.account, u"user:theirs"_s, true});
    talk.answer(u"two"_s);
    QCOMPARE(talk.pushed().size(), size_t{1});
    QCOMPARE(talk.pushed().front().args, theirs.operation.args);
    talk.answerAll(u"two"_s);
    QVERIFY(talk.core().queue().entries().empty());
}

void TestRestoredServer::whatTheSameServerTookIsNotSentTwice()
{
    Talk talk(acknowledged({entry(u"comment.create"_s)}), m_account);
    talk.fail();
    talk.tell(event::SyncAsked{});
    QVERIFY(talk.pushed().empty());
    talk.answer(m_epoch);
    QVERIFY(talk.pushed().empty());
    QVERIFY(talk.core().queue().entries().empty()); // it was seen
}

/// It acknowledged before there were epochs, and the first one that is heard is its own.
void TestRestoredServer::whatWasTakenBeforeThereWereEpochsIsNotSentAgain()
{
    const auto before = acknowledged({entry(u"comment.create"_s)}, {});
    Talk talk(before, m_account);
    talk.answer(m_epoch);
    QVERIFY(talk.pushed().empty());
    QVERIFY(talk.core().queue().entries().empty()); // it was seen
    // One that is restored after that was heard is another matter.
    auto outbox = before;
    QueueChanges changes;
    outbox.resend(m_account, m_epoch, changes);
    QCOMPARE(outbox.entries().front().state, EntryState::Acked);
    QCOMPARE(changes.size(), size_t{1}); // so the next run knows it too
    outbox.resend(m_account, u"two"_s, changes);
    QCOMPARE(outbox.entries().front().state, EntryState::Pending);
}

QTEST_GUILESS_MAIN(TestRestoredServer)
#include "tst_restored_server.moc"
