#include "ui/panel/lyrics/line_picture.h"

#include <QPainter>

#include <cmath>

namespace groundswell::ui {

namespace {

/// Copies a part, given in device px of the pixmap, to the same place in the painter's coordinates.
void copy(QPainter& painter, const QPixmap& pixmap, const QRectF& part)
{
    const qreal dpr = pixmap.devicePixelRatio();
    painter.drawPixmap(QRectF(part.topLeft() / dpr, part.size() / dpr), pixmap, part);
}

/// The same for a part whose left and right edges may lie within a pixel: that pixel is blended.
void copySmoothly(QPainter& painter, const QPixmap& pixmap, const QRectF& part)
{
    const qreal top = std::round(part.top());
    const qreal height = std::round(part.bottom()) - top;
    const auto copyColumns = [&](qreal from, qreal to, qreal opacity) {
        if (to <= from || opacity <= 0) return;
        painter.setOpacity(opacity);
        copy(painter, pixmap, {from, top, to - from, height});
    };
    const qreal first = std::ceil(part.left());
    const qreal last = std::floor(part.right());
    if (first > last) { // both within one pixel
        copyColumns(last, first, part.width());
    } else {
        copyColumns(first - 1, first, first - part.left());
        copyColumns(first, last, 1);
        copyColumns(last, last + 1, part.right() - last);
    }
    painter.setOpacity(1);
}

} // namespace

void LinePicture::prepare(QSizeF size, qreal devicePixelRatio, const QColor& ground, bool withSung, const Paint& paint)
{
    const auto drawInto = [&](QPixmap& pixmap, bool sung) {
        if (!pixmap.isNull() && pixmap.devicePixelRatio() == devicePixelRatio) return;
        pixmap = QPixmap((size * devicePixelRatio).toSize());
        pixmap.setDevicePixelRatio(devicePixelRatio);
        pixmap.fill(ground);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter, sung);
    };
    drawInto(m_unsung, false);
    if (withSung) drawInto(m_sung, true);
}

void LinePicture::draw(QPainter& painter, const QRectF& part, const std::vector<QRectF>& sung) const
{
    const qreal dpr = m_unsung.devicePixelRatio();
    copy(painter, m_unsung, {part.topLeft() * dpr, part.size() * dpr});
    for (const QRectF& each : sung)
        copySmoothly(painter, m_sung, {each.topLeft() * dpr, each.size() * dpr});
}

} // namespace groundswell::ui
