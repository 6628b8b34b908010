#include "ui/panel/queue/queue_page.h"

#include "media/player.h"
#include "ui/panel/parts/when_text.h"
#include "ui/panel/queue/queue_model.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/style/look.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

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

// ------------------------------------------------------------------ the page

QueuePage::QueuePage(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new QueueModel(context.player.queue(), this))
    , m_view(new QueueView(context.look, this))
    , m_summary(plainLabel(context.look, {}, Type::Small, Tone::Tertiary, this))
{
    setObjectName(u"queuePage"_s);
    m_view->setModel(m_model);
    auto* empty =
        new EmptyState(context.look, u"queue"_s, tr("Nothing is queued. Play a song, or add one with Q."), {}, this);
    auto* clear = makeButton(context.look, ButtonKind::Quiet, tr("Clear what comes next"), {}, this, ButtonSize::Small);
    auto* body = new QWidget(this);
    auto* full = new QWidget(body);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(full);
    m_stack->addWidget(empty);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 8, 8);
    head->addWidget(m_summary, 1);
    head->addWidget(clear);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(body);
    media::PlayQueue& queue = context.player.queue();
    connect(clear, &QPushButton::clicked, this, [&queue] {
        const int from = queue.currentRow() + 1;
        if (from < queue.size()) queue.remove(from, queue.size() - from);
    });
    connect(m_view, &QListView::activated, this, [this](const QModelIndex& index) {
        if (index.isValid()) m_context.player.playRow(index.row());
    });
    connect(m_view, &QueueView::removeRequested, this, &QueuePage::removeSelected);
    connect(m_view, &QueueView::moveRequested, this, &QueuePage::move);
    connect(m_view, &QWidget::customContextMenuRequested, this, &QueuePage::showMenu);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &QueuePage::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &QueuePage::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &QueuePage::refresh);
    refresh();
}

void QueuePage::refresh()
{
    const media::PlayQueue& queue = m_context.player.queue();
    qint64 left = 0;
    const int from = std::max(0, queue.currentRow());
    for (int row = from; row < queue.size(); ++row)
        left += queue.entries().at(row).durationMs;
    m_summary->setText(
        tr("%n songs to come, %1", "%1 is a length of time", std::max(0, queue.size() - queue.currentRow() - 1))
            .arg(clockText(left)));
    m_stack->setCurrentIndex(queue.size() > 0 ? 0 : 1);
}

void QueuePage::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedIndexes())
        rows.append(index.row());
    std::ranges::sort(rows, std::greater());
    for (const int row : rows)
        m_model->removeRows(row, 1);
}

void QueuePage::move(int by)
{
    const int row = m_view->currentIndex().row();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_model->rowCount()) return;
    m_context.player.queue().move(row, 1, by > 0 ? to + 1 : to);
    m_view->setCurrentIndex(m_model->index(to));
}

void QueuePage::showMenu(QPoint place)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex row(index);
    menu->addAction(m_context.look.icon(u"play"_s), tr("Play"), this, [this, row] {
        if (row.isValid()) m_context.player.playRow(row.row());
    });
    menu->addAction(m_context.look.icon(u"next"_s), tr("Play next"), this, [this, row] {
        if (row.isValid()) m_context.player.queue().move(row.row(), 1, m_context.player.queue().currentRow() + 1);
    });
    menu->addSeparator();
    menu->addAction(m_context.look.icon(u"trash"_s, Tone::Failed), tr("Remove from the queue"), this,
                    &QueuePage::removeSelected);
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace groundswell::ui
