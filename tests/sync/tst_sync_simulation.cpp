// Two or three clients with the real core, a model of the server, and a network that drops, repeats and reorders, while
// clients crash, sessions expire, songs turn out to be one and the server is restored from an old copy. After the
// faults stop, nothing may be lost, doubled or different. One seed is one schedule: the same seed gives the same trace.

#include "world.h"

using namespace simulation;

class TestSyncSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seeds_data()
    {
        QTest::addColumn<bool>("restores");
        QTest::newRow("faults of network, clients and sessions") << false;
        QTest::newRow("and a server restored from an old copy") << true;
    }

    void seeds()
    {
        QFETCH(bool, restores);
        const int count = qEnvironmentVariableIntValue("GROUNDSWELL_SEEDS") > 0
                              ? qEnvironmentVariableIntValue("GROUNDSWELL_SEEDS")
                              : 300;
        const int first = qEnvironmentVariableIntValue("GROUNDSWELL_FIRST_SEED");
        for (int seed = first; seed < first + count; ++seed) {
            try {
                World world(static_cast<quint32>(seed), restores);
                world.run(250);
                QVERIFY2(world.settle(), qPrintable(u"never quiet, seed %1: %2"_s.arg(seed).arg(world.unrest())));
                world.check();
            } catch (const std::logic_error& broken) {
                QFAIL(qPrintable(u"%1, seed %2"_s.arg(QString::fromUtf8(broken.what())).arg(seed)));
            }
            if (QTest::currentTestFailed()) {
                qWarning("seed %d", seed);
                return;
            }
        }
    }

    void sameSeedSameTrace()
    {
        for (quint32 seed = 0; seed < 20; ++seed) {
            World one(seed, true);
            World two(seed, true);
            one.run(200);
            two.run(200);
            QCOMPARE(one.trace(), two.trace());
        }
    }
};

QTEST_GUILESS_MAIN(TestSyncSimulation)
#include "tst_sync_simulation.moc"
