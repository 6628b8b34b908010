#include "library/track_bytes.h"
#include "support/places.h"
#include "worker/worker_pool.h"

#include <QSet>
#include <QTest>

#include <atomic>
#include <csignal>
#include <future>

using namespace groundswell;
using namespace groundswell::worker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString BadWorker = test::programPath(u"bad_worker"_s);

/// The number of the helper that answers; 0 when it died over the question.
qint64 ask(WorkerProcess& helper, const QByteArray& payload = "process")
{
    const auto title = helper.ask(Job::ReadTags, payload).and_then(library::trackFromBytes);
    return title ? title->title.toLongLong() : 0;
}

} // namespace

/// Threads that share out work to helpers which stay as long as there is some.
class TestWorkerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneHelperDoesManyTasks();
    void aHelperThatDiedIsReplaced();
    void anIdleHelperIsEnded();
    void whatWaitsCanBeDropped();
    void endsInTheMiddleOfATask();
};

void TestWorkerPool::oneHelperDoesManyTasks()
{
    QSet<qint64> helpers;
    std::promise<void> done;
    {
        WorkerPool pool(1, BadWorker);
        for (int i = 0; i < 200; ++i)
            pool.post([&, i](WorkerProcess& helper, std::stop_token) {
                helpers.insert(ask(helper));
                if (i == 199) done.set_value();
            });
        QCOMPARE(done.get_future().wait_for(std::chrono::milliseconds(test::patienceMs)), std::future_status::ready);
    }
    QCOMPARE(helpers.size(), 1);
    QVERIFY(!helpers.contains(0));
}

void TestWorkerPool::aHelperThatDiedIsReplaced()
{
    std::promise<bool> told;
    std::promise<qint64> next;
    WorkerPool pool(1, BadWorker);
    pool.post([&](WorkerProcess& helper, std::stop_token) {
        static_cast<void>(ask(helper, "crash"));
        told.set_value(helper.diedReading());
    });
    pool.post([&](WorkerProcess& helper, std::stop_token) { next.set_value(ask(helper)); });
    QVERIFY(told.get_future().get());
    QVERIFY(next.get_future().get() > 0);
}

void TestWorkerPool::anIdleHelperIsEnded()
{
#ifndef Q_OS_UNIX
    QSKIP("Asks the system by a signal whether the process is there.");
#else
    std::promise<qint64> first;
    std::promise<qint64> second;
    WorkerPool pool(1, BadWorker, 20ms);
    pool.post([&](WorkerProcess& helper, std::stop_token) { first.set_value(ask(helper)); });
    const auto helper = pid_t(first.get_future().get());
    QVERIFY(helper > 0);
    QTRY_VERIFY(::kill(helper, 0) != 0);
    pool.post([&](WorkerProcess& again, std::stop_token) { second.set_value(ask(again)); });
    QVERIFY(second.get_future().get() > 0);
#endif
}

void TestWorkerPool::whatWaitsCanBeDropped()
{
    std::promise<void> begun;
    std::promise<void> go;
    std::promise<void> last;
    std::atomic<int> ran = 0;
    WorkerPool pool(1, BadWorker);
    pool.post([&](WorkerProcess&, std::stop_token) {
        begun.set_value();
        go.get_future().wait();
        ++ran;
    });
    begun.get_future().wait();
    for (int i = 0; i < 10; ++i)
        pool.post([&](WorkerProcess&, std::stop_token) { ++ran; });
    pool.drop();
    pool.post([&](WorkerProcess&, std::stop_token) { last.set_value(); });
    go.set_value();
    QCOMPARE(last.get_future().wait_for(std::chrono::milliseconds(test::patienceMs)), std::future_status::ready);
    QCOMPARE(ran.load(), 1);
}

void TestWorkerPool::endsInTheMiddleOfATask()
{
    std::promise<void> begun;
    std::atomic<bool> cancelled = false;
    {
        WorkerPool pool(2, BadWorker);
        pool.post([&](WorkerProcess& helper, std::stop_token stop) {
            begun.set_value();
            const auto answer = helper.ask(Job::ReadTags, "sleep", {}, std::move(stop));
            cancelled = !answer && answer.error().code == ErrorCode::Cancelled;
        });
        begun.get_future().wait();
    }
    QVERIFY(cancelled);
}

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "tst_worker_pool.moc"
