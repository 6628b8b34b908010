#pragma once

#include "lyrics/stamps.h"

#include <QList>
#include <QString>

#include <optional>

// The concrete syntax of LRC and enhanced LRC ("A2", word stamps). There is no standard; the grammar here is the union
// of what players write: Wikipedia "LRC (file format)", foobar2000's and Walaoke's extensions, eslrc.

namespace groundswell::lyrics::lrc {

/// A time in a line: "[00:10.40]" or "<00:10.40>".
struct Stamp
{
    qsizetype at = 0;                ///< where it begins in the line
    qsizetype length = 0;            ///< with its brackets
    qint64 ms = 0;                   ///< read as minutes:seconds.fraction
    std::optional<qint64> asHoursMs; ///< read as hours:minutes:seconds, where it has two colons
    StampStyle style;

    [[nodiscard]] qsizetype end() const noexcept { return at + length; }
};

/// What a line of an LRC file is. Text: words without a time before them.
enum class LineKind { Blank, Tag, Comment, Timed, Text };

/// One line of the file, with what its parts are. Its text is never changed by reading.
struct SyntaxLine
{
    QString text;
    QString end; ///< the line end
    LineKind kind = LineKind::Blank;

    QString key;           ///< Tag: "ti"
    qsizetype valueAt = 0; ///< Tag: where the value begins, spaces passed over
    qsizetype valueLength = 0;

    QList<Stamp> stamps;   ///< Timed: those before the text
    QString voice;         ///< Timed: "F", "v1", "bg"…; empty without a marker
    qsizetype voiceAt = 0; ///< Timed: where the voice marker is, or would be
    qsizetype bodyAt = 0;  ///< Timed: where the text begins, after the voice marker
    qsizetype bodyEnd = 0; ///< Timed: where it ends, without white space after it

    [[nodiscard]] QStringView value() const { return QStringView(text).sliced(valueAt, valueLength); }
    [[nodiscard]] QStringView body() const { return QStringView(text).sliced(bodyAt, bodyEnd - bodyAt); }
};

/// The lines of a file. Joining text and end of each gives the file back.
[[nodiscard]] QList<SyntaxLine> parse(const QString& text);

/// The stamp that begins exactly at `at`, in "[]" or "<>".
[[nodiscard]] std::optional<Stamp> stampAt(QStringView line, qsizetype at, QChar open, QChar close);

} // namespace groundswell::lyrics::lrc
