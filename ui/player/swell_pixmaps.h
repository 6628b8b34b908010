#pragma once

#include "ui/player/lantern_layout.h"
#include "ui/player/swell_curve.h"
#include "ui/style/theme.h"

#include <QPixmap>

namespace groundswell::ui {

/// The swell drawn once as played and once as still to come: a tick only copies the two halves. Lanterns are part of
/// both.
struct SwellPixmaps
{
    QPixmap played;
    QPixmap ahead;

    [[nodiscard]] static SwellPixmaps draw(const SwellCurve& curve, const std::vector<LanternSpot>& spots, QSize size,
                                           double dpr, const Theme& theme, double growth);
};

} // namespace groundswell::ui
