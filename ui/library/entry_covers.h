#pragma once

#include "library/track_queries.h"
#include "media/play_queue.h"
#include "ui/library/cover_pixmaps.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace groundswell::ui {

/// The covers of queue entries and of songs that others name: an entry names its track, a song is looked for, and the
/// library knows the track's picture. Until it is here, and for what is not of the library, a drawn cover. GUI thread;
/// the library is asked on its readers.
class EntryCovers final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    EntryCovers(const library::TrackQueries& queries, CoverPixmaps& covers, QObject* parent = nullptr);

    /// `side` in px at 1x. Quick enough for every row that is painted.
    [[nodiscard]] QPixmap pixmap(const media::QueueEntry& entry, int side, double radius, double dpr);
    /// The same of a song of which the library may have a track; `seed` draws the cover while it does not.
    [[nodiscard]] QPixmap pixmap(const library::SongName& song, const QString& seed, int side, double radius,
                                 double dpr);
    /// Whether the library is being asked which pictures there are.
    [[nodiscard]] bool isAsking() const noexcept { return m_later.isActive() || m_questions > 0; }
    /// The library changed: pictures are asked for again.
    void forget();

Q_SIGNALS:
    /// Some pictures came: paint again.
    void arrived();

private:
    void ask();
    void askForTracks();
    void askForSongs();
    void askSoon();

    const library::TrackQueries& m_queries;
    CoverPixmaps& m_covers;
    QHash<TrackId, QString> m_keys; ///< of the tracks that were asked for
    QSet<TrackId> m_wanted;
    QHash<QString, QString> m_songKeys; ///< of the songs that were asked for, by what they are called
    QHash<QString, library::SongName> m_wantedSongs;
    int m_questions = 0;      ///< without an answer yet
    quint64 m_generation = 0; ///< counts what the library was before: an answer from then is not kept
    QTimer m_later;           ///< one question for all rows of a paint
};

} // namespace groundswell::ui
