#include "ui/parts/tab_strip.h"

#include "ui/style/kept_font.h"

#include <QFocusEvent>
#include <QLocale>
#include <QPainter>

namespace groundswell::ui {

namespace {
constexpr int tabGap = 20;
constexpr int countGap = 8;
} // namespace

TabStrip::TabStrip(const Look& look, QWidget* parent)
    : QTabBar(parent)
    , m_look(look)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
    keepFont(*this, look, [&look] { return look.font(Type::Label); }); // makes QTabBar measure its tabs again
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void TabStrip::setCount(int tab, int count)
{
    if (tabData(tab).isValid() && tabData(tab).toInt() == count) return;
    setTabData(tab, count);
    setTabText(tab, tabText(tab)); // measures again
    setIconSize(iconSize());
    updateGeometry();
    update();
}

void TabStrip::setElsewhere(bool elsewhere)
{
    if (elsewhere == m_elsewhere) return;
    m_elsewhere = elsewhere;
    update();
}

QString TabStrip::countText(int tab) const
{
    const auto number = tabData(tab);
    return number.isValid() && number.toInt() >= 0 ? QLocale().toString(number.toInt()) : QString();
}

QSize TabStrip::tabSizeHint(int tab) const
{
    int width = QFontMetrics(m_look.font(Type::Strong)).horizontalAdvance(tabText(tab));
    if (const auto count = countText(tab); !count.isEmpty())
        width += countGap + QFontMetrics(m_look.type().tabular(Type::Small)).horizontalAdvance(count);
    return {(tab == 0 ? lead : 0) + width + tabGap, m_look.px(tokens::sizeHeaderHeight)};
}

void TabStrip::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        // The words and the count, from where the tab begins; what is beyond keeps the next one away.
        const int before = i == 0 ? lead : 0;
        const QRect cell =
            mirrored ? tabRect(i).adjusted(tabGap, 0, -before, 0) : tabRect(i).adjusted(before, 0, -tabGap, 0);
        const bool current = i == currentIndex() && !m_elsewhere;
        const bool hovered = tabRect(i).contains(mapFromGlobal(QCursor::pos())) && underMouse();
        QRect inner = cell;
        painter.setFont(m_look.font(current ? Type::Strong : Type::Label));
        painter.setPen(!isTabEnabled(i)     ? theme.textDisabled
                       : current || hovered ? theme.textPrimary
                                            : theme.textSecondary);
        const auto side = mirrored ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(inner, Qt::AlignVCenter | Qt::AlignAbsolute | side | Qt::TextHideMnemonic, tabText(i));
        if (const auto number = countText(i); !number.isEmpty()) {
            const int used = QFontMetrics(painter.font()).horizontalAdvance(tabText(i)) + countGap;
            inner = mirrored ? inner.adjusted(0, 0, -used, 0) : inner.adjusted(used, 0, 0, 0);
            painter.setFont(m_look.type().tabular(Type::Small));
            painter.setPen(theme.textTertiary);
            painter.drawText(inner, Qt::AlignVCenter | Qt::AlignAbsolute | side, number);
        }
        if (current) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.tideBase);
            painter.drawRoundedRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 2), 1, 1);
        }
        if (i == currentIndex() && hasFocus() && m_byKeyboard) {
            painter.setPen(QPen(theme.lineFocus, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(cell).adjusted(-6, 9, 6, -9), tokens::radiusMd, tokens::radiusMd);
        }
    }
}

void TabStrip::focusInEvent(QFocusEvent* event)
{
    m_byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                   event->reason() == Qt::ShortcutFocusReason;
    QTabBar::focusInEvent(event);
}

} // namespace groundswell::ui
