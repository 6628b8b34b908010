#include "library/track_list_model.h"

#include "library/track_fields.h"

#include <algorithm>

namespace groundswell::library {

namespace {

constexpr int rowsPerPage = 128;
constexpr int pagesKept = 64;

/// Two lists with the same ids in another order, almost surely: enough to keep a view's selection where it is.
bool isPermutation(const TrackIds& a, const TrackIds& b)
{
    if (a.size() != b.size()) return false;
    quint64 sums[2] = {0, 0};
    quint64 squares[2] = {0, 0};
    for (size_t i = 0; i < a.size(); ++i) {
        const auto x = static_cast<quint64>(a[i]);
        const auto y = static_cast<quint64>(b[i]);
        sums[0] += x;
        sums[1] += y;
        squares[0] += x * x * x;
        squares[1] += y * y * y;
    }
    return sums[0] == sums[1] && squares[0] == squares[1];
}

} // namespace

TrackListModel::TrackListModel(const TrackQueries& queries, QObject* parent)
    : QAbstractTableModel(parent)
    , m_queries(queries)
    , m_pages(pagesKept)
{
    refresh();
}

TrackListModel::~TrackListModel()
{
    m_asking.request_stop();
}

int TrackListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int TrackListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrackListModel::data(const QModelIndex& index, int dataRole) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    if (dataRole == Qt::TextAlignmentRole)
        return isNumber(static_cast<Column>(index.column())) ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                                                             : QVariant();
    if (dataRole == role(TrackField::Id)) return static_cast<qint64>(m_ids[static_cast<size_t>(index.row())]);
    const TrackRow* row = rowAt(index.row());
    if (!row) fetchPage(index.row() / rowsPerPage);
    if (dataRole == role(TrackField::Loaded)) return row != nullptr;
    if (!row) return {};
    if (dataRole == Qt::AccessibleTextRole && index.column() == TitleColumn) return spokenText(*row);
    if (dataRole == Qt::DisplayRole || dataRole == Qt::AccessibleTextRole)
        return displayText(*row, static_cast<Column>(index.column()));
    if (dataRole == Qt::ToolTipRole) return row->track.error.isEmpty() ? QVariant() : row->track.error;
    return dataRole > Qt::UserRole ? fieldValue(*row, static_cast<TrackField>(dataRole - role(TrackField{})))
                                   : QVariant();
}

QVariant TrackListModel::headerData(int section, Qt::Orientation orientation, int dataRole) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
    const auto column = static_cast<Column>(section);
    if (dataRole == Qt::DisplayRole) return columnTitle(column);
    if (dataRole == Qt::ToolTipRole && column == CommentsColumn) return columnTitle(column); // a view may draw a sign
    if (dataRole == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QHash<int, QByteArray> TrackListModel::roleNames() const
{
    auto names = QAbstractTableModel::roleNames();
    for (int field = 0; field <= static_cast<int>(TrackField::Loaded); ++field)
        names.insert(role(static_cast<TrackField>(field)), fieldName(static_cast<TrackField>(field)));
    return names;
}

void TrackListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount) return;
    setOrder({columnField(static_cast<Column>(column)), order == Qt::DescendingOrder});
}

void TrackListModel::setFilter(const TrackFilter& filter)
{
    if (filter == m_filter) return;
    m_filter = filter;
    refresh();
}

void TrackListModel::setOrder(const TrackOrder& order)
{
    if (order == m_order) return;
    m_order = order;
    refresh();
}

TrackId TrackListModel::idAt(int row) const
{
    return row >= 0 && std::cmp_less(row, m_ids.size()) ? m_ids[static_cast<size_t>(row)] : TrackId{};
}

int TrackListModel::rowOf(TrackId id) const
{
    const auto found = std::ranges::find(m_ids, id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

const TrackRow* TrackListModel::rowAt(int row) const
{
    if (row < 0 || row >= rowCount()) return nullptr;
    const QList<TrackRow>* page = m_pages.object(row / rowsPerPage);
    if (!page) return nullptr;
    const TrackRow& found = page->at(row % rowsPerPage);
    return found.track.id == TrackId{} ? nullptr : &found;
}

/// An answer that is quicker than the call of then() comes within it: but a model must not change while it is being
/// read.
template <class F>
void TrackListModel::later(F function)
{
    QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
}

void TrackListModel::refresh()
{
    m_asking.request_stop();
    m_asking = {};
    m_queries.ids(m_filter, m_order, m_asking.get_token())
        .then(this, [this, asked = m_asking](Result<TrackIds> answer) {
            later([this, asked, ids = std::move(answer)]() mutable {
                if (asked.stop_requested()) return; // a newer question is on its way
                if (ids)
                    showIds(*std::move(ids));
                else
                    Q_EMIT failed(ids.error());
            });
        });
}

void TrackListModel::refreshTrack(TrackId id)
{
    const int row = rowOf(id);
    if (row < 0) return;
    const int page = row / rowsPerPage;
    m_pending.remove(page);
    fetchPage(page);
}

void TrackListModel::fetchPage(int page) const
{
    if (m_pending.contains(page)) return;
    const quint64 question = ++m_questions;
    m_pending.insert(page, question);
    const auto begin = m_ids.begin() + qsizetype{page} * rowsPerPage;
    TrackIds asked(begin, begin + std::min<qsizetype>(rowsPerPage, m_ids.end() - begin));
    auto* self = const_cast<TrackListModel*>(this); // a view reads through const; the answer comes to the object
    m_queries.rows(asked).then(self, [self, page, asked, question](const Result<QList<TrackRow>>& rows) {
        self->later([self, page, question, asked, rows] { self->showPage(page, question, asked, rows); });
    });
}

void TrackListModel::showPage(int page, quint64 question, const TrackIds& asked, const Result<QList<TrackRow>>& rows)
{
    if (m_pending.value(page) != question) return; // asked of other ids, or asked again since
    m_pending.remove(page);
    if (!rows) return Q_EMIT failed(rows.error());
    // A row that has gone meanwhile stays a placeholder until the next refresh().
    auto* shown = new QList<TrackRow>(static_cast<qsizetype>(asked.size()));
    qsizetype next = 0;
    for (const TrackRow& row : *rows) {
        while (asked[static_cast<size_t>(next)] != row.track.id)
            ++next;
        (*shown)[next++] = row;
    }
    m_pages.insert(page, shown);
    const int first = page * rowsPerPage;
    Q_EMIT dataChanged(index(first, 0), index(first + static_cast<int>(asked.size()) - 1, ColumnCount - 1));
}

void TrackListModel::showIds(TrackIds ids)
{
    // A view reads the old rows while it is told that they will change, and may ask for pages of them.
    const auto change = [this](TrackIds&& to) {
        m_ids = std::move(to);
        m_pages.clear();
        m_pending.clear();
    };
    if (ids == m_ids) {
        change(std::move(ids));
        if (!m_ids.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    } else if (isPermutation(ids, m_ids)) {
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        QHash<TrackId, int> rows; // of the tracks that a view holds on to, which may be all of a large selection
        for (const QModelIndex& each : before)
            rows.insert(idAt(each.row()), -1);
        std::vector<TrackId> tracks;
        for (const QModelIndex& each : before)
            tracks.push_back(idAt(each.row()));
        change(std::move(ids));
        for (size_t row = 0; !rows.isEmpty() && row < m_ids.size(); ++row) {
            if (const auto wanted = rows.find(m_ids[row]); wanted != rows.end()) *wanted = static_cast<int>(row);
        }
        QModelIndexList after;
        for (qsizetype i = 0; i < before.size(); ++i)
            after.append(index(rows.value(tracks[static_cast<size_t>(i)]), before[i].column()));
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged({}, VerticalSortHint);
    } else {
        beginResetModel();
        change(std::move(ids));
        endResetModel();
    }
    Q_EMIT loaded();
}

} // namespace groundswell::library
