#pragma once

#include "ui/panel/lyrics/lyric_sheet.h"

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QTextLayout>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace groundswell::ui {

/// How a lyric line is set. Lengths in device-independent px.
struct LineStyle
{
    QFont text;
    qreal textHeight = 28;
    QFont roman;
    qreal romanHeight = 13;
    qreal columnGap = 7;
};

/// The colours of a lyric line.
struct LineColours
{
    QColor unsung;
    QColor sung;
    QColor roman;
};

/// One lyric line laid out for a width: its text, the romanisation above each word, and where each timed word stands,
/// so that the sung part is painted by clipping. GUI thread; not copied, moved freely.
class LineLayout
{
public:
    /// `endMs` ends the last word that has no end of its own. Without columns the text is one flow.
    LineLayout(const lyrics::Line& line, std::optional<qint64> endMs, const QList<RomanColumn>& columns,
               const LineStyle& style, qreal width);

    [[nodiscard]] qreal height() const noexcept { return m_height; }
    [[nodiscard]] bool hasWords() const noexcept { return !m_words.empty(); }

    /// Paints with the words sung until `atMs` filled; nullopt paints all as unsung.
    void draw(QPainter& painter, QPointF topLeft, const LineColours& colours, std::optional<qint64> atMs) const;

    /// The part of the word being sung that is filled, relative to the line's top left; empty between words. Its right
    /// (left, in right-to-left text) edge moves with time.
    [[nodiscard]] QRectF filledPart(qint64 atMs) const;
    /// When the picture changes next: `atMs` itself while a word is being filled, the next word's start, or nullopt.
    [[nodiscard]] std::optional<qint64> nextChange(qint64 atMs) const;
    /// The moment at which the word being sung is whole: filling by steps, for reduced motion. `atMs` between words.
    [[nodiscard]] qint64 wordStep(qint64 atMs) const;

private:
    struct Segment
    {
        std::unique_ptr<QTextLayout> layout;
        lyrics::TextRange range;
        QPointF position;
        QString roman;
        QPointF romanPosition;
    };
    struct WordBox
    {
        qint64 startMs = 0;
        qint64 endMs = 0;
        bool rightToLeft = false;
        std::vector<QRectF> pieces;
    };

    [[nodiscard]] Segment makeSegment(const QString& text, lyrics::TextRange range, const LineStyle& style, qreal width,
                                      QSizeF& size) const;
    void flow(const QString& text, const QList<RomanColumn>& columns, const LineStyle& style, qreal width);
    void locateWords(const lyrics::Line& line, std::optional<qint64> endMs, qreal textHeight);
    [[nodiscard]] std::vector<QRectF> filled(const WordBox& word, qint64 atMs) const;
    void drawText(QPainter& painter, QPointF topLeft) const;

    std::vector<Segment> m_segments;
    std::vector<WordBox> m_words;
    QFont m_romanFont;
    qreal m_romanAscent = 0;
    qreal m_height = 0;
    qreal m_width = 0;
    bool m_rightToLeft = false;
};

} // namespace groundswell::ui
