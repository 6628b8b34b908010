#pragma once

#include "lyrics/document.h"
#include "lyrics/stamps.h"

namespace groundswell::lyrics::lrc {

/// How a file marks its words.
enum class WordMarks {
    Angle,   ///< A2: "<00:10.00>Night <00:10.40>rain<00:10.90>"
    Bracket, ///< eslrc: "[00:10.00]Night [00:10.40]rain[00:10.90]"
};

/// The text behind the stamps, taken apart.
struct Body
{
    QString text;
    QList<Word> words;           ///< in the file's own times; empty when the marks run backwards
    std::optional<qint64> endMs; ///< a last mark with nothing behind it
    bool marked = false;
    WordMarks marks = WordMarks::Angle;
};

/// Reads the text behind the stamps; `lineMs` is the line's first stamp, where the first word may start without a mark
/// of its own. White space between two marks is a pause: the first mark ends the word before it. A "00:00.000" inside
/// a line belongs to white space (eslrc writes it so) and is no time. A malformed mark is text.
[[nodiscard]] Body readBody(QStringView body, qint64 lineMs);

/// Writes the first line of a text with its words marked. `shiftMs` is added to all times.
[[nodiscard]] QString writeBody(QStringView text, const QList<Word>& words, qint64 lineMs, qint64 shiftMs,
                                WordMarks marks, const StampStyle& style);

} // namespace groundswell::lyrics::lrc
