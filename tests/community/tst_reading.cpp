#include "house.h"

#include "community/reading.h"

using namespace groundswell;
using namespace groundswell::community;
using namespace Qt::StringLiterals;

class TestReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAnotherAccountSaysOfASongIsNotWaitedFor_data();
    void whatAnotherAccountSaysOfASongIsNotWaitedFor();
};

void TestReading::whatAnotherAccountSaysOfASongIsNotWaitedFor_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::addColumn<size_t>("needed");
    QTest::newRow("the account's own is on its way") << true << size_t{0};
    QTest::newRow("another account's goes when that one signs in") << false << size_t{1};
}

/// Two people write about one song that the village has not heard of, on one computer.
void TestReading::whatAnotherAccountSaysOfASongIsNotWaitedFor()
{
    QFETCH(const bool, isOwn);
    QFETCH(const size_t, needed);
    House house;
    const auto target = house.outbox->writer().run([&](store::Database& db) -> Result<WriteTarget> {
        sync::outbox::addLocalSong(db, {.id = house.song,
                                        .title = u"Rain"_s,
                                        .artist = u"Nao"_s,
                                        .album = {},
                                        .durationMs = 1000,
                                        .mbid = {},
                                        .isrc = {},
                                        .renamedTo = {}});
        sync::OutboxEntry ensure;
        ensure.operation =
            makeOperation(house.clock, u"song.ensure"_s, api::songScope(house.song), house.song.toString(), {});
        ensure.account = isOwn ? sync::outbox::accounts(db).front().id : AccountId::make(house.clock);
        sync::outbox::apply(db, {.kind = sync::QueueChange::Kind::Save, .entry = ensure, .id = {}, .conflict = {}});
        return writeTarget(db, house.song, house.clock);
    });
    QVERIFY(target);
    QCOMPARE(target->before.size(), needed);
}

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
