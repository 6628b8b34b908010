#pragma once

#include "ui/style/blending.h"
#include "ui/style/icon_cache.h"
#include "ui/style/line_cache.h"
#include "ui/style/theme.h"
#include "ui/style/type_scale.h"

#include <QIcon>
#include <QObject>

#include <memory>

class QApplication;
class QEasingCurve;
class QProxyStyle;

namespace groundswell::ui {

/// What the person chose about the look.
struct LookSettings
{
    enum class Scheme { System, Dark, Light };
    Scheme scheme = Scheme::System;
    int textPercent = 100; ///< 90, 100, 115 or 130
    int rowHeight = 32;    ///< song rows: 28, 32 or 48 px at 100 %
    LyricFace lyricFace = LyricFace::Serif;
    bool reduceMotion = false;
    bool operator==(const LookSettings&) const = default;
};

/// The current look: theme, type, icons and motion. One per program, made by the composition root after the
/// QApplication and handed to every widget that paints; it outlives them. GUI thread only.
class Look : public QObject
{
    Q_OBJECT

public:
    /// Loads the fonts, installs style, palette and style sheet into the application.
    /// `blends`: whether the screen blends windows with what is behind them.
    explicit Look(QApplication& app, const LookSettings& settings = {}, QObject* parent = nullptr,
                  bool blends = screenBlendsWindows());
    ~Look() override;

    [[nodiscard]] const LookSettings& settings() const noexcept { return m_settings; }
    /// Applies a changed choice to the whole program at once and emits changed().
    void setSettings(const LookSettings& settings);

    [[nodiscard]] const Theme& theme() const noexcept { return m_theme; }
    [[nodiscard]] const TypeScale& type() const noexcept { return m_type; }
    [[nodiscard]] QFont font(Type type, const QString& language = {}) const { return m_type.font(type, language); }
    /// A length of the design in px, scaled with the text size.
    [[nodiscard]] int px(int designPx) const noexcept { return m_type.px(designPx); }
    [[nodiscard]] IconCache& icons() const noexcept { return *m_icons; }
    /// Paints the single lines of lists.
    [[nodiscard]] LineCache& lines() const noexcept { return m_lines; }

    /// An icon that follows the theme: primary when hovered, tide when checked, grey when disabled; else in the given
    /// tone.
    [[nodiscard]] QIcon icon(const QString& name, Tone tone = Tone::Secondary) const;
    /// An icon that keeps its tone also when hovered or checked, for filled buttons.
    [[nodiscard]] QIcon fixedIcon(const QString& name, Tone tone) const;

    /// Whether what is see-through in a window shows what is behind it; else it would be black, and menus are square.
    [[nodiscard]] bool windowsBlend() const noexcept { return m_blends; }
    /// The free room around the body of a menu or popover in its window, in px: that of its shadow, or none.
    [[nodiscard]] int floatingMargin() const noexcept;

    /// How long a move of this many ms takes: 0 with reduced motion, fades (`isFade`) at most 80.
    [[nodiscard]] int duration(int ms, bool isFade = false) const noexcept;
    /// The design's easing curves, section 9.
    [[nodiscard]] static QEasingCurve easeOut();
    [[nodiscard]] static QEasingCurve easeInOut();

Q_SIGNALS:
    /// Theme, text size or motion changed: drop cached layouts and repaint. Fonts set by hand must be set again.
    void changed();

private:
    void apply();
    [[nodiscard]] bool wantsDark() const;

    QApplication& m_app;
    LookSettings m_settings;
    Theme m_theme;
    TypeScale m_type;
    std::unique_ptr<IconCache> m_icons;
    mutable LineCache m_lines;
    bool m_blends;
};

/// Does what depends on the look now and after each change of it, as long as `context` lives.
template <class Apply>
void followLook(const Look& look, QObject* context, Apply apply)
{
    apply();
    QObject::connect(&look, &Look::changed, context, std::move(apply));
}

} // namespace groundswell::ui
