// How the engine carries out what its core wants: its other half is engine_worker.cpp.

#include "sync/qt/cache_tables.h"
#include "sync/qt/engine_worker.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace groundswell::sync {

using namespace Qt::StringLiterals;
using event::Outcome;

namespace {

bool isOfCache(const Effect& effect)
{
    return std::holds_alternative<effect::StagePage>(effect) || std::holds_alternative<effect::ApplyScope>(effect) ||
           std::holds_alternative<effect::DropScope>(effect);
}

constexpr int diskPauseMs = 2'000; // before what the disk refused is tried again

/// Whether it tells how things are from now on, or somebody waits for what follows: it has to be heard in the end.
bool isLasting(const Event& event)
{
    return std::holds_alternative<event::ServerSet>(event) || std::holds_alternative<event::OnlineSet>(event) ||
           std::holds_alternative<event::Watched>(event) || std::holds_alternative<event::SyncAsked>(event);
}

bool isOfOutbox(const Effect& effect)
{
    return std::holds_alternative<effect::ChangeQueue>(effect) || std::holds_alternative<effect::SettleDraft>(effect) ||
           std::holds_alternative<effect::RenameSong>(effect);
}

/// One effect on cache.db, in its writer's thread; whether an ApplyScope's checksum matches is added to `matches`.
void store(store::Database& db, const Effect& effect, qint64 nowMs, std::vector<bool>& matches)
{
    if (const auto* stage = std::get_if<effect::StagePage>(&effect)) cache::stage(db, *stage->page, stage->first);
    if (const auto* apply = std::get_if<effect::ApplyScope>(&effect))
        matches.push_back(cache::applyStaged(db, *apply, nowMs));
    if (const auto* drop = std::get_if<effect::DropScope>(&effect)) cache::drop(db, drop->scope);
}

} // namespace

/// Takes an event when its turn has come. An Error: the disk refused what follows from it, so it has not happened.
Result<void> EngineWorker::dispatch(const Event& event)
{
    if (m_stepping) { // an answer that was there at once
        m_followUps.push_back(event);
        return {};
    }
    awaitStored();
    auto done = std::holds_alternative<event::SessionSet>(event) ? Result<void>() : hearSession();
    if (done)
        done = stepOnce(event);
    else
        recover(event);
    settle();
    return done;
}

/// A sign-in that the disk refused comes before all else: whatever the core sent until it has heard of it would go out
/// under the new name, with words that somebody else wrote.
Result<void> EngineWorker::hearSession()
{
    if (!m_unheardSession) return {};
    const auto session = *m_unheardSession;
    const auto heard = stepOnce(session);
    awaitStored();
    return heard;
}

/// What came up meanwhile, as long as nothing is being written; then tells what is different now.
void EngineWorker::settle()
{
    while (!m_followUps.empty() && !m_step && !m_unheardSession) {
        const auto next = std::move(m_followUps.front());
        m_followUps.pop_front();
        (void)stepOnce(next);
    }
    if (!m_touched.isEmpty()) {
        m_touched.removeDuplicates();
        Q_EMIT scopesChanged(std::exchange(m_touched, {}));
    }
    if (!m_step) publish(); // nothing is in step before it is on the disk
}

Result<void> EngineWorker::stepOnce(const Event& event)
{
    m_stepping = true;
    if (std::holds_alternative<event::SessionSet>(event)) m_unheardSession.reset();
    std::erase_if(m_refused, [&event](const Event& old) { return old.index() == event.index(); }); // it is outdated
    Step step{.event = event, .before = m_core, .effects = {}};
    step.effects = m_core.step(event, {m_clock.nowMs(), QRandomGenerator::global()->generate()});
    // The next pages are asked for while these are written: that changes nothing at the server.
    for (const auto& effect : step.effects) {
        if (const auto* asked = std::get_if<effect::SendPull>(&effect)) sendPull(*asked);
    }
    auto done = carryOut(std::move(step));
    m_stepping = false;
    return done;
}

/// Goes on with a step. Where pages have to be written it returns before they are, so that this thread reads the next
/// answer meanwhile; stored() goes on.
Result<void> EngineWorker::carryOut(Step step)
{
    auto& effects = step.effects;
    while (step.next < effects.size()) {
        if (isOfCache(effects[step.next])) {
            postToCache(std::move(step));
            return {};
        }
        if (isOfOutbox(effects[step.next])) {
            if (const auto done = commitQueue(effects, step.next); !done) {
                takeBack(step);
                return done;
            }
            continue;
        }
        send(effects[step.next]);
        ++step.next;
    }
    noteRemoved(step);
    return {};
}

/// Those of the effects on cache.db that stand together, in one transaction.
void EngineWorker::postToCache(Step step)
{
    const auto first = step.effects.cbegin() + static_cast<ptrdiff_t>(step.next);
    const auto last = std::find_if_not(first, step.effects.cend(), isOfCache);
    auto job = [effects = Effects(first, last),
                now = m_clock.nowMs()](store::Database& db) -> Result<std::vector<bool>> {
        std::vector<bool> matches;
        for (const auto& effect : effects)
            store(db, effect, now, matches);
        return matches;
    };
    m_step = std::move(step);
    m_stored = m_cache.writer().post(std::move(job));
    m_stored.then(this, [this, number = ++m_postings](const Result<std::vector<bool>>&) {
        if (number == m_postings && m_step) awaitStored();
        if (!m_step) settle();
    });
}

/// Waits for what is being written, and goes on with its step.
void EngineWorker::awaitStored()
{
    while (m_step) {
        const auto matches = m_stored.result();
        auto step = *std::exchange(m_step, std::nullopt);
        m_stepping = true;
        if (matches) {
            auto match = matches->cbegin();
            for (; step.next < step.effects.size() && isOfCache(step.effects[step.next]); ++step.next) {
                const auto* apply = std::get_if<effect::ApplyScope>(&step.effects[step.next]);
                if (!apply) continue;
                m_followUps.push_back(event::ScopeApplied{apply->scope, *match++});
                m_touched << apply->scope;
            }
            (void)carryOut(std::move(step));
        } else {
            takeBack(step);
        }
        m_stepping = false;
    }
}

/// The disk refused it: it has not happened.
void EngineWorker::takeBack(const Step& step)
{
    m_core = step.before;
    if (std::ranges::any_of(step.effects, [](const Effect& e) { return std::holds_alternative<effect::SendPull>(e); }))
        ++m_pullRound;
    recover(step.event);
}

void EngineWorker::noteRemoved(const Step& step)
{
    for (const auto& effect : step.effects) {
        const auto* change = std::get_if<effect::ChangeQueue>(&effect);
        if (!change || change->change.kind != QueueChange::Kind::Remove) continue;
        if (const auto* gone = step.before.queue().find(change->change.id)) m_touched << gone->operation.scope;
    }
}

/// An answer of the network that could not be stored counts as none: it is asked for again.
void EngineWorker::recover(const Event& event)
{
    const event::Answer none{Outcome::NoAnswer, 0, tr("The disk could not be written.")};
    if (const auto* push = std::get_if<event::PushAnswered>(&event))
        m_followUps.push_back(event::PushAnswered{push->request, none, {}, {}});
    if (const auto* pull = std::get_if<event::PullAnswered>(&event))
        m_followUps.push_back(event::PullAnswered{pull->request, none, {}});
    if (const auto* refreshed = std::get_if<event::RefreshAnswered>(&event))
        m_followUps.push_back(event::RefreshAnswered{refreshed->request, none});
    if (const auto* session = std::get_if<event::SessionSet>(&event)) m_unheardSession = *session;
    if (isLasting(event)) {
        std::erase_if(m_refused, [&event](const Event& old) { return old.index() == event.index(); });
        m_refused.push_back(event);
    }
    if (isLasting(event) || m_unheardSession || std::holds_alternative<event::Tick>(event) ||
        std::holds_alternative<event::Poked>(event))
        m_diskTimer->start(diskPauseMs);
}

void EngineWorker::tryDiskAgain()
{
    for (const auto& event : std::exchange(m_refused, {}))
        (void)dispatch(event);
    (void)dispatch(event::Tick{});
}

/// Changes of outbox.db that stand together, in one transaction.
Result<void> EngineWorker::commitQueue(const Effects& effects, size_t& index)
{
    std::vector<Effect> batch;
    for (; index < effects.size(); ++index) {
        const auto& effect = effects[index];
        if (!isOfOutbox(effect)) break;
        batch.push_back(effect);
    }
    const auto done = m_outbox.writer().run([&batch, account = m_core.account()](store::Database& db) -> Result<void> {
        for (const auto& effect : batch) {
            if (const auto* rename = std::get_if<effect::RenameSong>(&effect)) {
                outbox::renameSong(db, rename->from, rename->to);
                continue;
            }
            if (const auto* settled = std::get_if<effect::SettleDraft>(&effect)) {
                outbox::settlePublished(db, settled->draft);
                continue;
            }
            const auto& change = std::get<effect::ChangeQueue>(effect).change;
            outbox::apply(db, change);
            const auto& entry = change.entry;
            if (change.kind == QueueChange::Kind::Save && entry.state == EntryState::Acked &&
                entry.operation.kind == "song.ensure"_L1 && entry.account == account)
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
        const auto* queued = std::get_if<effect::ChangeQueue>(&effect);
        if (queued && queued->change.kind == QueueChange::Kind::Save) m_touched << queued->change.entry.operation.scope;
    }
    return {};
}

void EngineWorker::send(const Effect& effect)
{
    if (const auto* push = std::get_if<effect::SendPush>(&effect)) {
        m_transport->push(push->operations).then(this, [this, request = push->request](PushReply reply) {
            (void)dispatch(event::PushAnswered{request, std::move(reply.answer), std::move(reply.results),
                                               std::move(reply.epoch)});
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

} // namespace groundswell::sync
