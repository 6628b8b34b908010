#pragma once

#include <QRectF>

namespace groundswell::ui {

/// Where `rect`, which is meant for reading from the left, stands in `within` for a direction: QStyle::visualRect() for
/// what is painted in fractions of a px. A painter's text alignment is mirrored by Qt; places are not.
[[nodiscard]] inline QRectF mirrored(Qt::LayoutDirection direction, const QRectF& within, const QRectF& rect) noexcept
{
    if (direction == Qt::LeftToRight) return rect;
    return {within.left() + within.right() - rect.right(), rect.top(), rect.width(), rect.height()};
}

} // namespace groundswell::ui
