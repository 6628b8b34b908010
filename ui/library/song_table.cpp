#include "ui/library/song_table.h"

#include "ui/library/cover_pixmaps.h"
#include "ui/library/song_columns.h"
#include "ui/library/song_delegate.h"
#include "ui/library/song_drag.h"
#include "ui/library/song_header.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

using Model = library::TrackListModel;

SongTable::SongTable(const Look& look, Model& model, CoverPixmaps& covers, QWidget* parent)
    : QTableView(parent)
    , m_look(look)
    , m_model(model)
    , m_covers(covers)
    , m_delegate(new SongDelegate(look, covers, this))
    , m_header(new SongHeader(look, this))
{
    setAccessibleName(tr("Songs"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(m_header);
    setModel(&model);
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    m_delegate->setRowState([this](int row) {
        const bool current = m_playing != TrackId{} && m_model.idAt(row) == m_playing;
        return SongRowState{row == m_hovered, selectionModel()->isRowSelected(row), current, current && m_running};
    });
    setSortingEnabled(true);
    m_header->setSortIndicator(Model::ArtistColumn, Qt::AscendingOrder);
    connect(m_header, &SongHeader::columnsChanged, this, &SongTable::columnsChanged);
    const auto tellOrder = [this] { setAccessibleDescription(m_header->orderText()); }; // the header is no stop
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, tellOrder);
    tellOrder();
    connect(&covers, &CoverPixmaps::arrived, viewport(), qOverload<>(&QWidget::update));
    connect(&look, &Look::changed, this, &SongTable::applyLook);
    // A library that grows while it is read must not take anything away from under the keyboard or the eye.
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_place = SongPlace::of(*this, m_model, m_model.rowCount()); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_place.restoreIn(*this, m_model); });
    const auto tellPlace = [this] {
        if (!m_wanted) Q_EMIT placeChanged(); // it is still on its way there
    };
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, tellPlace);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, tellPlace);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, tellPlace);
    applyLook();
}

void SongTable::applyLook()
{
    const bool narrow = SongColumns::isNarrow(m_look, viewport()->width());
    const bool comfortable = narrow || m_look.settings().rowHeight >= tokens::sizeRowComfortable;
    m_delegate->setComfortable(comfortable);
    verticalHeader()->setDefaultSectionSize(
        m_look.px(comfortable ? tokens::sizeRowComfortable : m_look.settings().rowHeight));
    m_header->fit(width());
    viewport()->update();
}

/// A list of songs has no cells to go along: Home and End lead to the first and the last song.
QModelIndex SongTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if ((action != MoveHome && action != MoveEnd) || m_model.rowCount() == 0)
        return QTableView::moveCursor(action, modifiers);
    return m_model.index(action == MoveHome ? 0 : m_model.rowCount() - 1, Model::TitleColumn);
}

void SongTable::setPlaying(TrackId track, bool running)
{
    if (track == m_playing && running == m_running) return;
    m_playing = track;
    m_running = running;
    viewport()->update();
}

QList<int> SongTable::selectedRows() const
{
    QList<int> rows;
    for (const auto& index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

library::TrackIds SongTable::selectedIds() const
{
    library::TrackIds ids;
    for (const int row : selectedRows())
        ids.push_back(m_model.idAt(row));
    return ids;
}

void SongTable::enter()
{
    setFocus(Qt::ShortcutFocusReason);
    m_firstWanted = m_awaiting;
    if (!m_awaiting && m_model.rowCount() > 0) setCurrentIndex(m_model.index(0, Model::TitleColumn));
}

void SongTable::setAwaiting(bool awaiting)
{
    m_awaiting = awaiting;
    if (awaiting) return;
    goWhereWanted();
    if (std::exchange(m_firstWanted, false) && m_model.rowCount() > 0) {
        m_wanted.reset();
        setCurrentIndex(m_model.index(0, Model::TitleColumn));
        scrollToTop();
    }
    if (std::exchange(m_playWanted, false) && currentIndex().isValid()) Q_EMIT playRequested(currentIndex().row());
}

SongPlace SongTable::place() const
{
    constexpr qsizetype mostSelected = 100;
    return SongPlace::of(*this, m_model, mostSelected);
}

void SongTable::goTo(const SongPlace& place)
{
    m_wanted = place;
    goWhereWanted();
}

/// Not before the table has its size, which its rows' height depends on.
void SongTable::goWhereWanted()
{
    if (m_awaiting || !isVisible()) return;
    if (const auto wanted = std::exchange(m_wanted, {})) wanted->restoreIn(*this, m_model);
}

void SongTable::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    goWhereWanted();
}

bool SongTable::reveal(TrackId track)
{
    const int row = m_model.rowOf(track);
    if (row < 0) return false;
    const QModelIndex index = m_model.index(row, Model::TitleColumn);
    // It alone, whatever key is still down that asked for it.
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, PositionAtCenter);
    return true;
}

QString SongTable::columnsText() const
{
    return m_header->columnsText();
}

void SongTable::setColumnsText(const QString& text)
{
    m_header->setColumnsText(text);
}

QRect SongTable::rowRect(int row) const
{
    return {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)};
}

void SongTable::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        const int first = rowAt(event->rect().top());
        const int last = rowAt(event->rect().bottom());
        if (first >= 0) {
            for (int row = first; row <= (last < 0 ? m_model.rowCount() - 1 : last); ++row)
                paintRow(painter, row);
        }
    }
    QTableView::paintEvent(event);
}

void SongTable::paintRow(QPainter& painter, int row) const
{
    const auto& theme = m_look.theme();
    const QRectF rect = rowRect(row);
    painter.setPen(Qt::NoPen);
    const auto fill = [&](const QColor& colour) {
        painter.setBrush(colour);
        painter.drawRoundedRect(rect, tokens::radiusMd, tokens::radiusMd);
    };
    if (selectionModel()->isRowSelected(row))
        fill(hasFocus() ? theme.fillSelected : theme.fillSelectedInactive);
    else if (m_playing != TrackId{} && m_model.idAt(row) == m_playing)
        fill(theme.fillPlaying);
    if (row == m_pressed)
        fill(theme.fillPressed);
    else if (row == m_hovered)
        fill(theme.fillHover);
    if (hasFocus() && m_byKeyboard && row == currentIndex().row()) {
        painter.setPen(QPen(theme.lineFocus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens::radiusMd - 1, tokens::radiusMd - 1);
    }
}

void SongTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    applyLook();
}

void SongTable::updateRow(int row)
{
    if (row >= 0) viewport()->update(rowRect(row));
}

void SongTable::setHovered(int row)
{
    if (row == m_hovered) return;
    updateRow(std::exchange(m_hovered, row));
    updateRow(m_hovered);
}

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

QMenu* SongTable::makeSortMenu(QWidget* parent)
{
    return m_header->makeSortMenu(parent);
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
