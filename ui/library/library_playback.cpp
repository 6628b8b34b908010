#include "ui/library/library_playback.h"

#include "base/heard_by.h"

#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>

namespace groundswell::ui {

namespace {

constexpr qsizetype longestQueue = 20'000;

/// Without what cannot be read, but for the one that was asked for by itself: its file may be whole again.
Result<QList<media::QueueEntry>> entriesOf(const Result<QList<library::TrackRow>>& rows, TrackId wanted)
{
    return rows.transform([wanted](const QList<library::TrackRow>& read) {
        QList<media::QueueEntry> entries;
        entries.reserve(read.size());
        for (const auto& row : read) {
            if (row.track.error.isEmpty() || row.track.id == wanted) entries.append(queueEntryOf(row));
        }
        return entries;
    });
}

} // namespace

media::QueueEntry queueEntryOf(const library::TrackRow& row)
{
    media::QueueEntry entry;
    entry.track = row.track.id;
    entry.source = QUrl::fromLocalFile(row.track.path());
    entry.title = row.track.title;
    entry.artist = row.track.artist;
    entry.durationMs = row.track.durationMs;
    entry.gain = row.replayGain();
    const auto& track = row.track;
    if (!track.album.isEmpty())
        entry.album = (track.albumArtist.isEmpty() ? track.artist : track.albumArtist) + u'\n' + track.album;
    return entry;
}

LibraryPlayback::LibraryPlayback(const library::TrackQueries& queries, media::Player& player, QObject* parent)
    : QObject(parent)
    , m_queries(queries)
    , m_player(player)
{
}

void LibraryPlayback::play(const library::TrackIds& ids, qsizetype index, const QString& from)
{
    const auto count = static_cast<qsizetype>(ids.size());
    if (index < 0 || index >= count) return;
    // A little of what came before stays reachable with "previous".
    const qsizetype first =
        std::clamp<qsizetype>(index - longestQueue / 4, 0, std::max<qsizetype>(0, count - longestQueue));
    const qsizetype last = std::min(count, first + longestQueue);
    start({ids.begin() + first, ids.begin() + last}, static_cast<int>(index - first), false, from);
}

void LibraryPlayback::shuffle(const library::TrackIds& ids, const QString& from)
{
    if (ids.empty()) return;
    auto mixed = ids;
    std::ranges::shuffle(mixed, *QRandomGenerator::global());
    mixed.resize(std::min(mixed.size(), static_cast<size_t>(longestQueue)));
    start(std::move(mixed), 0, true, from);
}

void LibraryPlayback::start(library::TrackIds ids, int index, bool shuffled, const QString& from)
{
    const quint64 request = ++m_newest;
    const TrackId wanted = ids[static_cast<size_t>(index)];
    entries(std::move(ids), shuffled ? TrackId{} : wanted)
        .then(this, [this, request, wanted, shuffled, from](Result<QList<media::QueueEntry>> entries) {
            if (!entries || request != m_newest) return;
            if (entries->isEmpty()) return Q_EMIT nothingToPlay();
            const auto found = std::ranges::find(*entries, wanted, &media::QueueEntry::track);
            const int row = found == entries->end() ? 0 : static_cast<int>(found - entries->begin());
            if (shuffled)
                m_player.queue().setShuffle(false); // the list is mixed already; its order is what the queue page shows
            Q_EMIT started(from);
            m_player.playAll(*std::move(entries), row);
        });
}

/// Made beside the GUI thread: of a long list it takes longer than a frame.
QFuture<Result<QList<media::QueueEntry>>> LibraryPlayback::entries(library::TrackIds ids, TrackId wanted)
{
    return m_queries.rows(std::move(ids))
        .then(this,
              [this, wanted](const Result<QList<library::TrackRow>>& rows) {
                  return heardBy(this, QtConcurrent::run(entriesOf, rows, wanted));
              })
        .unwrap();
}

void LibraryPlayback::playNext(const library::TrackIds& ids)
{
    add(ids, &media::PlayQueue::insertNext);
}

void LibraryPlayback::append(const library::TrackIds& ids)
{
    add(ids, &media::PlayQueue::append);
}

void LibraryPlayback::insert(const library::TrackIds& ids, int row)
{
    add(ids,
        [row](media::PlayQueue& queue, QList<media::QueueEntry> entries) { queue.insert(row, std::move(entries)); });
}

void LibraryPlayback::add(const library::TrackIds& ids,
                          std::function<void(media::PlayQueue&, QList<media::QueueEntry>)> how)
{
    const auto put = [this, how = std::move(how)](Result<QList<media::QueueEntry>> entries) {
        if (!entries) return;
        if (entries->isEmpty()) return Q_EMIT nothingToPlay();
        how(m_player.queue(), *std::move(entries));
    };
    entries(ids).then(this, put);
}

} // namespace groundswell::ui
