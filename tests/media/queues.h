#pragma once

#include "media/play_queue.h"

#include <QStringList>

#include <rapidcheck.h>

namespace groundswell::media::test {

inline QList<QueueEntry> entries(int count, int from = 0)
{
    QList<QueueEntry> list;
    for (int i = from; i < from + count; ++i)
        list.append({.id = 0,
                     .track = TrackId{i + 1},
                     .source = QUrl::fromLocalFile(QStringLiteral("/music/%1.flac").arg(i)),
                     .title = QString::number(i),
                     .artist = {},
                     .durationMs = 1000,
                     .problem = {}});
    return list;
}

inline QString titles(const PlayQueue& queue)
{
    QStringList list;
    for (const QueueEntry& entry : queue.entries())
        list.append(entry.title);
    return list.join(u' ');
}

/// Follows a queue by its signals alone, as a model does.
class Follower
{
public:
    explicit Follower(const PlayQueue& queue)
        : m_queue(queue)
        , m_ids(ids())
    {
        QObject::connect(&queue, &PlayQueue::rowsInserted, &queue, [this](int first, int last) {
            for (int row = first; row <= last; ++row)
                m_ids.insert(row, m_queue.entries().at(row).id);
        });
        QObject::connect(&queue, &PlayQueue::rowsRemoved, &queue,
                         [this](int first, int last) { m_ids.remove(first, last - first + 1); });
        QObject::connect(&queue, &PlayQueue::rowsMoved, &queue, [this](int first, int last, int destination) {
            const QList<quint64> moved = m_ids.sliced(first, last - first + 1);
            m_ids.remove(first, moved.size());
            for (qsizetype i = 0; i < moved.size(); ++i)
                m_ids.insert((destination > first ? destination - moved.size() : destination) + i, moved.at(i));
        });
        QObject::connect(&queue, &PlayQueue::wasReset, &queue, [this] { m_ids = ids(); });
    }

    [[nodiscard]] bool isRight() const { return m_ids == ids(); }

private:
    [[nodiscard]] QList<quint64> ids() const
    {
        QList<quint64> list;
        for (const QueueEntry& entry : m_queue.entries())
            list.append(entry.id);
        return list;
    }

    const PlayQueue& m_queue;
    QList<quint64> m_ids;
};

/// Something that people do with a queue, drawn by lot.
inline void change(PlayQueue& queue)
{
    const int size = queue.size();
    const int row = *rc::gen::inRange(0, size + 1);
    const int count = *rc::gen::inRange(0, 4);
    switch (*rc::gen::inRange(0, 7)) {
    case 0: queue.append(entries(count, 100)); break;
    case 1: queue.insertNext(entries(count, 200)); break;
    case 2: queue.remove(row, count); break;
    case 3: queue.move(row, count, *rc::gen::inRange(0, size + 1)); break;
    case 4: queue.jump(row); break;
    case 5: queue.advance(Advance::Skipped); break;
    case 6: queue.goBack(); break;
    default: break;
    }
}

} // namespace groundswell::media::test
