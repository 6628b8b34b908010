#include "ui/library/cover_pixmaps.h"

#include "ui/style/horizon.h"

#include <QPainter>

#include <cmath>

namespace groundswell::ui {

namespace {
constexpr int keptPixmaps = 1200;
}

CoverPixmaps::CoverPixmaps(library::CoverLoader& loader, QObject* parent)
    : QObject(parent)
    , m_loader(loader)
    , m_pixmaps(keptPixmaps)
{
    connect(&loader, &library::CoverLoader::ready, this, [this](const QString& coverKey) { Q_EMIT arrived(coverKey); });
    connect(&loader, &library::CoverLoader::unavailable, this,
            [this](const QString& coverKey) { m_missing.insert(coverKey); });
}

QImage CoverPixmaps::image(const QString& coverKey, int sizePx)
{
    if (coverKey.isEmpty() || m_missing.contains(coverKey)) return {};
    QImage kept = m_loader.cached(coverKey, sizePx);
    if (kept.isNull()) m_loader.request(coverKey, sizePx);
    return kept;
}

QPixmap CoverPixmaps::pixmap(const QString& coverKey, const QString& seed, int side, double radius, double dpr)
{
    const int pixels = static_cast<int>(std::ceil(side * dpr));
    const QImage picture = image(coverKey, pixels);
    const bool drawn = picture.isNull();
    const Key key{drawn ? seed : coverKey, drawn, side, radius, dpr};
    if (const auto* kept = m_pixmaps.object(key)) return *kept;
    QPixmap result(pixels, pixels);
    result.setDevicePixelRatio(dpr);
    result.fill(Qt::transparent);
    {
        QPainter painter(&result);
        const QRectF rect(0, 0, side, side);
        if (drawn)
            paintHorizon(painter, rect, seed, HorizonShape::Cover, radius);
        else
            paintPicture(painter, rect, picture, radius);
    }
    m_pixmaps.insert(key, new QPixmap(result));
    return result;
}

} // namespace groundswell::ui
