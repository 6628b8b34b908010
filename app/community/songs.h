#pragma once

#include "base/error.h"
#include "community/view.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QUrl>

namespace groundswell::sync {
class Engine;
struct LocalSong;
} // namespace groundswell::sync

namespace groundswell::community {

/// Which song of the village a track is. Lives on the GUI thread.
class Songs final : public QObject
{
    Q_OBJECT
public:
    Songs(sync::Engine& engine, QObject* parent);

    /// Finds the track's song: what was matched before, else what the server says, else an id made here and remembered.
    /// Never fails for want of a network.
    [[nodiscard]] QFuture<Result<SongMatch>> match(const TrackQuery& query);
    /// What this computer knows of a song; ErrorCode::NotFound when it never heard of it.
    [[nodiscard]] QFuture<Result<api::Song>> song(SongId song);
    /// How many comments the song has: those that the village told of and one's own that wait to be sent. None where
    /// the village did not tell of the song.
    [[nodiscard]] QFuture<Result<std::optional<qint64>>> commentCount(SongId song);
    /// The song whose panel is open: its comments, stories and words are fetched now and kept in step until another one
    /// is. A null id: none. The future ends when the engine knows, not when it is fetched.
    QFuture<void> open(SongId song);
    [[nodiscard]] SongId opened() const noexcept { return m_opened; }
    /// The id that a song goes by since it was renamed while the program runs; its own when it was not.
    [[nodiscard]] SongId current(SongId song) const { return m_renamed.value(song, song); }

Q_SIGNALS:
    /// A match was found or made; the library remembers it. Not emitted for tracks outside the library.
    void matched(groundswell::TrackId track, groundswell::SongId song);
    /// The village knew a song under another id than the one made here: everything kept under `from` is now under `to`.
    void renamed(groundswell::SongId from, groundswell::SongId to);
    /// Something about the song itself changed (its counts, its title).
    void changed(groundswell::SongId song);

private:
    /// What the outbox knows of a track's song.
    struct Memory
    {
        SongId song;
        bool known = false;
        bool remembered = false;
        bool elsewhere = false; ///< the id is another community's
    };
    [[nodiscard]] QFuture<Result<Memory>> recall(const TrackQuery& query);
    [[nodiscard]] QFuture<Result<SongMatch>> ask(const TrackQuery& query, const Memory& memory);
    [[nodiscard]] QFuture<Result<SongMatch>> remember(const TrackQuery& query, const Memory& memory,
                                                      const SongMatch& match);
    [[nodiscard]] QFuture<Result<SongMatch>> make(const sync::LocalSong& song, bool remembered);
    QFuture<void> watchOpened();
    void follow(SongId from, SongId to);

    sync::Engine& m_engine;
    SongId m_opened;
    QUrl m_server; // of the community that the ids are of
    QHash<SongId, SongId> m_renamed;
    bool m_watching = false; // the opened song is one that the village knows
};

} // namespace groundswell::community
