#include "ui/style/line_cache.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>
#include <QTextOption>

#include <memory>

namespace groundswell::ui {

namespace {

/// The same place that qt_format_text (QPainter::drawText) gives a single line.
void layOut(QTextLayout& layout, const QString& text, const QFont& font, Qt::LayoutDirection direction)
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(direction);
    layout.setText(text);
    layout.setFont(font);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    layout.createLine().setPosition({});
    layout.endLayout();
}

} // namespace

const LineCache::Line& LineCache::line(const Key& key)
{
    if (const Line* kept = m_lines.object(key)) return *kept;
    auto made = std::make_unique<Line>();
    layOut(made->layout, key.text, key.font, key.direction);
    if (key.room != unlimited && made->layout.lineAt(0).naturalTextWidth() > key.room) {
        const QString shortened = QFontMetricsF(key.font).elidedText(key.text, Qt::ElideRight, key.room);
        layOut(made->layout, shortened, key.font, key.direction);
    }
    const QTextLine line = made->layout.lineAt(0);
    made->width = line.isValid() ? line.horizontalAdvance() : 0; // as drawText: without what the last letter hangs over
    made->height = line.isValid() ? line.ascent() + line.descent() : 0; // height() is rounded up
    Line* const kept = made.get();
    m_lines.insert(key, made.release()); // of cost 1 among `most`: it is not dropped at once
    return *kept;
}

qreal LineCache::width(const QString& text, const QFont& font, Qt::LayoutDirection direction)
{
    return line({text, font, unlimited, direction}).width;
}

void LineCache::draw(QPainter& painter, const QRectF& place, Qt::Alignment side, const QString& text, const QFont& font)
{
    if (text.isEmpty()) return;
    const Line& shown = line({text, font, static_cast<int>(std::max(0.0, place.width())), painter.layoutDirection()});
    const auto absolute = QStyle::visualAlignment(painter.layoutDirection(), side);
    const qreal free = place.width() - shown.width;
    const qreal x = absolute & Qt::AlignRight ? free : absolute & Qt::AlignHCenter ? free / 2 : 0;
    shown.layout.draw(&painter, {place.x() + x, place.y() + (place.height() - shown.height) / 2});
}

} // namespace groundswell::ui
