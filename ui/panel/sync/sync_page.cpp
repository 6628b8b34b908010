#include "ui/panel/sync/sync_page.h"

#include "base/clock.h"
#include "community/village.h"
#include "ui/panel/parts/put_back.h"
#include "ui/panel/sync/outbox_model.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/parts/switch_button.h"
#include "ui/parts/when_text.h"
#include "ui/style/look.h"
#include "ui/style/mirrored.h"
#include "ui/style/own_direction.h"
#include "ui/style/settings_store.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using community::OutboxItem;
using community::SendState;
using community::SyncState;

namespace {

constexpr int side = 32;       ///< free at either side of the page
constexpr int rowPadding = 16; ///< within a row, whose ground reaches as far beyond the title

QString actText(OutboxAct act)
{
    switch (act) {
    case OutboxAct::Undo: return SyncPage::tr("Undo");
    case OutboxAct::Retry: return SyncPage::tr("Try again");
    case OutboxAct::Discard: return SyncPage::tr("Discard");
    case OutboxAct::Choose: return SyncPage::tr("Choose");
    }
    return {};
}

QString kindIcon(const QString& kind)
{
    if (kind.startsWith(u"comment"_s)) return u"comment"_s;
    if (kind.startsWith(u"reaction"_s)) return u"heart"_s;
    if (kind.startsWith(u"lyrics"_s)) return u"lyrics"_s;
    if (kind.startsWith(u"translation"_s)) return u"translate"_s;
    return kind.startsWith(u"story"_s) ? u"stories"_s : u"songs"_s;
}

struct StateLook
{
    QString icon;
    Tone tone;
};

StateLook lookOf(SendState state)
{
    switch (state) {
    case SendState::Failed:
    case SendState::Blocked: return {u"alert"_s, Tone::Failed};
    case SendState::Conflict: return {u"conflict"_s, Tone::Conflict};
    case SendState::Sending: return {u"sync"_s, Tone::Pending};
    default: return {u"clock"_s, Tone::Pending};
    }
}

} // namespace

// ------------------------------------------------------------------ one item

QList<OutboxAct> OutboxDelegate::actsOf(const OutboxItem& item)
{
    switch (item.state) {
    case SendState::Waiting:
        // Nobody wrote the song itself: it goes when nothing that was written about it waits any more.
        if (item.kind == u"song.ensure"_s && item.followers > 0) return {};
        return {OutboxAct::Undo};
    case SendState::Failed: return {OutboxAct::Discard, OutboxAct::Retry};
    case SendState::Blocked: return {OutboxAct::Discard};
    case SendState::Conflict: return {OutboxAct::Choose};
    default: return {};
    }
}

QRectF OutboxDelegate::actRect(const QRect& row, const QModelIndex& index, qsizetype act) const
{
    const auto acts = actsOf(m_model.item(index.row()));
    const QFontMetricsF metrics(m_look.font(Type::Label));
    qreal right = row.right() + 1 - rowPadding;
    for (qsizetype i = 0; i < act; ++i)
        right -= metrics.horizontalAdvance(actText(acts.at(i))) + 20;
    const qreal width = metrics.horizontalAdvance(actText(acts.at(act)));
    return mirrored(m_direction, row, {right - width, qreal(row.top()), width, qreal(row.height())});
}

std::optional<OutboxAct> OutboxDelegate::actAt(const QRect& row, const QModelIndex& index, QPoint place) const
{
    const auto acts = actsOf(m_model.item(index.row()));
    for (qsizetype i = 0; i < acts.size(); ++i) {
        if (actRect(row, index, i).adjusted(-8, 0, 8, 0).contains(place)) return acts.at(i);
    }
    return std::nullopt;
}

void OutboxDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_look.theme();
    const OutboxItem& item = m_model.item(index.row());
    const QRectF row = QRectF(option.rect).adjusted(4, 1, -4, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected) || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? theme.fillSelected : theme.fillHover);
        painter->drawRoundedRect(row, 6, 6);
        painter->setBrush(Qt::NoBrush);
    }
    const qreal iconSide = m_look.px(18);
    const qreal iconLeft = option.rect.left() + rowPadding;
    const auto place = [&](const QRectF& rect) { return mirrored(m_direction, option.rect, rect); };
    m_look.icons().paint(*painter, place({iconLeft, row.center().y() - iconSide / 2, iconSide, iconSide}),
                         kindIcon(item.kind), theme.textSecondary, 18);
    const auto acts = actsOf(item);
    qreal right = row.right() - 16;
    for (qsizetype i = 0; i < acts.size(); ++i) {
        const QRectF rect = actRect(option.rect, index, i);
        const bool hovered = rect.adjusted(-8, 0, 8, 0).contains(m_hover);
        painter->setFont(m_look.font(Type::Label));
        painter->setPen(acts.at(i) == OutboxAct::Retry    ? theme.stateFailed
                        : acts.at(i) == OutboxAct::Choose ? theme.stateConflict
                        : hovered                         ? theme.textPrimary
                                                          : theme.textSecondary);
        painter->drawText(rect, Qt::AlignCenter, actText(acts.at(i)));
        right = place(rect).left() - 20;
    }
    const StateLook state = lookOf(item.state);
    const QString said = item.problem.isEmpty() ? sendStateText(item.state, m_offline) : item.problem;
    const qreal textLeft = iconLeft + iconSide + 14;
    const QRectF text(textLeft, row.top() + 8, right - textLeft, row.height() - 16);
    painter->setFont(m_look.font(Type::Strong));
    painter->setPen(theme.textPrimary);
    painter->drawText(place(text), Qt::AlignLeft | Qt::AlignTop,
                      painter->fontMetrics().elidedText(inOwnDirection(item.summary, m_direction), Qt::ElideRight,
                                                        int(text.width())));
    const qreal summaryWidth = painter->fontMetrics().horizontalAdvance(item.summary) + 10;
    painter->setFont(m_look.font(Type::Body, languageOfScript(item.text)));
    painter->setPen(theme.textSecondary);
    if (summaryWidth < text.width())
        painter->drawText(place(text.adjusted(summaryWidth, 0, 0, 0)), Qt::AlignLeft | Qt::AlignTop,
                          painter->fontMetrics().elidedText(inOwnDirection(item.text.simplified(), m_direction),
                                                            Qt::ElideRight, int(text.width() - summaryWidth)));
    const qreal stateSide = m_look.px(14);
    m_look.icons().paint(*painter, place({text.left(), text.bottom() - stateSide - 1, stateSide, stateSide}),
                         state.icon, toneColour(theme, state.tone), 14);
    painter->setFont(m_look.font(Type::Small));
    painter->setPen(toneColour(theme, state.tone));
    painter->drawText(place(text.adjusted(stateSide + 6, 0, 0, 0)), Qt::AlignLeft | Qt::AlignBottom,
                      painter->fontMetrics().elidedText(inOwnDirection(said, m_direction), Qt::ElideRight,
                                                        int(text.width() - stateSide - 6)));
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6);
    }
    painter->restore();
}

QSize OutboxDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, m_look.px(56)};
}

// ------------------------------------------------------------------ the page

SyncPage::SyncPage(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new OutboxModel(context.village, this))
    , m_list(new QListView(this))
    , m_delegate(new OutboxDelegate(context.look, *m_model, m_list))
    , m_status(wrappingLabel(context.look, {}, Type::Body, Tone::Secondary, this))
{
    setObjectName(u"syncPage"_s);
    m_list->setObjectName(u"outboxList"_s);
    m_list->setAccessibleName(tr("What is on its way"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setProperty("ownFocus", true);
    m_list->viewport()->installEventFilter(this);
    m_list->installEventFilter(this);
    auto* empty = new EmptyState(context.look, u"check-circle"_s, tr("Nothing is waiting to be sent."), {}, this);
    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(m_list);
    m_stack->addWidget(empty);
    auto* now = makeButton(context.look, ButtonKind::Standard, tr("Sync now"), u"sync"_s, this);
    auto* flight = new SwitchButton(context.look, tr("Stay offline"), this);
    flight->setObjectName(u"stayOffline"_s);
    flight->setChecked(context.village.status().flightMode);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_status, 1);
    head->addWidget(plainLabel(context.look, tr("Stay offline"), Type::Small, Tone::Secondary, this));
    head->addWidget(flight);
    head->addWidget(now);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 8, 0, 24);
    all->setSpacing(12);
    auto* upper = new QVBoxLayout;
    upper->setContentsMargins(side, 0, side, 0);
    upper->setSpacing(12);
    upper->addWidget(plainLabel(context.look, tr("On its way"), Type::Title, Tone::Primary, this));
    upper->addLayout(head);
    all->addLayout(upper);
    body->setContentsMargins(side - rowPadding, 0, side - rowPadding, 0); // what is in the rows stands below the title
    all->addWidget(body, 1);
    connect(now, &QPushButton::clicked, this, [this] {
        m_context.village.syncNow().then(this, [this](const Result<void>& done) {
            if (!done) report(done.error());
        });
    });
    connect(flight, &QAbstractButton::toggled, this, [this](bool on) {
        m_context.village.setOnline(!on);
        m_context.settings.setValue(stayOfflineKey(), on ? u"yes"_s : QString());
    });
    connect(&context.village, &community::Village::statusChanged, this,
            [this, flight](const community::SyncStatus& status) {
                const QSignalBlocker quiet(flight);
                flight->setChecked(status.flightMode);
                refresh();
            });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &SyncPage::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SyncPage::refresh);
    refresh();
}

void SyncPage::refresh()
{
    const community::SyncStatus& status = m_context.village.status();
    m_delegate->setOffline(status.flightMode || status.state == SyncState::Offline);
    m_delegate->setDirection(layoutDirection());
    QString said;
    switch (status.state) {
    case SyncState::SignedOut:
        said = status.problem.isEmpty() ? tr("On this computer only. What you write is kept until you sign in.")
                                        : status.problem;
        break;
    case SyncState::InStep:
        said = status.lastInStepAt > 0 ? tr("In step, %1").arg(whenText(status.lastInStepAt, m_context.clock.nowMs()))
                                       : tr("In step");
        break;
    case SyncState::Syncing: said = tr("Sending %1 of %2").arg(status.done).arg(status.total); break;
    case SyncState::Offline: said = tr("Offline. %n waiting to be sent.", nullptr, status.waiting); break;
    case SyncState::Waiting:
        said = status.problem.isEmpty() ? tr("The community asked for a pause.") : status.problem;
        break;
    case SyncState::UpdateNeeded:
        said = status.problem.isEmpty() ? tr("The community speaks a newer language: update Groundswell to go on.")
                                        : status.problem;
        break;
    }
    if (!status.sessionKept && status.state != SyncState::SignedOut)
        said += u'\n' + tr("You stay signed in until Groundswell closes.");
    m_status->setText(said);
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    m_list->viewport()->update();
}

void SyncPage::report(const Error& error)
{
    if (error.code == ErrorCode::Unauthorised) Q_EMIT signInRequested();
    m_context.notice.tell(error.message, u"alert"_s, Tone::Failed);
}

void SyncPage::act(int row, OutboxAct act)
{
    if (row < 0 || row >= m_model->rowCount()) return;
    const OperationId id = m_model->item(row).id;
    community::Outbox& outbox = m_context.village.outbox();
    const auto told = [this](const Result<void>& done) {
        if (!done) report(done.error());
    };
    const auto taken = [this](const Result<community::TakenOut>& items) {
        if (items)
            offerToPutBack(m_context, *items);
        else
            report(items.error());
    };
    switch (act) {
    case OutboxAct::Undo: outbox.undo(id).then(this, taken); break;
    case OutboxAct::Retry: outbox.retry(id).then(this, told); break;
    case OutboxAct::Discard: outbox.discard(id).then(this, taken); break;
    case OutboxAct::Choose: Q_EMIT conflictRequested(id); break;
    }
}

bool SyncPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list->viewport() &&
        (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonRelease)) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QPoint place = mouse->position().toPoint();
        const QModelIndex index = m_list->indexAt(place);
        const auto hit = index.isValid() ? m_delegate->actAt(m_list->visualRect(index), index, place) : std::nullopt;
        m_delegate->setHover(place);
        m_list->viewport()->setCursor(hit ? Qt::PointingHandCursor : Qt::ArrowCursor);
        m_list->viewport()->update();
        if (event->type() == QEvent::MouseButtonRelease && hit) act(index.row(), *hit);
    }
    if (watched == m_list && event->type() == QEvent::KeyPress && m_list->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const auto acts = OutboxDelegate::actsOf(m_model->item(m_list->currentIndex().row()));
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !acts.isEmpty()) {
            act(m_list->currentIndex().row(), acts.constLast());
            return true;
        }
        if (key == Qt::Key_Delete && !acts.isEmpty() && acts.constFirst() != OutboxAct::Choose) {
            act(m_list->currentIndex().row(), acts.constFirst());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace groundswell::ui
