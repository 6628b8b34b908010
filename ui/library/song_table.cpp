#include "ui/library/song_table.h"

#include "ui/library/cover_pixmaps.h"
#include "ui/library/list_header.h"
#include "ui/library/song_columns.h"
#include "ui/library/song_delegate.h"
#include "ui/library/song_header.h"

#include <QPainter>
#include <QPaintEvent>
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
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_header->fit(width());
        m_place.restoreIn(*this, m_model);
    });
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
    findGround();
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

/// As QTableView does it, without asking the style for the panel of each cell, which is empty here.
void SongTable::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    if (viewport()->testAttribute(Qt::WA_OpaquePaintEvent)) painter.fillRect(event->rect(), m_look.theme().bgBase);
    const int first = rowAt(event->rect().top());
    const int last = rowAt(event->rect().bottom());
    if (first < 0) return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = first; row <= (last < 0 ? m_model.rowCount() - 1 : last); ++row) {
        const QRect place = rowRect(row);
        if (!event->region().intersects(place)) continue;
        paintRow(painter, row);
        for (int column = 0; column < Model::ColumnCount; ++column) {
            if (isColumnHidden(column)) continue;
            option.rect = {columnViewportPosition(column), place.y(), columnWidth(column), place.height()};
            m_delegate->paint(&painter, option, m_model.index(row, column));
        }
    }
}

void SongTable::paintRow(QPainter& painter, int row) const
{
    const auto& theme = m_look.theme();
    const QRectF rect = rowRect(row);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
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
    painter.restore();
}

void SongTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    findGround();
    applyLook();
}

/// Where nothing but one colour is behind the rows they are painted over it, and Qt moves what is painted when they are
/// scrolled instead of painting all of it again.
void SongTable::findGround()
{
    const QWidget* ground = parentWidget();
    while (ground && !ground->testAttribute(Qt::WA_OpaquePaintEvent))
        ground = ground->parentWidget();
    const bool even = ground && viewport()->mapTo(ground, QPoint()).y() >= ListHeader::tintReach;
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent, even);
}

void SongTable::scrollContentsBy(int dx, int dy)
{
    findGround();
    QTableView::scrollContentsBy(dx, dy);
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

QMenu* SongTable::makeSortMenu(QWidget* parent)
{
    return m_header->makeSortMenu(parent);
}

} // namespace groundswell::ui
