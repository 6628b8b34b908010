#include "ui/panel/comments/comment_delegate.h"

#include "base/clock.h"
#include "ui/style/look.h"

#include <QPainter>

namespace groundswell::ui {

using community::CommentListModel;
using RowKind = CommentListModel::RowKind;

namespace {

QString keyOf(const QModelIndex& index)
{
    return index.data(CommentListModel::KeyRole).toString();
}

} // namespace

CommentDelegate::CommentDelegate(const Look& look, const Clock& clock, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_clock(clock)
{
}

bool CommentDelegate::setSituation(const RowSituation& situation)
{
    const bool same = situation.width == m_situation.width && situation.direction == m_situation.direction &&
                      situation.offline == m_situation.offline && situation.signedIn == m_situation.signedIn &&
                      situation.savedAt == m_situation.savedAt;
    if (same) return false;
    m_situation = situation;
    forgetAll();
    return true;
}

void CommentDelegate::forget(const QModelIndex& index)
{
    m_rows.remove(keyOf(index));
}

void CommentDelegate::forgetAll()
{
    m_rows.clear();
}

void CommentDelegate::open(const QModelIndex& index, RowOpenness openness)
{
    m_open.insert(keyOf(index), openness);
    forget(index);
}

RowOpenness CommentDelegate::openness(const QModelIndex& index) const
{
    return m_open.value(keyOf(index));
}

void CommentDelegate::setHovered(const QModelIndex& index, QPointF place)
{
    m_hovered = index;
    m_hoverPlace = place;
}

const CommentRow& CommentDelegate::row(const QModelIndex& index) const
{
    const QString key = keyOf(index);
    if (const CommentRow* kept = m_rows.object(key)) return *kept;
    auto* const made = new CommentRow(layOutRow(index, m_situation, m_open.value(key), m_look));
    m_rows.insert(key, made);
    return *made;
}

void CommentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const CommentRow& laidOut = row(index);
    const RowZone* hovered = index == m_hovered ? laidOut.zoneAt(m_hoverPlace) : nullptr;
    paintRow(*painter, option.rect.topLeft(), laidOut, hovered, m_clock.nowMs(), m_look);
    if (m_keyboard && option.state.testFlag(QStyle::State_HasFocus) && laidOut.kind != RowKind::Header) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_look.theme().lineFocus, 2));
        const QRectF ring = laidOut.kind == RowKind::Story ? laidOut.card.translated(option.rect.topLeft())
                                                           : QRectF(option.rect).adjusted(6, 2, -6, -2);
        painter->drawRoundedRect(ring.adjusted(1, 1, -1, -1), laidOut.kind == RowKind::Story ? 10 : 6,
                                 laidOut.kind == RowKind::Story ? 10 : 6);
        painter->restore();
    }
}

QSize CommentDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {int(m_situation.width), int(row(index).height)};
}

} // namespace groundswell::ui
