#include "sync/qt/engine_worker.h"

#include <algorithm>
#include <utility>

namespace groundswell::sync {

EngineWorker::EngineWorker(store::Store& outbox, store::Store& cache, std::unique_ptr<TokenVault> vault,
                           const Clock& clock, SyncCore core, std::optional<AccountRecord> account)
    : m_outbox(outbox)
    , m_cache(cache)
    , m_vault(std::move(vault))
    , m_clock(clock)
    , m_core(std::move(core))
    , m_account(std::move(account))
{
}

void EngineWorker::begin()
{
    m_client = std::make_unique<net::HttpClient>();
    m_transport = std::make_unique<Transport>(*m_client);
    m_poller = std::make_unique<EventPoller>(*m_transport);
    connect(m_poller.get(), &EventPoller::poked, this,
            [this](const QString& scope) { (void)dispatch(event::Poked{scope}); });
    connect(m_poller.get(), &EventPoller::refused, this, [this] { // fetching something renews what ran out
        if (m_account && !m_tokens.isEmpty()) (void)dispatch(event::Poked{api::userScope(m_account->person.id)});
    });
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, [this] { (void)dispatch(event::Tick{}); });
    m_diskTimer = new QTimer(this);
    m_diskTimer->setSingleShot(true);
    connect(m_diskTimer, &QTimer::timeout, this, &EngineWorker::tryDiskAgain);
    if (!m_account || m_account->signedOut) {
        // Where the program was killed as its person signed out, the tokens may still be there.
        if (m_account) m_vault->save(m_account->id, {});
        begun({});
        return;
    }
    m_vault->load(m_account->id).then(this, [this, account = m_account->id](const Tokens& tokens) {
        // A keychain may take its time: who signed in meanwhile has tokens, and must not get another account's.
        begun(m_account->id == account && m_tokens.isEmpty() ? tokens : Tokens(m_tokens));
    });
}

void EngineWorker::begun(const Tokens& tokens)
{
    m_sessionKnown = true;
    m_tokens = tokens;
    if (m_account) useServer(m_account->server);
    announceSession();
    if (!m_syncPromises.empty()) (void)dispatch(event::SyncAsked{});
}

// ------------------------------------------------------------------ commands

void EngineWorker::submit(const std::vector<api::Operation>& operations, const DocumentBase& base,
                          std::chrono::milliseconds delay, AccountId writer, const Promise<void>& promise)
{
    const bool isSomebodyElse = m_account && !writer.isNull() && writer != m_account->id;
    if (isSomebodyElse) {
        answer<void>(promise, fail(ErrorCode::Unauthorised,
                                   tr("Somebody else has signed in meanwhile: what you wrote is kept for you.")));
        return;
    }
    if (!m_account || m_account->signedOut) {
        answer<void>(promise,
                     fail(ErrorCode::Unauthorised, tr("Sign in first: what you write needs a name beside it.")));
        return;
    }
    event::Submitted submitted;
    for (const auto& operation : operations) {
        auto& entry = submitted.entries.emplace_back();
        entry.operation = operation;
        entry.account = m_account->id;
        entry.createdAt = m_clock.nowMs();
        if (delay.count() > 0) entry.notBefore = entry.createdAt + delay.count();
        if (!isDocument(operation)) continue;
        entry.baseDocument = base.document;
        entry.baseEpoch = base.epoch;
        if (!base.draft.isEmpty())
            submitted.draft = event::PublishedDraft{entry.account, base.draft, documentOf(operation)};
    }
    answer(promise, dispatch(submitted));
}

Result<void> EngineWorker::perform(const Event& event)
{
    const auto done = dispatch(event);
    if (!done || m_core.lastActDone()) return done;
    return fail(ErrorCode::Conflict, tr("It is already on its way."));
}

void EngineWorker::act(const Event& event, const Promise<void>& promise)
{
    answer(promise, perform(event));
}

void EngineWorker::takeAway(const Event& event, const Promise<std::vector<OutboxEntry>>& promise)
{
    answer(promise, perform(event).transform([this] { return m_core.lastTaken(); }));
}

void EngineWorker::syncNow(const Promise<void>& promise)
{
    m_syncPromises.push_back(promise);
    if (m_sessionKnown) (void)dispatch(event::SyncAsked{});
}

void EngineWorker::watch(const QStringList& scopes)
{
    (void)dispatch(event::Watched{scopes});
    m_poller->watch(scopes);
}

void EngineWorker::setOnline(bool online)
{
    (void)dispatch(event::OnlineSet{online});
}

void EngineWorker::wake()
{
    (void)dispatch(event::Poked{});
}

// ------------------------------------------------------------------ status

EngineStatus EngineWorker::status() const
{
    EngineStatus status;
    status.core = m_core.status();
    status.account = m_account;
    status.sessionKept = m_sessionKept;
    for (const auto& entry : m_core.queue().entries()) {
        if (entry.state == EntryState::Pending || entry.state == EntryState::InFlight) ++status.waiting;
        if (entry.state == EntryState::Rejected || entry.state == EntryState::Blocked) ++status.failed;
        if (entry.state == EntryState::Conflict) ++status.conflicts;
    }
    m_total = status.waiting == 0 ? 0 : qMax(m_total, status.waiting);
    status.total = m_total;
    status.done = m_total - status.waiting;
    status.lastInStepAt = m_lastInStepAt;
    status.revision = m_published.revision;
    return status;
}

void EngineWorker::publish()
{
    const auto core = m_core.status();
    m_poller->setRunning(core.online && core.reachable && m_transport->server().isValid());
    if (core.inStep && core.reachable && core.signedIn && core.phase == Phase::Idle &&
        m_published.core.phase != Phase::Idle)
        m_lastInStepAt = m_clock.nowMs();
    auto now = status();
    if (now == m_published) return;
    ++now.revision;
    m_published = now;
    Q_EMIT statusChanged(now);
}

} // namespace groundswell::sync
