// The part of SwellWidget that paints: two pixmaps, and over them what moves.

#include "ui/player/swell_widget.h"
#include "ui/player/time_text.h"

#include <QPainter>
#include <QPaintEvent>

#include <algorithm>
#include <cmath>

namespace groundswell::ui {

namespace {
constexpr double flipDistance = 60; // elapsed time goes to the left of the playhead near the end

/// With a ground of its own where a light would shine through it.
void paintTime(QPainter& painter, const QRectF& place, const QString& text, const std::vector<LanternSpot>& spots,
               const Theme& theme)
{
    const QRectF ground = place.adjusted(-4, 0, 4, 0);
    const auto shines = [&ground](const LanternSpot& spot) {
        const double reach = spot.radius * (spot.glows ? tokens::swellLanternGlow : 1);
        return ground.intersects({spot.x - reach, spot.y - reach, 2 * reach, 2 * reach});
    };
    const QPen ink = painter.pen();
    if (std::ranges::any_of(spots, shines)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(theme.bgSky, 0.85));
        painter.drawRoundedRect(ground, tokens::radiusSm, tokens::radiusSm);
        painter.setPen(ink);
    }
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace

void SwellWidget::paintEvent(QPaintEvent* event)
{
    const double dpr = devicePixelRatioF();
    if (m_drawnDpr != dpr) {
        m_pixmaps = {};
        m_drawnDpr = dpr;
    }
    QPainter painter(this);
    const double head = xOf(position());
    const double cut = std::floor(head * dpr) / dpr;
    const SwellPixmaps::Subject subject{m_curve, m_spots, m_look.theme(), size(), dpr, m_growth};
    const auto seen = [dirty = QRectF(event->rect())](const QRectF& part) { return part.intersected(dirty); };
    const auto blit = [&](const QPixmap& pixmap, const QRectF& part) {
        painter.drawPixmap(part, pixmap, QRectF(part.topLeft() * dpr, part.size() * dpr));
    };
    if (const QRectF part = seen({0, 0, cut, qreal(height())}); !part.isEmpty()) blit(m_pixmaps.played(subject), part);
    if (const QRectF part = seen({cut, 0, width() - cut, qreal(height())}); !part.isEmpty())
        blit(m_pixmaps.ahead(subject), part);
    painter.fillRect(QRect(0, 0, width(), 1), m_look.theme().lineSubtle);
    paintLoop(painter);
    if (m_duration > 0) {
        painter.fillRect(QRectF(cut - tokens::swellPlayhead / 2, 0, tokens::swellPlayhead, height()),
                         m_look.theme().textPrimary);
        paintTimes(painter, head);
    }
    paintHotSpot(painter);
    if (hasFocus() && m_byKeyboard) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_look.theme().lineFocus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), tokens::radiusSm, tokens::radiusSm);
    }
}

void SwellWidget::paintTimes(QPainter& painter, double head) const
{
    const auto& theme = m_look.theme();
    QFont font = m_look.type().tabular(Type::Caption);
    painter.setFont(font);
    painter.setPen(theme.textTertiary);
    const QString total = timeText(m_duration);
    const int tall = m_look.px(16);
    const int totalWidth = painter.fontMetrics().horizontalAdvance(total);
    const bool flipped = head > width() - flipDistance;
    if (!flipped || head < width() - totalWidth - 24)
        paintTime(painter, QRectF(width() - totalWidth - 12, 3, totalWidth + 2, tall), total, m_spots, theme);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.textPrimary);
    const QString elapsed = timeText(position());
    const int elapsedWidth = painter.fontMetrics().horizontalAdvance(elapsed) + 2;
    paintTime(painter, QRectF(flipped ? head - 8 - elapsedWidth : head + 8, 3, elapsedWidth, tall), elapsed, m_spots,
              theme);
}

void SwellWidget::paintLoop(QPainter& painter) const
{
    if (!m_loop) return;
    const auto& theme = m_look.theme();
    const double from = xOf(m_loop->first);
    const double to = xOf(m_loop->second);
    painter.fillRect(QRectF(0, 0, from, height()), faded(theme.bgSky, 0.6));
    painter.fillRect(QRectF(to, 0, width() - to, height()), faded(theme.bgSky, 0.6));
    for (const double x : {from, to - 1.5})
        painter.fillRect(QRectF(x, 0, 1.5, height()), theme.tideBase);
    painter.fillRect(QRectF(from, 0, to - from, 2), theme.tideBase);
}

void SwellWidget::paintHotSpot(QPainter& painter) const
{
    if (m_hot < 0 || m_hot >= static_cast<int>(m_spots.size())) return;
    const auto& theme = m_look.theme();
    const auto& spot = m_spots[static_cast<size_t>(m_hot)];
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lanternLine, 1));
    painter.drawLine(QPointF(spot.x, 0), QPointF(spot.x, spot.y - spot.radius - tokens::swellRing));
    painter.setPen(QPen(theme.lanternMark, 1.5));
    painter.setBrush(theme.bgSky);
    painter.drawEllipse(QPointF(spot.x, spot.y), spot.radius + tokens::swellRing, spot.radius + tokens::swellRing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lanternMark);
    painter.drawEllipse(QPointF(spot.x, spot.y), spot.radius, spot.radius);
}

} // namespace groundswell::ui
