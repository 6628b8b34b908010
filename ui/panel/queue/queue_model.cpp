#include "ui/panel/queue/queue_model.h"

#include "media/play_queue.h"
#include "ui/parts/when_text.h"

#include <QMimeData>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto rowsType = "application/x-groundswell-queue-rows"_L1;
}

QueueModel::QueueModel(media::PlayQueue& queue, QObject* parent)
    : QAbstractListModel(parent)
    , m_queue(queue)
    , m_current(queue.currentRow())
{
    using media::PlayQueue;
    connect(&queue, &PlayQueue::rowsAboutToBeInserted, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&queue, &PlayQueue::rowsInserted, this, [this] { endInsertRows(); });
    connect(&queue, &PlayQueue::rowsAboutToBeRemoved, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&queue, &PlayQueue::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&queue, &PlayQueue::rowsAboutToBeMoved, this,
            [this](int first, int last, int destination) { beginMoveRows({}, first, last, {}, destination); });
    connect(&queue, &PlayQueue::rowsMoved, this, [this] { endMoveRows(); });
    connect(&queue, &PlayQueue::aboutToReset, this, [this] { beginResetModel(); });
    connect(&queue, &PlayQueue::wasReset, this, [this] {
        m_current = m_queue.currentRow();
        endResetModel();
    });
    connect(&queue, &PlayQueue::entryChanged, this, [this](int row) { Q_EMIT dataChanged(index(row), index(row)); });
    connect(&queue, &PlayQueue::currentRowChanged, this, [this](int row) {
        const int before = std::exchange(m_current, row);
        const int end = rowCount() - 1;
        if (end < 0) return;
        Q_EMIT dataChanged(index(std::clamp(std::min(row, before), 0, end)),
                           index(std::clamp(std::max(row, before), 0, end)), {CurrentRole, PastRole});
    });
}

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_queue.size();
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_queue.size()) return {};
    const media::QueueEntry& entry = m_queue.entries().at(index.row());
    const QString title = entry.title.isEmpty() ? entry.source.fileName() : entry.title;
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole: return title;
    case ArtistRole: return entry.artist;
    case DurationRole: return entry.durationMs;
    case CurrentRole: return index.row() == m_current;
    case PastRole: return !m_queue.shuffle() && index.row() < m_current;
    case ProblemRole: return entry.problem;
    case Qt::ToolTipRole: return entry.problem.isEmpty() ? QVariant() : QVariant(entry.problem.toHtmlEscaped());
    case Qt::AccessibleTextRole: {
        QStringList parts{title, entry.artist, spokenClock(entry.durationMs)};
        if (index.row() == m_current) parts.append(tr("now"));
        if (!entry.problem.isEmpty()) parts.append(entry.problem);
        return parts.join(u", "_s);
    }
    default: return {};
    }
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) return Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList QueueModel::mimeTypes() const
{
    return {QString(rowsType)};
}

QMimeData* QueueModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    QByteArray rows;
    for (const QModelIndex& index : indexes)
        rows += QByteArray::number(index.row()) + ' ';
    data->setData(QString(rowsType), rows.trimmed());
    return data;
}

bool QueueModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex& parent)
{
    if (!data->hasFormat(QString(rowsType))) return false;
    const QList<QByteArray> rows = data->data(QString(rowsType)).split(' ');
    int destination = row >= 0 ? row : parent.isValid() ? parent.row() : m_queue.size();
    QList<int> moved;
    for (const QByteArray& number : rows) {
        if (const int from = number.toInt(); from >= 0 && from < m_queue.size()) moved.append(from);
    }
    std::ranges::sort(moved);
    if (!moved.isEmpty() && moved.last() - moved.first() == moved.size() - 1) { // in one piece: one change
        m_queue.move(moved.first(), int(moved.size()), destination);
        return false;
    }
    QList<quint64> ids;
    for (const int from : std::as_const(moved))
        ids.append(m_queue.entries().at(from).id);
    for (const quint64 id : ids) {
        const int from = m_queue.rowOf(id);
        m_queue.move(from, 1, destination);
        destination = m_queue.rowOf(id) + 1;
    }
    return false; // moved already: the view must not remove anything
}

bool QueueModel::removeRows(int row, int count, const QModelIndex& parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > m_queue.size()) return false;
    m_queue.remove(row, count);
    return true;
}

bool QueueModel::moveRows(const QModelIndex&, int sourceRow, int count, const QModelIndex&, int destinationChild)
{
    m_queue.move(sourceRow, count, destinationChild);
    return true;
}

} // namespace groundswell::ui
