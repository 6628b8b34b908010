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

QPixmap canvas(const SwellPixmaps::Subject& subject)
{
    QPixmap pixmap((QSizeF(subject.size) * subject.devicePixelRatio).toSize());
    pixmap.setDevicePixelRatio(subject.devicePixelRatio);
    pixmap.fill(subject.theme.bgSky);
    return pixmap;
}

QPen crestPen(const SwellPixmaps::Subject& subject, const QColor& colour, double width)
{
    return {colour, subject.growth < 1 ? 0 : width};
}

} // namespace

const QPixmap& SwellPixmaps::ahead(const Subject& subject)
{
    if (!m_ahead.isNull()) return m_ahead;
    const Theme& theme = subject.theme;
    const double height = subject.size.height();
    m_ahead = canvas(subject);
    QPainter painter(&m_ahead);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(subject.curve.crestArea(height, subject.growth), theme.bgWater);
    painter.fillPath(subject.curve.bodyArea(height, subject.growth), theme.waveUnplayedBody);
    painter.strokePath(subject.curve.crestLine(height, subject.growth),
                       crestPen(subject, theme.waveUnplayedLine, tokens::swellCrestUnplayed));
    paintLanterns(painter, subject.spots, theme, false);
    return m_ahead;
}

const QPixmap& SwellPixmaps::played(const Subject& subject)
{
    if (!m_played.isNull()) return m_played;
    const Theme& theme = subject.theme;
    const double height = subject.size.height();
    const QPainterPath crestArea = subject.curve.crestArea(height, subject.growth);
    QLinearGradient water(0, height * (1 - tokens::swellAmplitude), 0, height);
    water.setColorAt(0, theme.wavePlayedTop);
    water.setColorAt(1, theme.wavePlayedBottom);
    m_played = canvas(subject);
    QPainter painter(&m_played);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(crestArea, theme.bgWater);
    painter.fillPath(crestArea, water);
    painter.fillPath(subject.curve.bodyArea(height, subject.growth), theme.wavePlayedBody);
    painter.strokePath(subject.curve.crestLine(height, subject.growth),
                       crestPen(subject, theme.tideBase, tokens::swellCrestPlayed));
    paintLanterns(painter, subject.spots, theme, true);
    return m_played;
}

} // namespace groundswell::ui
