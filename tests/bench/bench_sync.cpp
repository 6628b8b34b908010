// The sync engine with its real stores against the real server on loopback: an outbox that was filled on a long journey
// goes out, and a large village comes in. What grows in memory meanwhile is measured beside it.

#include "bench_report.h"
#include "made_up_village.h"
#include "server_process.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <cstdio>

using namespace groundswell;
using groundswell::bench::stop;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

namespace {

constexpr int songs = 50;
constexpr int commentsEach = 2000;
constexpr int queued = 2000;

/// One computer that takes part: its stores, its engine, its account.
class Participant
{
public:
    Participant(const ServerProcess& server, const QString& name)
        : m_outbox(store::Store::open(m_folder.filePath(u"outbox.db"_s), sync::outboxSchema()).value())
        , m_cache(store::Store::open(m_folder.filePath(u"cache.db"_s), sync::cacheSchema()).value())
        , m_engine(
              sync::Engine::start(*m_outbox, *m_cache, sync::plainFileVault(m_folder.filePath(u"tokens"_s)), m_clock)
                  .value())
    {
        QObject::connect(m_engine.get(), &sync::Engine::statusChanged, &m_loop,
                         [this](const sync::EngineStatus& status) {
                             m_status = status;
                             m_loop.quit();
                         });
        const auto made = m_engine->signUp(QUrl(server.base()), {name, {}, u"a long bench password"_s, {}});
        waitFor([&] { return made.isFinished(); });
        if (!made.result()) stop(made.result().error().message);
        waitFor([this] { return isIdle(); });
    }

    [[nodiscard]] sync::Engine& engine() { return *m_engine; }
    [[nodiscard]] const sync::EngineStatus& status() const { return m_status; }
    [[nodiscard]] bool isIdle() const
    {
        return m_status.core.signedIn && m_status.core.inStep && m_status.core.phase == sync::Phase::Idle;
    }
    [[nodiscard]] qint64 cached()
    {
        return m_cache->readers()
            .run([](store::Database& db) -> Result<qint64> {
                auto row = db.prepare("SELECT count(*) FROM entity WHERE type = 'comment'");
                return row.step() ? row.integer(0) : 0;
            })
            .value_or(0);
    }

    template <class Condition>
    void waitFor(Condition condition)
    {
        constexpr int longestMs = 120'000;
        QElapsedTimer timer;
        timer.start();
        while (!condition()) {
            if (timer.elapsed() > longestMs) stop(u"that takes too long: "_s + m_status.core.problem);
            QTimer::singleShot(20, &m_loop, &QEventLoop::quit);
            m_loop.exec();
        }
    }

private:
    const SystemClock m_clock;
    QTemporaryDir m_folder;
    QEventLoop m_loop;
    sync::EngineStatus m_status;
    std::unique_ptr<store::Store> m_outbox;
    std::unique_ptr<store::Store> m_cache;
    std::unique_ptr<sync::Engine> m_engine;
};

void report(const char* metric, double value, const char* unit)
{
    bench::report("sync", metric, value, unit, 1);
}

/// A line of /proc/self/status, in MB.
double memory(const QByteArray& line)
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) return 0;
    for (const QByteArray& one : file.readAll().split('\n'))
        if (one.startsWith(line)) return one.sliced(line.size()).simplified().split(' ').value(0).toDouble() / 1024;
    return 0;
}

void forgetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly)) file.write("5");
}

void benchPush(const ServerProcess& server, SongId song)
{
    Participant one(server, u"traveller"_s);
    const SystemClock clock;
    one.engine().setOnline(false);
    one.waitFor([&] { return !one.status().core.online; });
    std::vector<api::Operation> operations;
    for (int i = 0; i < queued; ++i)
        operations.push_back({OperationId::make(clock),
                              api::commentsScope(song),
                              CommentId::make(clock).toString(),
                              u"comment.create"_s,
                              {{u"song_id"_s, song.toString()}, {u"text"_s, u"written on the ferry %1"_s.arg(i)}},
                              0});
    QElapsedTimer timer;
    timer.start();
    const auto kept = one.engine().submit(std::move(operations));
    one.waitFor([&] { return kept.isFinished(); });
    report("queue_2000_operations", static_cast<double>(timer.elapsed()), "ms");
    if (!kept.result()) stop(kept.result().error().message);

    timer.start();
    one.engine().setOnline(true);
    one.waitFor([&] { return one.status().core.online && one.status().waiting == 0; });
    report("push_2000_operations", static_cast<double>(timer.elapsed()), "ms");
    if (one.status().failed > 0) stop(u"some operations were refused"_s);
}

void benchPull(const ServerProcess& server, const std::vector<SongId>& village)
{
    Participant other(server, u"newcomer"_s);
    QStringList scopes;
    for (const SongId song : village)
        scopes << api::commentsScope(song);
    forgetPeak();
    const double before = memory("VmRSS:");
    QElapsedTimer timer;
    timer.start();
    other.engine().watch(scopes);
    other.waitFor([&] { return other.isIdle() && other.cached() >= songs * commentsEach; });
    report("pull_100000_changes", static_cast<double>(timer.elapsed()), "ms");
    report("pull_peak_growth", memory("VmHWM:") - before, "MB");
}

int measure()
{
    const SystemClock clock;
    std::vector<SongId> village;
    for (int i = 0; i < songs; ++i)
        village.push_back(SongId::make(clock));
    ServerProcess server;
    QFile file(server.folder() + u"/village.json"_s);
    const QByteArray seed = api::toBytes(bench::madeUpVillage(village, commentsEach));
    if (!file.open(QIODevice::WriteOnly) || file.write(seed) != seed.size()) stop(file.errorString());
    file.close();
    if (!server.start({u"--seed"_s, file.fileName()}))
        stop(u"groundswelld did not start: "_s + QString::fromUtf8(server.errors()));
    benchPull(server, village);
    benchPush(server, village.front());
    return server.stop();
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    return bench::run("sync", measure);
}
