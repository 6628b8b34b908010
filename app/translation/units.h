#pragma once

#include "base/ids.h"

#include <QList>
#include <QString>

namespace groundswell::translation {

/// How far the translation of one line is.
enum class UnitState {
    Untranslated, ///< no text yet
    NeedsWork,    ///< has text which somebody should look at: marked by hand, or its source line was reworded
    Translated,   ///< done, in its translator's eyes
    Approved,     ///< a second person agreed
};

/// The translation of one line.
struct Unit
{
    LineId line;
    QString sourceText; ///< the line as it was when it was last translated; empty while untranslated
    QString text;
    UnitState state = UnitState::Untranslated;

    bool operator==(const Unit&) const = default;
};

/// One translation of a song's words into one language. A value, compared with ==.
struct TranslationDocument
{
    QString lang;                  ///< BCP-47, the target language
    LyricsId lyrics;               ///< the words it translates
    qint64 baseLyricsRevision = 0; ///< the revision of those words that the units were last brought in line with
    QList<Unit> units;             ///< in the order of the lines; a unit outlives its line until somebody removes it

    bool operator==(const TranslationDocument&) const = default;
};

/// How many units are in each state.
struct Progress
{
    qsizetype untranslated = 0;
    qsizetype needsWork = 0;
    qsizetype translated = 0;
    qsizetype approved = 0;

    [[nodiscard]] qsizetype total() const noexcept { return untranslated + needsWork + translated + approved; }
    /// Translated or approved, 0..100, rounded down so that 100 means "all".
    [[nodiscard]] int percent() const noexcept;
    bool operator==(const Progress&) const = default;
};

/// Counts the units by state.
[[nodiscard]] Progress progressOf(const TranslationDocument& document) noexcept;

/// Whether the line has been reworded since it was translated. Derived, never stored. White space at the ends and
/// runs of white space do not count.
[[nodiscard]] bool sourceChanged(const Unit& unit, QStringView sourceNow);

/// The index of the unit of this line, or -1.
[[nodiscard]] qsizetype indexOfUnit(const TranslationDocument& document, LineId line) noexcept;
/// The unit of this line, or null. The pointer lives as long as the document is not changed.
[[nodiscard]] const Unit* findUnit(const TranslationDocument& document, LineId line) noexcept;

/// The stable name of a state on the wire: "untranslated", "needs_work", "translated", "approved".
[[nodiscard]] QLatin1StringView unitStateName(UnitState state) noexcept;

} // namespace groundswell::translation
