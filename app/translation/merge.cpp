#include "translation/merge.h"

#include "lyrics/strict_json.h"
#include "translation/units_json.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace groundswell::translation {

using namespace Qt::StringLiterals;

namespace {

struct Sides
{
    Unit base;
    Unit mine;
    Unit theirs;
};

bool approvedSince(const Unit& base, const Unit& side)
{
    return side.state == UnitState::Approved && (base.state != UnitState::Approved || base.text != side.text);
}

/// The merged unit; nothing where the sides conflict.
std::optional<Unit> mergeUnit(const Sides& unit)
{
    const auto& [base, mine, theirs] = unit;
    if (mine == theirs || mine == base) return theirs;
    if (theirs == base) return mine;

    const bool myText = mine.text != base.text;
    const bool theirText = theirs.text != base.text;
    if (myText && theirText && mine.text != theirs.text) return std::nullopt;
    if (myText != theirText && approvedSince(base, myText ? theirs : mine)) return std::nullopt;

    Unit merged = theirs;
    if (myText && !theirText) {
        merged.text = mine.text;
        merged.sourceText = mine.sourceText;
    } else if (myText == theirText && theirs.sourceText == base.sourceText) {
        merged.sourceText = mine.sourceText;
    }
    if (mine.state == theirs.state || mine.state == base.state)
        merged.state = theirs.state;
    else if (theirs.state == base.state)
        merged.state = mine.state;
    else
        // Both moved it on. For one text "needs work" is the careful answer; approving and translating it both hold.
        merged.state = mine.state == UnitState::NeedsWork || theirs.state == UnitState::NeedsWork
                           ? UnitState::NeedsWork
                           : std::max(mine.state, theirs.state);
    if (merged.text.isEmpty()) merged.state = UnitState::Untranslated;
    return merged;
}

QHash<LineId, Unit> byLine(const TranslationDocument& document)
{
    QHash<LineId, Unit> units;
    for (const Unit& unit : document.units)
        units.insert(unit.line, unit);
    return units;
}

} // namespace

MergeResult merge(const TranslationDocument& base, const TranslationDocument& mine, const TranslationDocument& theirs)
{
    const QHash<LineId, Unit> baseUnits = byLine(base);
    const QHash<LineId, Unit> myUnits = byLine(mine);
    const QHash<LineId, Unit> theirUnits = byLine(theirs);

    MergeResult result;
    result.merged = theirs;
    result.merged.baseLyricsRevision = std::max(mine.baseLyricsRevision, theirs.baseLyricsRevision);
    result.merged.units.clear();
    // The order is that of the words: of the side that has seen the newer ones, then what only the other side has.
    const bool mineFirst = mine.baseLyricsRevision > theirs.baseLyricsRevision;
    QSet<LineId> seen;
    for (const TranslationDocument* side : {mineFirst ? &mine : &theirs, mineFirst ? &theirs : &mine}) {
        for (const Unit& listed : side->units) {
            const LineId id = listed.line;
            if (seen.contains(id)) continue;
            seen.insert(id);
            const Unit absent{id, {}, {}, UnitState::Untranslated};
            const Sides sides{baseUnits.value(id, absent), myUnits.value(id, absent), theirUnits.value(id, absent)};
            const auto unit = mergeUnit(sides);
            if (!unit) result.conflicts.append({id, sides.base, sides.mine, sides.theirs});
            const Unit merged = unit.value_or(sides.theirs);
            // A unit that one side removed (its line is gone) comes back only with a text.
            const bool removed = baseUnits.contains(id) && !(myUnits.contains(id) && theirUnits.contains(id));
            if (!removed || !merged.text.isEmpty() || !unit) result.merged.units.append(merged);
        }
    }
    return result;
}

QJsonObject toJson(const UnitConflict& conflict)
{
    return {{"line"_L1, conflict.line.toString()},
            {"base"_L1, toJson(conflict.base)},
            {"mine"_L1, toJson(conflict.mine)},
            {"theirs"_L1, toJson(conflict.theirs)}};
}

Result<UnitConflict> unitConflictFromJson(const QJsonObject& object)
{
    std::optional<Error> error;
    lyrics::StrictJson json(object, {}, error);
    UnitConflict conflict;
    conflict.line = json.id<LineId>("line"_L1);
    const std::pair<QLatin1StringView, Unit*> sides[] = {
        {"base"_L1, &conflict.base}, {"mine"_L1, &conflict.mine}, {"theirs"_L1, &conflict.theirs}};
    for (const auto& [key, unit] : sides) {
        const auto read = unitFromJson(json.value(key).toObject());
        if (!read) return std::unexpected(read.error());
        *unit = *read;
    }
    json.finish();
    if (error) return std::unexpected(*error);
    return conflict;
}

} // namespace groundswell::translation
