#include "ui/library/collection_delegate.h"

#include "ui/library/collection_model.h"
#include "ui/library/cover_pixmaps.h"
#include "ui/style/own_direction.h"

#include <QPainter>

namespace groundswell::ui {

namespace {
constexpr int padding = 8;
}

CollectionDelegate::CollectionDelegate(const Look& look, CoverPixmaps& covers, Shape shape, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_covers(covers)
    , m_shape(shape)
{
}

QSize CollectionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {m_cardWidth, m_cardWidth + 8 + m_look.type().line(Type::Label) + m_look.type().line(Type::Small) + padding};
}

void CollectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = m_look.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect card = option.rect;
    const bool focused = (option.state & QStyle::State_HasFocus) && option.widget && option.widget->hasFocus();
    if (option.state & (QStyle::State_MouseOver | QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected
                              ? (focused ? theme.fillSelected : theme.fillSelectedInactive)
                              : theme.fillHover);
        painter->drawRoundedRect(card, tokens::radiusLg, tokens::radiusLg);
    }
    const int side = m_cardWidth - 2 * padding;
    const double radius = m_shape == Shape::Round ? side / 2.0 : tokens::radiusMd;
    painter->drawPixmap(card.topLeft() + QPoint(padding, padding),
                        m_covers.pixmap(index.data(CollectionModel::CoverKeyRole).toString(),
                                        index.data(CollectionModel::SeedRole).toString(), side, radius,
                                        painter->device()->devicePixelRatioF()));
    const bool round = m_shape == Shape::Round;
    const auto align = round ? Qt::AlignHCenter | Qt::AlignVCenter
                             : (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter | Qt::AlignAbsolute;
    QRect line(card.left() + padding, card.top() + padding + side + 6, side, m_look.type().line(Type::Label));
    const QString title = index.data().toString();
    painter->setFont(m_look.font(Type::Label, languageOfScript(title)));
    painter->setPen(theme.textPrimary);
    painter->drawText(line, static_cast<int>(align),
                      painter->fontMetrics().elidedText(inOwnDirection(title, option.direction), Qt::ElideRight, side));
    line = QRect(line.left(), line.bottom() + 1, side, m_look.type().line(Type::Small));
    const QString subtitle = index.data(CollectionModel::SubtitleRole).toString();
    painter->setFont(m_look.font(Type::Small, languageOfScript(subtitle)));
    painter->setPen(option.state & QStyle::State_Selected ? theme.textSecondary : theme.textTertiary);
    painter->drawText(
        line, static_cast<int>(align),
        painter->fontMetrics().elidedText(inOwnDirection(subtitle, option.direction), Qt::ElideRight, side));
    // The first card has the keyboard before anybody has chosen one.
    if (focused && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, tokens::sizeControlFocusRing));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), tokens::radiusLg, tokens::radiusLg);
    }
    painter->restore();
}

} // namespace groundswell::ui
