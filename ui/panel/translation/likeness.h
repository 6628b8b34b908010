#pragma once

#include <QStringList>
#include <QStringView>

namespace groundswell::ui {

/// How alike two lines are, 0 to 100: one minus the edit distance over the longer length (Levenshtein 1966).
[[nodiscard]] int likeness(QStringView a, QStringView b);

/// The proposals for a misspelt word, those that need the fewest changes first; a dictionary puts words of the same
/// letters first, but people leave letters out more often than they exchange them.
[[nodiscard]] QStringList closestFirst(const QString& word, QStringList proposals);

} // namespace groundswell::ui
