#pragma once

#include "ui/player/lantern_layout.h"
#include "ui/player/swell_curve.h"
#include "ui/style/theme.h"

#include <QPixmap>

namespace groundswell::ui {

/// The swell drawn once as played and once as still to come, each when it is first seen: a tick only copies the two
/// halves. Lanterns are part of both.
class SwellPixmaps
{
public:
    struct Subject
    {
        const SwellCurve& curve;
        const std::vector<LanternSpot>& spots;
        const Theme& theme;
        QSize size;
        double devicePixelRatio = 1;
        double growth = 1; ///< less than 1 while it rises; then its crest is one device pixel wide, which is drawn fast
    };

    [[nodiscard]] const QPixmap& played(const Subject& subject);
    [[nodiscard]] const QPixmap& ahead(const Subject& subject);

private:
    QPixmap m_played;
    QPixmap m_ahead;
};

} // namespace groundswell::ui
