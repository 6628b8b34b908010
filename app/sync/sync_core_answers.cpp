// What the core makes of answers: its other half is sync_core.cpp.

#include "sync/backoff.h"
#include "sync/sync_core.h"

#include <utility>

namespace groundswell::sync {

using namespace Qt::StringLiterals;
using event::Outcome;

void SyncCore::succeeded()
{
    m_failures = 0;
    m_retryAt = 0;
    m_reachable = true;
    m_paused = false;
    m_refreshed = false;
    m_problem.clear();
    m_lastFailure = Outcome::Ok;
}

void SyncCore::wait(qint64 ms)
{
    m_retryAt = m_moment.nowMs + qMax(1LL, ms);
}

/// What follows from a call that brought nothing, whichever it was.
void SyncCore::failed(const event::Answer& answer)
{
    m_lastFailure = answer.outcome;
    m_problem = answer.message;
    switch (answer.outcome) {
    case Outcome::Unreachable:
    case Outcome::NoAnswer:
        m_reachable = false;
        wait(fullJitter(++m_failures, m_moment.random));
        break;
    case Outcome::Busy:
        m_reachable = true;
        m_paused = true;
        ++m_failures;
        wait(answer.retryAfterMs > 0 ? answer.retryAfterMs : fullJitter(m_failures, m_moment.random));
        break;
    case Outcome::Unauthorised:
        m_reachable = true;
        if (!m_signedIn || m_refreshed)
            endSession(answer.message);
        else
            refresh();
        break;
    case Outcome::UpgradeNeeded:
        m_reachable = true;
        m_upgradeNeeded = true; // nothing is pushed any more, but fetching goes on
        wait(fullJitter(++m_failures, m_moment.random));
        break;
    case Outcome::Refused:
    case Outcome::TooLarge:
    case Outcome::Ok: m_reachable = true; break;
    }
}

void SyncCore::endSession(const QString& message)
{
    if (!m_signedIn) return;
    m_signedIn = false;
    m_sessionLost = true;
    m_problem = message;
    m_effects.push_back(effect::SessionEnded{});
}

/// A server that was restored may have lost what it acknowledged before: all of it that is still here is sent again, in
/// its order, whichever call tells first.
void SyncCore::hear(const QString& epoch)
{
    if (epoch.isEmpty()) return;
    m_queue.setEpoch(epoch);
    if (m_epochs.contains(epoch)) return; // two servers in turns must not make it send for ever
    m_epochs.insert(epoch);
    QueueChanges changes;
    m_queue.resend(m_account, epoch, changes);
    flush(changes);
}

void SyncCore::on(const event::PushAnswered& e)
{
    if (e.request != m_request || m_phase != Phase::Pushing) return;
    m_phase = Phase::Idle;
    if (e.answer.outcome == Outcome::TooLarge || e.answer.outcome == Outcome::Refused) {
        refuseBatch(e.answer);
        return;
    }
    if (e.answer.outcome == Outcome::Unreachable) {
        QueueChanges changes;
        m_queue.unsend(m_batch, changes);
        flush(changes);
    }
    if (e.answer.outcome != Outcome::Ok) {
        failed(e.answer);
        return;
    }
    succeeded();
    m_batchLimit = m_batchLimit > 0 && m_batchLimit * 2 < m_limits.operations ? m_batchLimit * 2 : 0;
    hear(e.epoch);
    QueueChanges changes;
    std::vector<std::pair<SongId, SongId>> renames;
    for (const auto& result : e.results) {
        const auto* entry = m_queue.find(result.opId);
        if (!entry || entry->state != EntryState::InFlight) continue;
        const auto scope = entry->operation.scope;
        const bool reaction = entry->operation.kind == "reaction.set"_L1;
        const auto rename = m_queue.settle(result, e.epoch, m_moment.nowMs, changes);
        if (!rename.first.isNull()) renames.push_back(rename);
        if (result.status == api::OperationStatus::Applied || result.status == api::OperationStatus::Duplicate)
            m_ackedAt[result.opId] = m_request;
        m_scopes[scope].dirty = true;
        if (reaction && !m_userScope.isEmpty()) m_scopes[m_userScope].dirty = true;
    }
    flush(changes);
    for (const auto& [from, to] : renames)
        renameSong(from, to);
    for (const auto id : m_batch) {
        const auto* entry = m_queue.find(id);
        if (!entry || entry->state != EntryState::InFlight) continue;
        failed({Outcome::NoAnswer, 0, {}}); // the server said nothing about this one: ask again, later
        break;
    }
}

/// The server took none of the batch: find the one that it means by halves.
void SyncCore::refuseBatch(const event::Answer& answer)
{
    m_reachable = true;
    QueueChanges changes;
    if (m_batch.size() == 1) {
        api::OperationResult refusal;
        refusal.opId = m_batch.front();
        refusal.status = api::OperationStatus::Rejected;
        refusal.code = answer.outcome == Outcome::TooLarge ? u"too_large"_s : u"refused"_s;
        refusal.message = answer.message;
        (void)m_queue.settle(refusal, {}, m_moment.nowMs, changes);
        m_batchLimit = 0;
    } else {
        m_queue.putBack(m_batch, changes);
        m_batchLimit = qMax(1, static_cast<int>(m_batch.size()) / 2);
    }
    flush(changes);
}

void SyncCore::on(const event::RefreshAnswered& e)
{
    if (e.request != m_request || m_phase != Phase::Refreshing) return;
    m_phase = Phase::Idle;
    switch (e.answer.outcome) {
    case Outcome::Ok:
        succeeded();
        m_refreshed = true;
        break;
    case Outcome::Unreachable:
    case Outcome::NoAnswer:
    case Outcome::Busy:
    case Outcome::UpgradeNeeded: failed(e.answer); break;
    default: endSession(e.answer.message);
    }
}

void SyncCore::on(const event::PullAnswered& e)
{
    if (e.request != m_request || m_phase != Phase::Pulling) return;
    m_phase = Phase::Idle;
    if (e.answer.outcome == Outcome::Refused || e.answer.outcome == Outcome::TooLarge) {
        failed(e.answer);
        if (m_pulling.size() > 1) { // one of them: find it by halves
            m_pullLimit = qMax(1, static_cast<int>(m_pulling.size()) / 2);
            return;
        }
        // This scope cannot be had: it is asked for again when somebody looks at it.
        for (const auto& name : std::as_const(m_pulling))
            m_scopes[name].dirty = false;
        return;
    }
    if (e.answer.outcome != Outcome::Ok) {
        const bool anonymous = !m_signedIn;
        failed(e.answer);
        if (anonymous && e.answer.outcome == Outcome::Unauthorised) {
            for (const auto& name : std::as_const(m_pulling))
                m_scopes[name].dirty = false;
        }
        return;
    }
    succeeded();
    for (const auto& page : e.pages) {
        if (m_pulling.contains(page->scope)) takePage(page);
    }
    QStringList answered;
    for (const auto& page : e.pages)
        answered << page->scope;
    for (const auto& name : std::as_const(m_pulling)) {
        if (answered.contains(name)) continue;
        m_scopes[name].dirty = false; // the server does not know it (yet)
        m_scopes[name].staging = false;
    }
    retire();
}

void SyncCore::takePage(const std::shared_ptr<const api::Page>& page)
{
    auto& scope = m_scopes[page->scope];
    if (!page->movedTo.isEmpty()) {
        const auto id = [](const QString& name) {
            return SongId::fromString(QStringView(name).mid(name.indexOf(u':') + 1));
        };
        renameSong(id(page->scope), id(page->movedTo));
        return;
    }
    if (page->changes.empty() && page->hasMore) return; // the answer was full before this scope's turn: it comes again
    hear(page->epoch);
    const bool first = !scope.staging || page->reset;
    if (first) {
        const bool otherEpoch =
            !scope.heardEpoch.isEmpty() && !page->epoch.isEmpty() && scope.heardEpoch != page->epoch;
        scope.heardEpoch = page->epoch;
        scope.whole = page->reset || otherEpoch || scope.cursor.isEmpty();
        scope.stagedSeq = scope.whole ? 0 : scope.seq;
        scope.limited = false;
        if (otherEpoch && !page->reset && !scope.cursor.isEmpty()) { // a delta onto another history would be wrong
            resetScope(scope);
            return;
        }
    }
    scope.staging = true;
    scope.stagedCursor = page->nextCursor;
    scope.limited = scope.limited || page->limited;
    for (const auto& change : page->changes)
        scope.stagedSeq = qMax(scope.stagedSeq, change.seq);
    m_effects.push_back(effect::StagePage{page, first});
    if (page->hasMore) return;
    m_effects.push_back(effect::ApplyScope{page->scope, page->nextCursor, page->epoch,
                                           scope.limited ? QString() : page->checksum, scope.stagedSeq, scope.whole,
                                           scope.limited});
    scope.cursor = page->nextCursor;
    scope.epoch = page->epoch;
    scope.seq = scope.stagedSeq;
    scope.staging = false;
    scope.dirty = false;
    scope.completeWith = scope.begunWith;
}

void SyncCore::on(const event::ScopeApplied& e)
{
    if (!m_scopes.contains(e.scope)) return;
    auto& scope = m_scopes[e.scope];
    if (e.checksumMatches) {
        scope.mismatched = false;
        return;
    }
    if (scope.mismatched) return; // fetched anew already: another time changes nothing before the server does
    scope.mismatched = true;
    resetScope(scope);
}

void SyncCore::resetScope(Scope& scope)
{
    scope.cursor.clear();
    scope.staging = false;
    scope.dirty = true;
}

void SyncCore::renameSong(SongId from, SongId to)
{
    QueueChanges changes;
    m_queue.rename(from, to, m_elsewhere, changes);
    flush(changes);
    m_effects.push_back(effect::RenameSong{from, to}); // together with the queue's, in one transaction
    for (const auto& [was, is] : {std::pair{api::songScope(from), api::songScope(to)},
                                  std::pair{api::commentsScope(from), api::commentsScope(to)}}) {
        const auto old = m_scopes.take(was);
        auto& scope = m_scopes[is];
        scope.dirty = true;
        scope.watched = scope.watched || old.watched;
        m_effects.push_back(effect::DropScope{was});
    }
}

/// Acknowledged operations whose effect is in the cache now leave the overlay. While any scope is half fetched none
/// does: a reaction shows in two scopes.
void SyncCore::retire()
{
    for (auto scope = m_scopes.cbegin(); scope != m_scopes.cend(); ++scope) {
        if (scope->staging && isReadable(scope.key())) return;
    }
    QueueChanges changes;
    for (auto scope = m_scopes.cbegin(); scope != m_scopes.cend(); ++scope) {
        m_queue.retire(
            scope.key(),
            [&](const OutboxEntry& entry) {
                const auto acked = m_ackedAt.find(entry.operation.opId);
                const quint64 at = acked == m_ackedAt.end() ? 0 : acked->second;
                // What another server has shown says nothing of the one that is there now.
                const bool same = entry.ackedEpoch.isEmpty() ||
                                  (entry.ackedEpoch == scope->epoch && entry.ackedEpoch == m_queue.epoch());
                return same && scope->completeWith > at;
            },
            changes);
    }
    for (const auto& change : changes)
        m_ackedAt.erase(change.id);
    flush(changes);
}

} // namespace groundswell::sync
