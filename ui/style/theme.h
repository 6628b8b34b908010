#pragma once

#include "ui/style/tokens.h"

#include <QPalette>

namespace groundswell::ui {

/// All that painting needs to know of the current theme: the colours of tokens.json and which of the two it is.
/// A plain value; painters take it by reference and keep nothing of it.
struct Theme : Colours
{
    bool isDark = true;
    int rev = 0; ///< grows with every change of theme, text size or motion; part of the key of whatever is cached

    [[nodiscard]] static Theme dark() noexcept { return {tokens::dark, true, 0}; }
    [[nodiscard]] static Theme light() noexcept { return {tokens::light, false, 0}; }

    /// The palette of design section 11, so that standard widgets agree with ours.
    [[nodiscard]] QPalette palette() const;
};

/// The colours that text and icons are asked for by name, so that a theme switch needs no new icons.
enum class Tone {
    Primary,
    Secondary,
    Tertiary,
    Disabled,
    Tide,
    OnTide,
    Lantern,
    LanternMark,
    OnLantern,
    Pending,
    Failed,
    Conflict,
    Caution,
    Inverse
};

/// The colour of a tone in a theme.
[[nodiscard]] QColor toneColour(const Theme& theme, Tone tone) noexcept;

/// The word the style sheet uses for a tone ("secondary"), set as the property "tone" of a label.
[[nodiscard]] QString toneName(Tone tone);

/// The colour with its opacity multiplied by factor (0 to 1).
[[nodiscard]] QColor faded(QColor colour, double factor) noexcept;

/// Two colours, the upper one's alpha applied: the opaque result of painting `over` on `under`.
[[nodiscard]] QColor blended(const QColor& under, const QColor& over) noexcept;

} // namespace groundswell::ui
