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

    /// How large the text is, in per cent: what paint() is asked for grows with it.
    void setTextPercent(int percent) noexcept { m_textPercent = percent; }
    /// Paints the icon centred in the rectangle, at `size` px of the design (0: as large as the rectangle, which its
    /// caller has scaled).
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
    int m_textPercent = 100;
};

} // namespace groundswell::ui
