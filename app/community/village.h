#pragma once

#include "community/account.h"
#include "community/outbox.h"
#include "community/songs.h"
#include "community/talk.h"
#include "community/view.h"
#include "community/words.h"

namespace groundswell::community {

/// The community as the window and the command line see it: four rooms of things to read and write, and the state of
/// keeping in step. Works without a network and, for reading and drafts, without an account. GUI thread; all work is
/// done on the engine's and the stores' threads.
class Village final : public QObject
{
    Q_OBJECT
public:
    /// The engine must outlive the village.
    explicit Village(sync::Engine& engine, QObject* parent = nullptr);

    [[nodiscard]] Account& account() noexcept { return m_account; }
    [[nodiscard]] Songs& songs() noexcept { return m_songs; }
    [[nodiscard]] Talk& talk() noexcept { return m_talk; }
    [[nodiscard]] Words& words() noexcept { return m_words; }
    [[nodiscard]] Outbox& outbox() noexcept { return m_outbox; }

    [[nodiscard]] const SyncStatus& status() const noexcept { return m_status; }
    /// Sends and fetches everything now; ends when that is done. ErrorCode::Network when the server does not answer.
    [[nodiscard]] QFuture<Result<void>> syncNow();
    /// Flight mode: false stops all network use until true. Everything else goes on.
    void setOnline(bool online);

Q_SIGNALS:
    void statusChanged(const groundswell::community::SyncStatus& status);

private:
    void take(const sync::EngineStatus& status);
    void spread(const QStringList& scopes);

    sync::Engine& m_engine;
    SyncStatus m_status;
    Account m_account;
    Songs m_songs;
    Talk m_talk;
    Words m_words;
    Outbox m_outbox;
};

} // namespace groundswell::community
