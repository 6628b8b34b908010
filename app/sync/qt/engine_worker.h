#pragma once

#include "sync/qt/engine.h"
#include "sync/qt/event_poller.h"
#include "sync/qt/transport.h"

#include <QPromise>
#include <QTimer>

#include <deque>
#include <functional>

namespace groundswell::sync {

template <class T>
using Promise = std::shared_ptr<QPromise<Result<T>>>;

/// Ends a promise with its answer.
template <class T>
void answer(const Promise<T>& promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

/// The engine's half that lives on its thread: carries out the effects of the core.
class EngineWorker final : public QObject
{
    Q_OBJECT
public:
    EngineWorker(store::Store& outbox, store::Store& cache, std::unique_ptr<TokenVault> vault, const Clock& clock,
                 SyncCore core, std::optional<AccountRecord> account);

    /// The first thing on its thread: timers and sockets belong to it.
    void begin();

    void submit(const std::vector<api::Operation>& operations, const DocumentBase& base,
                std::chrono::milliseconds delay, AccountId writer, const Promise<void>& promise);
    void act(const Event& event, const Promise<void>& promise);
    void takeAway(const Event& event, const Promise<std::vector<OutboxEntry>>& promise);
    void syncNow(const Promise<void>& promise);
    void watch(const QStringList& scopes);
    void setOnline(bool online);
    void wake();
    void signIn(const QUrl& server, const api::LoginRequest& request, const Promise<AccountRecord>& promise);
    void signUp(const QUrl& server, const api::RegisterRequest& request, const Promise<AccountRecord>& promise);
    void signOut(const Promise<void>& promise);
    void devices(const Promise<api::DeviceList>& promise);
    void endDevice(const QString& id, const Promise<void>& promise);
    void isSessionLasting(const Promise<bool>& promise);
    void keepSessionInFile(bool on) { m_vault->keepInFile(on); }
    void capabilities(const QUrl& server, const Promise<api::Capabilities>& promise);
    void isNameFree(const QUrl& server, const QString& name, const Promise<bool>& promise);
    void match(const api::MatchRequest& request, const Promise<api::MatchAnswer>& promise);

    [[nodiscard]] EngineStatus status() const;

Q_SIGNALS:
    void statusChanged(const groundswell::sync::EngineStatus& status);
    void scopesChanged(const QStringList& scopes);
    void songRenamed(groundswell::SongId from, groundswell::SongId to);

private:
    /// Answers with a call in the session's name. Where its access token ran out, what is watched is fetched, which
    /// brings a new one, and the call is made once more.
    template <class T>
    void inSession(const Promise<T>& promise, std::function<QFuture<Result<T>>()> call);
    /// An event of which not everything is carried out yet.
    struct Step
    {
        Event event;
        SyncCore before;
        Effects effects;
        size_t next = 0; // of the effects
    };

    // How events are carried out: engine_steps.cpp.
    [[nodiscard]] Result<void> dispatch(const Event& event);
    [[nodiscard]] Result<void> hearSession();
    void settle();
    [[nodiscard]] Result<void> perform(const Event& event);
    [[nodiscard]] Result<void> stepOnce(const Event& event);
    [[nodiscard]] Result<void> carryOut(Step step);
    void postToCache(Step step);
    void awaitStored();
    void takeBack(const Step& step);
    void noteRemoved(const Step& step);
    [[nodiscard]] Result<void> commitQueue(const Effects& effects, size_t& index);
    void send(const Effect& effect);
    void sendPull(const effect::SendPull& asked);
    void recover(const Event& event);
    void tryDiskAgain();
    void publish();

    void begun(const Tokens& tokens);
    void learn(const api::Session& session);
    void adopt(const QUrl& server, const Result<api::Session>& session, const Promise<AccountRecord>& promise);
    [[nodiscard]] Result<void> useAccount(const AccountRecord& account, const Tokens& tokens, bool tokensKept);
    void forgetVillage();
    [[nodiscard]] Result<void> mayAsk() const;
    void useServer(const QUrl& server);
    void refresh(quint64 request);
    void endSession();
    void announceSession();
    [[nodiscard]] QSet<AccountId> accountsElsewhere();

    store::Store& m_outbox;
    store::Store& m_cache;
    std::unique_ptr<TokenVault> m_vault;
    const Clock& m_clock;
    SyncCore m_core;
    std::optional<AccountRecord> m_account;
    Tokens m_tokens;
    bool m_sessionKnown = false; // the vault has answered
    bool m_sessionKept = true;   // the vault has these tokens, for the next run too
    std::vector<Promise<void>> m_syncPromises;

    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<EventPoller> m_poller;
    QTimer* m_timer = nullptr;
    QTimer* m_diskTimer = nullptr; // runs after the disk refused something

    std::optional<Step>
        m_step; // the one whose pages are being written: no other event has its turn before that is done
    QFuture<Result<std::vector<bool>>> m_stored; // for each ApplyScope of it, whether the checksum matches
    quint64 m_postings = 0;                      // to cache.db
    quint64 m_pullRound = 0;                     // answers to pulls of an earlier one are nobody's
    std::deque<Event> m_followUps;
    std::vector<Event> m_refused;                      // by the disk, and heard again when it may be well
    std::optional<event::SessionSet> m_unheardSession; // refused by the disk: no other event has its turn before it
    QStringList m_touched;                             // scopes changed in this step
    EngineStatus m_published;
    mutable int m_total = 0;
    qint64 m_lastInStepAt = 0;
    bool m_stepping = false; // an event that comes up now waits in m_followUps
};

} // namespace groundswell::sync
