#pragma once

#include "library/track_queries.h"
#include "media/player.h"

#include <QObject>

#include <functional>

namespace groundswell::ui {

/// A library row as an entry of the queue.
[[nodiscard]] media::QueueEntry queueEntryOf(const library::TrackRow& row);

/// Puts library tracks into the player's queue: fetches their rows off the GUI thread, then hands them over.
class LibraryPlayback final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    LibraryPlayback(const library::TrackQueries& queries, media::Player& player, QObject* parent = nullptr);

    /// Replaces the queue with the list and plays from `index`; `from` is what the list is called. Of very long lists
    /// the queue takes the 20,000 tracks around it.
    void play(const library::TrackIds& ids, qsizetype index, const QString& from);
    /// The same in random order, from anywhere in the list.
    void shuffle(const library::TrackIds& ids, const QString& from);
    void playNext(const library::TrackIds& ids);
    void append(const library::TrackIds& ids);
    /// Before a row of the queue.
    void insert(const library::TrackIds& ids, int row);

Q_SIGNALS:
    /// Another list is played from now on.
    void started(const QString& from);
    /// Nothing of what was asked for can be read, so nothing changes.
    void nothingToPlay();

private:
    void start(library::TrackIds ids, int index, bool shuffled, const QString& from);
    /// Puts tracks into the queue that plays.
    [[nodiscard]] QFuture<Result<QList<media::QueueEntry>>> entries(library::TrackIds ids, TrackId wanted = {});
    void add(const library::TrackIds& ids, std::function<void(media::PlayQueue&, QList<media::QueueEntry>)> how);

    const library::TrackQueries& m_queries;
    media::Player& m_player;
    quint64 m_newest = 0; ///< answers to older requests to play are dropped
};

} // namespace groundswell::ui
