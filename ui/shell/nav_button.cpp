#include "ui/shell/nav_button.h"

#include "ui/style/own_direction.h"

#include <QLocale>
#include <QPainter>

namespace groundswell::ui {

namespace {
constexpr int padding = 10;
constexpr int iconSide = tokens::sizeControlIcon;
constexpr int iconGap = 10;
} // namespace

NavButton::NavButton(const Look& look, const QString& icon, const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_look(look)
    , m_icon(icon)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("ringRadius", double(tokens::radiusMd + 2));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavButton::setCount(qint64 count)
{
    m_count = count;
    update();
}

void NavButton::setRail(bool rail)
{
    m_rail = rail;
    setToolTip(rail ? text() : QString());
    update();
}

int NavButton::neededWidth() const
{
    const int words = QFontMetrics(m_look.font(Type::Label)).horizontalAdvance(text());
    return padding + m_look.px(iconSide) + iconGap + words + 1 + padding;
}

QSize NavButton::sizeHint() const
{
    return {160, m_look.px(m_rail ? 36 : tokens::sizeRowSidebarItem)};
}

void NavButton::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? theme.fillSelected : isDown() ? theme.fillPressed : theme.fillHover);
        painter.drawRoundedRect(rect(), tokens::radiusMd, tokens::radiusMd);
    }
    const bool lifted = isChecked() || underMouse();
    const QColor iconColour = isChecked() ? theme.tideBase : lifted ? theme.textPrimary : theme.textSecondary;
    if (m_rail) {
        m_look.icons().paint(painter, rect(), m_icon, iconColour, iconSide);
        return;
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](int from, int width) {
        return QRect(mirrored ? this->width() - from - width : from, 0, width, height());
    };
    m_look.icons().paint(painter, place(padding, m_look.px(iconSide)), m_icon, iconColour, iconSide);
    int end = width() - padding;
    if (m_count >= 0) {
        const QString count = QLocale().toString(m_count);
        painter.setFont(m_look.type().tabular(Type::Small));
        painter.setPen(isChecked() ? theme.textSecondary : theme.textTertiary);
        const int wide = painter.fontMetrics().horizontalAdvance(count) + 1;
        painter.drawText(place(end - wide, wide),
                         Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignLeft : Qt::AlignRight), count);
        end -= wide + 8;
    }
    painter.setFont(m_look.font(Type::Label));
    painter.setPen(lifted ? theme.textPrimary : theme.textSecondary);
    const int from = padding + m_look.px(iconSide) + iconGap;
    painter.drawText(
        place(from, end - from), Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft),
        painter.fontMetrics().elidedText(inOwnDirection(text(), layoutDirection()), Qt::ElideRight, end - from));
}

} // namespace groundswell::ui
