#pragma once

#include <QColor>
#include <QImage>

namespace groundswell::ui {

/// The colour that a cover is mostly made of, for tints: the largest of twelve hues weighed by saturation, its mean;
/// grey covers give their mean. Looks at 24x24 pixels only.
[[nodiscard]] QColor dominantColour(const QImage& cover);

} // namespace groundswell::ui
