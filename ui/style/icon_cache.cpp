#include "ui/style/icon_cache.h"

#include <QPainter>
#include <QSvgRenderer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int keptIcons = 600;
}

IconCache::IconCache()
    : m_pixmaps(keptIcons)
{
}

QPixmap IconCache::pixmap(const QString& name, int size, const QColor& colour, double dpr)
{
    const Key key{name, size, colour.rgba(), static_cast<int>(std::lround(dpr * 100))};
    if (const auto* kept = m_pixmaps.object(key)) return *kept;
    QSvgRenderer svg(u":/look/icons/%1.svg"_s.arg(name));
    if (!svg.isValid()) return {};
    const int side = static_cast<int>(std::ceil(size * dpr));
    QPixmap drawn(side, side);
    drawn.fill(Qt::transparent);
    {
        QPainter painter(&drawn);
        svg.render(&painter, QRectF(0, 0, side, side));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(drawn.rect(), colour);
    }
    drawn.setDevicePixelRatio(dpr);
    m_pixmaps.insert(key, new QPixmap(drawn));
    return drawn;
}

void IconCache::paint(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour, int size)
{
    const int side = size > 0 ? static_cast<int>(std::lround(size * m_textPercent / 100.0))
                              : static_cast<int>(std::min(rect.width(), rect.height()));
    const double dpr = painter.device()->devicePixelRatioF();
    // On whole device pixels, or the strokes blur.
    const auto snap = [dpr](double v) { return std::round(v * dpr) / dpr; };
    painter.drawPixmap(QPointF(snap(rect.center().x() - side / 2.0), snap(rect.center().y() - side / 2.0)),
                       pixmap(name, side, colour, dpr));
}

} // namespace groundswell::ui
