#include "translation/units.h"

#include <algorithm>

namespace groundswell::translation {

using namespace Qt::StringLiterals;

int Progress::percent() const noexcept
{
    return total() == 0 ? 0 : static_cast<int>((translated + approved) * 100 / total());
}

Progress progressOf(const TranslationDocument& document) noexcept
{
    Progress progress;
    for (const Unit& unit : document.units) {
        switch (unit.state) {
        case UnitState::Untranslated: ++progress.untranslated; break;
        case UnitState::NeedsWork: ++progress.needsWork; break;
        case UnitState::Translated: ++progress.translated; break;
        case UnitState::Approved: ++progress.approved; break;
        }
    }
    return progress;
}

bool sourceChanged(const Unit& unit, QStringView sourceNow)
{
    return unit.state != UnitState::Untranslated && unit.sourceText.simplified() != sourceNow.toString().simplified();
}

qsizetype indexOfUnit(const TranslationDocument& document, LineId line) noexcept
{
    const auto found = std::ranges::find(document.units, line, &Unit::line);
    return found == document.units.end() ? -1 : found - document.units.begin();
}

const Unit* findUnit(const TranslationDocument& document, LineId line) noexcept
{
    const qsizetype index = indexOfUnit(document, line);
    return index < 0 ? nullptr : &document.units[index];
}

QLatin1StringView unitStateName(UnitState state) noexcept
{
    switch (state) {
    case UnitState::Untranslated: return "untranslated"_L1;
    case UnitState::NeedsWork: return "needs_work"_L1;
    case UnitState::Translated: return "translated"_L1;
    case UnitState::Approved: return "approved"_L1;
    }
    return "untranslated"_L1;
}

} // namespace groundswell::translation
