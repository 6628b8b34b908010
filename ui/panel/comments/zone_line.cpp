#include "ui/panel/comments/zone_line.h"

#include "ui/style/look.h"

#include <QFontMetricsF>

#include <cmath>

namespace groundswell::ui {

namespace {

constexpr int gap = 16;

QFont fontOf(const RowZone& zone, const Look& look)
{
    return look.type().font(Type::Small, 12, zone.strong ? 600 : 400);
}

} // namespace

qreal widthOfLine(const QString& text, const QFont& font, const Look& look)
{
    return std::ceil(look.lines().width(text, font, Qt::LeftToRight)) + 1;
}

ZoneLine::ZoneLine(CommentRow& row, const Look& look, qreal left, qreal right, qreal top)
    : m_row(row)
    , m_look(look)
    , m_left(left)
    , m_right(right)
    , m_top(top)
    , m_height(look.px(high))
{
}

void ZoneLine::addLeft(RowZone zone)
{
    const qreal excess = widthOf(zone) - (m_right - m_left);
    if (excess > 0 && !zone.label.isEmpty()) {
        if (zone.toolTip.isEmpty()) zone.toolTip = zone.label;
        const QFontMetricsF metrics(fontOf(zone, m_look));
        zone.label = metrics.elidedText(zone.label, Qt::ElideRight, metrics.horizontalAdvance(zone.label) - excess - 1);
    }
    const qreal width = widthOf(zone);
    zone.rect = {m_left, m_top, width, m_height};
    m_left += width + gap;
    m_row.zones.push_back(std::move(zone));
}

void ZoneLine::addRight(RowZone zone)
{
    const qreal width = widthOf(zone);
    zone.rect = {m_right - width, m_top, width, m_height};
    m_right -= width + gap;
    m_row.zones.push_back(std::move(zone));
}

qreal ZoneLine::widthOf(const RowZone& zone) const
{
    const qreal text = zone.label.isEmpty() ? 0 : widthOfLine(zone.label, fontOf(zone, m_look), m_look);
    return text + (zone.icon.isEmpty() ? 0 : m_look.px(icon) + (text > 0 ? 6 : 0));
}

} // namespace groundswell::ui
