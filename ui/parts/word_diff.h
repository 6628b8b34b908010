#pragma once

#include <QList>
#include <QString>

namespace groundswell::ui {

/// A piece of a text and whether the other text lacks it.
struct DiffPiece
{
    QString text;
    bool changed = false;

    bool operator==(const DiffPiece&) const = default;
};

/// A run of a text's characters.
struct TextRange
{
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const TextRange&) const = default;
};

/// The words of `text` that are not in `other`, by longest common subsequence; characters where a script has no spaces.
[[nodiscard]] QList<DiffPiece> wordDiff(const QString& text, const QString& other);

/// Where in `text` those words stand, without the spaces at their ends.
[[nodiscard]] QList<TextRange> changedRanges(const QString& text, const QString& other);

} // namespace groundswell::ui
