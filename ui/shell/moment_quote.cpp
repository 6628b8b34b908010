#include "ui/shell/moment_quote.h"

#include <QPainter>
#include <QStyle>
#include <QTextOption>

#include <cmath>

namespace groundswell::ui {

namespace {
constexpr int usualWidth = 240; ///< px, where nothing says how wide it is
}

MomentQuote::MomentQuote(const Look& look, const QString& words, const QString& moment, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_words(words)
    , m_moment(moment)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(words + u' ' + moment);
    followLook(look, this, [this] {
        updateGeometry();
        update();
    });
}

qreal MomentQuote::layOut(QTextLayout& layout, int width) const
{
    QFont voice = m_look.type().font(Type::Story, 14.5, 400);
    voice.setItalic(true);
    QTextCharFormat moment;
    moment.setFont(m_look.font(Type::Small));
    moment.setForeground(m_look.theme().lanternBase);
    layout.setText(m_words + u' ' + m_moment);
    layout.setFont(voice);
    QTextOption option(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignAbsolute);
    option.setTextDirection(m_words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.setFormats({{int(m_words.size()) + 1, int(m_moment.size()), moment}});
    const qreal high = m_look.type().line(Type::Story);
    qreal top = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, top + (high - line.height()) / 2});
        top += high;
    }
    layout.endLayout();
    return top;
}

int MomentQuote::heightForWidth(int width) const
{
    QTextLayout layout;
    return int(std::ceil(layOut(layout, width)));
}

QSize MomentQuote::sizeHint() const
{
    const int width = m_look.px(usualWidth);
    return {width, heightForWidth(width)};
}

void MomentQuote::paintEvent(QPaintEvent*)
{
    QTextLayout layout;
    layOut(layout, width());
    QPainter painter(this);
    painter.setPen(m_look.theme().textSecondary);
    layout.draw(&painter, {0, 0});
}

} // namespace groundswell::ui
