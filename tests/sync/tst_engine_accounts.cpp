// One engine and several people, one after another: whose words go out, and under which name.

#include "engine_bed.h"

#include <algorithm>
#include <semaphore>

using namespace groundswell;
using namespace groundswell::sync;
using namespace groundswell::sync::test;
using namespace Qt::StringLiterals;

class TestEngineAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherVillageIsNotAskedForWhatTheLastOneSaid();
    void whatWaitsIsNotSentUnderTheNextName();
    void aSignInThatTheDiskRefusedComesBeforeAllElse();
    void whoLeftIsNotSignedInAgainByTheNextRun();

private:
    /// Somebody else signs in at the same server.
    static bool signIn(EngineBed& bed, const QString& name);
};

bool TestEngineAccounts::signIn(EngineBed& bed, const QString& name)
{
    const SystemClock clock;
    const api::Person person{UserId::make(clock), name, name};
    const api::Session session{person, u"access of "_s + name, 60'000, u"refresh of "_s + name};
    bed.answer("/v1/auth/login", Answer{.body = api::toBytes(api::toJson(session))});
    bed.answer("/v1/capabilities", page(404));
    return succeeds(bed.engine().signIn(bed.server().url(QString()), {name, u"password of "_s + name, u"test"_s}));
}

/// A page of the last village is still being written when somebody signs in to the next one, and then the disk is full.
void TestEngineAccounts::anotherVillageIsNotAskedForWhatTheLastOneSaid()
{
    EngineBed bed;
    const auto scope = bed.comment().scope;
    api::Page page;
    page.scope = scope;
    page.epoch = u"one"_s;
    page.nextCursor = u"first-cursor"_s;
    const auto answering = [&page] { return Answer{.body = api::toBytes(api::toJson(api::PullAnswer{{page}}))}; };
    bed.answer("/v1/sync/pull", answering());
    bed.engine().watch({scope});
    const auto isStored = [&bed] {
        return bed.cache()
                   .writer()
                   .run([](store::Database& db) -> Result<int> {
                       auto row = db.prepare("SELECT count(*) FROM scope WHERE cursor = 'first-cursor'");
                       return row.step() ? row.smallInteger(0) : 0;
                   })
                   .value() == 1;
    };
    QTRY_VERIFY(isStored());

    std::mutex mutex;
    std::vector<QByteArray> pulls;
    const SystemClock clock;
    const api::Person person{UserId::make(clock), u"liv"_s, u"Liv"_s};
    FaultServer other([&](const Request& request) -> Answer {
        if (request.path == "/v1/auth/login")
            return {.body = api::toBytes(api::toJson(api::Session{person, u"access"_s, 60'000, u"refresh"_s}))};
        if (request.path != "/v1/sync/pull") return groundswell::sync::test::page(404);
        const std::lock_guard lock(mutex);
        pulls.push_back(request.body);
        return {.body = api::toBytes(api::toJson(api::PullAnswer()))};
    });
    std::binary_semaphore full(0);
    const auto trigger = bed.cache().writer().run([](store::Database& db) -> Result<void> {
        db.execute("CREATE TRIGGER full BEFORE INSERT ON scope BEGIN SELECT RAISE(ABORT, 'full'); END");
        return {};
    });
    QVERIFY(trigger);
    const auto held = bed.cache().writer().post([&full](store::Database&) -> Result<void> {
        full.acquire();
        return {};
    });
    page.nextCursor = u"second-cursor"_s;
    bed.answer("/v1/sync/pull", answering());
    const int before = bed.asked("/v1/sync/pull");
    bed.engine().wake();
    bed.engine().watch({scope});
    QTRY_VERIFY(bed.asked("/v1/sync/pull") > before);
    const auto signedIn = bed.engine().signIn(other.url(QString()), {u"liv"_s, u"password of liv"_s, u"test"_s});
    QTRY_VERIFY(std::ranges::contains(other.requests(), QByteArray("/v1/capabilities"), &Request::path));
    full.release();
    QTRY_VERIFY(signedIn.isFinished());
    QVERIFY(signedIn.result());
    const auto count = [&] {
        const std::lock_guard lock(mutex);
        return pulls.size();
    };
    QTRY_VERIFY(count() > 0);
    const std::lock_guard lock(mutex);
    for (const auto& asked : pulls)
        QVERIFY2(!asked.contains("-cursor"), asked.constData());
}

/// The server had no time for what one person wrote when another one signs in.
void TestEngineAccounts::whatWaitsIsNotSentUnderTheNextName()
{
    EngineBed bed;
    bed.answer("/v1/sync/push", page(503));
    const auto mine = bed.comment();
    QVERIFY(succeeds(bed.engine().submit({mine})));
    QTRY_VERIFY(bed.status().core.paused);
    bed.answer("/v1/sync/push", {});
    QVERIFY(signIn(bed, u"liv"_s));
    const auto theirs = bed.comment();
    QVERIFY(succeeds(bed.engine().submit({theirs})));
    QTRY_COMPARE(bed.asked("/v1/sync/push", theirs.entityId.toUtf8()), 1);
    QCOMPARE(bed.askedAs("access of liv", "/v1/sync/push", mine.entityId.toUtf8()), 0);
    QCOMPARE(bed.entries().front().operation.opId, mine.opId); // it waits for its author
}

/// It has unsent words to mark as on their way, and the disk is full just then.
void TestEngineAccounts::aSignInThatTheDiskRefusedComesBeforeAllElse()
{
    EngineBed bed;
    bed.answer("/v1/sync/push", page(503));
    QVERIFY(signIn(bed, u"liv"_s));
    const auto fromLiv = bed.comment();
    QVERIFY(succeeds(bed.engine().submit({fromLiv})));
    QTRY_VERIFY(bed.status().core.paused);
    const auto liv = bed.status().account->person;
    QVERIFY(signIn(bed, u"kai"_s));
    const auto fromKai = bed.comment();
    QVERIFY(succeeds(bed.engine().submit({fromKai})));
    QTRY_VERIFY(bed.asked("/v1/sync/push", fromKai.entityId.toUtf8()) > 0);
    QTRY_VERIFY(bed.status().core.paused);

    bed.answer("/v1/sync/push", {});
    bed.setSendingRefused(true);
    const api::Session session{liv, u"access of liv again"_s, 60'000, u"refresh"_s};
    bed.answer("/v1/auth/login", Answer{.body = api::toBytes(api::toJson(session))});
    QVERIFY(succeeds(bed.engine().signIn(bed.server().url(QString()), {u"liv"_s, u"password of liv"_s, u"test"_s})));
    QVERIFY(!succeeds(bed.engine().submit({bed.comment()}))); // whose would it be?
    bed.setSendingRefused(false);
    (void)bed.engine().syncNow(); // before the engine tries the disk by itself
    QTRY_COMPARE(bed.askedAs("access of liv again", "/v1/sync/push", fromLiv.entityId.toUtf8()), 1);
    QTRY_COMPARE(bed.status().core.phase, Phase::Idle);
    QCOMPARE(bed.askedAs("access of liv again", "/v1/sync/push", fromKai.entityId.toUtf8()), 0);
}

/// The program was killed between the sign-out, which is on the disk, and the tokens' end.
void TestEngineAccounts::whoLeftIsNotSignedInAgainByTheNextRun()
{
    EngineBed bed;
    QTRY_VERIFY(bed.status().core.signedIn);
    const auto account = bed.status().account->id;
    bed.answer("/v1/sync/push", page(503));
    QVERIFY(succeeds(bed.engine().submit({bed.comment()})));
    QTRY_VERIFY(bed.status().core.paused);
    QVERIFY(succeeds(bed.engine().signOut()));
    bed.stop();
    bed.answer("/v1/sync/push", {});
    const auto vault = plainFileVault(bed.tokenFile());
    const auto kept = vault->save(account, {u"access"_s, u"refresh"_s});
    QTRY_VERIFY(kept.isFinished());
    const int before = bed.asked("/v1/sync/push");

    bed.start();
    (void)succeeds(bed.engine().syncNow());
    QVERIFY(bed.status().account->signedOut);
    QVERIFY(!bed.status().core.signedIn);
    QVERIFY(bed.engine().writer().isNull());
    QCOMPARE(bed.asked("/v1/sync/push"), before);
    QTRY_VERIFY([&] { // and the tokens are gone
        const auto left = plainFileVault(bed.tokenFile())->load(account);
        return groundswell::test::comesTrue([&] { return left.isFinished(); }) && left.result().isEmpty();
    }());
}
QTEST_GUILESS_MAIN(TestEngineAccounts)
#include "tst_engine_accounts.moc"
