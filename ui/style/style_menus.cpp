// The part of GroundswellStyle that draws menus.

#include "ui/style/groundswell_style.h"
#include "ui/style/look.h"
#include "ui/style/own_direction.h"
#include "ui/style/shadow.h"

#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int itemPadding = 10;
constexpr int iconSize = 16;
constexpr int iconGap = 10;
constexpr int shortcutGap = 28;
constexpr int separatorHeight = 13;

} // namespace

void GroundswellStyle::drawMenuPanel(const QStyleOption& option, QPainter& painter) const
{
    paintFloatingWindow(painter, QRectF(option.rect), m_look);
}

QSize GroundswellStyle::menuItemSize(const QStyleOptionMenuItem& option, const QSize& size) const
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) return {size.width(), separatorHeight};
    const QString text = option.text.section(u'\t', 0, 0);
    const QString keys = option.text.section(u'\t', 1);
    const int iconSide = m_look.px(iconSize);
    int width = itemPadding * 2 + iconSide + iconGap + QFontMetrics(option.font).horizontalAdvance(text) + 8;
    if (!keys.isEmpty() || option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += shortcutGap + QFontMetrics(m_look.font(Type::Small)).horizontalAdvance(keys) + 16;
    return {std::max(width, m_look.px(180)), m_look.px(28)};
}

void GroundswellStyle::drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter, const QWidget* widget) const
{
    const auto& theme = m_look.theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(row.left() + itemPadding, row.center().y(), row.width() - 2 * itemPadding, 1),
                         theme.lineStrong);
        painter.restore();
        return;
    }
    const auto* menu = qobject_cast<const QMenu*>(widget);
    const auto* action = menu ? menu->actionAt(row.center()) : nullptr;
    const bool enabled = option.state & State_Enabled;
    const bool hot = enabled && (option.state & State_Selected);
    const bool destructive = action && action->property("destructive").toBool();
    if (hot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(destructive ? theme.stateFailedTint : theme.fillSelected);
        painter.drawRoundedRect(row, tokens::radiusMd, tokens::radiusMd);
    }
    const QColor ink = !enabled ? theme.textDisabled : destructive ? theme.stateFailed : theme.textPrimary;
    const QColor quiet = !enabled ? theme.textDisabled : destructive ? theme.stateFailed : theme.textSecondary;
    QRect inner = row.adjusted(itemPadding, 0, -itemPadding, 0);
    const auto place = [&](const QRect& rect) { return visualRect(option.direction, row, rect); };

    const int iconSide = m_look.px(iconSize);
    const QRect iconRect = place(QRect(inner.left(), inner.top(), iconSide, inner.height()));
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked) m_look.icons().paint(painter, iconRect, u"check"_s, theme.tideBase, iconSize);
    } else if (!option.icon.isNull()) {
        const auto mode = !enabled ? QIcon::Disabled : QIcon::Normal;
        option.icon.paint(&painter,
                          QRect(iconRect.left(), iconRect.center().y() - iconSide / 2 + 1, iconSide, iconSide),
                          Qt::AlignCenter, mode);
    }
    inner.setLeft(inner.left() + iconSide + iconGap);
    painter.setFont(option.font);
    painter.setPen(ink);
    const auto start = option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    const auto end = option.direction == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight;
    painter.drawText(place(inner),
                     Qt::AlignVCenter | Qt::AlignAbsolute | start | Qt::TextSingleLine | Qt::TextHideMnemonic,
                     inOwnDirection(option.text.section(u'\t', 0, 0), painter.layoutDirection()));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const bool mirrored = option.direction == Qt::RightToLeft;
        m_look.icons().paint(painter, place(QRect(inner.right() - 15, inner.top(), 16, inner.height())),
                             mirrored ? u"back"_s : u"chev-right"_s, quiet, 16);
    } else {
        painter.setFont(m_look.font(Type::Small));
        painter.setPen(hot ? theme.textSecondary : enabled ? theme.textTertiary : theme.textDisabled);
        painter.drawText(place(inner), Qt::AlignVCenter | Qt::AlignAbsolute | end | Qt::TextSingleLine,
                         option.text.section(u'\t', 1).replace(u'+', u' '));
    }
    painter.restore();
}

} // namespace groundswell::ui
