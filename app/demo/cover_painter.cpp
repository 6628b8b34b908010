#include "demo/cover_painter.h"

#include "demo/cover_brush.h"

#include <cmath>
#include <numbers>

namespace groundswell::demo {

double CoverBrush::random()
{
    m_random ^= m_random << 13;
    m_random ^= m_random >> 17;
    m_random ^= m_random << 5;
    return static_cast<double>(m_random) / 4294967296.0;
}

void CoverBrush::sky(double top, double bottom, std::initializer_list<QColor> colours)
{
    QLinearGradient gradient(0, top, 0, bottom);
    int index = 0;
    for (const auto& colour : colours)
        gradient.setColorAt(static_cast<double>(index++) / std::max(1, static_cast<int>(colours.size()) - 1), colour);
    m_painter.fillRect(QRectF(0, top, side, bottom - top), gradient);
}

void CoverBrush::disc(QPointF centre, double radius, const QColor& colour)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawEllipse(centre, radius, radius);
}

void CoverBrush::glow(QPointF centre, double radius, QColor colour, double strength)
{
    QRadialGradient gradient(centre, radius);
    for (int i = 0; i <= 8; ++i) { // falls off as light does, not along a straight line
        const double distance = i / 8.0;
        colour.setAlphaF(static_cast<float>(strength * std::pow(1.0 - distance, 2.2)));
        gradient.setColorAt(distance, colour);
    }
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(gradient);
    m_painter.drawEllipse(centre, radius, radius);
}

void CoverBrush::stars(int count, double bottom, const QColor& colour)
{
    for (int i = 0; i < count; ++i) {
        auto pale = colour;
        const double height = random();
        pale.setAlphaF(static_cast<float>(0.25 + 0.6 * random() * (1.0 - 0.6 * height)));
        disc({random() * side, height * bottom}, 0.8 + 1.5 * random() * random(), pale);
    }
}

void CoverBrush::hills(double ridge, double bottom, double height, double waves, double phase, const QColor& colour)
{
    QPainterPath path({0, bottom});
    for (int x = 0; x <= 600; x += 6) {
        const double t = x / side * 2.0 * std::numbers::pi * waves + phase;
        path.lineTo(x, ridge - height * (0.6 * std::sin(t) + 0.3 * std::sin(2.1 * t + 1.3) + 0.1 * std::sin(4.7 * t)));
    }
    path.lineTo(side, bottom);
    m_painter.fillPath(path, colour);
}

void CoverBrush::reflection(double x, double top, double bottom, double width, const QColor& colour)
{
    double y = top + 4;
    while (y < bottom) {
        const double depth = (y - top) / (bottom - top);
        auto pale = colour;
        pale.setAlphaF(static_cast<float>((0.85 - 0.6 * depth) * (0.55 + 0.45 * random())));
        const double length = width * (0.5 + 0.8 * random()) * (1.0 + 0.7 * depth);
        box(x - length / 2 + (random() - 0.5) * width * 0.5, y, length, 3.0 + 2.5 * depth, pale, 2);
        y += 7.0 + 9.0 * depth + 4.0 * random();
    }
}

void CoverBrush::box(double x, double y, double width, double height, const QColor& colour, double radius)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius);
}

void CoverBrush::shape(std::initializer_list<QPointF> points, const QColor& colour)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawPolygon(QPolygonF(QList<QPointF>(points)));
}

void CoverBrush::line(QPointF from, QPointF to, double width, const QColor& colour)
{
    m_painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(from, to);
}

void CoverBrush::rain(int count, const QColor& colour)
{
    for (int i = 0; i < count; ++i) {
        auto pale = colour;
        pale.setAlphaF(static_cast<float>(0.12 + 0.3 * random()));
        const QPointF at(random() * 640 - 10, random() * side);
        const double length = 14 + 26 * random();
        line(at, at + QPointF(-0.22 * length, length), 1.2 + random(), pale);
    }
}

void CoverBrush::snow(int count, const QColor& colour)
{
    for (int i = 0; i < count; ++i) {
        auto pale = colour;
        pale.setAlphaF(static_cast<float>(0.35 + 0.55 * random()));
        disc({random() * side, random() * side}, 1.2 + 3.2 * random() * random(), pale);
    }
}

void CoverBrush::finish()
{
    for (int i = 0; i < 5200; ++i) {
        QColor speck = random() < 0.5 ? Qt::white : Qt::black;
        speck.setAlphaF(0.025F);
        m_painter.fillRect(QRectF(random() * side, random() * side, 1.6, 1.6), speck);
    }
    QRadialGradient corners(QPointF(side / 2, side / 2), side * 0.78);
    corners.setColorAt(0.6, Qt::transparent);
    corners.setColorAt(1.0, QColor(0, 0, 0, 46));
    m_painter.fillRect(QRectF(0, 0, side, side), corners);
}

QStringList coverScenes()
{
    using namespace Qt::StringLiterals;
    return {u"sunset"_s, u"ferry"_s, u"tram"_s,    u"salthouse"_s, u"road"_s,
            u"sails"_s,  u"porch"_s, u"bicycle"_s, u"hills"_s,     u"window"_s};
}

QImage paintCover(const QString& scene, int side)
{
    if (!coverScenes().contains(scene)) return {};
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side / CoverBrush::side, side / CoverBrush::side);
    CoverBrush brush(painter, static_cast<unsigned>(coverScenes().indexOf(scene)) + 3U);
    if (!paintScene(brush, scene)) return {};
    brush.finish();
    return image;
}

} // namespace groundswell::demo
