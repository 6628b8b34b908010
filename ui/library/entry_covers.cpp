#include "ui/library/entry_covers.h"

#include "ui/player/cover_seed.h"

#include <chrono>

namespace groundswell::ui {

using namespace std::chrono_literals;

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
        if (!m_later.isActive()) m_later.start();
    }
    return m_covers.pixmap(key == m_keys.cend() ? QString() : *key, coverSeed(entry), side, radius, dpr);
}

void EntryCovers::forget()
{
    m_keys.clear();
    Q_EMIT arrived();
}

void EntryCovers::ask()
{
    const library::TrackIds ids(m_wanted.cbegin(), m_wanted.cend());
    for (const TrackId id : ids)
        m_keys.insert(id, {}); // asked for: what has no picture is not asked for again
    m_wanted.clear();
    ++m_questions;
    m_queries.rows(ids).then(this, [this, ids](const Result<QList<library::TrackRow>>& rows) {
        --m_questions;
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
