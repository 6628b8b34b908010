#pragma once

#include <QColor>
#include <QPainter>
#include <QPainterPath>
#include <QPointF>

#include <cstdint>
#include <initializer_list>

namespace groundswell::demo {

/// What the scenes are painted with: soft shapes in a square of 600 by 600 units.
class CoverBrush
{
public:
    static constexpr double side = 600;

    CoverBrush(QPainter& painter, unsigned seed)
        : m_painter(painter)
        , m_random(seed * 2654435761U + 1U)
    {
    }

    [[nodiscard]] QPainter& painter() { return m_painter; }
    /// 0..1, the same row of numbers for the same scene.
    [[nodiscard]] double random();

    /// Colours from `top` to `bottom`, evenly spaced.
    void sky(double top, double bottom, std::initializer_list<QColor> colours);
    void disc(QPointF centre, double radius, const QColor& colour);
    /// Light around a lamp or a moon.
    void glow(QPointF centre, double radius, QColor colour, double strength);
    void stars(int count, double bottom, const QColor& colour);
    /// A range of hills whose ridge swings around `ridge`, filled down to `bottom`.
    void hills(double ridge, double bottom, double height, double waves, double phase, const QColor& colour);
    /// What a light leaves on the water: broken bars below `top`.
    void reflection(double x, double top, double bottom, double width, const QColor& colour);
    void box(double x, double y, double width, double height, const QColor& colour, double radius = 0);
    void shape(std::initializer_list<QPointF> points, const QColor& colour);
    void line(QPointF from, QPointF to, double width, const QColor& colour);
    void rain(int count, const QColor& colour);
    void snow(int count, const QColor& colour);
    /// A fine grain over everything, as of printed paper, and darker corners.
    void finish();

private:
    QPainter& m_painter;
    std::uint32_t m_random;
};

/// A scene by name; false for an unknown one.
[[nodiscard]] bool paintScene(CoverBrush& brush, const QString& scene);

} // namespace groundswell::demo
