#pragma once

#include "base/error.h"
#include "translation/units.h"

#include <QJsonObject>

namespace groundswell::translation {

/// A line that both sides translated differently, or that one side approved while the other reworded it. A side
/// without the unit stands as an untranslated one.
struct UnitConflict
{
    LineId line;
    Unit base;
    Unit mine;
    Unit theirs;

    bool operator==(const UnitConflict&) const = default;
};

/// What two edits make together. Without conflicts it is done; else a person decides each of them.
struct MergeResult
{
    TranslationDocument merged; ///< holds theirs where there is a conflict
    QList<UnitConflict> conflicts;

    bool operator==(const MergeResult&) const = default;
};

/// Three-way merge by line and field. Text and state are merged on their own, except that an approval belongs to the
/// text that was approved. The source text follows the text. The newer base revision is taken.
[[nodiscard]] MergeResult merge(const TranslationDocument& base, const TranslationDocument& mine,
                                const TranslationDocument& theirs);

/// A conflict's form in databases.
[[nodiscard]] QJsonObject toJson(const UnitConflict& conflict);
[[nodiscard]] Result<UnitConflict> unitConflictFromJson(const QJsonObject& json);

} // namespace groundswell::translation
