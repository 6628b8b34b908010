#pragma once

#include "streaming/kept_list.h"
#include "streaming/streams.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace groundswell::streaming {

/// "Available offline": a queue of downloads, two at a time, that goes on where it was after a restart. Lives on the
/// GUI thread and never blocks it. What is kept is pinned: eviction leaves it alone.
class KeptOffline final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it. The list is loaded in the background: loaded() tells when.
    KeptOffline(store::Store& media, Streams& streams, QObject* parent = nullptr);
    ~KeptOffline() override;

    [[nodiscard]] bool isLoaded() const noexcept { return m_loaded; }
    /// In the order of asking.
    [[nodiscard]] const QList<KeptTrack>& tracks() const noexcept { return m_tracks; }
    /// State None for what was never asked for. Quick enough for every row that is painted.
    [[nodiscard]] KeptTrack track(const QUrl& source) const;
    /// Downloads wait or run.
    [[nodiscard]] bool isBusy() const;

    /// Asks for tracks (source, title, and size where it is known); those in the list already stay as they are. Local
    /// files are on this computer anyway and are left out.
    void keep(const QList<KeptTrack>& tracks);
    void pause(const QUrl& source);
    /// Goes on with what was paused, and tries again what failed.
    void resume(const QUrl& source);
    void pauseAll();
    void resumeAll();
    /// Out of the list, all at once: their bytes stay as long as the quota has room for them.
    void remove(const QList<QUrl>& sources);

Q_SIGNALS:
    void loaded();
    /// Tracks came into the list or went out of it.
    void listChanged();
    /// The state or progress of these changed; at most ten times a second.
    void changed(const QList<QUrl>& sources);

private:
    struct Running
    {
        QUrl source;
        std::shared_ptr<Lease> lease;
        bool checking = false; ///< whether the store has all of it
    };

    void take(const QList<KeptTrack>& tracks);
    void setState(const QUrl& source, KeptState state, const QString& reason = {});
    void mark(const QUrl& source);
    void startMore();
    void stop(const QUrl& source);
    void look();
    bool takeProgress(const Running& running);
    void checkStored(const QUrl& source);
    void reindex();
    [[nodiscard]] KeptTrack* find(const QUrl& source);

    store::Store& m_media;
    Streams& m_streams;
    KeptList m_list;
    QList<KeptTrack> m_tracks;
    QHash<QUrl, qsizetype> m_rows;
    std::vector<Running> m_running;
    QSet<QUrl> m_changed;
    QTimer m_tick; // while something runs or is to be told
    bool m_loaded = false;
};

} // namespace groundswell::streaming
