#include "ui/panel/comments/comment_list_view.h"

#include "ui/style/look.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using community::CommentListModel;
using community::CommentView;
using community::SendState;
using RowKind = CommentListModel::RowKind;

namespace {

bool isHeading(const QModelIndex& index)
{
    return index.isValid() && index.data(CommentListModel::KindRole).value<RowKind>() == RowKind::Header;
}

} // namespace

CommentListView::CommentListView(const Look& look, const Clock& clock, QWidget* parent)
    : RowStackView(parent)
    , m_look(look)
    , m_clock(clock)
    , m_delegate(new CommentDelegate(look, clock, this))
{
    setObjectName(u"commentList"_s);
    setAccessibleName(tr("Comments"));
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(24);
    setProperty("ownFocus", true);
    m_ahead.setSingleShot(true);
    m_ahead.callOnTimeout(this, &CommentListView::fetchAhead);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &CommentListView::lookAhead);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &CommentListView::lookAhead);
    followLook(m_look, this, [this] {
        setBackground(m_look.theme().bgPanel);
        m_delegate->forgetAll();
        measureAnew();
    });
}

void CommentListView::setModel(QAbstractItemModel* newModel)
{
    RowStackView::setModel(newModel);
    if (!newModel) return;
    // A row that moves goes and comes again, with what is new about it.
    connect(newModel, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this, newModel](const QModelIndex&, int first, int last) {
                for (int row = first; row <= last; ++row)
                    m_delegate->forget(newModel->index(row, 0));
            });
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (hasFocus() && m_delegate->isKeyboard()) markSome();
    });
}

void CommentListView::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles)
{
    for (int row = first.row(); row <= last.row(); ++row)
        m_delegate->forget(first.siblingAtRow(row));
    RowStackView::dataChanged(first, last, roles);
}

void CommentListView::setSituation(bool offline, bool signedIn, qint64 savedAt)
{
    if (m_delegate->setSituation({qreal(viewport()->width()), offline, signedIn, savedAt, layoutDirection()}))
        measureAnew();
}

void CommentListView::resizeEvent(QResizeEvent* event)
{
    RowSituation situation = m_delegate->situation();
    situation.width = viewport()->width();
    situation.direction = layoutDirection();
    if (m_delegate->setSituation(situation)) measureAnew();
    RowStackView::resizeEvent(event);
}

void CommentListView::lookAhead()
{
    m_ahead.start(0);
}

/// Older rows are asked for before the last one is in sight.
void CommentListView::fetchAhead()
{
    const QScrollBar& bar = *verticalScrollBar();
    if (model() && bar.maximum() - bar.value() < 2 * viewport()->height() && model()->canFetchMore({}))
        model()->fetchMore({});
}

const RowZone* CommentListView::zoneAt(QPoint place, QModelIndex* index) const
{
    *index = indexAt(place);
    if (!index->isValid()) return nullptr;
    return m_delegate->row(*index).zoneAt(place - visualRect(*index).topLeft());
}

QRect CommentListView::zoneRect(const QModelIndex& index, CommentAction action) const
{
    const QRect rect = visualRect(index);
    for (const RowZone& zone : m_delegate->row(index).zones) {
        if (zone.action == action) return zone.rect.translated(rect.topLeft()).toAlignedRect();
    }
    return {};
}

void CommentListView::mouseMoveEvent(QMouseEvent* event)
{
    QModelIndex index;
    const RowZone* zone = zoneAt(event->position().toPoint(), &index);
    viewport()->setCursor(zone ? Qt::PointingHandCursor : Qt::ArrowCursor);
    m_delegate->setHovered(index, index.isValid() ? event->position() - visualRect(index).topLeft() : QPointF());
    viewport()->update();
}

void CommentListView::leaveEvent(QEvent* event)
{
    m_delegate->setHovered({}, {});
    viewport()->update();
    RowStackView::leaveEvent(event);
}

void CommentListView::mousePressEvent(QMouseEvent* event)
{
    setKeyboard(false);
    QModelIndex index;
    const RowZone* zone = event->button() == Qt::LeftButton ? zoneAt(event->position().toPoint(), &index) : nullptr;
    m_pressed = zone ? zone->action : CommentAction::None;
    RowStackView::mousePressEvent(event);
}

void CommentListView::mouseReleaseEvent(QMouseEvent* event)
{
    RowStackView::mouseReleaseEvent(event);
    QModelIndex index;
    const RowZone* zone = event->button() == Qt::LeftButton ? zoneAt(event->position().toPoint(), &index) : nullptr;
    if (zone && zone->action == m_pressed) act(index, zone->action);
    m_pressed = CommentAction::None;
}

void CommentListView::act(const QModelIndex& index, CommentAction action)
{
    RowOpenness openness = m_delegate->openness(index);
    switch (action) {
    case CommentAction::OpenStory:
    case CommentAction::Unfold: openness.unfolded = !openness.unfolded; break;
    case CommentAction::Uncover: openness.uncovered = true; break;
    case CommentAction::None: return;
    default: Q_EMIT acted(index, action); return;
    }
    m_delegate->open(index, openness);
    measureAnew(index);
}

/// Headings are not marked.
QModelIndex CommentListView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = RowStackView::moveCursor(action, modifiers);
    return isHeading(index) ? index.siblingAtRow(index.row() + 1) : index;
}

void CommentListView::step(int by)
{
    const int count = model() ? model()->rowCount() : 0;
    int row = currentIndex().isValid() ? currentIndex().row() + by : moveCursor(MoveNext, {}).row();
    for (; row >= 0 && row < count; row += by) {
        const QModelIndex index = model()->index(row, 0);
        if (isHeading(index)) continue;
        setCurrentIndex(index);
        scrollTo(index);
        return;
    }
}

void CommentListView::setKeyboard(bool on)
{
    m_delegate->setKeyboard(on);
    viewport()->update();
}

void CommentListView::keyPressEvent(QKeyEvent* event)
{
    // Where no row is marked, a letter is not meant for one: it is what somebody wants to say.
    const QString text = event->text();
    const bool types = !text.isEmpty() && text.front().isPrint() && !text.front().isSpace() &&
                       !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (types && !m_delegate->isKeyboard()) {
        Q_EMIT typed(text);
        return;
    }
    setKeyboard(true);
    const QModelIndex index = currentIndex();
    const auto has = [&](CommentAction action) { return index.isValid() && !zoneRect(index, action).isEmpty(); };
    const auto actIf = [&](CommentAction action) {
        if (has(action)) act(index, action);
    };
    if (event->matches(QKeySequence::Copy) && index.isValid()) {
        Q_EMIT copyRequested(index);
        return;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        RowStackView::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Down: step(1); return;
    case Qt::Key_Up: step(-1); return;
    case Qt::Key_L: actIf(CommentAction::Like); return;
    case Qt::Key_H: actIf(CommentAction::Hug); return;
    case Qt::Key_R: actIf(CommentAction::Reply); return;
    case Qt::Key_C: Q_EMIT composeRequested(); return;
    case Qt::Key_Delete:
        if (index.isValid() && index.data(CommentListModel::OwnRole).toBool()) Q_EMIT removeRequested(index);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        for (const CommentAction action :
             {CommentAction::OpenStory, CommentAction::MoreReplies, CommentAction::Uncover, CommentAction::Unfold,
              CommentAction::Edit, CommentAction::Retry, CommentAction::Seek, CommentAction::Reply}) {
            if (has(action)) {
                act(index, action);
                return;
            }
        }
        return;
    default: RowStackView::keyPressEvent(event);
    }
}

void CommentListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    RowStackView::currentChanged(current, previous);
    setAccessibleDescription(current.isValid() ? current.data(Qt::AccessibleTextRole).toString() : QString());
    viewport()->update();
}

void CommentListView::focusInEvent(QFocusEvent* event)
{
    const bool byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                            event->reason() == Qt::ShortcutFocusReason;
    // Back from a menu or another window it is as it was.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        setKeyboard(byKeyboard);
    RowStackView::focusInEvent(event);
    if (byKeyboard) markSome();
}

/// Qt marks any row, be it a heading.
void CommentListView::markSome()
{
    const auto isMarked = [this] { return currentIndex().isValid() && !isHeading(currentIndex()); };
    if (!isMarked()) step(1);
    if (!isMarked()) step(-1);
}

/// The keyboard may have been here before them.
void CommentListView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    RowStackView::rowsInserted(parent, start, end);
    if (hasFocus() && m_delegate->isKeyboard()) markSome();
}

void CommentListView::reset()
{
    m_delegate->forgetAll();
    RowStackView::reset();
    if (hasFocus() && m_delegate->isKeyboard()) markSome();
}

bool CommentListView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QModelIndex index;
        const RowZone* zone = zoneAt(help->pos(), &index);
        if (zone && !zone->toolTip.isEmpty())
            QToolTip::showText(help->globalPos(), zone->toolTip, viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return RowStackView::viewportEvent(event);
}

void CommentListView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid()) return;
    const RowKind kind = index.data(CommentListModel::KindRole).value<RowKind>();
    if (kind != RowKind::Comment && kind != RowKind::Reply && kind != RowKind::Story) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex row(index);
    const auto add = [&](const QString& icon, const QString& text, CommentAction action) {
        return menu->addAction(icon.isEmpty() ? QIcon() : m_look.icon(icon), text, this, [this, row, action] {
            if (row.isValid()) act(row, action);
        });
    };
    const CommentView view = index.data(CommentListModel::CommentRole).value<CommentView>();
    const bool sent = kind != RowKind::Story && view.sendState == SendState::Sent;
    if (sent) {
        add(u"reply"_s, tr("Reply"), CommentAction::Reply);
        add(view.liked ? u"heart-fill"_s : u"heart"_s, view.liked ? tr("Take the like back") : tr("Like"),
            CommentAction::Like);
        add(u"hug"_s, view.hugged ? tr("Take the hug back") : tr("Send a hug"), CommentAction::Hug);
    }
    if (kind != RowKind::Story && view.comment.atMs) add(u"play"_s, tr("Play from this moment"), CommentAction::Seek);
    if (kind != RowKind::Story && view.sendState == SendState::Waiting) {
        add(u"edit"_s, tr("Edit"), CommentAction::Edit);
        add(u"undo"_s, tr("Undo"), CommentAction::Undo);
    }
    if (kind == RowKind::Story)
        add(u"stories"_s, m_delegate->openness(index).unfolded ? tr("Close the story") : tr("Read the whole story"),
            CommentAction::OpenStory);
    menu->addSeparator();
    menu->addAction(m_look.icon(u"copy"_s), tr("Copy"), this, [this, row] {
        if (row.isValid()) Q_EMIT copyRequested(row);
    });
    if (sent && view.own) {
        add(u"edit"_s, tr("Edit"), CommentAction::Edit);
        menu->addSeparator();
        menu->addAction(m_look.icon(u"trash"_s, Tone::Failed), tr("Delete"), this, [this, row] {
            if (row.isValid()) Q_EMIT removeRequested(row);
        });
    }
    menu->popup(event->reason() == QContextMenuEvent::Keyboard ? viewport()->mapToGlobal(visualRect(index).center())
                                                               : event->globalPos());
}

} // namespace groundswell::ui
