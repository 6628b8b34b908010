#include "translation/checks.h"

#include "translation/check_functions.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace groundswell::translation {

using namespace Qt::StringLiterals;

std::span<const Check> allChecks() noexcept
{
    static constexpr std::array checks{
        Check{"empty-done"_L1, Severity::Error, checkEmptyDone},
        Check{"line-count"_L1, Severity::Error, checkLineCount},
        Check{"same-as-source"_L1, Severity::Warning, checkSameAsSource},
        Check{"source-script"_L1, Severity::Warning, checkSourceScript},
        Check{"unbalanced"_L1, Severity::Warning, checkUnbalanced},
        Check{"numbers"_L1, Severity::Warning, checkNumbers},
        Check{"end-punctuation"_L1, Severity::Warning, checkEndPunctuation},
        Check{"double-space"_L1, Severity::Warning, checkDoubleSpace},
        Check{"outer-space"_L1, Severity::Warning, checkOuterSpace},
        Check{"address"_L1, Severity::Warning, checkAddress},
        Check{"chorus"_L1, Severity::Warning, checkChorus},
    };
    return checks;
}

QHash<LineId, const Unit*> unitsByLine(const TranslationDocument& document)
{
    QHash<LineId, const Unit*> units;
    units.reserve(document.units.size());
    for (const Unit& unit : document.units)
        units.insert(unit.line, &unit);
    return units;
}

QList<Finding> runChecks(const CheckInput& input)
{
    QList<Finding> findings;
    for (const Check& check : allChecks()) {
        const qsizetype first = findings.size();
        check.run(input, findings);
        for (qsizetype i = first; i < findings.size(); ++i) {
            findings[i].check = check.id;
            findings[i].severity = check.severity;
        }
    }
    // In the order of the lines; checks of errors come first in the list, so a stable sort keeps them first in a line.
    QHash<LineId, qsizetype> order;
    for (qsizetype i = 0; i < input.words.lines.size(); ++i)
        order.insert(input.words.lines[i].id, i);
    std::ranges::stable_sort(findings, {}, [&](const Finding& finding) { return order.value(finding.line, -1); });
    return findings;
}

QList<Finding> runChecks(const CheckInput& input, LineId line)
{
    QList<Finding> findings = runChecks(input);
    findings.removeIf([&](const Finding& finding) { return finding.line != line; });
    return findings;
}

bool hasErrors(const QList<Finding>& findings) noexcept
{
    return std::ranges::contains(findings, Severity::Error, &Finding::severity);
}

} // namespace groundswell::translation
