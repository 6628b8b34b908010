#include "lyrics/merge_order.h"

#include <QHash>

#include <algorithm>

namespace groundswell::lyrics {

namespace {

QList<LineId> only(const QList<LineId>& order, const QSet<LineId>& wanted)
{
    QList<LineId> result;
    std::ranges::copy_if(order, std::back_inserter(result), [&](LineId id) { return wanted.contains(id); });
    return result;
}

QSet<LineId> setOf(const QList<LineId>& ids)
{
    return {ids.begin(), ids.end()};
}

bool moved(const QList<LineId>& base, const QList<LineId>& side)
{
    return only(side, setOf(base)) != only(base, setOf(side));
}

/// Puts the ids that `order` lacks after the nearest one before them in `from`. Ids in one run stay together; where a
/// place has been given to `rivals` already, the run with the lower first id comes first.
void insertRuns(QList<LineId>& order, const QList<LineId>& from, const QSet<LineId>& wanted, const QSet<LineId>& rivals)
{
    const QSet<LineId> present = setOf(order);
    LineId anchor;
    QList<LineId> run;
    const auto flush = [&] {
        if (run.isEmpty()) return;
        qsizetype at = anchor.isNull() ? 0 : order.indexOf(anchor) + 1;
        if (at < order.size() && rivals.contains(order[at]) && order[at] < run.first()) {
            while (at < order.size() && rivals.contains(order[at]))
                ++at;
        }
        for (const LineId id : std::as_const(run))
            order.insert(at++, id);
        run.clear();
    };
    for (const LineId id : from) {
        if (present.contains(id)) {
            flush();
            anchor = id;
        } else if (wanted.contains(id)) {
            run.append(id);
        }
    }
    flush();
}

} // namespace

QList<LineId> mergeOrder(const QList<LineId>& base, const QList<LineId>& mine, const QList<LineId>& theirs,
                         const QSet<LineId>& kept)
{
    const QSet<LineId> ofBase = setOf(base);
    const bool takeMine = moved(base, mine) && !moved(base, theirs);
    const QList<LineId>& leading = takeMine ? mine : theirs;

    QList<LineId> order = only(leading, ofBase & kept);
    insertRuns(order, base, kept, {}); // deleted on the leading side, but kept

    const QSet<LineId> newOfTheirs = setOf(theirs) - ofBase;
    insertRuns(order, theirs, newOfTheirs & kept, {});
    insertRuns(order, mine, (setOf(mine) - ofBase) & kept, newOfTheirs);
    return order;
}

} // namespace groundswell::lyrics
