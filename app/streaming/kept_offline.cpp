#include "streaming/kept_offline.h"

#include <algorithm>

namespace groundswell::streaming {

namespace {

constexpr std::size_t AtOnce = 2;
constexpr int TickMs = 100;

} // namespace

KeptOffline::KeptOffline(store::Store& media, Streams& streams, QObject* parent)
    : QObject(parent)
    , m_media(media)
    , m_streams(streams)
    , m_list(media)
{
    m_tick.setInterval(TickMs);
    connect(&m_tick, &QTimer::timeout, this, &KeptOffline::look);
    connect(&m_streams, &Streams::failed, this, [this](const QUrl& source, const Error& error) {
        if (track(source).state == KeptState::Downloading) setState(source, KeptState::Failed, error.message);
    });
    m_list.load().then(this, [this](const Result<QList<KeptTrack>>& tracks) {
        m_loaded = true;
        // What was asked for meanwhile stands behind what was kept before.
        const auto asked = std::exchange(m_tracks, tracks.value_or(QList<KeptTrack>()));
        reindex();
        take(asked);
        Q_EMIT loaded();
        Q_EMIT listChanged();
        startMore();
    });
}

KeptOffline::~KeptOffline() = default;

KeptTrack KeptOffline::track(const QUrl& source) const
{
    const auto row = m_rows.constFind(source);
    return row == m_rows.cend() ? KeptTrack{.source = source} : m_tracks.at(*row);
}

bool KeptOffline::isBusy() const
{
    return !m_loaded || std::ranges::any_of(m_tracks, [](const KeptTrack& track) {
        return track.state == KeptState::Queued || track.state == KeptState::Downloading;
    });
}

void KeptOffline::keep(const QList<KeptTrack>& tracks)
{
    QList<KeptTrack> added;
    for (KeptTrack track : tracks) {
        if (track.source.isLocalFile() || track.source.host().isEmpty() || m_rows.contains(track.source)) continue;
        track.state = KeptState::Queued;
        added.append(track);
    }
    if (added.isEmpty()) return;
    take(added);
    m_list.add(added);
    Q_EMIT listChanged();
    startMore();
}

void KeptOffline::pause(const QUrl& source)
{
    const auto state = track(source).state;
    if (state != KeptState::Queued && state != KeptState::Downloading) return;
    setState(source, KeptState::Paused);
}

void KeptOffline::resume(const QUrl& source)
{
    const auto state = track(source).state;
    if (state != KeptState::Paused && state != KeptState::Failed) return;
    setState(source, KeptState::Queued);
}

void KeptOffline::pauseAll()
{
    for (const auto& track : QList(m_tracks))
        pause(track.source);
}

void KeptOffline::resumeAll()
{
    for (const auto& track : QList(m_tracks))
        resume(track.source);
}

void KeptOffline::remove(const QList<QUrl>& sources)
{
    QSet<QUrl> going(sources.cbegin(), sources.cend());
    going.removeIf([this](const QUrl& source) { return !m_rows.contains(source); });
    if (going.isEmpty()) return;
    std::erase_if(m_running, [&](const Running& running) { return going.contains(running.source); });
    m_tracks.removeIf([&](const KeptTrack& track) { return going.contains(track.source); });
    reindex();
    m_list.remove(going.values());
    Q_EMIT listChanged();
    startMore();
}

void KeptOffline::take(const QList<KeptTrack>& tracks)
{
    for (const auto& track : tracks) {
        if (m_rows.contains(track.source)) continue;
        m_rows.insert(track.source, m_tracks.size());
        m_tracks.append(track);
    }
}

void KeptOffline::setState(const QUrl& source, KeptState state, const QString& reason)
{
    auto* track = find(source);
    if (!track || (track->state == state && track->reason == reason)) return;
    track->state = state;
    track->reason = reason;
    if (state != KeptState::Downloading) {
        stop(source);
        m_list.update(*track); // queued and downloading are the same to the next start
    }
    mark(source);
    startMore();
}

void KeptOffline::mark(const QUrl& source)
{
    m_changed.insert(source);
    if (!m_tick.isActive()) m_tick.start();
}

void KeptOffline::startMore()
{
    if (!m_loaded) return;
    while (m_running.size() < AtOnce) {
        const auto next = std::ranges::find(m_tracks, KeptState::Queued, &KeptTrack::state);
        if (next == m_tracks.end()) return;
        next->state = KeptState::Downloading;
        m_running.push_back(
            {next->source, m_streams.fill(next->source, next->size > 0 ? std::optional(next->size) : std::nullopt)});
        mark(next->source);
    }
}

void KeptOffline::stop(const QUrl& source)
{
    std::erase_if(m_running, [&](const Running& running) { return running.source == source; });
}

/// Ten times a second while something runs: takes over the progress, and tells all that changed at once.
void KeptOffline::look()
{
    QList<QUrl> complete; // looked at afterwards: what ends leaves the row of those that run
    for (auto& running : m_running)
        if (takeProgress(running) && !std::exchange(running.checking, true)) complete.append(running.source);
    for (const auto& source : complete)
        checkStored(source);
    const QList<QUrl> sources(m_changed.cbegin(), m_changed.cend());
    m_changed.clear();
    if (!sources.isEmpty()) Q_EMIT changed(sources);
    if (m_running.empty() && m_changed.isEmpty()) m_tick.stop();
}

/// Whether all of it is here.
bool KeptOffline::takeProgress(const Running& running)
{
    const auto progress = running.lease->object().progress();
    auto* track = find(running.source);
    if (!track) return false;
    const qint64 size = progress.size.value_or(track->size);
    if (track->here != progress.here || track->size != size) {
        track->here = progress.here;
        track->size = size;
        m_changed.insert(running.source);
    }
    return progress.complete;
}

/// All of it is here, perhaps since before this was asked; kept it is when the store has it.
void KeptOffline::checkStored(const QUrl& source)
{
    m_media.readers()
        .post([key = storeKeyOf(source)](store::Database& database) -> Result<bool> {
            auto row = database.prepare("SELECT size = stored FROM object WHERE key = ?");
            return row.bind(key).step() && row.boolean(0);
        })
        .then(this, [this, source](const Result<bool>& stored) {
            const auto running = std::ranges::find(m_running, source, &Running::source);
            if (running == m_running.end()) return;
            running->checking = false;
            if (stored.value_or(false)) setState(source, KeptState::Kept);
        });
}

void KeptOffline::reindex()
{
    m_rows.clear();
    for (qsizetype row = 0; row < m_tracks.size(); ++row)
        m_rows.insert(m_tracks.at(row).source, row);
}

KeptTrack* KeptOffline::find(const QUrl& source)
{
    const auto row = m_rows.constFind(source);
    return row == m_rows.cend() ? nullptr : &m_tracks[*row];
}

} // namespace groundswell::streaming
