#pragma once

#include "base/error.h"
#include "community/api/sync.h"
#include "community/api/types.h"
#include "server/admission.h"
#include "server/blob_store.h"
#include "server/cursor_codec.h"
#include "server/event_hub.h"
#include "server/ready_answers.h"
#include "store/store.h"

#include <memory>

namespace groundswell {
class Clock;
}

namespace groundswell::server {

class ChangeLog;

/// Everything one community keeps: its database, its files, and who waits for news of it. Owned by the program; all
/// that serve requests refer to it.
class Village
{
public:
    /// Opens or makes the village in a folder. `name` replaces the community's name where it is not empty.
    [[nodiscard]] static Result<std::unique_ptr<Village>> open(const QString& folder, const QString& name,
                                                               const Clock& clock);

    [[nodiscard]] store::Store& store() noexcept { return *m_store; }
    [[nodiscard]] BlobStore& blobs() noexcept { return m_blobs; }
    [[nodiscard]] EventHub& events() noexcept { return m_events; }
    [[nodiscard]] Admission& admission() noexcept { return m_admission; }
    [[nodiscard]] ReadyAnswers& readyAnswers() noexcept { return m_readyAnswers; }
    [[nodiscard]] const CursorCodec& cursors() const noexcept { return m_cursors; }
    [[nodiscard]] const Clock& clock() const noexcept { return m_clock; }

    /// Tells the waiting and the kept answers that scopes have changed. After the commit, from any thread.
    void publish(const std::vector<api::Poke>& touched);

    /// GET /v1/capabilities. For jobs of a reader.
    [[nodiscard]] Result<api::Capabilities> capabilities(store::Database& database) const;
    /// Drops what has outlived its keeping: tombstones (180 days), operations' results (90 days), sessions, uploads
    /// that stand still (7 days). Waits.
    [[nodiscard]] Result<bool> tidy();

private:
    Village(std::unique_ptr<store::Store> store, const QString& folder, CursorCodec cursors, const Clock& clock);

    BlobStore m_blobs;
    EventHub m_events;
    Admission m_admission;
    ReadyAnswers m_readyAnswers;
    CursorCodec m_cursors;
    const Clock& m_clock;
    std::unique_ptr<store::Store> m_store; // closed first: what its threads still finish uses the others
};

/// What the server remembers of itself (table setting). For jobs.
[[nodiscard]] QString readSetting(store::Database& database, const QString& key);
void writeSetting(store::Database& database, const QString& key, const QString& value);

} // namespace groundswell::server
