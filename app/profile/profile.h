#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "community/village.h"
#include "library/track_queries.h"
#include "library/track_store.h"
#include "store/store.h"
#include "streaming/kept_offline.h"
#include "streaming/streams.h"
#include "sync/qt/engine.h"

#include <QLockFile>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace groundswell {

/// How a profile is opened.
struct ProfileOptions
{
    /// The person agreed to keep the session's tokens in a plain file of the profile, where there is no keychain.
    bool plainTokens = false;
    /// Asked once the folder is this process's own and before anything goes out: whether the village may be asked from
    /// the start, or only after setOnline(true). None: it may.
    std::function<bool()> startsOnline = {};
    /// How long to wait for another process to be done with it.
    std::chrono::milliseconds lockPatience{0};
};

/// One person's folder: library.db, outbox.db, cache.db, media.db, and the engine over them. One process at a time uses
/// a profile; the lock of one that was killed is recognised and taken over. Made and used on the GUI thread (the main
/// thread of a command line). The order of destruction is the reverse of how the parts lean on each other.
class Profile final
{
public:
    /// Opens the folder, making what is missing. ErrorCode::Conflict when another process uses it.
    [[nodiscard]] static Result<std::unique_ptr<Profile>> open(const QString& folder, ProfileOptions options = {});
    /// Reads the library of a profile that another process has open (Conflict above), without a lock: it changes
    /// nothing.
    [[nodiscard]] static Result<std::unique_ptr<store::Readers>> libraryReaders(const QString& folder);
    /// Where a profile lies when nobody says otherwise.
    [[nodiscard]] static QString defaultFolder();
    ~Profile();

    [[nodiscard]] const QString& folder() const noexcept { return m_folder; }
    [[nodiscard]] const Clock& clock() const noexcept { return m_clock; }
    [[nodiscard]] store::Store& library() noexcept { return *m_library; }
    [[nodiscard]] store::Store& media() noexcept { return *m_media; }
    [[nodiscard]] library::TrackQueries& tracks() noexcept { return *m_tracks; }
    [[nodiscard]] library::TrackStore& trackStore() noexcept { return *m_trackStore; }
    [[nodiscard]] community::Village& village() noexcept { return *m_village; }
    /// Sound from the network; the player's opener. Made when it is first asked for. The village's own server is
    /// trusted (see net::Trust).
    [[nodiscard]] streaming::Streams& streams();
    /// What is kept offline. Made, and its downloads taken up again, when it is first asked for.
    [[nodiscard]] streaming::KeptOffline& keptOffline();

private:
    explicit Profile(QString folder);
    [[nodiscard]] Result<void> openStores();
    void build();
    void rememberMatches();

    const QString m_folder;
    QLockFile m_lock;
    SystemClock m_clock;
    std::unique_ptr<store::Store> m_library;
    std::unique_ptr<store::Store> m_outbox;
    std::unique_ptr<store::Store> m_cache;
    std::unique_ptr<store::Store> m_media;
    std::unique_ptr<sync::Engine> m_engine;
    std::unique_ptr<library::TrackQueries> m_tracks;
    std::unique_ptr<library::TrackStore> m_trackStore;
    std::unique_ptr<community::Village> m_village;
    std::unique_ptr<streaming::Streams> m_streams;
    std::unique_ptr<streaming::KeptOffline> m_keptOffline;
};

} // namespace groundswell
