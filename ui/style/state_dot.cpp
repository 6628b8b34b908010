#include "ui/style/state_dot.h"

#include <QPainter>
#include <QPainterPath>

namespace groundswell::ui {

namespace {

void paintTriangle(QPainter& p, const Theme& theme)
{
    QPainterPath path;
    path.moveTo(7, 1.8);
    path.lineTo(13, 12.2);
    path.lineTo(1, 12.2);
    path.closeSubpath();
    p.setPen(QPen(theme.stateCaution, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.drawPath(path);
    p.drawLine(QPointF(7, 6), QPointF(7, 8.6));
    p.setPen(QPen(theme.stateCaution, 1.5, Qt::SolidLine, Qt::RoundCap));
    p.drawPoint(QPointF(7, 10.6));
}

void paintDiamond(QPainter& p, const Theme& theme)
{
    QPainterPath path;
    path.moveTo(7, 0.8);
    path.lineTo(13.2, 7);
    path.lineTo(7, 13.2);
    path.lineTo(0.8, 7);
    path.closeSubpath();
    p.setPen(QPen(theme.stateFailed, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(theme.stateFailed);
    p.drawPath(path);
    p.setPen(QPen(theme.bgPanel, 1.5, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(QPointF(7, 4.2), QPointF(7, 7.4));
    p.drawPoint(QPointF(7, 9.8));
}

void paintDisc(QPainter& p, const QColor& fill, const QColor& mark, bool tick)
{
    p.setPen(Qt::NoPen);
    p.setBrush(fill);
    p.drawEllipse(QPointF(7, 7), 6.2, 6.2);
    p.setPen(QPen(mark, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(Qt::NoBrush);
    if (tick) {
        p.drawPolyline(QPolygonF{{4.3, 7.2}, {6.2, 9.1}, {9.8, 5.2}});
    } else {
        p.drawLine(QPointF(5, 5), QPointF(9, 9));
        p.drawLine(QPointF(9, 5), QPointF(5, 9));
    }
}

} // namespace

void paintStateDot(QPainter& painter, const QRectF& rect, StateDot dot, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(rect.width(), rect.height());
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 14, side / 14);
    painter.setBrush(Qt::NoBrush);
    switch (dot) {
    case StateDot::Done: paintDisc(painter, theme.tideBase, theme.bgPanel, true); break;
    case StateDot::Conflict: paintDisc(painter, theme.stateConflict, theme.bgPanel, false); break;
    case StateDot::LookAt: paintTriangle(painter, theme); break;
    case StateDot::Problem: paintDiamond(painter, theme); break;
    case StateDot::Draft:
        painter.setPen(QPen(theme.statePending, 1.4));
        painter.drawEllipse(QPointF(7, 7), 5.5, 5.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.statePending);
        painter.drawPie(QRectF(1.5, 1.5, 11, 11), 90 * 16, 180 * 16);
        break;
    case StateDot::Empty: {
        QPen pen(theme.textTertiary, 1.4, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({1.9, 1.7});
        painter.setPen(pen);
        painter.drawEllipse(QPointF(7, 7), 5.5, 5.5);
        break;
    }
    }
    painter.restore();
}

} // namespace groundswell::ui
