#pragma once

#include "lyrics/document.h"

namespace groundswell::lyrics {

/// Where in the words a moment falls.
struct WordPosition
{
    qsizetype line = -1;   ///< index into Document::lines
    qsizetype word = -1;   ///< index into Line::words; -1 before the line's first word
    double progress = 0.0; ///< how much of that word is sung, 0..1

    bool operator==(const WordPosition&) const = default;
};

/// Answers "what is being sung now?" for the synced display, in O(log n). Built once per document, in O(n log n).
/// Lines may overlap and stand in any order. A line without an end lasts until the next line of its kind starts.
class LineLookup
{
public:
    LineLookup() = default;
    explicit LineLookup(const Document& document);

    /// The index of the line that is being sung at this moment: of several, the one that started last (of those that
    /// started together, the first in the document). -1 in a gap, before the first line, and in words without timing.
    /// Background lines are passed over.
    [[nodiscard]] qsizetype activeLineAt(qint64 ms) const noexcept;
    /// The same with the word in it; nothing where no line is active or that line has no timed words.
    [[nodiscard]] std::optional<WordPosition> activeWordAt(qint64 ms) const noexcept;

    /// When this line ends: its own end, or the start of the line after it; nothing for an open last line.
    [[nodiscard]] std::optional<qint64> endOf(qsizetype line) const noexcept;
    /// The first moment after `ms` at which activeLineAt() changes; nothing after the last. A display can sleep until
    /// then.
    [[nodiscard]] std::optional<qint64> nextChangeAfter(qint64 ms) const noexcept;

private:
    struct Segment
    {
        qint64 fromMs;
        qsizetype line;
    };
    QList<Line> m_lines;
    QList<std::optional<qint64>> m_ends;
    QList<Segment> m_segments; ///< ordered by time; each lasts until the next
};

} // namespace groundswell::lyrics
