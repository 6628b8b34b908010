#include "ui/parts/menu_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int arrow = 14;
constexpr int arrowGap = 6;
constexpr int linkGap = 6; ///< on either side of an arrow within the chain
} // namespace

MenuButton::MenuButton(const Look& look, ButtonKind kind, const QString& iconName, QWidget* parent)
    : QPushButton(parent)
    , m_look(look)
{
    dressButton(*this, look, kind, iconName);
}

void MenuButton::setChain(const QStringList& words)
{
    if (words == m_chain) return;
    m_chain = words;
    updateGeometry();
    update();
}

int MenuButton::arrowRoom() const
{
    return arrowGap + m_look.px(arrow);
}

QSize MenuButton::sizeHint() const
{
    QSize size = QPushButton::sizeHint() + QSize(arrowRoom(), 0);
    for (qsizetype i = 0; i < m_chain.size(); ++i)
        size.rwidth() += fontMetrics().horizontalAdvance(m_chain.at(i)) + (i > 0 ? 2 * linkGap + m_look.px(arrow) : 0);
    return size;
}

void MenuButton::paintChain(QPainter& painter, const QRect& room) const
{
    const auto& theme = m_look.theme();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.setFont(font());
    int from = 0;
    const auto place = [&](int wide) {
        const int x = mirrored ? room.right() + 1 - from - wide : room.left() + from;
        from += wide;
        return QRect(x, room.top(), wide, room.height());
    };
    for (qsizetype i = 0; i < m_chain.size(); ++i) {
        if (i > 0) {
            from += linkGap;
            m_look.icons().paint(painter, place(m_look.px(arrow)), mirrored ? u"back"_s : u"chev-right"_s,
                                 theme.textTertiary, arrow);
            from += linkGap;
        }
        painter.setPen(palette().color(QPalette::ButtonText));
        painter.drawText(place(painter.fontMetrics().horizontalAdvance(m_chain.at(i))),
                         Qt::AlignCenter | Qt::TextSingleLine, m_chain.at(i));
    }
}

void MenuButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    painter.drawControl(QStyle::CE_PushButtonBevel, option);
    const QRect inside = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRect words = mirrored ? inside.adjusted(arrowRoom(), 0, 0, 0) : inside.adjusted(0, 0, -arrowRoom(), 0);
    if (m_chain.isEmpty()) {
        option.rect = words;
        painter.drawControl(QStyle::CE_PushButtonLabel, option);
    } else {
        paintChain(painter, words);
    }
    const int side = m_look.px(arrow);
    const auto& theme = m_look.theme();
    m_look.icons().paint(
        painter, QRect(mirrored ? inside.left() : inside.right() + 1 - side, inside.top(), side, inside.height()),
        u"chev-down"_s, isEnabled() ? theme.textSecondary : theme.textDisabled, arrow);
}

} // namespace groundswell::ui
