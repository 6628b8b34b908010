#pragma once

#include <QFont>
#include <QLineF>
#include <QList>
#include <QString>
#include <QTextLayout>

#include <memory>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace groundswell::ui {

/// One person's text, laid out once for a width: plain, isolated, in its own direction. A text that begins with a
/// right-to-left script is aligned to the right whatever the program's direction is. A value, cheap to copy; all
/// lengths are device-independent px. GUI thread.
class TextBlock
{
public:
    TextBlock() = default;
    /// Breaks `text` into lines of `width`, each `lineHeight` high. `foldLines` > 0 keeps at most that many and ends
    /// the last one with an ellipsis. `side` is where the lines stand whatever their direction; none: where it begins.
    TextBlock(const QString& text, const QFont& font, qreal width, qreal lineHeight, int foldLines = 0,
              Qt::Alignment side = {});

    [[nodiscard]] qreal height() const noexcept { return m_height; }
    /// The widest line.
    [[nodiscard]] qreal naturalWidth() const noexcept { return m_naturalWidth; }
    [[nodiscard]] bool isFolded() const noexcept { return m_folded; }
    [[nodiscard]] bool isRightToLeft() const noexcept { return m_rightToLeft; }
    [[nodiscard]] bool isEmpty() const noexcept { return !m_layout; }
    /// Where a line under these characters runs, one for each line of text that they stand on; x from the left edge, y
    /// just below the letters. Nothing for what a fold has taken away.
    [[nodiscard]] QList<QLineF> underlines(qsizetype from, qsizetype length) const;

    /// Paints with the painter's pen.
    void draw(QPainter& painter, QPointF topLeft) const;

private:
    std::shared_ptr<const QTextLayout> m_layout;
    qreal m_height = 0;
    qreal m_naturalWidth = 0;
    qsizetype m_kept = 0; ///< characters before the ellipsis
    bool m_folded = false;
    bool m_rightToLeft = false;
};

} // namespace groundswell::ui
