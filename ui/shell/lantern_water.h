#pragma once

#include "ui/style/look.h"

#include <QRectF>

class QPainter;

namespace groundswell::ui {

/// The quiet swell with lanterns under the first-run page (picture 08): three waves and a dozen lights, fitted to the
/// rectangle's lower part.
void paintLanternWater(QPainter& painter, const QRectF& rect, const Theme& theme);

} // namespace groundswell::ui
