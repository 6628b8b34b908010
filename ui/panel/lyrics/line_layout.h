#pragma once

#include "ui/panel/lyrics/lyric_sheet.h"

#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QTextLayout>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QColor;
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

/// One lyric line laid out for a width: its text, the romanisation above each word, and where each timed word stands,
/// so that the sung part can be painted apart. GUI thread; not copied, moved freely.
class LineLayout
{
public:
    /// `endMs` ends the last word that has no end of its own. Without columns the text is one flow.
    LineLayout(const lyrics::Line& line, std::optional<qint64> endMs, const QList<RomanColumn>& columns,
               const LineStyle& style, qreal width);

    [[nodiscard]] qreal height() const noexcept { return m_height; }
    [[nodiscard]] QSizeF size() const noexcept { return {m_width, m_height}; }
    [[nodiscard]] bool hasWords() const noexcept { return !m_words.empty(); }

    /// Paints all of it, the text in one colour and the romanisation in another.
    void draw(QPainter& painter, QPointF topLeft, const QColor& text, const QColor& roman) const;

    /// What is sung at `atMs`, relative to the line's top left; words that touch each other are one part.
    [[nodiscard]] std::vector<QRectF> sungParts(qint64 atMs) const;
    /// The part of the word being sung that is filled, relative to the line's top left; empty between words. Its right
    /// (left, in right-to-left text) edge moves with time.
    [[nodiscard]] QRectF filledPart(qint64 atMs) const;
    /// When the picture changes next: while a word is being filled, when its edge has moved by `step` px; else the next
    /// word's start, or nullopt.
    [[nodiscard]] std::optional<qint64> nextChange(qint64 atMs, qreal step) const;
    /// The moment at which the word being sung is whole: filling by steps, for reduced motion. `atMs` between words.
    [[nodiscard]] qint64 wordStep(qint64 atMs) const;

private:
    struct Segment
    {
        std::unique_ptr<QTextLayout> layout;
        lyrics::TextRange range;
        QPointF position;
        std::unique_ptr<QTextLayout> roman; ///< none without columns
        QPointF romanPosition;
    };
    struct WordBox
    {
        qint64 startMs = 0;
        qint64 endMs = 0;
        bool rightToLeft = false;
        std::vector<QRectF> pieces; ///< in the order in which they are sung
        qreal width = 0;            ///< of all pieces
    };

    [[nodiscard]] Segment makeSegment(const QString& text, lyrics::TextRange range, const LineStyle& style, qreal width,
                                      QSizeF& size) const;
    void flow(const QString& text, const QList<RomanColumn>& columns, const LineStyle& style, qreal width);
    void locateWords(const lyrics::Line& line, std::optional<qint64> endMs, qreal textHeight);
    [[nodiscard]] std::vector<QRectF> filled(const WordBox& word, qint64 atMs) const;

    std::vector<Segment> m_segments;
    std::vector<WordBox> m_words;
    qreal m_height = 0;
    qreal m_width = 0;
    bool m_rightToLeft = false;
};

} // namespace groundswell::ui
