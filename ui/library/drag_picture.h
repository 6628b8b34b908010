#pragma once

#include <QPixmap>
#include <QPoint>

namespace groundswell::ui {

class Look;

constexpr int dragCoverSide = 26;     ///< px at 1x
constexpr QPoint dragHotSpot{16, 20}; ///< where the pointer holds the picture

/// What is under the pointer while songs are dragged: the first one's cover of dragCoverSide and title, and how many
/// they are.
[[nodiscard]] QPixmap dragPicture(const QString& title, const QPixmap& cover, qsizetype count, const Look& look,
                                  double dpr);

} // namespace groundswell::ui
