#pragma once

#include "store/store.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace groundswell::streaming {

/// Where a track stands that was asked to be available offline.
enum class KeptState {
    None,        ///< never asked for
    Queued,      ///< waits for its turn
    Downloading, ///< KeptTrack::here of KeptTrack::size bytes are here
    Paused,      ///< by the person
    Kept,        ///< all of it is here and stays
    Failed,      ///< KeptTrack::reason says why
};

/// A track that is to be available offline, and how much of it is.
struct KeptTrack
{
    QUrl source;
    QString title = {};
    KeptState state = KeptState::None;
    qint64 here = 0;     ///< bytes
    qint64 size = 0;     ///< bytes; 0 while unknown
    QString reason = {}; ///< one sentence for a person

    /// 0 to 100; 0 while the size is unknown.
    [[nodiscard]] int percent() const noexcept;
    bool operator==(const KeptTrack&) const = default;
};

/// What is kept offline, as it stands in media.db. A track's bytes are pinned as long as it is in the list. The reading
/// function blocks; the others post to the writer, in order, and do not wait.
class KeptList
{
public:
    explicit KeptList(store::Store& media)
        : m_media(media)
    {
    }

    /// In the order of asking; what was being downloaded when the program ended is queued.
    [[nodiscard]] QFuture<Result<QList<KeptTrack>>> load() const;
    /// Adds tracks at the end; those that are there already keep their place.
    void add(const QList<KeptTrack>& tracks);
    /// Its state, reason and size.
    void update(const KeptTrack& track);
    /// Takes them out and gives their bytes to the quota again, all in one go.
    void remove(const QList<QUrl>& sources);

private:
    store::Store& m_media;
};

} // namespace groundswell::streaming
