#pragma once

#include <QStringView>

namespace groundswell::ui {

/// How alike two lines are, 0 to 100: one minus the edit distance over the longer length (Levenshtein 1966).
[[nodiscard]] int likeness(QStringView a, QStringView b);

} // namespace groundswell::ui
