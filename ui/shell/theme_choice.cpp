#include "ui/shell/theme_choice.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include <array>

namespace groundswell::ui {

namespace {

constexpr QSize picture(134, 76);
constexpr int ring = 4;    ///< the chosen one's, with its gap
constexpr int nameGap = 6; ///< between picture and name

/// The window in small: sidebar, list with the row that plays, panel, and the swell with its lights.
void paintWindow(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    const auto at = [&rect](double x, double y) {
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height());
    };
    const auto bar = [&](double x, double y, double width, const QColor& colour) {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(at(x, y), QSizeF(width * rect.width(), 3)), 1.5, 1.5);
    };
    painter.fillRect(rect, theme.bgBase);
    painter.fillRect(QRectF(rect.topLeft(), QSizeF(rect.width() * 0.2, rect.height())), theme.bgWindow);
    painter.fillRect(QRectF(at(0.7, 0), QSizeF(rect.width() * 0.3, rect.height())), theme.bgPanel);
    painter.setPen(Qt::NoPen);
    for (int line = 0; line < 4; ++line)
        bar(0.28, 0.17 + line * 0.13, line == 1 ? 0.36 : 0.34 - line * 0.04,
            line == 1 ? theme.tideBase : theme.textDisabled);
    for (int line = 0; line < 3; ++line)
        bar(0.75, 0.17 + line * 0.13, 0.18 - line * 0.03, theme.textDisabled);
    QPainterPath crest(at(0, 0.93));
    crest.cubicTo(at(0.15, 0.93), at(0.2, 0.82), at(0.34, 0.82));
    crest.cubicTo(at(0.48, 0.82), at(0.55, 0.92), at(0.68, 0.9));
    crest.cubicTo(at(0.8, 0.88), at(0.9, 0.78), at(1, 0.84));
    QPainterPath water = crest;
    water.lineTo(rect.bottomRight());
    water.lineTo(rect.bottomLeft());
    water.closeSubpath();
    painter.fillPath(water, theme.bgWater);
    painter.save();
    painter.setClipRect(QRectF(rect.topLeft(), QSizeF(rect.width() * 0.4, rect.height())), Qt::IntersectClip);
    painter.fillPath(water, theme.tideTint);
    painter.restore();
    painter.setPen(QPen(theme.tideBase, 1.2));
    painter.drawPath(crest);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lanternMark);
    for (const auto& [x, y] : {std::pair(0.18, 0.8), {0.5, 0.78}, {0.86, 0.74}})
        painter.drawEllipse(at(x, y), 1.6, 1.6);
}

} // namespace

ThemePreview::ThemePreview(const Look& look, LookSettings::Scheme scheme, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_look(look)
    , m_scheme(scheme)
{
    setText(name);
    setAccessibleName(name);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, &QWidget::updateGeometry);
}

QSize ThemePreview::sizeHint() const
{
    return {picture.width() + 2 * ring, picture.height() + 2 * ring + nameGap + m_look.type().line(Type::Small)};
}

void ThemePreview::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF place((width() - picture.width()) / 2.0, ring, picture.width(), picture.height());
    QPainterPath shape;
    shape.addRoundedRect(place, tokens::radiusLg, tokens::radiusLg);
    painter.save();
    painter.setClipPath(shape);
    switch (m_scheme) {
    case LookSettings::Scheme::Dark: paintWindow(painter, place, Theme::dark()); break;
    case LookSettings::Scheme::Light: paintWindow(painter, place, Theme::light()); break;
    case LookSettings::Scheme::System: {
        paintWindow(painter, place, Theme::light());
        QPainterPath dark;
        dark.addPolygon(QPolygonF({place.topLeft(), QPointF(place.left() + place.width() * 0.6, place.top()),
                                   QPointF(place.left() + place.width() * 0.4, place.bottom()), place.bottomLeft()}));
        painter.setClipPath(dark, Qt::IntersectClip);
        paintWindow(painter, place, Theme::dark());
        break;
    }
    }
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(underMouse() ? theme.lineControl : theme.lineStrong, 1));
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), tokens::radiusLg, tokens::radiusLg);
    if (isChecked()) {
        painter.setPen(QPen(theme.tideBase, 2));
        painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), tokens::radiusLg + 3, tokens::radiusLg + 3);
    }
    painter.setFont(isChecked() ? m_look.type().font(Type::Small, 12, 600) : m_look.font(Type::Small));
    painter.setPen(isChecked() ? theme.textPrimary : theme.textSecondary);
    const double top = place.bottom() + ring + nameGap;
    painter.drawText(QRectF(0, top, width(), height() - top), Qt::AlignHCenter | Qt::AlignVCenter, text());
}

ThemeChoice::ThemeChoice(const Look& look, LookSettings::Scheme current, QWidget* parent)
    : QWidget(parent)
{
    using Scheme = LookSettings::Scheme;
    setAccessibleName(tr("Theme"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 6, 0, 6);
    row->setSpacing(10);
    auto* group = new QButtonGroup(this);
    const std::array<std::pair<Scheme, QString>, 3> schemes{
        {{Scheme::System, tr("System")}, {Scheme::Light, tr("Light")}, {Scheme::Dark, tr("Dark")}}};
    for (const auto& [scheme, name] : schemes) {
        auto* preview = new ThemePreview(look, scheme, name, this);
        preview->setChecked(scheme == current);
        group->addButton(preview, static_cast<int>(scheme));
        row->addWidget(preview);
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(static_cast<Scheme>(id)); });
}

} // namespace groundswell::ui
