#pragma once

#include "sync/effect.h"
#include "sync/event.h"
#include "sync/outbox_queue.h"

#include <QMap>
#include <QSet>

#include <map>

namespace groundswell::sync {

/// The time and a random number at an event: the core has neither of its own.
struct Moment
{
    qint64 nowMs = 0;
    quint32 random = 0;
};

/// How far one scope was fetched, as cache.db keeps it.
struct ScopePosition
{
    QString scope;
    QString cursor;
    QString epoch;
    qint64 seq = 0; ///< the highest seq seen

    bool operator==(const ScopePosition&) const = default;
};

/// What the server allows in one call.
struct Limits
{
    int operations = 100;
    qint64 pushBytes = 1 << 20;
    int scopes = 200;
};

/// What of the server is being waited for: one call at a time.
enum class Phase {
    Idle, ///< nothing to do, or waiting for a time
    Pushing,
    Pulling,
    Refreshing
};

/// What the core would say about itself.
struct CoreStatus
{
    Phase phase = Phase::Idle;
    bool signedIn = false;
    bool sessionLost = false; ///< the server ended it: sign in again
    bool online = true;       ///< flight mode is off
    bool reachable = true;    ///< the last call was answered
    bool paused = false;      ///< the server asked for a pause
    bool upgradeNeeded = false;
    bool inStep = true; ///< nothing to send and nothing to fetch
    QString problem;

    bool operator==(const CoreStatus&) const = default;
};

/// Keeps an outbox and a cache in step with the server: a state machine without a thread, a timer, a clock or I/O. The
/// same events at the same moments give the same effects. A value: copy it to be able to go back when the store fails.
/// What is said to the server is in resources/api/openapi.yaml; tests/sync plays it all on a bad network.
class SyncCore
{
public:
    SyncCore(OutboxQueue queue, const std::vector<ScopePosition>& positions, Limits limits = {});

    [[nodiscard]] Effects step(const Event& event, Moment moment);

    [[nodiscard]] const OutboxQueue& queue() const noexcept { return m_queue; }
    [[nodiscard]] CoreStatus status() const;
    [[nodiscard]] AccountId account() const noexcept { return m_account; }
    /// Another community is talked to from now on: no cursor counts any more, what is watched is fetched anew, and
    /// answers that are still on their way are nobody's.
    void forgetFetched();
    void setLimits(Limits limits) { m_limits = limits; }
    /// Whether the last Rewritten, Undone, Retried, Discarded or Resolved could be done.
    [[nodiscard]] bool lastActDone() const noexcept { return m_actDone; }
    /// What the last Undone or Discarded took away; what stayed out of the last Restored.
    [[nodiscard]] const std::vector<OutboxEntry>& lastTaken() const noexcept { return m_taken; }

private:
    struct Scope
    {
        QString cursor;
        QString epoch; ///< of what is in the cache, also while it is fetched anew
        qint64 seq = 0;
        bool dirty = false; ///< there may be something to fetch
        bool watched = false;
        bool staging = false; ///< pages are kept aside
        bool whole = false;   ///< what is being fetched is all there is
        bool limited = false;
        bool mismatched = false; ///< was fetched anew once because the checksum was wrong
        QString stagedCursor;
        QString heardEpoch; ///< the last that the server told, also while the fetch is not complete
        qint64 stagedSeq = 0;
        quint64 begunWith = 0;    ///< the request that began the fetch
        quint64 completeWith = 0; ///< the request that began the last complete fetch
    };

    void on(const event::Submitted& e);
    void on(const event::Rewritten& e);
    void on(const event::Undone& e);
    void on(const event::Retried& e);
    void on(const event::Discarded& e);
    void on(const event::Restored& e);
    void on(const event::Resolved& e);
    void on(const event::SyncAsked& e);
    void on(const event::OnlineSet& e);
    void on(const event::SessionSet& e);
    void on(const event::ServerSet& e);
    void on(const event::SongFound& e);
    void on(const event::Watched& e);
    void on(const event::Poked& e);
    void on(const event::PushAnswered& e);
    void on(const event::PullAnswered& e);
    void on(const event::RefreshAnswered& e);
    void on(const event::ScopeApplied& e);
    void on(const event::Tick& e);

    [[nodiscard]] bool isReadable(const QString& scope) const;
    void awaitAcknowledged();
    void pump();
    bool push();
    bool pull();
    void refresh();
    void hear(const QString& epoch);
    void takePage(const std::shared_ptr<const api::Page>& page);
    void resetScope(Scope& scope);
    void renameSong(SongId from, SongId to);
    void retire();
    void refuseBatch(const event::Answer& answer);
    void failed(const event::Answer& answer);
    void succeeded();
    void endSession(const QString& message);
    void wait(qint64 ms);
    void finishSync();
    void flush(QueueChanges& changes);
    void take(const QueueChanges& changes);

    OutboxQueue m_queue;
    QMap<QString, Scope> m_scopes; // ordered: the same state gives the same requests
    Limits m_limits;

    AccountId m_account;
    QSet<AccountId> m_elsewhere; // the accounts of other communities
    QString m_userScope;
    bool m_signedIn = false;
    bool m_sessionLost = false;
    bool m_serverKnown = false;
    bool m_online = true;

    Phase m_phase = Phase::Idle;
    quint64 m_request = 0;                    // the newest request; answers to others are stale
    std::vector<OperationId> m_batch;         // in flight
    QStringList m_pulling;                    // the scopes of the pull in flight
    std::map<OperationId, quint64> m_ackedAt; // the newest request when it was acknowledged
    int m_batchLimit = 0;                     // 0: the server's
    int m_pullLimit = 0;                      // 0: the server's
    QSet<QString> m_epochs;                   // of the server, as this account heard them: each is news once
    bool m_refreshed = false;                 // the session is new: another 401 ends it
    int m_failures = 0;
    qint64 m_retryAt = 0;
    bool m_reachable = true;
    bool m_paused = false;
    bool m_upgradeNeeded = false; // what is written stays here; what others write is still fetched
    QString m_problem;
    event::Outcome m_lastFailure = event::Outcome::Ok;
    bool m_syncAsked = false;
    bool m_actDone = true;
    std::vector<OutboxEntry> m_taken;
    qint64 m_wakeAt = 0;

    Moment m_moment;   // of the step that runs
    Effects m_effects; // of the step that runs
};

} // namespace groundswell::sync
