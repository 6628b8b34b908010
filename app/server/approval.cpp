#include "server/approval.h"

#include <QHash>

namespace groundswell::server {

using translation::TranslationDocument;
using translation::Unit;
using translation::UnitState;

namespace {

bool isSettled(const Unit& unit, const lyrics::Document& words)
{
    const lyrics::Line* line = lyrics::findLine(words, unit.line);
    return unit.state == UnitState::Approved && !(line && translation::sourceChanged(unit, line->text));
}

/// Puts units that were left out back to their places.
void putBack(TranslationDocument& document, const TranslationDocument& current, const QHash<LineId, Unit>& leftOut)
{
    qsizetype place = 0;
    for (const Unit& unit : current.units) {
        if (leftOut.contains(unit.line))
            document.units.insert(place++, unit);
        else if (const qsizetype index = translation::indexOfUnit(document, unit.line); index >= 0)
            place = index + 1;
    }
}

} // namespace

Reviewed reviewedForMember(const TranslationDocument& current, TranslationDocument wanted,
                           const lyrics::Document& words)
{
    QHash<LineId, Unit> settled;
    for (const Unit& unit : current.units)
        if (isSettled(unit, words)) settled.insert(unit.line, unit);

    Reviewed reviewed{std::move(wanted), {}};
    for (Unit& unit : reviewed.document.units) {
        if (settled.contains(unit.line)) {
            const Unit kept = settled.take(unit.line);
            if (!unit.text.isEmpty() && unit.text != kept.text) reviewed.proposals.push_back({unit.line, unit.text});
            unit = kept;
        } else if (unit.state == UnitState::Approved) {
            unit.state = UnitState::Translated;
        }
    }
    if (!settled.isEmpty()) putBack(reviewed.document, current, settled);
    return reviewed;
}

TranslationDocument reviewedForReviewer(const TranslationDocument& current, TranslationDocument wanted,
                                        const std::function<bool(const Unit&)>& isOwn)
{
    for (Unit& unit : wanted.units) {
        if (unit.state != UnitState::Approved) continue;
        const Unit* before = translation::findUnit(current, unit.line);
        const bool isNew = !before || before->state != UnitState::Approved || before->text != unit.text;
        if (isNew && isOwn(unit)) unit.state = UnitState::Translated;
    }
    return wanted;
}

} // namespace groundswell::server
