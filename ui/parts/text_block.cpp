#include "ui/parts/text_block.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

struct Lines
{
    int count = 0;
    qsizetype lastStart = 0;
    qreal widest = 0;
    bool complete = true;
};

/// Fallback fonts are taller than the design's; lines keep their pitch and share the first font's baseline.
Lines breakLines(QTextLayout& layout, const QFontMetricsF& metrics, qreal width, qreal lineHeight, int most)
{
    Lines lines;
    layout.beginLayout();
    while (most == 0 || lines.count < most) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(width);
        const qreal baseline = lines.count * lineHeight + (lineHeight - metrics.height()) / 2 + metrics.ascent();
        line.setPosition({0, baseline - line.ascent()});
        lines.lastStart = line.textStart();
        lines.complete = line.textStart() + line.textLength() >= layout.text().size();
        lines.widest = std::max(lines.widest, line.naturalTextWidth());
        ++lines.count;
    }
    layout.endLayout();
    return lines;
}

} // namespace

TextBlock::TextBlock(const QString& text, const QFont& font, qreal width, qreal lineHeight, int foldLines,
                     Qt::Alignment side)
    : m_rightToLeft(text.isRightToLeft())
{
    if (text.isEmpty() || width <= 0) return;
    QString shown = text;
    shown.replace(u"\r\n"_s, u"\n"_s).replace(u'\n', QChar::LineSeparator);
    QTextOption option(side ? side : m_rightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(m_rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    const QFontMetricsF metrics(font);
    m_kept = shown.size();
    auto layout = std::make_shared<QTextLayout>(shown, font);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    Lines lines = breakLines(*layout, metrics, width, lineHeight, foldLines);
    if (!lines.complete) {
        // An ellipsis never stands on a line of its own: a fold at an empty line ends the line before it.
        qsizetype start = lines.lastStart;
        while (start > 0 && lines.count > 1 && shown.at(start) == QChar::LineSeparator) {
            --lines.count;
            start = layout->lineAt(lines.count - 1).textStart();
        }
        const QString rest = shown.mid(start, 400).section(QChar(QChar::LineSeparator), 0, 0);
        QString last = metrics.elidedText(rest, Qt::ElideRight, width - metrics.horizontalAdvance(u'\u2026'));
        if (!last.endsWith(u'\u2026')) last += u'\u2026';
        layout->setText(shown.left(start) + last);
        m_kept = start + last.size() - 1;
        lines = breakLines(*layout, metrics, width, lineHeight, lines.count);
        m_folded = true;
    }
    m_layout = std::move(layout);
    m_height = lines.count * lineHeight;
    m_naturalWidth = lines.widest;
}

QList<QLineF> TextBlock::underlines(qsizetype from, qsizetype length) const
{
    QList<QLineF> found;
    if (!m_layout || from + length > m_kept) return found;
    for (int i = 0; i < m_layout->lineCount(); ++i) {
        const QTextLine line = m_layout->lineAt(i);
        const int begin = std::max(int(from), line.textStart());
        const int end = std::min(int(from + length), line.textStart() + line.textLength());
        if (begin >= end) continue;
        const qreal a = line.cursorToX(begin);
        const qreal b = line.cursorToX(end);
        const qreal y = line.y() + line.ascent() + 3;
        found.append({std::min(a, b), y, std::max(a, b), y});
    }
    return found;
}

void TextBlock::draw(QPainter& painter, QPointF topLeft) const
{
    if (m_layout) m_layout->draw(&painter, topLeft);
}

} // namespace groundswell::ui
