#include "ui/player/swell_pixmaps.h"

#include <QLinearGradient>
#include <QPainter>
#include <QRadialGradient>

namespace groundswell::ui {

namespace {

void paintLanterns(QPainter& painter, const std::vector<LanternSpot>& spots, const Theme& theme, bool played)
{
    painter.setPen(Qt::NoPen);
    for (const auto& spot : spots) {
        const QPointF centre(spot.x, spot.y);
        if (spot.glows) {
            const double reach = spot.radius * tokens::swellLanternGlow;
            QRadialGradient glow(centre, reach);
            glow.setColorAt(0, theme.lanternGlow);
            glow.setColorAt(1, faded(theme.lanternGlow, 0));
            painter.setBrush(glow);
            painter.drawEllipse(centre, reach, reach);
        }
        painter.setBrush(spot.glows ? theme.lanternMark : faded(theme.lanternMark, played ? 0.8 : 0.5));
        painter.drawEllipse(centre, spot.radius, spot.radius);
    }
}

} // namespace

SwellPixmaps SwellPixmaps::draw(const SwellCurve& curve, const std::vector<LanternSpot>& spots, QSize size, double dpr,
                                const Theme& theme, double growth)
{
    const double height = size.height();
    const QPainterPath crest = curve.crestLine(height, growth);
    const QPainterPath crestArea = curve.crestArea(height, growth);
    const QPainterPath bodyArea = curve.bodyArea(height, growth);
    const auto canvas = [&] {
        QPixmap pixmap((QSizeF(size) * dpr).toSize());
        pixmap.setDevicePixelRatio(dpr);
        pixmap.fill(theme.bgSky);
        return pixmap;
    };
    SwellPixmaps result{canvas(), canvas()};
    {
        QPainter painter(&result.ahead);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(crestArea, theme.bgWater);
        painter.fillPath(bodyArea, theme.waveUnplayedBody);
        painter.strokePath(crest, QPen(theme.waveUnplayedLine, tokens::swellCrestUnplayed));
        paintLanterns(painter, spots, theme, false);
    }
    {
        QPainter painter(&result.played);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(crestArea, theme.bgWater);
        QLinearGradient water(0, height * (1 - tokens::swellAmplitude), 0, height);
        water.setColorAt(0, theme.wavePlayedTop);
        water.setColorAt(1, theme.wavePlayedBottom);
        painter.fillPath(crestArea, water);
        painter.fillPath(bodyArea, theme.wavePlayedBody);
        painter.strokePath(crest, QPen(theme.tideBase, tokens::swellCrestPlayed));
        paintLanterns(painter, spots, theme, true);
    }
    return result;
}

} // namespace groundswell::ui
