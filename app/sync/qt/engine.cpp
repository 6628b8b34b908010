#include "sync/qt/engine.h"

#include "sync/document_merge.h"
#include "sync/qt/cache_tables.h"
#include "sync/qt/engine_worker.h"

namespace groundswell::sync {

Result<std::unique_ptr<Engine>> Engine::start(store::Store& outbox, store::Store& cache,
                                              std::unique_ptr<TokenVault> vault, const Clock& clock, bool online)
{
    struct Kept
    {
        std::vector<OutboxEntry> entries;
        std::vector<Conflict> conflicts;
        std::vector<AccountRecord> accounts;
    };
    auto kept = outbox.writer().run([](store::Database& db) -> Result<Kept> {
        return Kept{outbox::entries(db), outbox::conflicts(db), outbox::accounts(db)};
    });
    if (!kept) return std::unexpected(kept.error());
    auto positions =
        cache.writer().run([](store::Database& db) -> Result<std::vector<ScopePosition>> { return cache::start(db); });
    if (!positions) return std::unexpected(positions.error());

    OutboxQueue queue(std::move(kept->entries), std::move(kept->conflicts), {mergeDocuments, sharedPart},
                      [&clock] { return OperationId::make(clock); });
    std::optional<AccountRecord> account;
    if (!kept->accounts.empty() && kept->accounts.front().current) account = kept->accounts.front();

    SyncCore core(std::move(queue), *positions);
    if (!online) (void)core.step(event::OnlineSet{false}, {}); // knows no server yet: asks for nothing

    std::unique_ptr<Engine> engine(new Engine(outbox, cache, clock));
    auto* worker = new EngineWorker(outbox, cache, std::move(vault), clock, std::move(core), std::move(account));
    engine->m_worker = worker;
    engine->m_initial = worker->status();
    engine->take(engine->m_initial);
    worker->moveToThread(&engine->m_thread);
    connect(&engine->m_thread, &QThread::started, worker, &EngineWorker::begin);
    connect(&engine->m_thread, &QThread::finished, worker, &QObject::deleteLater);
    connect(worker, &EngineWorker::statusChanged, engine.get(), [engine = engine.get()](const EngineStatus& status) {
        engine->take(status);
        Q_EMIT engine->statusChanged(status);
    });
    connect(worker, &EngineWorker::scopesChanged, engine.get(), &Engine::scopesChanged);
    connect(worker, &EngineWorker::songRenamed, engine.get(), &Engine::songRenamed);
    engine->m_thread.setObjectName("sync");
    engine->m_thread.start();
    return engine;
}

Engine::Engine(store::Store& outbox, store::Store& cache, const Clock& clock)
    : m_outbox(outbox)
    , m_cache(cache)
    , m_clock(clock)
{
}

Engine::~Engine()
{
    // What was asked for until now is done first, in its order: words that were submitted are on the disk.
    QMetaObject::invokeMethod(m_worker, [] {}, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void Engine::take(const EngineStatus& status)
{
    m_writer = status.account && !status.account->signedOut ? status.account->id : AccountId();
}

/// Runs a function on the engine's thread with a promise that it ends.
template <class T, class F>
QFuture<Result<T>> Engine::ask(F function)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, promise, function = std::move(function)] { function(*worker, promise); },
        Qt::QueuedConnection);
    return promise->future();
}

QFuture<Result<void>> Engine::submit(std::vector<api::Operation> operations, DocumentBase base,
                                     std::chrono::milliseconds delay, AccountId writer)
{
    return ask<void>([operations = std::move(operations), base = std::move(base), delay,
                      writer](EngineWorker& worker, const Promise<void>& promise) {
        worker.submit(operations, base, delay, writer, promise);
    });
}

QFuture<Result<void>> Engine::act(Event event)
{
    return ask<void>(
        [event = std::move(event)](EngineWorker& worker, const Promise<void>& promise) { worker.act(event, promise); });
}

QFuture<Result<std::vector<OutboxEntry>>> Engine::takeAway(Event event)
{
    using Taken = std::vector<OutboxEntry>;
    return ask<Taken>([event = std::move(event)](EngineWorker& worker, const Promise<Taken>& promise) {
        worker.takeAway(event, promise);
    });
}

QFuture<Result<std::vector<OutboxEntry>>> Engine::putBack(std::vector<OutboxEntry> entries)
{
    return takeAway(event::Restored{std::move(entries)}); // told in the same way
}

QFuture<Result<void>> Engine::syncNow()
{
    return ask<void>([](EngineWorker& worker, const Promise<void>& promise) { worker.syncNow(promise); });
}

void Engine::watch(const QStringList& scopes)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, scopes] { worker->watch(scopes); }, Qt::QueuedConnection);
}

void Engine::setOnline(bool online)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, online] { worker->setOnline(online); }, Qt::QueuedConnection);
}

void Engine::wake()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->wake(); }, Qt::QueuedConnection);
}

QFuture<Result<AccountRecord>> Engine::signIn(const QUrl& server, const api::LoginRequest& request)
{
    return ask<AccountRecord>([server, request](EngineWorker& worker, const Promise<AccountRecord>& promise) {
        worker.signIn(server, request, promise);
    });
}

QFuture<Result<AccountRecord>> Engine::signUp(const QUrl& server, const api::RegisterRequest& request)
{
    return ask<AccountRecord>([server, request](EngineWorker& worker, const Promise<AccountRecord>& promise) {
        worker.signUp(server, request, promise);
    });
}

QFuture<Result<void>> Engine::signOut()
{
    return ask<void>([](EngineWorker& worker, const Promise<void>& promise) { worker.signOut(promise); });
}

QFuture<Result<bool>> Engine::isSessionLasting()
{
    return ask<bool>([](EngineWorker& worker, const Promise<bool>& promise) { worker.isSessionLasting(promise); });
}

void Engine::keepSessionInFile(bool on)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, on] { worker->keepSessionInFile(on); }, Qt::QueuedConnection);
}

QFuture<Result<api::Capabilities>> Engine::capabilities(const QUrl& server)
{
    return ask<api::Capabilities>([server](EngineWorker& worker, const Promise<api::Capabilities>& promise) {
        worker.capabilities(server, promise);
    });
}

QFuture<Result<api::DeviceList>> Engine::devices()
{
    return ask<api::DeviceList>(
        [](EngineWorker& worker, const Promise<api::DeviceList>& promise) { worker.devices(promise); });
}

QFuture<Result<void>> Engine::endDevice(const QString& id)
{
    return ask<void>([id](EngineWorker& worker, const Promise<void>& promise) { worker.endDevice(id, promise); });
}

QFuture<Result<bool>> Engine::isNameFree(const QUrl& server, const QString& name)
{
    return ask<bool>([server, name](EngineWorker& worker, const Promise<bool>& promise) {
        worker.isNameFree(server, name, promise);
    });
}

QFuture<Result<api::MatchAnswer>> Engine::match(const api::MatchRequest& request)
{
    return ask<api::MatchAnswer>(
        [request](EngineWorker& worker, const Promise<api::MatchAnswer>& promise) { worker.match(request, promise); });
}

} // namespace groundswell::sync
