#include "profile/profile.h"

#include "library/library_schema.h"
#include "store/chunk_store.h"
#include "sync/qt/schemas.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QStorageInfo>

#include <future>
#include <optional>
#include <utility>
#include <vector>

namespace groundswell {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("groundswell::Profile", text);
}

QString pathOf(const QString& folder, const store::Schema& schema)
{
    return folder + u'/' + schema.name + u".db"_s;
}

} // namespace

QString Profile::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/groundswell"_s;
}

Result<std::unique_ptr<Profile>> Profile::open(const QString& folder, ProfileOptions options)
{
    const auto path = QDir(folder).absolutePath();
    if (!QDir().mkpath(path)) return fail(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(path));
    std::unique_ptr<Profile> profile(new Profile(path));
    if (!profile->m_lock.tryLock(static_cast<int>(options.lockPatience.count()))) {
        // On a disk that has become read-only a lock that a killed program left cannot be taken away.
        const QStorageInfo disk(path);
        if (profile->m_lock.error() == QLockFile::LockFailedError && !disk.isReadOnly())
            return fail(ErrorCode::Conflict,
                        tr("The profile in %1 is in use by another Groundswell: close that one first.").arg(path));
        return fail(ErrorCode::Io, tr("The profile in %1 cannot be written to.").arg(path));
    }
    if (const auto opened = profile->openStores(); !opened) return std::unexpected(opened.error());
    const QString tokens = path + u"/tokens.json"_s;
    auto vault = options.plainTokens ? sync::plainFileVault(tokens) : sync::keychainVault(tokens);
    auto engine = sync::Engine::start(*profile->m_outbox, *profile->m_cache, std::move(vault), profile->m_clock,
                                      !options.startsOnline || options.startsOnline());
    if (!engine) return std::unexpected(engine.error());
    profile->m_engine = std::move(*engine);
    profile->build();
    return profile;
}

Result<std::unique_ptr<store::Readers>> Profile::libraryReaders(const QString& folder)
{
    return store::Readers::open(pathOf(QDir(folder).absolutePath(), library::librarySchema()), 1);
}

Profile::Profile(QString folder)
    : m_folder(std::move(folder))
    , m_lock(m_folder + u"/profile.lock"_s)
{
    m_lock.setStaleLockTime(0); // only the death of its process makes a lock stale, never its age
}

Profile::~Profile() = default;

Result<void> Profile::openStores()
{
    const struct
    {
        std::unique_ptr<store::Store>& store;
        store::Schema schema;
    } files[] = {{m_library, library::librarySchema()},
                 {m_outbox, sync::outboxSchema()},
                 {m_cache, sync::cacheSchema()},
                 {m_media, store::mediaSchema()}};
    // Each waits for its file more than it computes: together they take as long as the slowest.
    std::vector<std::future<Result<std::unique_ptr<store::Store>>>> opening;
    for (const auto& file : files)
        opening.push_back(std::async(std::launch::async, [this, &file] {
            return store::Store::open(pathOf(m_folder, file.schema), file.schema);
        }));
    std::optional<Error> error;
    for (std::size_t i = 0; i < opening.size(); ++i) {
        auto opened = opening[i].get();
        if (opened)
            files[i].store = std::move(*opened);
        else if (!error)
            error = opened.error();
    }
    return error ? Result<void>(std::unexpected(*error)) : Result<void>();
}

void Profile::build()
{
    m_tracks = std::make_unique<library::TrackQueries>(m_library->readers());
    m_trackStore = std::make_unique<library::TrackStore>(m_library->writer(), m_clock);
    m_village = std::make_unique<community::Village>(*m_engine);
    rememberMatches();
}

streaming::Streams& Profile::streams()
{
    if (m_streams) return *m_streams;
    m_streams = std::make_unique<streaming::Streams>(*m_media);
    auto& account = m_village->account();
    const auto trustServer = [this, &account] {
        if (const auto& current = account.current()) m_streams->trust(current->server);
    };
    QObject::connect(&account, &community::Account::changed, m_streams.get(), trustServer);
    trustServer();
    return *m_streams;
}

streaming::KeptOffline& Profile::keptOffline()
{
    if (!m_keptOffline) m_keptOffline = std::make_unique<streaming::KeptOffline>(*m_media, streams());
    return *m_keptOffline;
}

/// The library keeps which song a track is, also when the song turns out to have another id, and what the community
/// says of it, until there is another one.
void Profile::rememberMatches()
{
    auto& songs = m_village->songs();
    auto& account = m_village->account();
    const auto server = [&account] { return account.current() ? account.current()->server : QUrl(); };
    QObject::connect(&account, &community::Account::changed, m_trackStore.get(),
                     [this, server, last = server()]() mutable {
                         const auto before = std::exchange(last, server());
                         if (!before.isEmpty() && before != last) m_trackStore->forgetComments();
                     });
    QObject::connect(&songs, &community::Songs::matched, m_trackStore.get(),
                     [this](TrackId track, SongId song) { m_trackStore->setSong(track, song, {}); });
    QObject::connect(&songs, &community::Songs::renamed, m_trackStore.get(), [this](SongId from, SongId to) {
        m_tracks->tracksOfSong(from).then(m_trackStore.get(), [this, to](const Result<library::TrackIds>& tracks) {
            if (!tracks) return;
            for (const auto track : *tracks)
                m_trackStore->setSong(track, to, {});
        });
    });
}

} // namespace groundswell
