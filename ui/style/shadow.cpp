#include "ui/style/shadow.h"

#include "ui/style/look.h"

#include <QPainter>
#include <QPainterPath>

namespace groundswell::ui {

int shadowMargin(Shadow shadow) noexcept
{
    return shadow == Shadow::Popover ? 16 : 32;
}

void paintShadow(QPainter& painter, const QRectF& body, double radius, Shadow shadow, const Theme& theme)
{
    // Rings of falling opacity, from wide to tight: their sum is close to a Gauss blur and needs no pixmap.
    const int reach = shadowMargin(shadow);
    const double drop = shadow == Shadow::Popover ? 6 : 12;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int steps = reach;
    for (int i = 0; i < steps; ++i) {
        const double out = reach - i;
        const double t = 1.0 - out / reach;
        painter.setBrush(faded(theme.shadow, 0.16 * t * t));
        const QRectF ring = body.adjusted(-out, -out + drop, out, out + std::min(0.0, reach - drop - out));
        painter.drawRoundedRect(ring, radius + out, radius + out);
    }
    painter.restore();
}

void paintFloating(QPainter& painter, const QRectF& body, double radius, const Theme& theme)
{
    paintShadow(painter, body, radius, Shadow::Popover, theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.bgOverlay);
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

void paintFloatingWindow(QPainter& painter, const QRectF& window, const Look& look)
{
    if (look.windowsBlend()) {
        const int margin = look.floatingMargin();
        paintFloating(painter, window.adjusted(margin, margin, -margin, -margin), tokens::radiusLg, look.theme());
        return;
    }
    painter.save();
    painter.fillRect(window, look.theme().bgOverlay);
    painter.setPen(QPen(look.theme().lineStrong, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(window.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

} // namespace groundswell::ui
