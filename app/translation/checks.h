#pragma once

#include "lyrics/document.h"
#include "translation/units.h"

#include <optional>
#include <span>

namespace groundswell::translation {

/// What a finding means for publishing.
enum class Severity {
    Warning, ///< shown; a person may overrule it
    Error,   ///< blocks publishing
};

/// Something a check found.
struct Finding
{
    QLatin1StringView check; ///< the check's id
    LineId line;             ///< null for the whole translation
    lyrics::TextRange range; ///< in the unit's text; empty for the whole line
    QString message;         ///< one sentence for a person
    Severity severity = Severity::Warning;
    std::optional<QString> fix; ///< the unit's whole text put right, where that is safe

    bool operator==(const Finding&) const = default;
};

/// What checks look at. Refers to values of the caller's.
struct CheckInput
{
    const lyrics::Document& words;
    const TranslationDocument& translation;
};

/// One check. To add one, write a function in checks_of_lines.cpp (or checks_of_songs.cpp) and name it in allChecks().
struct Check
{
    QLatin1StringView id; ///< stable: people ignore findings by it
    Severity severity;
    /// Appends what it finds; fills in line, range, message and fix. The runner sets check and severity.
    void (*run)(const CheckInput& input, QList<Finding>& findings);
};

/// All checks, in the order in which they are shown.
[[nodiscard]] std::span<const Check> allChecks() noexcept;

/// Runs all checks. Findings come in the order of the lines; those of one line, errors first.
[[nodiscard]] QList<Finding> runChecks(const CheckInput& input);
/// The findings of one line, after a key stroke: the same, for that line only.
[[nodiscard]] QList<Finding> runChecks(const CheckInput& input, LineId line);

/// Whether publishing is blocked.
[[nodiscard]] bool hasErrors(const QList<Finding>& findings) noexcept;

} // namespace groundswell::translation
