#include "ui/panel/queue/queue_view.h"

#include "media/play_queue.h"
#include "ui/library/drag_picture.h"
#include "ui/library/entry_covers.h"
#include "ui/library/row_parts.h"
#include "ui/library/song_drag.h"
#include "ui/panel/queue/queue_model.h"
#include "ui/parts/when_text.h"
#include "ui/player/cover_seed.h"
#include "ui/style/horizon.h"
#include "ui/style/look.h"

#include <QDrag>
#include <QDragMoveEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int edgeReach = 32; ///< a drag this near to the edge scrolls
}

// ------------------------------------------------------------------ one row

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_look.theme();
    const bool current = index.data(QueueModel::CurrentRole).toBool();
    const bool past = index.data(QueueModel::PastRole).toBool();
    const QString problem = index.data(QueueModel::ProblemRole).toString();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = option.state.testFlag(QStyle::State_Active);
    const QRectF row = QRectF(option.rect).adjusted(8, 1, -8, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QColor fill = selected ? (active ? theme.fillSelected : theme.fillSelectedInactive)
                        : option.state.testFlag(QStyle::State_MouseOver) ? theme.fillHover
                        : current                                        ? theme.fillPlaying
                                                                         : QColor(Qt::transparent);
    painter->setBrush(fill);
    painter->drawRoundedRect(row, 6, 6);
    painter->setBrush(Qt::NoBrush);

    const bool mirrored = option.direction == Qt::RightToLeft;
    const auto place = [&](qreal from, qreal width) {
        const qreal x = mirrored ? row.right() - from - width : row.left() + from;
        return QRectF(x, row.top(), width, row.height());
    };
    const int number = m_look.px(24);
    const QRectF lead = place(6, number);
    if (!problem.isEmpty()) {
        m_look.icons().paint(*painter, lead, u"alert"_s, theme.stateFailed, 16);
    } else if (current) {
        paintSwellGlyph(*painter, QRectF(lead.center() - QPointF(9, 9), QSizeF(18, 18)), theme.tideBase);
    } else {
        painter->setFont(m_look.type().tabular(Type::Small));
        painter->setPen(selected ? theme.textSecondary : theme.textTertiary);
        painter->drawText(lead, Qt::AlignCenter, QLocale().toString(index.row() + 1));
    }
    const int side = m_look.px(32);
    const qreal coverFrom = 6 + number + 6;
    const QRectF picture = place(coverFrom, side);
    painter->setOpacity(problem.isEmpty() ? (past ? 0.6 : 1) : 0.45);
    painter->drawPixmap(QPointF(picture.left(), picture.center().y() - side / 2.0).toPoint(),
                        cover(index.row(), side, painter->device()->devicePixelRatioF()));
    painter->setOpacity(1);
    const qint64 duration = index.data(QueueModel::DurationRole).toLongLong();
    const QString length = duration > 0 ? clockText(duration) : QString();
    painter->setFont(m_look.type().tabular(Type::Small));
    painter->setPen(selected ? theme.textSecondary : theme.textTertiary);
    const qreal timeWidth = painter->fontMetrics().horizontalAdvance(length) + 12;
    constexpr qreal padding = 8; // with the row's inset it is the panel's
    const auto far = Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignLeft : Qt::AlignRight);
    painter->drawText(place(row.width() - padding - timeWidth, timeWidth), int(far), length);
    const qreal textFrom = coverFrom + side + 10;
    const QColor ink = current ? theme.tideBase : past || !problem.isEmpty() ? theme.textTertiary : theme.textPrimary;
    const QColor quiet = !problem.isEmpty() ? theme.stateFailed : selected ? theme.textSecondary : theme.textTertiary;
    paintTwoLines(*painter, place(textFrom, row.width() - textFrom - padding - timeWidth),
                  {index.data(QueueModel::TitleRole).toString(),
                   problem.isEmpty() ? index.data(QueueModel::ArtistRole).toString() : problem, ink, quiet, current},
                  m_look, mirrored);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6);
    }
    painter->restore();
}

QPixmap QueueDelegate::cover(int row, int side, double dpr) const
{
    const media::QueueEntry& entry = m_queue.entries().at(row);
    if (m_covers) return m_covers->pixmap(entry, side, tokens::radiusXs, dpr);
    return QPixmap::fromImage(horizonImage({side, side}, dpr, coverSeed(entry), HorizonShape::Cover, tokens::radiusXs));
}

int QueueDelegate::playingRow() const
{
    return m_queue.currentRow();
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {120, m_look.px(48)};
}

// ------------------------------------------------------------------ the list

QueueView::QueueView(const Look& look, media::PlayQueue& queue, EntryCovers* covers, QWidget* parent)
    : QListView(parent)
    , m_look(look)
    , m_delegate(new QueueDelegate(look, queue, covers, this))
{
    setObjectName(u"queueView"_s);
    setAccessibleName(tr("Play queue"));
    setItemDelegate(m_delegate);
    if (covers) connect(covers, &EntryCovers::arrived, viewport(), qOverload<>(&QWidget::update));
    connect(&look, &Look::changed, this, &QListView::doItemsLayout);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDragDropMode(InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setDragDropOverwriteMode(false);
    setDropIndicatorShown(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setProperty("ownFocus", true);
    m_scrolling.setInterval(16ms);
    m_scrolling.callOnTimeout(this, [this] {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + m_scrollStep);
        if (m_dropRow) showDropRow();
    });
}

// Who comes here by key begins at the song that plays.
void QueueView::focusInEvent(QFocusEvent* event)
{
    const int playing = m_delegate->playingRow();
    if (!currentIndex().isValid() && playing >= 0 && event->reason() != Qt::MouseFocusReason)
        selectionModel()->setCurrentIndex(model()->index(playing, 0), QItemSelectionModel::NoUpdate);
    QListView::focusInEvent(event);
}

// Begun anew when it is opened again, but for what is chosen.
void QueueView::hideEvent(QHideEvent* event)
{
    if (!event->spontaneous() && !selectionModel()->hasSelection()) selectionModel()->clearCurrentIndex();
    QListView::hideEvent(event);
}

void QueueView::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    if (!m_dropRow || model()->rowCount() == 0) return;
    const bool atEnd = *m_dropRow >= model()->rowCount();
    const QRect row = visualRect(model()->index(atEnd ? model()->rowCount() - 1 : *m_dropRow, 0));
    const qreal y = std::clamp(atEnd ? row.bottom() + 1 : row.top(), 5, viewport()->height() - 5);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const qreal begin = mirrored ? viewport()->width() - 13 : 13;
    const qreal end = mirrored ? 8 : viewport()->width() - 8;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_look.theme().tideBase, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(begin + (mirrored ? -4 : 4), y), QPointF(end, y));
    painter.drawEllipse(QPointF(begin, y), 4, 4);
}

// ------------------------------------------------------------------ dragging

void QueueView::startDrag(Qt::DropActions actions)
{
    QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty()) return;
    std::ranges::sort(rows);
    const double dpr = devicePixelRatioF();
    const QModelIndex first = rows.constFirst();
    auto* drag = new QDrag(this);
    drag->setMimeData(model()->mimeData(rows));
    drag->setPixmap(dragPicture(first.data(QueueModel::TitleRole).toString(),
                                m_delegate->cover(first.row(), dragCoverSide, dpr), rows.size(), m_look, dpr));
    drag->setHotSpot(dragHotSpot);
    setAutoScroll(false);                // Qt's ends where the pointer leaves the view; ours does not
    drag->exec(actions, Qt::MoveAction); // the drop has moved them: nothing is removed here
    setAutoScroll(true);
    setDropRow(std::nullopt);
    m_scrolling.stop();
}

Qt::DropAction QueueView::actionOf(const QDropEvent& event) const
{
    if (model()->canDropMimeData(event.mimeData(), Qt::MoveAction, 0, 0, {})) return Qt::MoveAction;
    return carriesTracks(*event.mimeData()) ? Qt::CopyAction : Qt::IgnoreAction;
}

void QueueView::dragEnterEvent(QDragEnterEvent* event)
{
    QListView::dragEnterEvent(event);
    if (const Qt::DropAction action = actionOf(*event); action != Qt::IgnoreAction) {
        event->setDropAction(action);
        event->accept();
    }
}

void QueueView::dragMoveEvent(QDragMoveEvent* event)
{
    QListView::dragMoveEvent(event);
    const Qt::DropAction action = actionOf(*event);
    if (action == Qt::IgnoreAction) {
        setDropRow(std::nullopt);
        return;
    }
    m_draggedAt = event->position().toPoint();
    showDropRow();
    scrollAtEdge();
    event->setDropAction(action);
    event->accept();
}

void QueueView::showDropRow()
{
    const QModelIndex under = indexAt(m_draggedAt);
    const bool lower = under.isValid() && m_draggedAt.y() > visualRect(under).center().y();
    setDropRow(under.isValid() ? under.row() + (lower ? 1 : 0) : model()->rowCount());
}

void QueueView::scrollAtEdge()
{
    const int reach = m_look.px(edgeReach);
    const int down = m_draggedAt.y() - (viewport()->height() - reach);
    const int up = reach - m_draggedAt.y();
    const int into = std::max(down, up); // how far into the edge the pointer is
    m_scrollStep = into > 0 ? (down > up ? 1 : -1) * std::clamp(into / 3, 2, 14) : 0;
    if (m_scrollStep == 0)
        m_scrolling.stop();
    else if (!m_scrolling.isActive())
        m_scrolling.start();
}

void QueueView::dragLeaveEvent(QDragLeaveEvent* event)
{
    QListView::dragLeaveEvent(event);
    setDropRow(std::nullopt); // who leaves over the edge goes on scrolling until the drag ends
}

void QueueView::dropEvent(QDropEvent* event)
{
    const auto row = m_dropRow;
    setDropRow(std::nullopt);
    m_scrolling.stop();
    setState(NoState);
    if (!row) return;
    event->setDropAction(actionOf(*event));
    if (event->dropAction() == Qt::CopyAction)
        Q_EMIT tracksDropped(draggedTracks(*event->mimeData()), *row);
    else
        (void)model()->dropMimeData(event->mimeData(), Qt::MoveAction, *row, 0, {});
    event->accept();
}

void QueueView::setDropRow(std::optional<int> row)
{
    if (row == m_dropRow) return;
    m_dropRow = row;
    viewport()->update();
}

void QueueView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeRequested();
    else if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Up)
        Q_EMIT moveRequested(-1);
    else if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Down)
        Q_EMIT moveRequested(1);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT activated(currentIndex());
    else
        QListView::keyPressEvent(event);
}

} // namespace groundswell::ui
