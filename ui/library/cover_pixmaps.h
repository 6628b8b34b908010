#pragma once

#include "library/cover_loader.h"

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>

namespace groundswell::ui {

/// Covers as pixmaps at the exact size and device pixel ratio, corners rounded, for delegates. What is not there yet is
/// the drawn horizon of its seed, and arrived() tells when the picture came. GUI thread; decoding happens on the
/// loader's threads.
class CoverPixmaps final : public QObject
{
    Q_OBJECT

public:
    /// The loader must outlive it.
    explicit CoverPixmaps(library::CoverLoader& loader, QObject* parent = nullptr);

    /// `side` in px at 1x; a radius of half the side gives a disc. An empty key draws the seed's horizon.
    [[nodiscard]] QPixmap pixmap(const QString& coverKey, const QString& seed, int side, double radius, double dpr);
    /// The picture itself if it is in memory; else it is asked for and arrived() follows.
    [[nodiscard]] QImage image(const QString& coverKey, int sizePx);
    /// Whether a picture is still on its way.
    [[nodiscard]] bool isLoading() const noexcept { return m_loader.isLoading(); }

Q_SIGNALS:
    void arrived(const QString& coverKey);

private:
    struct Key
    {
        QString name; ///< of the cover, or the seed of a drawn one
        bool drawn;
        int side;
        double radius;
        double dpr;
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed) noexcept
        {
            return qHashMulti(seed, key.name, key.drawn, key.side, key.radius, key.dpr);
        }
    };

    library::CoverLoader& m_loader;
    QCache<Key, QPixmap> m_pixmaps;
    QSet<QString> m_missing; ///< keys whose picture cannot be had
};

} // namespace groundswell::ui
