#include "ui/player/response_curve.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace groundswell::ui {

namespace {
constexpr double lowest = 20;
constexpr double highest = 20'000;
constexpr double most = 15; ///< dB at the edges
constexpr int sampleRate = 48'000;
constexpr int step = 3; ///< px from point to point
} // namespace

ResponseCurve::ResponseCurve(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
{
    setFixedHeight(look.px(56));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ResponseCurve::setCurve(const media::EqualiserCurve& curve, bool on)
{
    if (curve == m_curve && on == m_on) return;
    m_curve = curve;
    m_on = on;
    update();
}

double ResponseCurve::placeOf(double hz) noexcept
{
    return std::log(hz / lowest) / std::log(highest / lowest);
}

void ResponseCurve::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    painter.fillRect(QRectF(0, middle - 0.5, width(), 1), theme.lineSubtle);
    QPainterPath line;
    for (int x = 0; x <= width(); x += step) {
        const double hz = lowest * std::pow(highest / lowest, double(x) / width());
        const double db = media::equaliserResponseDb(m_curve, sampleRate, hz) + m_curve.preampDb;
        const QPointF point(x, middle - std::clamp(db, -most, most) / most * (middle - 3));
        x == 0 ? line.moveTo(point) : line.lineTo(point);
    }
    QPainterPath area = line;
    area.lineTo(width(), middle);
    area.lineTo(0, middle);
    painter.setClipRect(rect());
    painter.fillPath(area, m_on ? theme.tideTint : theme.fillHover);
    painter.strokePath(line, QPen(m_on ? theme.tideBase : theme.textTertiary, 1.5));
}

} // namespace groundswell::ui
