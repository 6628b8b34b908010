#pragma once

#include <QList>
#include <QString>

namespace groundswell::lyrics {

/// One line of a text file and what ended it: "\n", "\r\n", "\r", or nothing for a last line without an end.
struct TextLine
{
    QString text;
    QString end;

    bool operator==(const TextLine&) const = default;
};

/// The lines of a text; joining text and end of each gives it back. A text that ends with a line end has no empty line
/// after it.
[[nodiscard]] QList<TextLine> splitLines(const QString& text);
[[nodiscard]] QString joinLines(const QList<TextLine>& lines);

/// The line end that most lines have; "\n" for a text of one line.
[[nodiscard]] QString usualLineEnd(const QString& text);

} // namespace groundswell::lyrics
