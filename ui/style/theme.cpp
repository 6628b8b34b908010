#include "ui/style/theme.h"

using namespace Qt::StringLiterals;

namespace groundswell::ui {

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, bgWindow);
    p.setColor(QPalette::Base, bgBase);
    p.setColor(QPalette::AlternateBase, bgPanel);
    p.setColor(QPalette::Button, bgRaised);
    p.setColor(QPalette::ToolTipBase, bgOverlay);
    p.setColor(QPalette::ToolTipText, textPrimary);
    p.setColor(QPalette::Text, textPrimary);
    p.setColor(QPalette::WindowText, textPrimary);
    p.setColor(QPalette::ButtonText, textPrimary);
    p.setColor(QPalette::BrightText, textLyricActive);
    p.setColor(QPalette::PlaceholderText, textTertiary);
    p.setColor(QPalette::Highlight, blended(bgBase, fillSelected));
    p.setColor(QPalette::HighlightedText, textPrimary);
    p.setColor(QPalette::Link, tideBase);
    p.setColor(QPalette::LinkVisited, tideBase);
    p.setColor(QPalette::Accent, tideBase);
    p.setColor(QPalette::Light, bgOverlay);
    p.setColor(QPalette::Midlight, bgRaised);
    p.setColor(QPalette::Mid, lineControl);
    p.setColor(QPalette::Dark, bgWindow);
    p.setColor(QPalette::Shadow, shadow);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, textDisabled);
    p.setColor(QPalette::Inactive, QPalette::Highlight, blended(bgBase, fillSelectedInactive));
    return p;
}

QColor toneColour(const Theme& t, Tone tone) noexcept
{
    switch (tone) {
    case Tone::Primary: return t.textPrimary;
    case Tone::Secondary: return t.textSecondary;
    case Tone::Tertiary: return t.textTertiary;
    case Tone::Disabled: return t.textDisabled;
    case Tone::Tide: return t.tideBase;
    case Tone::OnTide: return t.textOnTide;
    case Tone::Lantern: return t.lanternBase;
    case Tone::LanternMark: return t.lanternMark;
    case Tone::OnLantern: return t.textOnLantern;
    case Tone::Pending: return t.statePending;
    case Tone::Failed: return t.stateFailed;
    case Tone::Conflict: return t.stateConflict;
    case Tone::Caution: return t.stateCaution;
    case Tone::Inverse: return t.bgBase;
    }
    return t.textPrimary;
}

QString toneName(Tone tone)
{
    switch (tone) {
    case Tone::Primary: return u"primary"_s;
    case Tone::Secondary: return u"secondary"_s;
    case Tone::Tertiary: return u"tertiary"_s;
    case Tone::Disabled: return u"disabled"_s;
    case Tone::Tide: return u"tide"_s;
    case Tone::OnTide: return u"onTide"_s;
    case Tone::Lantern: return u"lantern"_s;
    case Tone::LanternMark: return u"lanternMark"_s;
    case Tone::OnLantern: return u"onLantern"_s;
    case Tone::Pending: return u"pending"_s;
    case Tone::Failed: return u"failed"_s;
    case Tone::Conflict: return u"conflict"_s;
    case Tone::Caution: return u"caution"_s;
    case Tone::Inverse: return u"inverse"_s;
    }
    return {};
}

QColor faded(QColor colour, double factor) noexcept
{
    colour.setAlphaF(static_cast<float>(colour.alphaF() * factor));
    return colour;
}

QColor blended(const QColor& under, const QColor& over) noexcept
{
    const float a = over.alphaF();
    const auto mix = [a](float below, float above) { return below * (1 - a) + above * a; };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

} // namespace groundswell::ui
