#include "ui/shell/lantern_water.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <QRadialGradient>

#include <array>
#include <cmath>

namespace groundswell::ui {

namespace {

/// A slow wave: two sines, in shares of the rectangle.
double crest(double t, double level, double height, double phase)
{
    return level -
           height * (0.7 * std::sin((t * 1.1 + phase) * 2 * M_PI) + 0.3 * std::sin((t * 2.3 + phase * 1.7) * 2 * M_PI));
}

QPainterPath wave(const QRectF& r, double level, double height, double phase, bool closed)
{
    QPainterPath path;
    constexpr int steps = 96;
    for (int i = 0; i <= steps; ++i) {
        const double t = i / double(steps);
        const QPointF point(r.left() + t * r.width(), r.top() + crest(t, level, height, phase) * r.height());
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    if (closed) {
        path.lineTo(r.bottomRight());
        path.lineTo(r.bottomLeft());
        path.closeSubpath();
    }
    return path;
}

} // namespace

void paintLanternWater(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const std::array<std::array<double, 3>, 3> waves{{{0.30, 0.16, 0.62}, {0.42, 0.13, 0.12}, {0.58, 0.10, 0.80}}};
    // It ends in the sky over the player's own water, not in a paler band above it.
    QLinearGradient dusk(0, rect.top() + rect.height() * 0.5, 0, rect.bottom());
    dusk.setColorAt(0, faded(theme.bgSky, 0));
    dusk.setColorAt(1, theme.bgSky);
    painter.fillRect(rect, dusk);
    double strength = 0.10;
    for (const auto& [level, height, phase] : waves) {
        QLinearGradient water(0, rect.top() + rect.height() * (level - height), 0, rect.bottom());
        water.setColorAt(0, faded(theme.tideBase, strength));
        water.setColorAt(1, faded(theme.tideBase, 0));
        painter.fillPath(wave(rect, level, height, phase, true), water);
        strength += 0.05;
    }
    painter.strokePath(wave(rect, waves[2][0], waves[2][1], waves[2][2], false),
                       QPen(faded(theme.tideBase, 0.55), 1.2));
    // x as a share of the width, height above the front crest in px, radius.
    const std::array<std::array<double, 3>, 11> lights{{{0.05, 6, 1.6},
                                                        {0.13, 30, 3},
                                                        {0.22, 22, 2},
                                                        {0.30, 16, 4.5},
                                                        {0.41, 18, 2.2},
                                                        {0.47, 12, 3},
                                                        {0.60, 14, 4},
                                                        {0.71, 26, 2},
                                                        {0.78, 60, 5},
                                                        {0.90, 18, 3},
                                                        {0.96, 12, 2}}};
    for (const auto& [x, above, radius] : lights) {
        const double y = rect.top() + crest(x, waves[2][0], waves[2][1], waves[2][2]) * rect.height() - above;
        const QPointF centre(rect.left() + x * rect.width(), y);
        QRadialGradient glow(centre, radius * 3);
        glow.setColorAt(0, theme.lanternGlow);
        glow.setColorAt(1, faded(theme.lanternGlow, 0));
        painter.setBrush(glow);
        painter.drawEllipse(centre, radius * 3, radius * 3);
        painter.setBrush(theme.lanternMark);
        painter.drawEllipse(centre, radius, radius);
    }
    painter.restore();
}

} // namespace groundswell::ui
