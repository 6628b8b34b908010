#include "ui/parts/wrapped_label.h"

#include <QPainter>

#include <cmath>

namespace groundswell::ui {

namespace {

double heightOf(const QFont& font)
{
    return QFontMetricsF(font).height();
}

} // namespace

WrappedLabel::WrappedLabel(const Look& look, Type type, QWidget* parent)
    : QLabel(parent)
    , m_look(look)
    , m_type(type)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

const TextBlock& WrappedLabel::block(int width) const
{
    const double grown = heightOf(font()) / heightOf(m_look.font(m_type));
    const Qt::Alignment side = alignment() & Qt::AlignHorizontal_Mask;
    const bool fixed = side.testAnyFlags(Qt::AlignHCenter | Qt::AlignAbsolute);
    const Setting wanted{text(), font(), fixed ? side : Qt::Alignment(), double(width),
                         std::round(m_look.type().line(m_type) * grown)};
    for (const auto& [setting, kept] : m_kept) {
        if (setting == wanted) return kept;
    }
    auto& [setting, kept] = m_kept.at(m_next);
    m_next = (m_next + 1) % m_kept.size();
    setting = wanted;
    kept = TextBlock(wanted.text, wanted.font, wanted.width, wanted.lineHeight, 0, wanted.side);
    return kept;
}

QSize WrappedLabel::sizeHint() const
{
    const int width = QLabel::sizeHint().width();
    return {width, heightForWidth(width)};
}

int WrappedLabel::heightForWidth(int width) const
{
    const QMargins around = contentsMargins();
    return int(std::ceil(block(width - around.left() - around.right()).height())) + around.top() + around.bottom();
}

void WrappedLabel::paintEvent(QPaintEvent*)
{
    const QRect room = contentsRect();
    const TextBlock lines = block(room.width()); // a copy, as what is painted may ask for another
    QPainter painter(this);
    const double spare = std::max(0.0, room.height() - lines.height());
    const QPointF topLeft = room.topLeft() + QPointF(0, alignment().testFlag(Qt::AlignTop) ? 0 : std::floor(spare / 2));
    paintBehind(painter, lines, topLeft);
    painter.setPen(palette().color(foregroundRole()));
    lines.draw(painter, topLeft);
}

} // namespace groundswell::ui
