#include "base/clock.h"
#include "base/ids.h"

#include <QSet>
#include <QTest>

using namespace groundswell;

class TestIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uuid7CarriesTimeVersionAndVariant();
    void idsNeverGoBackwardsWithinOneMillisecond();
    void stringFormRoundTrips();
};

void TestIds::uuid7CarriesTimeVersionAndVariant()
{
    // The clock stands far ahead, so that no other test's ids have raised the generator's floor above it.
    const ManualClock clock(0x0fedcba98765);
    const QUuid id = makeUuid7(clock);
    QCOMPARE(id.variant(), QUuid::DCE);
    QVERIFY(id.toString(QUuid::WithoutBraces).startsWith(QLatin1String("0fedcba9-8765-7")));
}

void TestIds::idsNeverGoBackwardsWithinOneMillisecond()
{
    const ManualClock clock(0x0fedcba98766);
    QSet<SongId> seen;
    SongId last;
    for (int i = 0; i < 20'000; ++i) {
        const auto id = SongId::make(clock);
        QVERIFY(id > last);
        last = id;
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 20'000);
}

void TestIds::stringFormRoundTrips()
{
    const SystemClock clock;
    const auto id = CommentId::make(clock);
    QCOMPARE(CommentId::fromString(id.toString()), id);
    QVERIFY(CommentId::fromString(u"not an id").isNull());
}

QTEST_GUILESS_MAIN(TestIds)
#include "tst_ids.moc"
