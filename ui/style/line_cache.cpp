#include "ui/style/line_cache.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>
#include <QTextOption>

#include <algorithm>
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

/// Whether a letter of this script is a glyph of its own, whatever stands beside it.
bool isSimple(QChar::Script script)
{
    switch (script) {
    case QChar::Script_Common:
    case QChar::Script_Inherited:
    case QChar::Script_Latin:
    case QChar::Script_Greek:
    case QChar::Script_Cyrillic:
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul: return true;
    default: return false;
    }
}

/// Whether a character stands at the right of what is read before it.
bool runsToTheRight(char32_t c)
{
    switch (QChar::direction(c)) {
    case QChar::DirL:
    case QChar::DirEN:
    case QChar::DirES:
    case QChar::DirET:
    case QChar::DirCS:
    case QChar::DirWS:
    case QChar::DirON:
    case QChar::DirNSM: return true;
    default: return false;
    }
}

/// As QFontMetricsF::elidedText() with Qt::ElideRight, which shapes the text once more, where the layout that is
/// shaped already tells how much of it fits. Half a ligature may stay where that one drops it.
QString shortened(const QTextLayout& layout, int room)
{
    const QString text = layout.text();
    const QFontMetricsF metrics(layout.font());
    const QTextLine line = layout.lineAt(0);
    if (layout.textOption().textDirection() != Qt::LeftToRight || text.size() < 2 || line.textLength() < text.size() ||
        !std::ranges::all_of(text.toUcs4(), [](char32_t c) { return runsToTheRight(c) && isSimple(QChar::script(c)); }))
        return metrics.elidedText(text, Qt::ElideRight, room);
    const qreal ellipsis = metrics.horizontalAdvance(u'\u2026');
    return ellipsis > room ? QString()
                           : text.left(line.xToCursor(room - ellipsis, QTextLine::CursorOnCharacter)) + u'\u2026';
}

} // namespace

const LineCache::Line& LineCache::line(const Key& key)
{
    if (const Line* kept = m_lines.object(key)) return *kept;
    auto made = std::make_unique<Line>();
    layOut(made->layout, key.text, key.font, key.direction);
    if (key.room != unlimited && made->layout.lineAt(0).naturalTextWidth() > key.room) {
        layOut(made->layout, shortened(made->layout, key.room), key.font, key.direction);
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
