#pragma once

#include <QCache>
#include <QColor>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace groundswell::ui {

/// The design's icons (resources/icons), rendered at the exact device size and recoloured. GUI thread only.
class IconCache
{
public:
    IconCache();

    /// The icon in px at 1x, as a pixmap of that size times the device pixel ratio. Unknown names give a null pixmap.
    [[nodiscard]] QPixmap pixmap(const QString& name, int size, const QColor& colour, double dpr);

    /// Paints the icon centred in the rectangle, at `size` px (0: as large as the rectangle).
    void paint(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour, int size = 0);

private:
    struct Key
    {
        QString name;
        int size;
        QRgb colour;
        int dprPercent;
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed = 0) noexcept
        {
            return qHashMulti(seed, key.name, key.size, key.colour, key.dprPercent);
        }
    };
    QCache<Key, QPixmap> m_pixmaps;
};

} // namespace groundswell::ui
