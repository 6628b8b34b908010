#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "community/api/account.h"
#include "community/api/device.h"
#include "store/store.h"
#include "sync/qt/outbox_tables.h"
#include "sync/qt/token_vault.h"
#include "sync/sync_core.h"

#include <QFuture>
#include <QObject>
#include <QThread>

#include <chrono>
#include <memory>

namespace groundswell::sync {

class EngineWorker;

/// What the engine tells about itself.
struct EngineStatus
{
    CoreStatus core;
    std::optional<AccountRecord> account; ///< the current one, signed in or not
    bool sessionKept = true;              ///< false: it ends with the program, nothing could keep it
    int waiting = 0;                      ///< operations not sent, or sent and not answered
    int failed = 0;                       ///< rejected and blocked ones
    int conflicts = 0;
    int done = 0; ///< of `total`, since the outbox was last empty
    int total = 0;
    qint64 lastInStepAt = 0;
    quint64 revision = 0; ///< counts up; the newest is the truth

    bool operator==(const EngineStatus&) const = default;
};

/// What the document that an operation publishes was begun on.
struct DocumentBase
{
    QJsonObject document; ///< empty: nothing
    QString epoch;        ///< of the server that had it; empty where it is not known
    QString draft = {};   ///< of a translation: the id of the draft that is published with it; empty: of none
};

/// The sync core with its stores, its network and its clock, on a thread of its own. All functions may be called from
/// any thread; futures end on the engine's thread (continue them with a context object). The stores outlive the engine.
class Engine final : public QObject
{
    Q_OBJECT
public:
    /// Reads the outbox and the cursors, and starts. Fails when they cannot be read. Where it begins offline, as after
    /// setOnline(false), nothing is asked or sent before setOnline(true).
    [[nodiscard]] static Result<std::unique_ptr<Engine>> start(store::Store& outbox, store::Store& cache,
                                                               std::unique_ptr<TokenVault> vault, const Clock& clock,
                                                               bool online = true);
    /// Does what it was asked for before; waits for the disk, not for the network. Not on the engine's own thread.
    ~Engine() override;

    [[nodiscard]] store::Store& outbox() const noexcept { return m_outbox; }
    [[nodiscard]] store::Store& cache() const noexcept { return m_cache; }
    [[nodiscard]] const Clock& clock() const noexcept { return m_clock; }
    [[nodiscard]] const EngineStatus& initialStatus() const noexcept { return m_initial; }
    /// Whose name stands beside what is written now: the current account, and nobody's (null) once its person has
    /// signed out. As statusChanged() told last; on the thread of this object.
    [[nodiscard]] AccountId writer() const noexcept { return m_writer; }

    /// Commits what the person did to outbox.db under the current account, all of it or nothing, and sends it when
    /// possible, but not before `delay` is over: until then it can be undone. Unauthorised when nobody ever signed in,
    /// or the person signed out. `base` is that of the document among the operations. `writer` is whose words they are,
    /// where they were made ready before: Unauthorised where somebody else writes by now. Null: whoever does.
    [[nodiscard]] QFuture<Result<void>> submit(std::vector<api::Operation> operations, DocumentBase base = {},
                                               std::chrono::milliseconds delay = {}, AccountId writer = {});
    /// Rewritten, Retried or Resolved; ErrorCode::Conflict when it cannot be done (any more).
    [[nodiscard]] QFuture<Result<void>> act(Event event);
    /// Undone or Discarded, the same way; gives what it took away, for putBack().
    [[nodiscard]] QFuture<Result<std::vector<OutboxEntry>>> takeAway(Event event);
    /// Has what takeAway() took there again as it was, but for documents that were written anew since; gives those.
    [[nodiscard]] QFuture<Result<std::vector<OutboxEntry>>> putBack(std::vector<OutboxEntry> entries);
    [[nodiscard]] QFuture<Result<void>> syncNow();
    void watch(const QStringList& scopes);
    void setOnline(bool online);
    /// The network came back: try again now.
    void wake();

    [[nodiscard]] QFuture<Result<AccountRecord>> signIn(const QUrl& server, const api::LoginRequest& request);
    [[nodiscard]] QFuture<Result<AccountRecord>> signUp(const QUrl& server, const api::RegisterRequest& request);
    [[nodiscard]] QFuture<Result<void>> signOut();
    /// Whether a session is still there after a restart, and the person's word on a plain file where there is no
    /// keychain (TokenVault::keepInFile).
    [[nodiscard]] QFuture<Result<bool>> isSessionLasting();
    void keepSessionInFile(bool on);
    /// Where the person is signed in, and the end of one of these sign-ins. Unauthorised when nobody is signed in here.
    [[nodiscard]] QFuture<Result<api::DeviceList>> devices();
    [[nodiscard]] QFuture<Result<void>> endDevice(const QString& id);
    [[nodiscard]] QFuture<Result<api::Capabilities>> capabilities(const QUrl& server);
    [[nodiscard]] QFuture<Result<bool>> isNameFree(const QUrl& server, const QString& name);
    /// Asks the current server; ErrorCode::Network at once in flight mode or when nobody signed in yet.
    [[nodiscard]] QFuture<Result<api::MatchAnswer>> match(const api::MatchRequest& request);

Q_SIGNALS:
    void statusChanged(const groundswell::sync::EngineStatus& status);
    /// What is shown of these scopes is different now, by what was fetched or by what the person wrote.
    void scopesChanged(const QStringList& scopes);
    void songRenamed(groundswell::SongId from, groundswell::SongId to);

private:
    Engine(store::Store& outbox, store::Store& cache, const Clock& clock);
    template <class T, class F>
    QFuture<Result<T>> ask(F function);
    void take(const EngineStatus& status);

    store::Store& m_outbox;
    store::Store& m_cache;
    const Clock& m_clock;
    EngineStatus m_initial;
    AccountId m_writer;
    QThread m_thread;
    EngineWorker* m_worker = nullptr; // lives on m_thread, deleted when it ends
};

} // namespace groundswell::sync

Q_DECLARE_METATYPE(groundswell::sync::EngineStatus)
