#include "ui/library/row_parts.h"

#include "ui/style/look.h"
#include "ui/style/own_direction.h"

#include <QPainter>
#include <QPainterPath>

namespace groundswell::ui {

void paintSwellGlyph(QPainter& painter, const QRectF& place, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    const double x = place.left(), w = place.width(), y = place.center().y();
    for (const double shift : {-2.6, 2.6}) {
        QPainterPath wave(QPointF(x, y + shift + 1));
        wave.cubicTo(x + w * 0.2, y + shift - 4, x + w * 0.34, y + shift - 3, x + w * 0.5, y + shift);
        wave.cubicTo(x + w * 0.66, y + shift + 3, x + w * 0.8, y + shift + 2, x + w, y + shift - 1.5);
        painter.drawPath(wave);
    }
    painter.restore();
}

void paintTwoLines(QPainter& painter, const QRectF& place, const TwoLines& words, const Look& look, bool mirrored)
{
    // Of fixed height: some scripts' fonts are taller than ours.
    const int tall = look.px(18);
    const QRectF upper(place.left(), place.center().y() - tall, place.width(), tall);
    const auto side = Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    const auto draw = [&](const QRectF& line, const QString& text, Type type, const QColor& colour) {
        painter.setPen(colour);
        look.lines().draw(painter, line, side, inOwnDirection(text, painter.layoutDirection()),
                          look.font(type, languageOfScript(text)));
    };
    draw(upper, words.title, words.strong ? Type::Strong : Type::Label, words.titleColour);
    draw(upper.translated(0, tall), words.second, Type::Small, words.secondColour);
}

} // namespace groundswell::ui
