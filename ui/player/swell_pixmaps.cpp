#include "ui/player/swell_pixmaps.h"

#include <QLinearGradient>
#include <QPainter>
#include <QRadialGradient>

#include <algorithm>
#include <cmath>

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

/// Fills from a curve down to `height`, a few of its pieces at a time: one long smooth-edged shape takes Qt's painter
/// several times as long. All at once where the parts would meet within a pixel, which would be seen.
void fillBelow(QPainter& painter, const QPainterPath& curve, double height, const QBrush& brush)
{
    constexpr int piecesAtOnce = 8;
    constexpr int elementsOfPiece = 3; // of a cubic Bezier, beside the point where it begins
    const double partWidth = piecesAtOnce * tokens::swellStep * painter.device()->devicePixelRatio();
    const int last = curve.elementCount() - 1;
    const int atOnce = partWidth == std::floor(partWidth) ? piecesAtOnce * elementsOfPiece : last;
    for (int from = 0; from < last;) {
        const int to = std::min(from + atOnce, last);
        QPainterPath part(curve.elementAt(from));
        for (int i = from + 1; i < to; i += elementsOfPiece)
            part.cubicTo(curve.elementAt(i), curve.elementAt(i + 1), curve.elementAt(i + 2));
        part.lineTo(curve.elementAt(to).x, height);
        part.lineTo(curve.elementAt(from).x, height);
        part.closeSubpath();
        painter.fillPath(part, brush);
        from = to;
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
    const QPainterPath crest = subject.curve.crestLine(height, subject.growth);
    fillBelow(painter, crest, height, theme.bgWater);
    fillBelow(painter, subject.curve.bodyLine(height, subject.growth), height, theme.waveUnplayedBody);
    painter.strokePath(crest, crestPen(subject, theme.waveUnplayedLine, tokens::swellCrestUnplayed));
    paintLanterns(painter, subject.spots, theme, false);
    return m_ahead;
}

const QPixmap& SwellPixmaps::played(const Subject& subject)
{
    if (!m_played.isNull()) return m_played;
    const Theme& theme = subject.theme;
    const double height = subject.size.height();
    const QPainterPath crest = subject.curve.crestLine(height, subject.growth);
    QLinearGradient water(0, height * (1 - tokens::swellAmplitude), 0, height);
    water.setColorAt(0, theme.wavePlayedTop);
    water.setColorAt(1, theme.wavePlayedBottom);
    m_played = canvas(subject);
    QPainter painter(&m_played);
    painter.setRenderHint(QPainter::Antialiasing);
    fillBelow(painter, crest, height, theme.bgWater);
    fillBelow(painter, crest, height, water);
    fillBelow(painter, subject.curve.bodyLine(height, subject.growth), height, theme.wavePlayedBody);
    painter.strokePath(crest, crestPen(subject, theme.tideBase, tokens::swellCrestPlayed));
    paintLanterns(painter, subject.spots, theme, true);
    return m_played;
}

} // namespace groundswell::ui
