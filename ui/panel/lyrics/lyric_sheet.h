#pragma once

#include "lyrics/document.h"

#include <QHash>
#include <QList>
#include <QString>

namespace groundswell::ui {

/// Everything the lyrics page shows of one song: the words and what belongs to their lines. A value.
struct LyricSheet
{
    lyrics::Document document;
    QString translationLang;             ///< BCP 47; empty when no translation is shown
    QHash<LineId, QString> translation;  ///< plain text under the line
    QHash<LineId, QString> roman;        ///< the sound in Latin letters, where there is one
    QHash<LineId, qint64> commentCounts; ///< comments made within a line's time, or on the line itself
    qint64 durationMs = 0;               ///< of the track, 0 when unknown: the end of the last line
};

/// A word column of a romanised line: the sound stands above the piece of text.
struct RomanColumn
{
    lyrics::TextRange range; ///< in the line's text, without white space at its ends
    QString roman;

    bool operator==(const RomanColumn&) const = default;
};

/// Splits a line and its romanisation into columns: one a timed word when the numbers agree, else one a piece between
/// spaces, else one for the whole line. Empty when there is no romanisation.
[[nodiscard]] QList<RomanColumn> romanColumns(const lyrics::Line& line, const QString& roman);

/// When the line is over: its own end, the next later start, or the song's end. nullopt for a line without time.
[[nodiscard]] std::optional<qint64> lineEnd(const LyricSheet& sheet, qsizetype line);

/// The line being sung at a moment: the last one that has begun, or -1 before the first and in untimed words.
[[nodiscard]] qsizetype lineAt(const LyricSheet& sheet, qint64 ms);

} // namespace groundswell::ui
