// The engine on its thread, with its stores, against a server that answers as it should not.

#include "engine_bed.h"

using namespace groundswell;
using namespace groundswell::sync;
using namespace groundswell::sync::test;
using namespace Qt::StringLiterals;

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSubmittedIsKeptWhenTheProgramEnds();
    void whoAnswersInTheServersPlaceRefusesNothing_data();
    void whoAnswersInTheServersPlaceRefusesNothing();
    void whatTheServerRefusesIsRefused();
    void onlyTheServerEndsASession_data();
    void onlyTheServerEndsASession();
    void whatRanOutIsRenewedForEveryCall();
    void aPollThatIsRefusedRenewsTheSession();
    void pollsThatNobodyWaitsForHoldUpNothing();
    void tooOldToSendIsNotTooOldToRead();
    void aSessionThatCannotBeKeptGoesOnAndIsTold();
    void whoBeginsOfflineAsksForNothing();
    void whatARestoredServerTookIsSentAgainByTheNextRun();
    void whatWasEditedIsKeptWithTheServerThatHadIt();
    void whatTheDiskRefusedIsHeardAgain();
};

/// Everything that was asked for before, however busy the engine is.
void TestEngine::whatWasSubmittedIsKeptWhenTheProgramEnds()
{
    constexpr int count = 60;
    EngineBed bed;
    bed.engine().setOnline(false);
    std::vector<QFuture<Result<void>>> done;
    for (int i = 0; i < count; ++i)
        done.push_back(bed.engine().submit({bed.comment()}));
    bed.stop();
    for (const auto& future : done)
        QVERIFY(future.isFinished() && future.resultCount() == 1 && future.result());
    bed.start();
    QCOMPARE(bed.entries().size(), size_t{count});
}

void TestEngine::whoAnswersInTheServersPlaceRefusesNothing_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 400, 401, 403, 404, 405, 407, 409, 410, 422, 426, 451, 500})
        QTest::addRow("a page with %d", status) << status;
}

void TestEngine::whoAnswersInTheServersPlaceRefusesNothing()
{
    QFETCH(const int, status);
    EngineBed bed;
    bed.answer("/v1/sync/push", page(status));
    QVERIFY(succeeds(bed.engine().submit({bed.comment(), bed.comment()})));
    QVERIFY(!succeeds(bed.engine().syncNow()));
    QVERIFY(bed.asked("/v1/sync/push") > 0);
    QCOMPARE(bed.asked("/v1/auth/refresh"), 0);
    QCOMPARE(bed.entries().size(), size_t{2});
    for (const auto& entry : bed.entries())
        QVERIFY(entry.state == EntryState::InFlight || entry.state == EntryState::Pending);
    QTRY_VERIFY(bed.status().core.signedIn);

    bed.answer("/v1/sync/push", {});
    QVERIFY(succeeds(bed.engine().syncNow()));
    QTRY_COMPARE(bed.status().waiting, 0);
    QCOMPARE(bed.status().failed, 0);
}

void TestEngine::whatTheServerRefusesIsRefused()
{
    EngineBed bed;
    bed.answer("/v1/sync/push", problem(422));
    QVERIFY(succeeds(bed.engine().submit({bed.comment()})));
    QTRY_COMPARE(bed.status().failed, 1);
    QCOMPARE(bed.entries().front().state, EntryState::Rejected);
    QCOMPARE(bed.entries().front().message, u"No."_s);
}

void TestEngine::onlyTheServerEndsASession_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isPage");
    QTest::addColumn<bool>("ends");
    for (const int status : {400, 401, 403, 404, 413, 422, 426, 429, 500})
        QTest::addRow("a page with %d", status) << status << true << false;
    for (const int status : {400, 404, 409, 413, 422, 426, 429, 500})
        QTest::addRow("a problem with %d", status) << status << false << false;
    QTest::newRow("a problem with 401") << 401 << false << true;
    QTest::newRow("a problem with 403") << 403 << false << true;
}

void TestEngine::onlyTheServerEndsASession()
{
    QFETCH(const int, status);
    QFETCH(const bool, isPage);
    QFETCH(const bool, ends);
    EngineBed bed;
    bed.answer("/v1/sync/push", problem(401));
    bed.answer("/v1/auth/refresh", isPage ? page(status) : problem(status));
    QVERIFY(succeeds(bed.engine().submit({bed.comment()})));
    QTRY_VERIFY(bed.asked("/v1/auth/refresh") > 0);
    QVERIFY(!succeeds(bed.engine().syncNow()));
    QTRY_COMPARE(bed.status().core.sessionLost, ends);
    QCOMPARE(bed.status().core.signedIn, !ends);
    QCOMPARE(bed.status().core.upgradeNeeded, status == 426 && !isPage);
    QCOMPARE(bed.status().waiting, 1);
    if (ends) return;
    bed.answer("/v1/auth/refresh", {});
    bed.answer("/v1/sync/push", {});
    QVERIFY(succeeds(bed.engine().syncNow()));
    QTRY_COMPARE(bed.status().waiting, 0);
}

/// An access token lives for some minutes, and what is asked after a quiet hour is the first to hear that it is over.
void TestEngine::whatRanOutIsRenewedForEveryCall()
{
    EngineBed bed;
    QVERIFY(succeeds(bed.engine().syncNow()));
    bed.answer("/v1/auth/devices", problem(401), 1);
    bed.answer("/v1/sync/pull", problem(401), 1);
    auto devices = bed.engine().devices();
    QTRY_VERIFY(devices.isFinished());
    QVERIFY(devices.result());
    QCOMPARE(bed.asked("/v1/auth/refresh"), 1);
    QCOMPARE(bed.askedAs("access 2", "/v1/auth/devices", {}), 1);
}

void TestEngine::aPollThatIsRefusedRenewsTheSession()
{
    EngineBed bed;
    QVERIFY(succeeds(bed.engine().syncNow()));
    QCOMPARE(bed.asked("/v1/sync/pull", "user:"), 1);
    bed.answer("/v1/sync/events", problem(401), 1);
    bed.engine().watch({api::songScope(SongId::make(SystemClock()))});
    // What is one's own is fetched, which nobody else may, and so the token is renewed where it ran out.
    QTRY_COMPARE(bed.asked("/v1/sync/pull", "user:"), 2);
}

/// A person skips through songs: each has its scopes watched. HTTP/1.1 has six connections to one server.
void TestEngine::pollsThatNobodyWaitsForHoldUpNothing()
{
    EngineBed bed;
    for (int i = 0; i < 8; ++i) {
        const QString scope = bed.comment().scope;
        bed.engine().watch({scope});
        QTRY_COMPARE(bed.asked("/v1/sync/events", scope.section(u':', 1).toLatin1()), 1);
    }
    QVERIFY(succeeds(bed.engine().submit({bed.comment()})));
    QTRY_COMPARE(bed.status().waiting, 0);
    bed.engine().setOnline(false);
    QTRY_VERIFY(!bed.status().core.online);
    const int polls = bed.asked("/v1/sync/events");
    bed.engine().setOnline(true);
    QTRY_COMPARE(bed.asked("/v1/sync/events"), polls + 1);
}

void TestEngine::tooOldToSendIsNotTooOldToRead()
{
    EngineBed bed;
    bed.answer("/v1/sync/push", problem(426));
    QVERIFY(succeeds(bed.engine().submit({bed.comment()})));
    QTRY_VERIFY(bed.status().core.upgradeNeeded);
    const int pushes = bed.asked("/v1/sync/push");

    const QString scope = bed.comment().scope;
    const QByteArray song = scope.section(u':', 1).toLatin1();
    bed.engine().watch({scope});
    QTRY_VERIFY(bed.asked("/v1/sync/pull", song) > 0);
    QTRY_VERIFY(bed.asked("/v1/sync/events", song) > 0);
    QCOMPARE(bed.asked("/v1/sync/push"), pushes);
    QVERIFY(bed.status().core.upgradeNeeded);
    QCOMPARE(bed.status().waiting, 1);

    bed.answer("/v1/sync/push", {}); // an update of either side
    QVERIFY(succeeds(bed.engine().syncNow()));
    QTRY_COMPARE(bed.status().waiting, 0);
    QVERIFY(!bed.status().core.upgradeNeeded);
}

void TestEngine::aSessionThatCannotBeKeptGoesOnAndIsTold()
{
    const QTemporaryDir folder;
    const QString away = folder.filePath(u"away"_s); // as on a disk that was taken out
    EngineBed bed(plainFileVault(away + u"/tokens.json"_s));
    bed.answer("/v1/sync/push", problem(401), 1);
    QVERIFY(bed.status().sessionKept);
    QVERIFY(succeeds(bed.engine().submit({bed.comment()})));
    QTRY_VERIFY(!bed.status().sessionKept);
    QCOMPARE(bed.asked("/v1/auth/refresh"), 1);
    QTRY_COMPARE(bed.status().waiting, 0);
    QVERIFY(bed.status().core.signedIn);
}

void TestEngine::whoBeginsOfflineAsksForNothing()
{
    EngineBed bed;
    const auto comment = bed.comment();
    bed.engine().watch({comment.scope});
    QTRY_VERIFY(bed.asked("/v1/sync/pull") > 0);
    bed.stop();
    const int before = bed.asked("/");
    bed.start(nullptr, false);
    QVERIFY(!bed.status().core.online); // from the first word on
    bed.engine().watch({comment.scope});
    QVERIFY(succeeds(bed.engine().submit({comment}))); // all that could be asked for first has its turn before
    QTRY_COMPARE(bed.status().waiting, 1);
    QTRY_VERIFY(bed.status().core.signedIn);
    QCOMPARE(bed.asked("/"), before);
    bed.engine().setOnline(true);
    QTRY_COMPARE(bed.asked("/v1/sync/push"), 1);
}

/// What was taken and never fetched is on the disk with the epoch of the server that took it.
void TestEngine::whatARestoredServerTookIsSentAgainByTheNextRun()
{
    EngineBed bed;
    const auto comment = bed.comment();
    QVERIFY(succeeds(bed.engine().submit({comment})));
    QTRY_COMPARE(bed.asked("/v1/sync/push"), 1);
    QTRY_VERIFY(bed.entries().size() == 1 && bed.entries().front().state == EntryState::Acked);
    QCOMPARE(bed.entries().front().ackedEpoch, u"one"_s);
    bed.stop();
    api::Page page;
    page.scope = comment.scope;
    page.epoch = page.nextCursor = u"two"_s;
    bed.answer("/v1/sync/pull", Answer{.body = api::toBytes(api::toJson(api::PullAnswer{{page}}))});
    bed.start();
    QTRY_COMPARE(bed.asked("/v1/sync/push", comment.entityId.toUtf8()), 2);
}

void TestEngine::whatWasEditedIsKeptWithTheServerThatHadIt()
{
    EngineBed bed;
    const SongId song = SongId::fromString(bed.comment().args.value(u"song_id"_s).toString());
    api::Page page;
    page.scope = api::songScope(song);
    page.epoch = page.nextCursor = u"one"_s;
    bed.answer("/v1/sync/pull", Answer{.body = api::toBytes(api::toJson(api::PullAnswer{{page}}))});
    bed.engine().watch({page.scope});
    QVERIFY(succeeds(bed.engine().syncNow()));
    bed.engine().setOnline(false);
    auto edit = bed.comment();
    edit.scope = page.scope;
    edit.kind = u"lyrics.put"_s;
    QVERIFY(succeeds(bed.engine().submit({edit}, {{{u"lang"_s, u"ja"_s}}, u"one"_s})));
    QCOMPARE(bed.entries().size(), size_t{1});
    QCOMPARE(bed.entries().front().baseEpoch, u"one"_s);
}

void TestEngine::whatTheDiskRefusedIsHeardAgain()
{
    EngineBed bed;
    bed.engine().setOnline(false);
    QVERIFY(succeeds(bed.engine().submit({bed.comment()})));
    bed.setSendingRefused(true);
    bed.engine().setOnline(true);
    const auto turn = bed.engine().isSessionLasting();
    QTRY_VERIFY(turn.isFinished()); // the engine has had its turn
    QCOMPARE(bed.asked("/v1/sync/push"), 0);
    bed.setSendingRefused(false);
    QTRY_COMPARE_WITH_TIMEOUT(bed.asked("/v1/sync/push"), 1, 15'000);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
