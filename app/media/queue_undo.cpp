#include "media/play_queue.h"

#include <algorithm>
#include <utility>

namespace groundswell::media {

std::optional<QueueChange> PlayQueue::lastChange() const
{
    return m_undo.empty() ? std::nullopt : std::optional(m_undo.back().change);
}

void PlayQueue::remember(QueueChange change, int row, int destination, QList<QueueEntry> entries)
{
    m_undo.push_back({.change = change,
                      .row = row,
                      .destination = destination,
                      .entries = std::move(entries),
                      .order = m_order.ids(),
                      .current = m_current < 0 ? 0 : m_entries.at(m_current).id});
    if (qsizetype(m_undo.size()) > UndoDepth) m_undo.pop_front();
    Q_EMIT undoChanged();
}

void PlayQueue::undo()
{
    if (m_undo.empty()) return;
    Undo step = std::move(m_undo.back());
    m_undo.pop_back();
    const int count = step.change.count;
    switch (step.change.kind) {
    case QueueChange::Kind::Add: removeRows(step.row, count); break;
    case QueueChange::Kind::Remove:
        if (m_shuffle) {
            QList<quint64> ids;
            for (const QueueEntry& entry : std::as_const(step.entries))
                ids.append(entry.id);
            m_order.insertNext(ids); // somewhere: the kept order follows below
        }
        insertAt(step.row, std::move(step.entries));
        break;
    case QueueChange::Kind::Move: {
        const bool wasUp = step.destination < step.row;
        moveRows(wasUp ? step.destination : step.destination - count, count, wasUp ? step.row + count : step.row);
        break;
    }
    case QueueChange::Kind::Replace: {
        const auto before = std::ranges::find(step.entries, step.current, &QueueEntry::id);
        const int row = before == step.entries.end() ? -1 : int(before - step.entries.begin());
        replace(std::move(step.entries), row);
        break;
    }
    }
    restoreOrder(std::move(step.order));
    if (m_current < 0 && step.current != 0) setCurrent(rowOf(step.current));
    if (m_shuffle && m_current >= 0) m_order.setPlace(m_order.ids().indexOf(m_entries.at(m_current).id));
    Q_EMIT undoChanged();
}

} // namespace groundswell::media
