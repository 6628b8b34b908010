#pragma once

#include <QImage>
#include <QRectF>
#include <QStringView>

class QPainter;

namespace groundswell::ui {

enum class HorizonShape {
    Avatar, ///< round, with a sun
    Cover,  ///< square with radius, no sun
};

/// Draws the personal horizon of design section 6: sky, sun, sea and a second wave, all from the seed (a user or album
/// id). The same seed always gives the same picture. `radius` rounds a cover; an avatar is round. What is no larger
/// than an avatar or a row's cover is kept in QPixmapCache and painted at whole pixels of the device. GUI thread.
void paintHorizon(QPainter& painter, const QRectF& rect, QStringView seed, HorizonShape shape = HorizonShape::Avatar,
                  double radius = 4);

/// The same as an image of size * dpr pixels, for caches.
[[nodiscard]] QImage horizonImage(QSize size, double dpr, QStringView seed, HorizonShape shape, double radius = 4);

/// A picture cropped to fill the rectangle, its corners rounded (radius >= half the side: a disc).
void paintPicture(QPainter& painter, const QRectF& rect, const QImage& picture, double radius);

} // namespace groundswell::ui
