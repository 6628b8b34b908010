#pragma once

#include "base/ids.h"

#include <QList>
#include <QSet>

namespace groundswell::lyrics {

/// The order of the merged lines. Lines of the base keep the order of the side that moved any (theirs, where both did);
/// new lines stand after the line they were written after; new lines of both sides at one place are ordered by id, so
/// that both sides get the same result. `kept` is the set of lines the merge decided to keep.
[[nodiscard]] QList<LineId> mergeOrder(const QList<LineId>& base, const QList<LineId>& mine,
                                       const QList<LineId>& theirs, const QSet<LineId>& kept);

} // namespace groundswell::lyrics
