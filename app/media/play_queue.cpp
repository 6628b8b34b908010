#include "media/play_queue.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace groundswell::media {

namespace {

QList<quint64> idsOf(const QList<QueueEntry>& entries)
{
    QList<quint64> ids;
    ids.reserve(entries.size());
    for (const QueueEntry& entry : entries)
        ids.append(entry.id);
    return ids;
}

} // namespace

PlayQueue::PlayQueue(QObject* parent, std::uint64_t seed)
    : QObject(parent)
    , m_random(seed)
{
}

std::optional<QueueEntry> PlayQueue::current() const
{
    return m_current >= 0 ? std::optional(m_entries.at(m_current)) : std::nullopt;
}

int PlayQueue::rowOf(quint64 id) const
{
    const auto isRight = [&](int row) { return row >= 0 && row < m_entries.size() && m_entries.at(row).id == id; };
    if (const int row = m_rows.value(id, -1); isRight(row)) return row;
    m_rows.clear();
    for (int row = 0; row < size(); ++row)
        m_rows.insert(m_entries.at(row).id, row);
    return m_rows.value(id, -1);
}

void PlayQueue::giveIds(QList<QueueEntry>& entries)
{
    for (QueueEntry& entry : entries)
        entry.id = m_nextId++;
}

void PlayQueue::set(QList<QueueEntry> entries, int currentRow)
{
    if (!m_entries.isEmpty())
        remember({QueueChange::Kind::Replace, size()}, 0, 0, m_entries);
    else if (!entries.isEmpty())
        remember({QueueChange::Kind::Add, int(entries.size())});
    giveIds(entries);
    replace(std::move(entries), currentRow);
}

void PlayQueue::replace(QList<QueueEntry> entries, int currentRow)
{
    Q_EMIT aboutToReset();
    m_entries = std::move(entries);
    m_current = currentRow >= 0 && currentRow < size() ? currentRow : -1;
    rebuildOrder();
    Q_EMIT wasReset();
    Q_EMIT currentRowChanged(m_current);
}

void PlayQueue::append(QList<QueueEntry> entries)
{
    add(size(), std::move(entries), false);
}

void PlayQueue::insertNext(QList<QueueEntry> entries)
{
    add(m_current + 1, std::move(entries), true);
}

void PlayQueue::insert(int row, QList<QueueEntry> entries)
{
    add(std::clamp(row, 0, size()), std::move(entries), row == m_current + 1);
}

void PlayQueue::add(int row, QList<QueueEntry> entries, bool next)
{
    if (entries.isEmpty()) return;
    giveIds(entries);
    remember({QueueChange::Kind::Add, int(entries.size())}, row);
    if (m_shuffle && next)
        m_order.insertNext(idsOf(entries));
    else if (m_shuffle)
        m_order.scatter(idsOf(entries), m_random);
    insertAt(row, std::move(entries));
}

void PlayQueue::insertAt(int row, QList<QueueEntry> entries)
{
    const int count = int(entries.size());
    Q_EMIT rowsAboutToBeInserted(row, row + count - 1);
    m_entries.insert(row, count, QueueEntry{});
    std::ranges::move(entries, m_entries.begin() + row);
    const bool moved = m_current >= row;
    if (moved) m_current += count;
    Q_EMIT rowsInserted(row, row + count - 1);
    if (moved) Q_EMIT currentRowChanged(m_current);
}

int PlayQueue::nextAfterRemoval(int row, int count) const
{
    const auto stays = [&](int r) { return (r < row || r >= row + count) && m_entries.at(r).problem.isEmpty(); };
    if (m_shuffle) {
        for (qsizetype place = m_order.place() + 1; place < m_order.ids().size(); ++place) {
            if (const int r = rowOf(m_order.ids().at(place)); stays(r)) return r;
        }
        return -1;
    }
    for (int r = row + count; r < size(); ++r) {
        if (stays(r)) return r;
    }
    return -1;
}

void PlayQueue::remove(int row, int count)
{
    count = std::min(count, size() - row);
    if (row < 0 || count <= 0) return;
    remember({QueueChange::Kind::Remove, count}, row, 0, m_entries.sliced(row, count));
    removeRows(row, count);
}

void PlayQueue::removeRows(int row, int count)
{
    const bool currentGoes = m_current >= row && m_current < row + count;
    int next = currentGoes ? nextAfterRemoval(row, count) : m_current;
    if (next >= row + count) next -= count;

    Q_EMIT rowsAboutToBeRemoved(row, row + count - 1);
    if (m_shuffle) m_order.remove(idsOf(m_entries.sliced(row, count)));
    m_entries.remove(row, count);
    const bool changed = currentGoes || next != m_current;
    m_current = next;
    if (m_shuffle && currentGoes)
        m_order.setPlace(m_current < 0 ? -1 : m_order.ids().indexOf(m_entries.at(m_current).id));
    Q_EMIT rowsRemoved(row, row + count - 1);
    if (changed) Q_EMIT currentRowChanged(m_current);
}

void PlayQueue::move(int row, int count, int destination)
{
    if (row < 0 || count <= 0 || row + count > size() || destination < 0 || destination > size() ||
        (destination >= row && destination <= row + count))
        return;
    remember({QueueChange::Kind::Move, count}, row, destination);
    moveRows(row, count, destination);
}

void PlayQueue::moveRows(int row, int count, int destination)
{
    Q_EMIT rowsAboutToBeMoved(row, row + count - 1, destination);
    const auto first = m_entries.begin();
    if (destination < row)
        std::rotate(first + destination, first + row, first + row + count);
    else
        std::rotate(first + row, first + row + count, first + destination);
    const int before = m_current;
    if (m_current >= row && m_current < row + count)
        m_current += destination < row ? destination - row : destination - row - count;
    else if (m_current >= destination && m_current < row)
        m_current += count;
    else if (m_current >= row + count && m_current < destination)
        m_current -= count;
    Q_EMIT rowsMoved(row, row + count - 1, destination);
    if (m_current != before) Q_EMIT currentRowChanged(m_current);
}

void PlayQueue::setCurrent(int row)
{
    if (row == m_current) return;
    m_current = row;
    Q_EMIT currentRowChanged(row);
}

void PlayQueue::jump(int row)
{
    if (row < 0 || row >= size()) return;
    const quint64 id = m_entries.at(row).id;
    setProblem(id, {});
    if (m_shuffle) m_order.jump(id);
    setCurrent(row);
}

int PlayQueue::peekNext(Advance why) const
{
    const auto playable = [this](int row) { return row >= 0 && m_entries.at(row).problem.isEmpty(); };
    if (why == Advance::Ended && m_repeat == RepeatMode::One && playable(m_current)) return m_current;
    const qsizetype place = m_shuffle ? m_order.place() : m_current;
    const qsizetype last = m_repeat == RepeatMode::All ? place + size() : size() - 1;
    for (qsizetype p = place + 1; p <= last; ++p) {
        const qsizetype wrapped = p % size();
        const int row = m_shuffle ? rowOf(m_order.ids().at(wrapped)) : int(wrapped);
        if (playable(row)) return row;
    }
    return -1;
}

bool PlayQueue::advance(Advance why)
{
    const int row = peekNext(why);
    if (row < 0) return false;
    if (m_shuffle && row != m_current) {
        const quint64 id = m_entries.at(row).id;
        const qsizetype place = m_order.ids().indexOf(id);
        if (place <= m_order.place())
            shuffleOrder(id); // a new round
        else
            m_order.setPlace(place);
    }
    setCurrent(row);
    return true;
}

bool PlayQueue::goBack()
{
    const qsizetype place = m_shuffle ? m_order.place() : m_current;
    for (qsizetype p = place - 1; p >= 0; --p) {
        const int row = m_shuffle ? rowOf(m_order.ids().at(p)) : int(p);
        if (!m_entries.at(row).problem.isEmpty()) continue;
        if (m_shuffle) m_order.setPlace(p);
        setCurrent(row);
        return true;
    }
    return false;
}

void PlayQueue::setRepeat(RepeatMode repeat)
{
    if (std::exchange(m_repeat, repeat) != repeat) Q_EMIT repeatChanged(repeat);
}

void PlayQueue::setShuffle(bool on)
{
    if (std::exchange(m_shuffle, on) == on) return;
    rebuildOrder();
    Q_EMIT shuffleChanged(on);
}

void PlayQueue::setShuffleBy(ShuffleBy by)
{
    if (std::exchange(m_shuffleBy, by) == by) return;
    rebuildOrder();
    Q_EMIT shuffleByChanged(by);
}

void PlayQueue::shuffleOrder(quint64 first)
{
    if (m_shuffleBy == ShuffleBy::Tracks) {
        m_order.shuffle(idsOf(m_entries), first, m_random);
        return;
    }
    QList<QList<quint64>> albums;
    QHash<QString, qsizetype> places;
    for (const QueueEntry& entry : std::as_const(m_entries)) {
        const auto known = entry.album.isEmpty() ? places.cend() : places.constFind(entry.album);
        if (known != places.cend()) {
            albums[*known].append(entry.id);
            continue;
        }
        if (!entry.album.isEmpty()) places.insert(entry.album, albums.size());
        albums.append(QList<quint64>{entry.id});
    }
    m_order.shuffleGroups(std::move(albums), first, m_random);
}

void PlayQueue::rebuildOrder()
{
    if (m_shuffle)
        shuffleOrder(m_current < 0 ? 0 : m_entries.at(m_current).id);
    else
        m_order = {};
}

void PlayQueue::setProblem(quint64 id, const QString& problem)
{
    const int row = rowOf(id);
    if (row < 0 || m_entries.at(row).problem == problem) return;
    m_entries[row].problem = problem;
    Q_EMIT entryChanged(row);
}

void PlayQueue::setGain(quint64 id, const ReplayGain& gain)
{
    const int row = rowOf(id);
    if (row < 0 || m_entries.at(row).gain == gain) return;
    m_entries[row].gain = gain;
    Q_EMIT entryChanged(row);
}

QueueState PlayQueue::state() const
{
    return {m_entries, m_current, m_order.ids(), m_repeat, m_shuffle, m_shuffleBy, 0};
}

void PlayQueue::restore(QueueState state)
{
    Q_EMIT aboutToReset();
    m_entries = std::move(state.entries);
    m_rows.clear();
    m_current = state.currentRow >= 0 && state.currentRow < size() ? state.currentRow : -1;
    m_nextId = 1;
    for (const QueueEntry& entry : std::as_const(m_entries))
        m_nextId = std::max(m_nextId, entry.id + 1);
    const bool shuffleBefore = std::exchange(m_shuffle, state.shuffle);
    const ShuffleBy byBefore = std::exchange(m_shuffleBy, state.shuffleBy);
    const RepeatMode repeatBefore = std::exchange(m_repeat, state.repeat);
    rebuildOrder();
    restoreOrder(std::move(state.order));
    m_undo.clear();
    Q_EMIT wasReset();
    Q_EMIT currentRowChanged(m_current);
    Q_EMIT undoChanged();
    if (m_shuffle != shuffleBefore) Q_EMIT shuffleChanged(m_shuffle);
    if (m_shuffleBy != byBefore) Q_EMIT shuffleByChanged(m_shuffleBy);
    if (m_repeat != repeatBefore) Q_EMIT repeatChanged(m_repeat);
}

// A kept order is used only when it is still one of exactly these entries.
void PlayQueue::restoreOrder(QList<quint64> ids)
{
    if (!m_shuffle || ids.size() != m_entries.size() ||
        QSet<quint64>(ids.cbegin(), ids.cend()) != QSet<quint64>(m_order.ids().cbegin(), m_order.ids().cend()))
        return;
    m_order.restore(std::move(ids), m_current < 0 ? 0 : m_entries.at(m_current).id);
}

} // namespace groundswell::media
