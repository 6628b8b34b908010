#include "ui/style/horizon.h"

#include "ui/style/tokens.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

#include <cmath>

namespace groundswell::ui {

namespace {

/// FNV-1a over UTF-16, so that a seed draws the same on every computer and in every run (qHash does not promise that).
quint32 stableHash(QStringView text) noexcept
{
    quint32 hash = 2166136261u;
    for (const QChar c : text) {
        hash ^= c.unicode();
        hash *= 16777619u;
    }
    hash ^= hash >> 15;
    hash *= 0x2c1b3c6du;
    return hash ^ (hash >> 13);
}

/// Takes numbers from 0 to 1 out of a hash, one after the other.
class Dice
{
public:
    explicit Dice(quint32 state) noexcept
        : m_state(state | 1u)
    {
    }
    double next() noexcept
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 17;
        m_state ^= m_state << 5;
        return (m_state >> 8) / double(1 << 24);
    }
    double between(double low, double high) noexcept { return low + next() * (high - low); }

private:
    quint32 m_state;
};

/// Everything below a sine-like crest, in a rectangle.
QPainterPath wave(const QRectF& r, double level, double height, double phase)
{
    QPainterPath path;
    path.moveTo(r.left(), r.bottom());
    constexpr int steps = 24;
    for (int i = 0; i <= steps; ++i) {
        const double t = i / double(steps);
        path.lineTo(r.left() + t * r.width(),
                    r.top() + r.height() * (level + height * std::sin((t * 1.3 + phase) * 2 * M_PI)));
    }
    path.lineTo(r.right(), r.bottom());
    path.closeSubpath();
    return path;
}

QPainterPath outline(const QRectF& rect, double radius)
{
    QPainterPath path;
    path.addRoundedRect(rect, std::min(radius, rect.width() / 2), std::min(radius, rect.height() / 2));
    return path;
}

void drawHorizon(QPainter& painter, const QRectF& rect, QStringView seed, HorizonShape shape, double radius)
{
    const quint32 hash = stableHash(seed);
    const auto& [skyTop, skyBottom, sea] = tokens::horizonPalettes.at(hash % tokens::horizonPalettes.size());
    Dice dice(hash);
    const double horizon = dice.between(0.54, 0.74);
    const double sunX = dice.between(0.22, 0.78);
    const double sunRadius = dice.between(0.09, 0.19);
    const double sunY = horizon - dice.between(-0.04, 0.26);
    const double phase = dice.next();

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const bool round = shape == HorizonShape::Avatar;
    // Clipping is not antialiased, so every layer is cut by the outline's path instead.
    const QPainterPath edge = outline(rect, round ? rect.width() : radius);
    QLinearGradient sky(rect.topLeft(), QPointF(rect.left(), rect.top() + rect.height() * horizon));
    sky.setColorAt(0, skyTop);
    sky.setColorAt(1, skyBottom);
    painter.fillPath(edge, sky);
    if (round) {
        QPainterPath above;
        above.addRect(QRectF(rect.left(), rect.top(), rect.width(), rect.height() * horizon));
        QPainterPath sun;
        sun.addEllipse(QPointF(rect.left() + sunX * rect.width(), rect.top() + sunY * rect.height()),
                       sunRadius * rect.width(), sunRadius * rect.width());
        painter.fillPath(sun.intersected(above).intersected(edge), QColor(255, 246, 222, 235));
    }
    painter.fillPath(wave(rect, horizon, 0.025, phase).intersected(edge), sea);
    painter.fillPath(wave(rect, horizon + (1 - horizon) * 0.45, 0.03, phase + 0.4).intersected(edge),
                     QColor(0, 0, 0, 46));
    painter.restore();
}

} // namespace

void paintHorizon(QPainter& painter, const QRectF& rect, QStringView seed, HorizonShape shape, double radius)
{
    using namespace Qt::StringLiterals;
    constexpr int largestKept = 64; // px
    const QSize size = rect.size().toSize();
    const bool isWhole = QSizeF(size) == rect.size() && painter.transform().type() <= QTransform::TxTranslate;
    if (!isWhole || size.width() > largestKept || size.height() > largestKept) {
        drawHorizon(painter, rect, seed, shape, radius);
        return;
    }
    const double dpr = painter.device()->devicePixelRatioF();
    const QString key = u"horizon %1 %2 %3 %4 %5 %6"_s.arg(size.width())
                            .arg(size.height())
                            .arg(dpr)
                            .arg(static_cast<int>(shape))
                            .arg(radius)
                            .arg(seed);
    QPixmap kept;
    if (!QPixmapCache::find(key, &kept)) {
        kept = QPixmap::fromImage(horizonImage(size, dpr, seed, shape, radius));
        QPixmapCache::insert(key, kept);
    }
    painter.drawPixmap(rect.topLeft(), kept);
}

QImage horizonImage(QSize size, double dpr, QStringView seed, HorizonShape shape, double radius)
{
    QImage image((QSizeF(size) * dpr).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(dpr);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawHorizon(painter, QRectF(QPointF(), QSizeF(size)), seed, shape, radius);
    return image;
}

void paintPicture(QPainter& painter, const QRectF& rect, const QImage& picture, double radius)
{
    if (picture.isNull()) return;
    const double scale = std::max(rect.width() / picture.width(), rect.height() / picture.height());
    QBrush brush(picture);
    QTransform place;
    place.translate(rect.center().x() - picture.width() * scale / 2, rect.center().y() - picture.height() * scale / 2);
    place.scale(scale, scale);
    brush.setTransform(place);
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillPath(outline(rect, radius), brush);
    painter.restore();
}

} // namespace groundswell::ui
