#include "ui/library/entry_covers.h"

#include "ui/player/cover_seed.h"

#include <chrono>
#include <utility>

namespace groundswell::ui {

using namespace std::chrono_literals;

namespace {

QString calledOf(const library::SongName& song)
{
    return song.song.toString() + u'\n' + song.title + u'\n' + song.artist;
}

} // namespace

EntryCovers::EntryCovers(const library::TrackQueries& queries, CoverPixmaps& covers, QObject* parent)
    : QObject(parent)
    , m_queries(queries)
    , m_covers(covers)
{
    m_later.setSingleShot(true);
    m_later.setInterval(0ms);
    connect(&m_later, &QTimer::timeout, this, &EntryCovers::ask);
    connect(&covers, &CoverPixmaps::arrived, this, &EntryCovers::arrived);
}

QPixmap EntryCovers::pixmap(const media::QueueEntry& entry, int side, double radius, double dpr)
{
    const auto key = m_keys.constFind(entry.track);
    if (key == m_keys.cend() && entry.track != TrackId{}) {
        m_wanted.insert(entry.track);
        askSoon();
    }
    return m_covers.pixmap(key == m_keys.cend() ? QString() : *key, coverSeed(entry), side, radius, dpr);
}

QPixmap EntryCovers::pixmap(const library::SongName& song, const QString& seed, int side, double radius, double dpr)
{
    const QString called = calledOf(song);
    const auto key = m_songKeys.constFind(called);
    if (key == m_songKeys.cend()) {
        m_wantedSongs.insert(called, song);
        askSoon();
    }
    return m_covers.pixmap(key == m_songKeys.cend() ? QString() : *key, seed, side, radius, dpr);
}

void EntryCovers::forget()
{
    ++m_generation;
    m_keys.clear();
    m_songKeys.clear();
    Q_EMIT arrived();
}

void EntryCovers::askSoon()
{
    if (!m_later.isActive()) m_later.start();
}

void EntryCovers::ask()
{
    if (!m_wanted.isEmpty()) askForTracks();
    if (!m_wantedSongs.isEmpty()) askForSongs();
}

void EntryCovers::askForSongs()
{
    const QHash<QString, library::SongName> asked = std::exchange(m_wantedSongs, {});
    for (auto song = asked.cbegin(); song != asked.cend(); ++song)
        m_songKeys.insert(song.key(), {});
    ++m_questions;
    const auto heard = [this, called = asked.keys(), generation = m_generation](const Result<QStringList>& keys) {
        --m_questions;
        if (generation != m_generation) return;
        for (qsizetype i = 0; i < called.size(); ++i) {
            if (keys)
                m_songKeys.insert(called.at(i), keys->at(i));
            else
                m_songKeys.remove(called.at(i)); // nothing is known of them: the next paint asks again
        }
        if (keys) Q_EMIT arrived();
    };
    m_queries.coverKeys(asked.values()).then(this, heard);
}

void EntryCovers::askForTracks()
{
    const library::TrackIds ids(m_wanted.cbegin(), m_wanted.cend());
    for (const TrackId id : ids)
        m_keys.insert(id, {}); // asked for: what has no picture is not asked for again
    m_wanted.clear();
    ++m_questions;
    m_queries.rows(ids).then(this,
                             [this, ids, generation = m_generation](const Result<QList<library::TrackRow>>& rows) {
                                 --m_questions;
                                 if (generation != m_generation) return;
                                 if (!rows) { // nothing is known of them: the next paint asks again
                                     for (const TrackId id : ids)
                                         m_keys.remove(id);
                                     return;
                                 }
                                 for (const library::TrackRow& row : *rows)
                                     m_keys.insert(row.track.id, row.track.coverKey);
                                 Q_EMIT arrived();
                             });
}

} // namespace groundswell::ui
