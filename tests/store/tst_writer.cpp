#include "store/store.h"

#include <SQLiteCpp/Database.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace groundswell;
using namespace groundswell::store;
using namespace Qt::StringLiterals;

namespace {

const Schema durableNotes{.name = u"notes"_s, .durability = Durability::Full};

auto insertNote(const QString& text)
{
    return [text](Database& database) -> Result<qint64> {
        database.prepare("INSERT INTO note(text) VALUES(?)").bind(text).run();
        return database.lastInsertId();
    };
}

Result<qint64> countNotes(Database& database)
{
    Statement statement = database.prepare("SELECT count(*) FROM note");
    return statement.step() ? statement.integer(0) : -1;
}

/// The other process of survivesKill(): writes for ever, and says which notes were acknowledged.
int writeUntilKilled(const QString& path)
{
    auto store = Store::open(path, durableNotes);
    if (!store) return 1;
    for (;;) {
        std::vector<QFuture<Result<qint64>>> together;
        for (int i = 0; i < 5; ++i)
            together.push_back((*store)->writer().post(insertNote(u"a note that must not be lost"_s)));
        for (auto& each : together) {
            const auto id = each.takeResult();
            if (!id) return 1;
            std::printf("%lld\n", static_cast<long long>(*id));
        }
        std::fflush(stdout);
    }
}

} // namespace

/// The threads of a store: what an answer promises, and what is left after the end.
class TestWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = Store::open(path(), durableNotes);
        QVERIFY(store);
        m_store = *std::move(store);
    }
    void cleanup() { m_store.reset(); }

    void answersInOrderAndReadersSeeIt()
    {
        auto first = m_store->writer().post(insertNote(u"1"_s));
        auto second = m_store->writer().post(insertNote(u"2"_s));
        QCOMPARE(second.takeResult(), 2);
        QCOMPARE(first.takeResult(), 1);
        QCOMPARE(m_store->readers().run(countNotes), 2);
    }

    void aFailingJobLeavesNothingAndSpoilsNoOther()
    {
        auto good = m_store->writer().post(insertNote(u"good"_s));
        auto refused = m_store->writer().post([](Database& database) -> Result<void> {
            database.execute("INSERT INTO note(text) VALUES('half')");
            return fail(ErrorCode::Forbidden, u"no"_s);
        });
        auto wrong = m_store->writer().post([](Database& database) -> Result<void> {
            database.execute("INSERT INTO note(text) VALUES('half')");
            database.execute("INSERT INTO note(id, text) VALUES(1, 'twice')");
            return {};
        });
        auto alsoGood = m_store->writer().post(insertNote(u"also good"_s));
        QVERIFY(good.takeResult());
        QCOMPARE(refused.takeResult().error().code, ErrorCode::Forbidden);
        QCOMPARE(wrong.takeResult().error().code, ErrorCode::Conflict);
        QVERIFY(alsoGood.takeResult());
        QCOMPARE(m_store->readers().run(countNotes), 2);
    }

    /// As a full disk does it: SQLite takes back the transaction that several jobs share.
    void whatIsTakenBackIsToldToAll()
    {
        std::atomic<bool> holds = false;
        std::atomic<bool> go = false;
        auto holding = m_store->writer().post([&](Database&) -> Result<void> {
            holds = true;
            holds.notify_one();
            go.wait(false); // so that the next three wait together
            return {};
        });
        holds.wait(false);
        auto before = m_store->writer().post(insertNote(u"before"_s));
        auto wrong = m_store->writer().post([](Database& database) -> Result<void> {
            database.execute("INSERT OR ROLLBACK INTO note(id, text) VALUES(1, 'twice')");
            return {};
        });
        auto after = m_store->writer().post(insertNote(u"after"_s));
        go = true;
        go.notify_one();
        QVERIFY(holding.takeResult());
        QCOMPARE(wrong.takeResult().error().code, ErrorCode::Conflict);
        QCOMPARE(before.takeResult().error().code, ErrorCode::Conflict);
        QCOMPARE(after.takeResult().error().code, ErrorCode::Conflict);
        QCOMPARE(m_store->readers().run(countNotes), 0);
        QVERIFY(m_store->writer().run(insertNote(u"again"_s)));
    }

    void takesJobsFromManyThreads()
    {
        constexpr int threads = 4;
        constexpr int each = 50;
        std::atomic<int> written = 0;
        {
            std::vector<std::jthread> all;
            for (int i = 0; i < threads; ++i) {
                all.emplace_back([&] {
                    for (int n = 0; n < each; ++n)
                        written += m_store->writer().run(insertNote(u"n"_s)).has_value() ? 1 : 0;
                });
            }
        }
        QCOMPARE(written.load(), threads * each);
        QCOMPARE(m_store->readers().run(countNotes), threads * each);
    }

    void drainsAndCheckpointsAtTheEnd()
    {
        std::vector<QFuture<Result<qint64>>> futures;
        for (int i = 0; i < 500; ++i)
            futures.push_back(m_store->writer().post(insertNote(u"n"_s)));
        m_store.reset();
        for (auto& future : futures)
            QVERIFY(future.takeResult());
        QVERIFY(!QFileInfo::exists(path() + u"-wal"_s)); // the last connection to close leaves only the file itself
        SQLite::Database left(path().toStdString(), SQLite::OPEN_READONLY);
        QCOMPARE(left.execAndGet("SELECT count(*) FROM note").getInt(), 500);
    }

    void aReaderSeesOneState()
    {
        std::atomic<bool> looked = false;
        std::atomic<bool> wrote = false;
        auto counts = m_store->readers().post([&](Database& database) -> Result<std::pair<qint64, qint64>> {
            const qint64 before = countNotes(database).value_or(-1);
            looked = true;
            looked.notify_one();
            wrote.wait(false);
            return std::pair(before, countNotes(database).value_or(-1));
        });
        looked.wait(false);
        QVERIFY(m_store->writer().run(insertNote(u"meanwhile"_s)));
        wrote = true;
        wrote.notify_one();
        QCOMPARE(counts.takeResult(), (std::pair<qint64, qint64>(0, 0)));
        QCOMPARE(m_store->readers().run(countNotes), 1);
    }

    void aStoppedQuestionEnds()
    {
        std::stop_source stop;
        auto endless = m_store->readers().post(
            [](Database& database) -> Result<qint64> {
                Statement statement = database.prepare(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
                return statement.step() ? statement.integer(0) : 0;
            },
            stop.get_token());
        QVERIFY(!endless.isFinished());
        stop.request_stop();
        const auto result = endless.takeResult();
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QCOMPARE(m_store->readers().run(countNotes), 0);
    }

    void survivesKill()
    {
        m_store.reset();
        qint64 acknowledged = 0;
        for (int round = 0; round < 3; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {u"--write-until-killed"_s, path()});
            QVERIFY(child.waitForStarted());
            QByteArray said;
            while (said.count('\n') < 100 + 37 * round && child.waitForReadyRead(test::patienceMs))
                said += child.readAllStandardOutput();
            child.kill();
            QVERIFY(child.waitForFinished());
            said += child.readAllStandardOutput();
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            const QByteArray whole = said.left(said.lastIndexOf('\n'));
            acknowledged = whole.sliced(whole.lastIndexOf('\n') + 1).toLongLong();
            QVERIFY(acknowledged >= 100);

            auto after = Database::openWriter(path(), durableNotes);
            QVERIFY(after);
            Statement check = after->prepare("PRAGMA integrity_check");
            QVERIFY(check.step());
            QCOMPARE(check.text(0), u"ok"_s);
            const auto kept = countNotes(*after);
            QVERIFY2(*kept >= acknowledged, qPrintable(u"%1 acknowledged, %2 there"_s.arg(acknowledged).arg(*kept)));
        }
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"notes.db"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == "--write-until-killed"_L1) return writeUntilKilled(arguments[2]);
    TestWriter test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_writer.moc"
