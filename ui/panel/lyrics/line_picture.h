#pragma once

#include <QPixmap>
#include <QRectF>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace groundswell::ui {

/// A lyric line with all that belongs to it, drawn once unsung and once sung, so that a frame of a word that fills, or
/// of lines that move, copies pixels and draws no letter. Opaque. Lengths in device-independent px. GUI thread.
class LinePicture
{
public:
    /// Paints the line at (0, 0), its words as they look sung or unsung.
    using Paint = std::function<void(QPainter& painter, bool sung)>;

    /// Lets `paint` draw on `ground` what is not drawn yet for this device pixel ratio; the sung words only when they
    /// are asked for.
    void prepare(QSizeF size, qreal devicePixelRatio, const QColor& ground, bool withSung, const Paint& paint);

    /// Copies a part of the line to where it is in the painter's coordinates, with these rectangles of it sung. Their
    /// left and right edges may lie within a pixel.
    void draw(QPainter& painter, const QRectF& part, const std::vector<QRectF>& sung) const;

private:
    QPixmap m_unsung;
    QPixmap m_sung;
};

} // namespace groundswell::ui
