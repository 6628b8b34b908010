#include "sync/qt/engine_worker.h"

#include "sync/qt/cache_tables.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace groundswell::sync {

using namespace Qt::StringLiterals;
using event::Outcome;

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
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, [this] { (void)dispatch(event::Tick{}); });
    if (!m_account) {
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

void EngineWorker::submit(const std::vector<api::Operation>& operations, const QJsonObject& baseDocument,
                          std::chrono::milliseconds delay, const Promise<void>& promise)
{
    if (!m_account) {
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
        if (isDocument(operation)) entry.baseDocument = baseDocument;
    }
    answer(promise, dispatch(submitted));
}

void EngineWorker::act(const Event& event, const Promise<void>& promise)
{
    const auto done = dispatch(event);
    if (done && !m_core.lastActDone())
        answer<void>(promise, fail(ErrorCode::Conflict, tr("It is already on its way.")));
    else
        answer(promise, done);
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

// ------------------------------------------------------------------ effects

Result<void> EngineWorker::dispatch(const Event& event)
{
    if (m_stepping) { // an answer that was there at once
        m_followUps.push_back(event);
        return {};
    }
    m_stepping = true;
    auto done = stepOnce(event);
    while (!m_followUps.empty()) {
        const auto next = std::move(m_followUps.front());
        m_followUps.pop_front();
        (void)stepOnce(next);
    }
    m_stepping = false;
    if (!m_touched.isEmpty()) {
        m_touched.removeDuplicates();
        Q_EMIT scopesChanged(std::exchange(m_touched, {}));
    }
    publish();
    return done;
}

Result<void> EngineWorker::stepOnce(const Event& event)
{
    const auto before = m_core;
    const auto effects = m_core.step(event, {m_clock.nowMs(), QRandomGenerator::global()->generate()});
    auto done = carryOut(effects);
    for (const auto& effect : effects) {
        const auto* change = std::get_if<effect::ChangeQueue>(&effect);
        if (!change || change->change.kind != QueueChange::Kind::Remove) continue;
        if (const auto* gone = before.queue().find(change->change.id)) m_touched << gone->operation.scope;
    }
    if (!done) {
        m_core = before; // the disk refused it: it has not happened
        if (std::ranges::any_of(effects, [](const Effect& e) { return std::holds_alternative<effect::SendPull>(e); }))
            ++m_pullRound;
        recover(event);
    }
    return done;
}

/// An answer of the network that could not be stored counts as none: it is asked for again.
void EngineWorker::recover(const Event& event)
{
    const event::Answer none{Outcome::NoAnswer, 0, tr("The disk could not be written.")};
    if (const auto* push = std::get_if<event::PushAnswered>(&event))
        m_followUps.push_back(event::PushAnswered{push->request, none, {}});
    if (const auto* pull = std::get_if<event::PullAnswered>(&event))
        m_followUps.push_back(event::PullAnswered{pull->request, none, {}});
    if (const auto* refreshed = std::get_if<event::RefreshAnswered>(&event))
        m_followUps.push_back(event::RefreshAnswered{refreshed->request, none});
    if (std::holds_alternative<event::Tick>(event) || std::holds_alternative<event::Poked>(event))
        m_timer->start(5'000);
}

Result<void> EngineWorker::carryOut(const Effects& effects)
{
    // The next pages are asked for while these are written: that changes nothing at the server.
    for (const auto& effect : effects) {
        if (const auto* asked = std::get_if<effect::SendPull>(&effect)) sendPull(*asked);
    }
    for (size_t i = 0; i < effects.size();) {
        if (std::holds_alternative<effect::ChangeQueue>(effects[i]) ||
            std::holds_alternative<effect::RenameSong>(effects[i])) {
            if (const auto done = commitQueue(effects, i); !done) return done;
            continue;
        }
        if (const auto done = store(effects[i]); !done) return done;
        send(effects[i]);
        ++i;
    }
    return {};
}

/// Changes of outbox.db that stand together, in one transaction.
Result<void> EngineWorker::commitQueue(const Effects& effects, size_t& index)
{
    std::vector<Effect> batch;
    for (; index < effects.size(); ++index) {
        const auto& effect = effects[index];
        if (!std::holds_alternative<effect::ChangeQueue>(effect) && !std::holds_alternative<effect::RenameSong>(effect))
            break;
        batch.push_back(effect);
    }
    const auto done = m_outbox.writer().run([&batch](store::Database& db) -> Result<void> {
        for (const auto& effect : batch) {
            if (const auto* rename = std::get_if<effect::RenameSong>(&effect)) {
                outbox::renameSong(db, rename->from, rename->to);
                continue;
            }
            const auto& change = std::get<effect::ChangeQueue>(effect).change;
            outbox::apply(db, change);
            const auto& entry = change.entry;
            if (change.kind == QueueChange::Kind::Save && entry.state == EntryState::Acked &&
                entry.operation.kind == "song.ensure"_L1)
                outbox::markKnown(db, SongId::fromString(entry.operation.entityId));
        }
        return {};
    });
    if (!done) return done;
    for (const auto& effect : batch) {
        if (const auto* rename = std::get_if<effect::RenameSong>(&effect)) {
            Q_EMIT songRenamed(rename->from, rename->to);
            continue;
        }
        const auto& change = std::get<effect::ChangeQueue>(effect).change;
        if (change.kind == QueueChange::Kind::Save) m_touched << change.entry.operation.scope;
    }
    return {};
}

Result<void> EngineWorker::store(const Effect& effect)
{
    if (const auto* stage = std::get_if<effect::StagePage>(&effect)) {
        return m_cache.writer().run([stage](store::Database& db) -> Result<void> {
            cache::stage(db, *stage->page, stage->first);
            return {};
        });
    }
    if (const auto* apply = std::get_if<effect::ApplyScope>(&effect)) {
        const auto matches = m_cache.writer().run([apply, now = m_clock.nowMs()](store::Database& db) -> Result<bool> {
            return cache::applyStaged(db, *apply, now);
        });
        if (!matches) return std::unexpected(matches.error());
        m_followUps.push_back(event::ScopeApplied{apply->scope, *matches});
        m_touched << apply->scope;
    }
    if (const auto* drop = std::get_if<effect::DropScope>(&effect)) {
        return m_cache.writer().run([drop](store::Database& db) -> Result<void> {
            cache::drop(db, drop->scope);
            return {};
        });
    }
    return {};
}

void EngineWorker::send(const Effect& effect)
{
    if (const auto* push = std::get_if<effect::SendPush>(&effect)) {
        m_transport->push(push->operations).then(this, [this, request = push->request](PushReply reply) {
            (void)dispatch(event::PushAnswered{request, std::move(reply.answer), std::move(reply.results)});
        });
    } else if (const auto* refreshing = std::get_if<effect::SendRefresh>(&effect)) {
        refresh(refreshing->request);
    } else if (const auto* wake = std::get_if<effect::WakeAt>(&effect)) {
        if (wake->ms == 0)
            m_timer->stop();
        else
            m_timer->start(static_cast<int>(qBound(1LL, wake->ms - m_clock.nowMs() + 1, 3'600'000LL)));
    } else if (std::holds_alternative<effect::SessionEnded>(effect)) {
        endSession();
    } else if (const auto* done = std::get_if<effect::SyncDone>(&effect)) {
        Result<void> result;
        if (done->outcome == Outcome::Unauthorised)
            result = fail(ErrorCode::Unauthorised,
                          done->message.isEmpty() ? tr("Sign in again to send what is waiting.") : done->message);
        else if (done->outcome == Outcome::UpgradeNeeded)
            result = fail(ErrorCode::UpgradeRequired, tr("The server needs a newer Groundswell."));
        else if (done->outcome != Outcome::Ok)
            result =
                fail(ErrorCode::Network, done->message.isEmpty() ? tr("The server does not answer.") : done->message);
        for (const auto& promise : std::exchange(m_syncPromises, {}))
            answer(promise, result);
    }
}

void EngineWorker::sendPull(const effect::SendPull& asked)
{
    m_transport->pull(asked.scopes).then(this, [this, request = asked.request, round = m_pullRound](PullReply reply) {
        // What was asked for in a step that the disk refused has not been asked for.
        if (round != m_pullRound) return;
        (void)dispatch(event::PullAnswered{request, std::move(reply.answer), std::move(reply.pages)});
    });
}

// ------------------------------------------------------------------ status

EngineStatus EngineWorker::status() const
{
    EngineStatus status;
    status.core = m_core.status();
    status.account = m_account;
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
    m_poller->setRunning(core.online && core.reachable && m_transport->server().isValid() && !core.upgradeNeeded);
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
