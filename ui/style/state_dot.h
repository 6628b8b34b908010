#pragma once

#include "ui/style/theme.h"

#include <QRectF>

class QPainter;

namespace groundswell::ui {

/// The states of a line being translated. Each has a shape of its own, so that colour never stands alone.
enum class StateDot {
    Done,     ///< disc with a tick
    Draft,    ///< half disc
    LookAt,   ///< triangle
    Problem,  ///< diamond
    Empty,    ///< dashed ring
    Conflict, ///< disc with a cross
};

/// Draws the dot centred in the rectangle, as large as its shorter side (14 px in lists).
void paintStateDot(QPainter& painter, const QRectF& rect, StateDot dot, const Theme& theme);

} // namespace groundswell::ui
