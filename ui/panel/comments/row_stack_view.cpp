#include "ui/panel/comments/row_stack_view.h"

#include <QAccessible>
#include <QPainter>
#include <QPaintEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace groundswell::ui {

RowStackView::RowStackView(QWidget* parent)
    : QListView(parent)
{
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setDragDropMode(NoDragDrop);
}

void RowStackView::setBackground(const QColor& background)
{
    m_background = background;
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent, background.isValid() && background.alpha() == 255);
    viewport()->update();
}

void RowStackView::setModel(QAbstractItemModel* newModel)
{
    if (model()) disconnect(model(), &QAbstractItemModel::rowsRemoved, this, nullptr);
    QListView::setModel(newModel);
    if (!newModel) return;
    connect(newModel, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { rowsRemoved(first, last); });
}

// ------------------------------------------------------------------ places

QRect RowStackView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= m_places.count()) return {};
    return {0, m_places.top(index.row()) - verticalOffset(), viewport()->width(), m_places.height(index.row())};
}

QModelIndex RowStackView::indexAt(const QPoint& place) const
{
    const int y = place.y() + verticalOffset();
    if (!model() || y < 0 || y >= m_places.total() || !viewport()->rect().contains(place)) return {};
    return model()->index(m_places.rowAt(y), 0);
}

int RowStackView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void RowStackView::measure(int row)
{
    if (m_places.isMeasured(row)) return;
    m_places.setHeight(row, itemDelegate()->sizeHint({}, model()->index(row, 0)).height());
}

/// So that the viewport is full of measured rows with this one there.
void RowStackView::measureAround(Anchor anchor)
{
    int y = anchor.y;
    for (int row = anchor.row; row < m_places.count() && y < viewport()->height(); ++row) {
        measure(row);
        y += m_places.height(row);
    }
    y = anchor.y;
    for (int row = anchor.row - 1; row >= 0 && y > 0; --row) {
        measure(row);
        y -= m_places.height(row);
    }
}

/// Where the row at the top stays through a change; whoever has not scrolled yet stays at the beginning.
RowStackView::Anchor RowStackView::kept() const
{
    return verticalOffset() == 0 ? Anchor() : m_top;
}

/// Puts a row to its place, as far as there are rows above and below it, and the others around it.
void RowStackView::settle(Anchor anchor)
{
    const int high = viewport()->height();
    const int count = m_places.count();
    int offset = 0;
    if (count > 0) {
        const auto offsetOf = [this, &anchor] {
            measureAround(anchor);
            return m_places.top(anchor.row) - anchor.y;
        };
        offset = offsetOf();
        if (offset > m_places.total() - high) {
            measure(count - 1);
            anchor = {count - 1, high - m_places.height(count - 1)};
            offset = offsetOf();
        }
        if (offset < 0) {
            anchor = {};
            offset = offsetOf();
        }
    }
    m_top.row = std::max(0, m_places.rowAt(offset));
    m_top.y = m_places.top(m_top.row) - offset;
    const QScopedValueRollback settling(m_settling, true);
    verticalScrollBar()->setPageStep(high);
    verticalScrollBar()->setRange(0, std::max(0, m_places.total() - high));
    verticalScrollBar()->setValue(offset);
}

/// As settle(), where no row changed: what is painted already is moved.
void RowStackView::moveTo(Anchor anchor)
{
    const Anchor before = m_top;
    settle(anchor);
    if (before.row >= m_places.count()) return;
    const int moved = m_places.top(before.row) - verticalOffset() - before.y;
    if (moved != 0) viewport()->scroll(0, moved);
}

void RowStackView::scrollContentsBy(int, int dy)
{
    if (m_settling) return;
    const QScrollBar& bar = *verticalScrollBar();
    const int last = m_places.count() - 1;
    if (bar.value() == 0 || last < 0) {
        moveTo({});
    } else if (bar.value() == bar.maximum()) {
        measure(last);
        moveTo({last, viewport()->height() - m_places.height(last)});
    } else if (std::abs(dy) <= viewport()->height()) { // a page by the bar's trough among them
        moveTo({m_top.row, m_top.y + dy});
    } else {
        const int row = m_places.rowAt(bar.value());
        moveTo({row, m_places.top(row) - bar.value()});
    }
}

void RowStackView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    const int row = index.row();
    if (!index.isValid() || row >= m_places.count()) return;
    measure(row);
    const int room = std::max(0, viewport()->height() - m_places.height(row)); // its beginning is always in sight
    const int y = row < m_top.row ? -1 : m_top.y + m_places.top(row) - m_places.top(m_top.row);
    switch (hint) {
    case EnsureVisible: moveTo({row, std::clamp(y, 0, room)}); return;
    case PositionAtTop: moveTo({row, 0}); return;
    case PositionAtBottom: moveTo({row, room}); return;
    case PositionAtCenter: moveTo({row, room / 2}); return;
    }
}

QModelIndex RowStackView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (m_places.count() == 0) return {};
    const int last = m_places.count() - 1;
    if (action == MoveHome) return model()->index(0, 0);
    if (action == MoveEnd) return model()->index(last, 0);
    if (!currentIndex().isValid()) return model()->index(std::min(m_top.row + (m_top.y < 0 ? 1 : 0), last), 0);
    const int row = currentIndex().row();
    switch (action) {
    case MovePageUp: return model()->index(pageFrom(row, -1), 0);
    case MovePageDown: return model()->index(pageFrom(row, 1), 0);
    case MoveUp:
    case MovePrevious: return model()->index(std::max(0, row - 1), 0);
    case MoveDown:
    case MoveNext: return model()->index(std::min(last, row + 1), 0);
    default: return currentIndex();
    }
}

/// The row that a page below (1) or above (-1) ends with; the next one at the least.
int RowStackView::pageFrom(int row, int by)
{
    const auto exists = [this](int number) { return number >= 0 && number < m_places.count(); };
    int to = row;
    for (int room = viewport()->height(); exists(to + by); to += by) {
        measure(to + by);
        room -= m_places.height(to + by);
        if (room < 0 && to != row) break;
    }
    return to;
}

/// QAbstractItemView brings the row that was pressed into sight half a second later, wherever its reader is by then.
void RowStackView::mousePressEvent(QMouseEvent* event)
{
    const bool follows = hasAutoScroll();
    setAutoScroll(false);
    QListView::mousePressEvent(event);
    setAutoScroll(follows);
}

// ------------------------------------------------------------------ changes

/// After heights changed. Where the row at the top became lower than what of it was above the viewport, its beginning
/// is in sight.
void RowStackView::settleAnew()
{
    Anchor anchor = kept();
    if (anchor.row < m_places.count()) {
        measure(anchor.row);
        if (anchor.y + m_places.height(anchor.row) <= 0) anchor.y = 0;
    }
    settle(anchor);
    viewport()->update();
}

void RowStackView::measureAnew()
{
    m_places.distrustAll();
    settleAnew();
}

void RowStackView::measureAnew(const QModelIndex& index)
{
    if (!index.isValid() || index.row() >= m_places.count()) return;
    m_places.distrust(index.row());
    settleAnew();
}

void RowStackView::reset()
{
    QListView::reset();
    m_places.clear();
    if (model()) m_places.insert(0, model()->rowCount());
    settle({});
    viewport()->update();
}

void RowStackView::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles)
{
    QAbstractItemView::dataChanged(first, last, roles);
    for (int row = first.row(); row <= last.row(); ++row)
        m_places.distrust(row);
    settleAnew();
}

void RowStackView::rowsInserted(const QModelIndex& parent, int first, int last)
{
    Anchor anchor = kept();
    const int count = last - first + 1;
    if (verticalOffset() > 0 && first <= anchor.row) anchor.row += count;
    m_places.insert(first, count);
    settle(anchor);
    if (visualRect(model()->index(first, 0)).top() < viewport()->height()) viewport()->update();
    QAbstractItemView::rowsInserted(parent, first, last);
}

/// Here nothing is done before they are gone.
void RowStackView::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

/// Where the row at the top goes, the one that follows stays.
void RowStackView::rowsRemoved(int first, int last)
{
    Anchor anchor = kept();
    const int count = last - first + 1;
    if (last < anchor.row) {
        anchor.row -= count;
    } else if (first <= anchor.row && verticalOffset() > 0) {
        const int y = m_places.top(last + 1) - verticalOffset();
        anchor = {first, y < viewport()->height() ? y : 0};
    }
    m_places.remove(first, count);
    anchor.row = std::clamp(anchor.row, 0, std::max(0, m_places.count() - 1));
    settle(anchor);
    viewport()->update();
}

void RowStackView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
}

void RowStackView::updateGeometries()
{
    settle(kept());
    QAbstractItemView::updateGeometries();
}

void RowStackView::resizeEvent(QResizeEvent* event)
{
    QAbstractItemView::resizeEvent(event);
}

/// Tells it as QListView does, without its layout. The row that is current when the one before goes is not scrolled to.
void RowStackView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    if (QAccessible::isActive() && current.isValid() && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
    const bool follows = hasAutoScroll();
    if (state() == CollapsingState) setAutoScroll(false); // rows are being removed
    QAbstractItemView::currentChanged(current, previous);
    setAutoScroll(follows);
}

void RowStackView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    const QRect wanted = event->rect();
    if (m_background.isValid()) painter.fillRect(wanted, m_background);
    if (!model()) return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const bool focused = hasFocus() || viewport()->hasFocus();
    for (int row = std::max(0, m_places.rowAt(verticalOffset() + wanted.top())); row < m_places.count(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index);
        if (option.rect.top() > wanted.bottom()) return;
        option.state.setFlag(QStyle::State_HasFocus, focused && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
}

} // namespace groundswell::ui
