#include "ui/parts/marked_label.h"

#include "ui/parts/text_block.h"
#include "ui/style/kept_font.h"

#include <QPainter>

namespace groundswell::ui {

namespace {
constexpr qreal aroundWord = 2; ///< px of ground at either side of a mark
}

MarkedLabel::MarkedLabel(const Look& look, const QString& text, Type type, Tone tone, Kind kind, QWidget* parent)
    : WrappedLabel(look, type, parent)
    , m_kind(kind)
{
    setText(text);
    setProperty("tone", toneName(tone));
    keepFont(*this, look, [&look, type] { return look.font(type); });
}

void MarkedLabel::setMarks(const QList<TextRange>& marks)
{
    m_marks = marks;
    update();
}

void MarkedLabel::paintBehind(QPainter& painter, const TextBlock& lines, QPointF topLeft)
{
    const Theme& theme = look().theme();
    const QFontMetricsF metrics(font());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const TextRange& mark : std::as_const(m_marks)) {
        for (const QLineF& under : lines.underlines(mark.start, mark.length)) {
            const qreal bottom = topLeft.y() + under.y1();
            const QRectF ground(topLeft.x() + under.x1() - aroundWord, bottom - metrics.height() + 1,
                                under.length() + 2 * aroundWord, metrics.height());
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_kind == Kind::Added ? theme.diffAdd : theme.diffRemove);
            painter.drawRoundedRect(ground, tokens::radiusXs, tokens::radiusXs);
            if (m_kind == Kind::Added) continue;
            const qreal middle = ground.center().y();
            painter.setPen(QPen(palette().color(foregroundRole()), 1));
            painter.drawLine(QPointF(topLeft.x() + under.x1(), middle), QPointF(topLeft.x() + under.x2(), middle));
        }
    }
    painter.restore();
}

} // namespace groundswell::ui
