#include "ui/panel/queue/queue_view.h"

#include "ui/panel/parts/when_text.h"
#include "ui/panel/queue/queue_model.h"
#include "ui/style/look.h"

#include <QKeyEvent>
#include <QPainter>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

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

    const QRectF lead(row.left() + 8, row.top(), m_look.px(24), row.height());
    if (!problem.isEmpty()) {
        m_look.icons().paint(*painter, lead, u"alert"_s, theme.stateFailed, 16);
    } else if (current) {
        m_look.icons().paint(*painter, lead, u"waveform"_s, theme.tideBase, 16);
    } else {
        painter->setFont(m_look.type().tabular(Type::Small));
        painter->setPen(theme.textTertiary);
        painter->drawText(lead, Qt::AlignCenter, QString::number(index.row() + 1));
    }
    const qint64 duration = index.data(QueueModel::DurationRole).toLongLong();
    const QString length = duration > 0 ? clockText(duration) : QString();
    painter->setFont(m_look.type().tabular(Type::Small));
    painter->setPen(selected ? theme.textSecondary : theme.textTertiary);
    painter->drawText(row.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter, length);
    // Two lines of fixed height: some scripts' fonts are taller than ours.
    const QRectF text = row.adjusted(8 + m_look.px(24) + 8, 0, -12 - m_look.px(48), 0);
    const QRectF upper(text.left(), text.center().y() - m_look.px(18), text.width(), m_look.px(18));
    const QRectF lower = upper.translated(0, m_look.px(18));
    const QString title = index.data(QueueModel::TitleRole).toString();
    painter->setFont(m_look.font(current ? Type::Strong : Type::Label, languageOfScript(title)));
    painter->setPen(current ? theme.tideBase : past || !problem.isEmpty() ? theme.textTertiary : theme.textPrimary);
    painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, int(text.width())));
    const QString second = problem.isEmpty() ? index.data(QueueModel::ArtistRole).toString() : problem;
    painter->setFont(m_look.font(Type::Small, languageOfScript(second)));
    painter->setPen(!problem.isEmpty() ? theme.stateFailed : selected ? theme.textSecondary : theme.textTertiary);
    painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(second, Qt::ElideRight, int(text.width())));
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6);
    }
    painter->restore();
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {120, m_look.px(48)};
}

// ------------------------------------------------------------------ the list

QueueView::QueueView(const Look& look, QWidget* parent)
    : QListView(parent)
    , m_look(look)
{
    setObjectName(u"queueView"_s);
    setAccessibleName(tr("Play queue"));
    setItemDelegate(new QueueDelegate(look, this));
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
}

void QueueView::paintEvent(QPaintEvent* event)
{
    setDropIndicatorShown(true);
    const QRect drop =
        state() == DraggingState ? dropIndicatorPosition() == OnViewport ? QRect() : QRect(0, 0, 1, 1) : QRect();
    setDropIndicatorShown(false);
    QListView::paintEvent(event);
    if (drop.isNull()) return;
    const QModelIndex at = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    if (!at.isValid()) return;
    const QRect rect = visualRect(at);
    const int y = dropIndicatorPosition() == BelowItem ? rect.bottom() : rect.top();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_look.theme().tideBase, 2));
    painter.drawLine(QPointF(20, y), QPointF(viewport()->width() - 8, y));
    painter.drawEllipse(QPointF(15, y), 4, 4);
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
