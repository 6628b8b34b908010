#include "ui/panel/lyrics/line_layout.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace groundswell::ui {

namespace {

/// One row, shaped once; its baseline is the font's own, also where a fallback font is taller.
std::unique_ptr<QTextLayout> layRow(const QString& text, const QFont& font)
{
    auto layout = std::make_unique<QTextLayout>(text, font);
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::NoWrap);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    layout->beginLayout();
    QTextLine line = layout->createLine();
    line.setLineWidth(QFontMetricsF(font).horizontalAdvance(text) + 1);
    line.setPosition({0, QFontMetricsF(font).ascent() - line.ascent()});
    layout->endLayout();
    return layout;
}

} // namespace

LineLayout::LineLayout(const lyrics::Line& line, std::optional<qint64> endMs, const QList<RomanColumn>& columns,
                       const LineStyle& style, qreal width)
    : m_width(width)
    , m_rightToLeft(line.text.isRightToLeft())
{
    QString text = line.text;
    text.replace(u'\n', QChar::LineSeparator);
    if (columns.isEmpty()) {
        QSizeF size;
        m_segments.push_back(makeSegment(text, {0, text.size()}, style, width, size));
        if (m_rightToLeft) m_segments.back().position.setX(width - size.width());
        m_height = size.height();
    } else {
        flow(text, columns, style, width);
    }
    locateWords(line, endMs, style.textHeight);
}

LineLayout::Segment LineLayout::makeSegment(const QString& text, lyrics::TextRange range, const LineStyle& style,
                                            qreal width, QSizeF& size) const
{
    const auto layoutFor = [&](qreal lineWidth) {
        auto layout = std::make_unique<QTextLayout>(text.mid(range.start, range.length), style.text);
        QTextOption option(m_rightToLeft ? Qt::AlignRight : Qt::AlignLeft);
        option.setTextDirection(m_rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout->setTextOption(option);
        layout->setCacheEnabled(true);
        const QFontMetricsF metrics(style.text);
        size = {0, 0};
        layout->beginLayout();
        for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
            line.setLineWidth(lineWidth);
            const qreal baseline = size.height() + (style.textHeight - metrics.height()) / 2 + metrics.ascent();
            line.setPosition({0, baseline - line.ascent()});
            size = {std::max(size.width(), line.naturalTextWidth()), size.height() + style.textHeight};
        }
        layout->endLayout();
        return layout;
    };
    auto layout = layoutFor(width);
    size.setWidth(std::min(width, std::ceil(size.width())));
    if (size.width() < width) { // laid out again in its own width, so that right-aligned text starts at its left edge
        const QSizeF natural = size;
        layout = layoutFor(natural.width() + 1);
        size = {natural.width() + 1, natural.height()};
    }
    Segment segment;
    segment.layout = std::move(layout);
    segment.range = range;
    return segment;
}

void LineLayout::flow(const QString& text, const QList<RomanColumn>& columns, const LineStyle& style, qreal width)
{
    const QFontMetricsF romanMetrics(style.roman);
    qreal x = 0;
    qreal y = 0;
    qreal rowHeight = 0;
    for (const RomanColumn& column : columns) {
        QSizeF size;
        Segment segment = makeSegment(text, column.range, style, width, size);
        const QString roman = romanMetrics.elidedText(column.roman, Qt::ElideRight, width);
        if (!roman.isEmpty()) segment.roman = layRow(roman, style.roman);
        const qreal romanWidth = romanMetrics.horizontalAdvance(roman);
        const qreal columnWidth = std::max(size.width(), romanWidth);
        if (x > 0 && x + columnWidth > width) {
            y += rowHeight;
            x = 0;
            rowHeight = 0;
        }
        const auto place = [&](qreal pieceWidth) { return m_rightToLeft ? width - x - pieceWidth : x; };
        segment.romanPosition = {place(romanWidth), y};
        segment.position = {place(size.width()), y + style.romanHeight};
        rowHeight = std::max(rowHeight, style.romanHeight + size.height());
        x += columnWidth + style.columnGap;
        m_segments.push_back(std::move(segment));
    }
    m_height = y + rowHeight;
}

void LineLayout::locateWords(const lyrics::Line& line, std::optional<qint64> endMs, qreal textHeight)
{
    for (qsizetype i = 0; i < line.words.size(); ++i) {
        const lyrics::Word& word = line.words.at(i);
        WordBox box;
        box.startMs = word.startMs;
        const qint64 next =
            i + 1 < line.words.size() ? line.words.at(i + 1).startMs : endMs.value_or(word.startMs + 500);
        box.endMs = std::max(word.startMs, word.endMs.value_or(next));
        qsizetype from = word.range.start;
        qsizetype to = std::min(word.range.end(), line.text.size());
        while (to > from && line.text.at(to - 1).isSpace())
            --to;
        for (const Segment& segment : m_segments) {
            for (int row = 0; row < segment.layout->lineCount(); ++row) {
                const QTextLine textLine = segment.layout->lineAt(row);
                const qsizetype lineFrom = segment.range.start + textLine.textStart();
                const qsizetype a = std::max(from, lineFrom);
                const qsizetype b = std::min(to, lineFrom + textLine.textLength());
                if (a >= b) continue;
                const qreal x0 = textLine.cursorToX(int(a - segment.range.start));
                const qreal x1 = textLine.cursorToX(int(b - segment.range.start));
                box.rightToLeft = x1 < x0;
                box.pieces.emplace_back(segment.position.x() + std::min(x0, x1),
                                        segment.position.y() + row * textHeight, std::abs(x1 - x0), textHeight);
                box.width += std::abs(x1 - x0);
            }
        }
        if (box.width > 0) m_words.push_back(std::move(box));
    }
}

std::vector<QRectF> LineLayout::filled(const WordBox& word, qint64 atMs) const
{
    if (atMs >= word.endMs) return word.pieces;
    if (atMs <= word.startMs) return {};
    qreal left = word.width * qreal(atMs - word.startMs) / qreal(word.endMs - word.startMs);
    std::vector<QRectF> parts;
    for (const QRectF& piece : word.pieces) {
        const qreal width = std::min(left, piece.width());
        if (width <= 0) break;
        parts.emplace_back(word.rightToLeft ? piece.right() - width : piece.left(), piece.top(), width, piece.height());
        left -= width;
    }
    return parts;
}

QRectF LineLayout::filledPart(qint64 atMs) const
{
    for (const WordBox& word : m_words) {
        if (atMs > word.startMs && atMs < word.endMs) {
            const auto parts = filled(word, atMs);
            return parts.empty() ? QRectF() : parts.back();
        }
    }
    return {};
}

std::vector<QRectF> LineLayout::sungParts(qint64 atMs) const
{
    std::vector<QRectF> parts;
    for (const WordBox& word : m_words) {
        for (const QRectF& part : filled(word, atMs)) {
            const bool touches = !parts.empty() && parts.back().top() == part.top() &&
                                 part.left() <= parts.back().right() + 0.5 && part.right() >= parts.back().left() - 0.5;
            if (touches)
                parts.back() |= part;
            else
                parts.push_back(part);
        }
    }
    return parts;
}

std::optional<qint64> LineLayout::nextChange(qint64 atMs, qreal step) const
{
    for (const WordBox& word : m_words) {
        if (atMs < word.startMs) return word.startMs;
        if (atMs >= word.endMs) continue;
        const qint64 ms = qint64(std::ceil(std::min(1.0, step / word.width) * qreal(word.endMs - word.startMs)));
        return std::min(word.endMs, atMs + ms);
    }
    return std::nullopt;
}

qint64 LineLayout::wordStep(qint64 atMs) const
{
    for (const WordBox& word : m_words) {
        if (atMs >= word.startMs && atMs < word.endMs) return word.endMs;
    }
    return atMs;
}

void LineLayout::draw(QPainter& painter, QPointF topLeft, const QColor& text, const QColor& roman) const
{
    painter.setPen(roman);
    for (const Segment& segment : m_segments) {
        if (segment.roman) segment.roman->draw(&painter, topLeft + segment.romanPosition);
    }
    painter.setPen(text);
    for (const Segment& segment : m_segments)
        segment.layout->draw(&painter, topLeft + segment.position);
}

} // namespace groundswell::ui
