#include "ui/style/look.h"

#include "ui/style/focus_ring.h"
#include "ui/style/font_outlines.h"
#include "ui/style/groundswell_style.h"
#include "ui/style/look_icon.h"
#include "ui/style/shadow.h"

#include <QApplication>
#include <QEasingCurve>
#include <QFile>
#include <QRegularExpression>
#include <QStyleHints>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

/// The theme's style sheet with its "30sp" lengths (px that grow with the text) made real. "12sr" is the radius of what
/// is 24 high and round at its ends: rounded down, since Qt draws no corners at all where they do not fit.
QString styleSheet(bool dark, const TypeScale& type)
{
    QFile file(dark ? u":/look/dark.qss"_s : u":/look/light.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QString sheet = QString::fromUtf8(file.readAll());
    static const QRegularExpression scaled(u"(\\d+)s([pr])\\b"_s);
    QString result;
    qsizetype from = 0;
    for (const auto& match : scaled.globalMatch(sheet)) {
        result += QStringView(sheet).mid(from, match.capturedStart() - from);
        const int length = match.capturedView(1).toInt();
        const bool isRadius = match.capturedView(2) == u'r';
        result += QString::number(isRadius ? length * type.percent() / 100 : type.px(length)) + u"px"_s;
        from = match.capturedEnd();
    }
    result += QStringView(sheet).mid(from);
    return result;
}

QEasingCurve bezier(const std::array<double, 4>& c)
{
    QEasingCurve curve(QEasingCurve::BezierSpline);
    curve.addCubicBezierSegment({c[0], c[1]}, {c[2], c[3]}, {1, 1});
    return curve;
}

} // namespace

Look::Look(QApplication& app, const LookSettings& settings, QObject* parent, bool blends)
    : QObject(parent)
    , m_app(app)
    , m_settings(settings)
    , m_icons(std::make_unique<IconCache>())
    , m_blends(blends)
{
    loadBundledFonts();
    drawStemsAsDesigned();
    m_app.setStyle(new GroundswellStyle(*this)); // owned by the application
    new FocusRing(*this, this);
    connect(m_app.styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_settings.scheme == LookSettings::Scheme::System && wantsDark() != m_theme.isDark) apply();
    });
    apply();
}

Look::~Look()
{
    // The style paints with this object's theme: leave the application one that does not.
    m_app.setStyleSheet({});
    m_app.setStyle(u"Fusion"_s);
}

void Look::setSettings(const LookSettings& settings)
{
    if (settings == m_settings) return;
    m_settings = settings;
    apply();
}

bool Look::wantsDark() const
{
    switch (m_settings.scheme) {
    case LookSettings::Scheme::Dark: return true;
    case LookSettings::Scheme::Light: return false;
    case LookSettings::Scheme::System: break;
    }
    return m_app.styleHints()->colorScheme() != Qt::ColorScheme::Light;
}

void Look::apply()
{
    const int rev = m_theme.rev + 1;
    m_theme = wantsDark() ? Theme::dark() : Theme::light();
    m_theme.rev = rev;
    m_type = TypeScale(m_settings.textPercent, m_settings.lyricFace);
    m_lines.clear();
    m_icons->setTextPercent(m_type.percent());
    m_app.setFont(font(Type::Body));
    m_app.setPalette(m_theme.palette());
    QToolTip::setFont(font(Type::Small));
    m_app.setStyleSheet(styleSheet(m_theme.isDark, m_type));
    Q_EMIT changed();
}

QIcon Look::icon(const QString& name, Tone tone) const
{
    return QIcon(new LookIconEngine(*this, name, tone, LookIconEngine::Follows::State));
}

QIcon Look::fixedIcon(const QString& name, Tone tone) const
{
    return QIcon(new LookIconEngine(*this, name, tone, LookIconEngine::Follows::Nothing));
}

int Look::floatingMargin() const noexcept
{
    return m_blends ? shadowMargin(Shadow::Popover) : 0;
}

int Look::duration(int ms, bool isFade) const noexcept
{
    if (!m_settings.reduceMotion) return ms;
    return isFade ? std::min(ms, tokens::motionReducedFade) : tokens::motionReducedAll;
}

QEasingCurve Look::easeOut()
{
    return bezier({tokens::motionEasingOut[0], tokens::motionEasingOut[1], tokens::motionEasingOut[2], 1});
}

QEasingCurve Look::easeInOut()
{
    return bezier({tokens::motionEasingInOut[0], tokens::motionEasingInOut[1], tokens::motionEasingInOut[2], 1});
}

} // namespace groundswell::ui
