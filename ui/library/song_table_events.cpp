#include "ui/library/song_table.h"

#include "ui/library/song_delegate.h"
#include "ui/library/song_drag.h"
#include "ui/library/song_header.h"

#include <QApplication>
#include <QMouseEvent>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

using Model = library::TrackListModel;

SongTable::Zone SongTable::zoneAt(const QPoint& pos) const
{
    const QModelIndex index = indexAt(pos);
    if (!index.isValid()) return Zone::None;
    if (index.column() == Model::TrackNoColumn) return Zone::Play;
    const QRect cell = visualRect(index);
    const int reach = SongDelegate::stateWidth(m_look);
    const bool atEnd =
        layoutDirection() == Qt::RightToLeft ? pos.x() < cell.left() + reach : pos.x() > cell.right() - reach;
    return index.column() == Model::DurationColumn && atEnd ? Zone::More : Zone::None;
}

void SongTable::mousePressEvent(QMouseEvent* event)
{
    m_byKeyboard = false;
    m_pressedAt = event->position().toPoint();
    const QModelIndex index = indexAt(m_pressedAt);
    m_mayDrag = event->button() == Qt::LeftButton && index.isValid();
    if (event->button() == Qt::LeftButton && zoneAt(m_pressedAt) == Zone::Play) {
        m_mayDrag = false;
        return; // answered on release; the selection stays
    }
    // A press on a selected row may begin a drag of the whole selection, so it must not change it yet.
    if (m_mayDrag && selectionModel()->isRowSelected(index.row()) && event->modifiers() == Qt::NoModifier) {
        setFocus(Qt::MouseFocusReason);
        return;
    }
    // Of another button the release may go to the menu that it opens.
    m_pressed = event->button() == Qt::LeftButton && index.isValid() ? index.row() : -1;
    QTableView::mousePressEvent(event);
    updateRow(m_pressed);
}

void SongTable::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint pos = event->position().toPoint();
    setHovered(rowAt(pos.y()));
    if (m_mayDrag && (event->buttons() & Qt::LeftButton) &&
        (pos - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_mayDrag = false;
        updateRow(std::exchange(m_pressed, -1));
        dragTracks(*this, m_model, selectedRows(), m_look, m_covers);
        return;
    }
    // No rubber band: a press that moves is a drag.
    if (!(event->buttons() & Qt::LeftButton)) QTableView::mouseMoveEvent(event);
}

void SongTable::mouseReleaseEvent(QMouseEvent* event)
{
    const QPoint pos = event->position().toPoint();
    updateRow(std::exchange(m_pressed, -1));
    const QModelIndex index = indexAt(pos);
    if (event->button() == Qt::LeftButton && index.isValid() && rowAt(m_pressedAt.y()) == index.row()) {
        const Zone zone = zoneAt(pos);
        if (zone == Zone::Play && zoneAt(m_pressedAt) == Zone::Play) {
            activate(index.row());
            return;
        }
        if (m_mayDrag && selectedRows().size() > 1 && event->modifiers() == Qt::NoModifier) selectRow(index.row());
        if (zone == Zone::More && zoneAt(m_pressedAt) == Zone::More) {
            if (!selectionModel()->isRowSelected(index.row())) selectRow(index.row());
            Q_EMIT menuRequested(viewport()->mapToGlobal(pos));
        }
    }
    m_mayDrag = false;
    QTableView::mouseReleaseEvent(event);
}

void SongTable::activate(int row)
{
    if (m_playing != TrackId{} && m_model.idAt(row) == m_playing)
        Q_EMIT toggleRequested();
    else
        Q_EMIT playRequested(row);
}

void SongTable::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && zoneAt(event->position().toPoint()) == Zone::None)
        Q_EMIT playRequested(index.row());
}

void SongTable::leaveEvent(QEvent* event)
{
    setHovered(-1);
    QTableView::leaveEvent(event);
}

void SongTable::keyPressEvent(QKeyEvent* event)
{
    m_byKeyboard = true;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (event->modifiers() == Qt::NoModifier && m_awaiting)
            m_playWanted = true;
        else if (event->modifiers() == Qt::NoModifier && currentIndex().isValid())
            Q_EMIT playRequested(currentIndex().row());
        return;
    }
    m_playWanted = false;
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && event->text() == "/"_L1)
        Q_EMIT filterRequested();
    else if (plain && event->key() == Qt::Key_P)
        Q_EMIT playNextRequested();
    else if (plain && event->key() == Qt::Key_Q)
        Q_EMIT queueRequested();
    else if (plain && event->key() == Qt::Key_C)
        Q_EMIT writeRequested();
    else if (plain && event->key() == Qt::Key_S)
        m_header->openSortMenu(*this);
    else if (event->key() == Qt::Key_Space)
        event->ignore(); // plays and pauses, everywhere in the window
    else
        QTableView::keyPressEvent(event);
    viewport()->update();
}

void SongTable::focusInEvent(QFocusEvent* event)
{
    // Back from a menu or another window it is as it was.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        m_byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                       event->reason() == Qt::ShortcutFocusReason;
    if (!currentIndex().isValid() && m_model.rowCount() > 0 && m_byKeyboard)
        setCurrentIndex(m_model.index(0, Model::TitleColumn));
    QTableView::focusInEvent(event);
    viewport()->update();
}

void SongTable::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QModelIndex index = indexAt(viewport()->mapFromGlobal(event->globalPos()));
        if (!index.isValid()) return;
        if (!selectionModel()->isRowSelected(index.row())) selectRow(index.row());
        Q_EMIT menuRequested(event->globalPos());
    } else if (currentIndex().isValid()) {
        Q_EMIT menuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    }
}

} // namespace groundswell::ui
