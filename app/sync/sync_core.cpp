#include "sync/sync_core.h"

#include <utility>

namespace groundswell::sync {

using namespace Qt::StringLiterals;
using event::Outcome;

SyncCore::SyncCore(OutboxQueue queue, const std::vector<ScopePosition>& positions, Limits limits)
    : m_queue(std::move(queue))
    , m_limits(limits)
{
    for (const auto& position : positions) {
        auto& scope = m_scopes[position.scope];
        scope.cursor = position.cursor;
        scope.epoch = scope.heardEpoch = position.epoch;
        scope.seq = position.seq;
    }
    awaitAcknowledged();
}

/// What was acknowledged before the scopes were forgotten, or the program ended, is gone when its scope is complete
/// again.
void SyncCore::awaitAcknowledged()
{
    for (const auto& entry : m_queue.entries()) {
        if (entry.state != EntryState::Acked) continue;
        m_ackedAt[entry.operation.opId] = 0;
        m_scopes[entry.operation.scope].dirty = true;
    }
}

void SyncCore::forgetFetched()
{
    QMap<QString, Scope> watched;
    for (auto scope = m_scopes.cbegin(); scope != m_scopes.cend(); ++scope) {
        if (scope->watched && !scope.key().startsWith("user:"_L1))
            watched[scope.key()].watched = watched[scope.key()].dirty = true;
    }
    m_scopes = std::move(watched);
    m_batch.clear();
    m_pulling.clear();
    m_epochs.clear();
    m_queue.setEpoch({});
    m_phase = Phase::Idle;
    ++m_request;
    awaitAcknowledged();
}

Effects SyncCore::step(const Event& event, Moment moment)
{
    m_moment = moment;
    m_effects.clear();
    std::visit([this](const auto& e) { on(e); }, event);
    pump();
    return std::exchange(m_effects, {});
}

CoreStatus SyncCore::status() const
{
    CoreStatus status;
    status.phase = m_phase;
    status.signedIn = m_signedIn;
    status.sessionLost = m_sessionLost;
    status.online = m_online;
    status.reachable = m_reachable;
    status.paused = m_paused;
    status.upgradeNeeded = m_upgradeNeeded;
    status.problem = m_problem;
    for (auto scope = m_scopes.cbegin(); scope != m_scopes.cend(); ++scope)
        status.inStep = status.inStep && !(scope->dirty && isReadable(scope.key()));
    for (const auto& entry : m_queue.entries()) {
        const bool unsent = entry.state == EntryState::Pending || entry.state == EntryState::InFlight;
        status.inStep = status.inStep && !(unsent && entry.account == m_account);
    }
    return status;
}

/// Other people's scopes wait for them to sign in here again: they are neither fetched nor waited for.
bool SyncCore::isReadable(const QString& scope) const
{
    return !scope.startsWith("user:"_L1) || (m_signedIn && scope == m_userScope);
}

void SyncCore::flush(QueueChanges& changes)
{
    for (auto& change : changes)
        m_effects.push_back(effect::ChangeQueue{std::move(change)});
    changes.clear();
}

void SyncCore::take(const QueueChanges& changes)
{
    m_taken.clear();
    for (const auto& change : changes) {
        if (change.kind == QueueChange::Kind::Remove && !change.entry.account.isNull()) m_taken.push_back(change.entry);
    }
}

// ------------------------------------------------------------------ the person

void SyncCore::on(const event::Submitted& e)
{
    QueueChanges changes;
    for (const auto& entry : e.entries)
        m_queue.submit(entry, changes);
    flush(changes);
    if (e.draft) m_effects.push_back(effect::SettleDraft{*e.draft});
}

void SyncCore::on(const event::Rewritten& e)
{
    QueueChanges changes;
    m_actDone = m_queue.rewrite(e.id, e.args, changes);
    flush(changes);
}

void SyncCore::on(const event::Undone& e)
{
    QueueChanges changes;
    m_actDone = m_queue.undo(e.id, changes);
    take(changes);
    flush(changes);
}

void SyncCore::on(const event::Retried& e)
{
    QueueChanges changes;
    m_actDone = m_queue.retry(e.id, changes);
    flush(changes);
}

void SyncCore::on(const event::Discarded& e)
{
    QueueChanges changes;
    m_actDone = m_queue.discard(e.id, changes);
    take(changes);
    flush(changes);
}

void SyncCore::on(const event::Restored& e)
{
    QueueChanges changes;
    m_taken = m_queue.restore(e.entries, changes);
    m_actDone = true;
    flush(changes);
}

void SyncCore::on(const event::Resolved& e)
{
    QueueChanges changes;
    m_actDone = m_queue.resolve(e.id, e.document, changes);
    flush(changes);
}

void SyncCore::on(const event::SyncAsked&)
{
    m_syncAsked = true;
    m_retryAt = 0;
    m_upgradeNeeded = false;
    for (auto scope = m_scopes.begin(); scope != m_scopes.end(); ++scope)
        scope->dirty = scope->dirty || isReadable(scope.key());
}

void SyncCore::on(const event::OnlineSet& e)
{
    m_online = e.online;
    m_retryAt = 0;
    m_failures = 0;
    if (!e.online) return;
    for (auto& scope : m_scopes)
        scope.dirty = scope.dirty || scope.watched;
}

void SyncCore::on(const event::SessionSet& e)
{
    m_account = e.account;
    m_elsewhere = e.elsewhere;
    m_userScope = e.userScope;
    m_signedIn = e.signedIn;
    m_epochs.clear();
    m_refreshed = false;
    m_sessionLost = false;
    m_retryAt = 0;
    m_failures = 0;
    m_problem.clear();
    if (m_signedIn && !m_userScope.isEmpty()) {
        auto& scope = m_scopes[m_userScope];
        scope.dirty = true;
        scope.watched = true;
    }
}

void SyncCore::on(const event::ServerSet& e)
{
    m_serverKnown = e.known;
    m_retryAt = 0;
}

void SyncCore::on(const event::SongFound& e)
{
    for (const auto& entry : m_queue.entries()) {
        const bool asks = entry.operation.kind == "song.ensure"_L1 && entry.operation.entityId == e.from.toString();
        if (asks && !m_elsewhere.contains(entry.account)) return; // its answer will tell
    }
    renameSong(e.from, e.to);
}

void SyncCore::on(const event::Watched& e)
{
    for (auto& scope : m_scopes)
        scope.watched = false;
    for (const auto& name : e.scopes) {
        auto& scope = m_scopes[name];
        scope.watched = true;
        scope.dirty = true;
    }
    if (m_signedIn && !m_userScope.isEmpty()) m_scopes[m_userScope].watched = true;
}

void SyncCore::on(const event::Poked& e)
{
    if (!m_paused) m_retryAt = 0;
    if (m_scopes.contains(e.scope)) {
        m_scopes[e.scope].dirty = true;
        m_scopes[e.scope].mismatched = false;
    }
}

void SyncCore::on(const event::Tick&)
{
    m_wakeAt = 0;
}

// ------------------------------------------------------------------ what to do next

void SyncCore::pump()
{
    if (m_phase == Phase::Idle && m_serverKnown && m_online && m_retryAt <= m_moment.nowMs) {
        if (!push() && !pull()) {
            m_paused = false;
            if (m_syncAsked) finishSync();
        }
    }
    if (m_phase == Phase::Idle && m_syncAsked && (!m_serverKnown || !m_online || m_retryAt > m_moment.nowMs))
        finishSync();

    qint64 wake = 0;
    if (m_phase == Phase::Idle && m_online && m_serverKnown) {
        if (m_retryAt > m_moment.nowMs)
            wake = m_retryAt;
        else if (m_signedIn && !m_upgradeNeeded)
            wake = m_queue.nextDue(m_account, m_moment.nowMs);
    }
    if (wake != m_wakeAt) {
        m_wakeAt = wake;
        m_effects.push_back(effect::WakeAt{wake});
    }
}

bool SyncCore::push()
{
    if (!m_signedIn || m_upgradeNeeded) return false;
    QueueChanges changes;
    const int limit = m_batchLimit > 0 ? qMin(m_batchLimit, m_limits.operations) : m_limits.operations;
    auto operations = m_queue.take(m_account, limit, m_limits.pushBytes, m_moment.nowMs, changes);
    flush(changes);
    if (operations.empty()) return false;
    m_batch.clear();
    for (const auto& operation : operations)
        m_batch.push_back(operation.opId);
    m_phase = Phase::Pushing;
    m_effects.push_back(effect::SendPush{++m_request, std::move(operations)});
    return true;
}

bool SyncCore::pull()
{
    std::vector<api::ScopeCursor> asked;
    m_pulling.clear();
    const int limit = m_pullLimit > 0 ? m_pullLimit : m_limits.scopes;
    const auto add = [&](const QString& name, Scope& scope) {
        if (!scope.dirty || std::ssize(asked) >= limit || m_pulling.contains(name)) return;
        if (!scope.staging) scope.begunWith = m_request + 1;
        m_pulling << name;
        asked.push_back({name, scope.staging ? scope.stagedCursor : scope.cursor});
    };
    // One's own reactions first: the counts of a comment are shown right only beside them.
    if (m_scopes.contains(m_userScope)) add(m_userScope, m_scopes[m_userScope]);
    for (auto scope = m_scopes.begin(); scope != m_scopes.end(); ++scope) {
        if (isReadable(scope.key())) add(scope.key(), scope.value());
    }
    if (asked.empty()) {
        m_pullLimit = 0;
        return false;
    }
    m_phase = Phase::Pulling;
    m_effects.push_back(effect::SendPull{++m_request, std::move(asked)});
    return true;
}

void SyncCore::refresh()
{
    m_phase = Phase::Refreshing;
    m_effects.push_back(effect::SendRefresh{++m_request});
}

void SyncCore::finishSync()
{
    m_syncAsked = false;
    auto outcome = Outcome::Ok;
    if (!m_online || !m_serverKnown)
        outcome = Outcome::Unreachable;
    else if (m_upgradeNeeded)
        outcome = Outcome::UpgradeNeeded;
    else if (m_retryAt > m_moment.nowMs)
        outcome = m_lastFailure;
    else if (m_sessionLost)
        outcome = Outcome::Unauthorised;
    m_effects.push_back(effect::SyncDone{outcome, m_problem});
}

} // namespace groundswell::sync
