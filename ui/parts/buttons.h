#pragma once

#include "ui/style/look.h"

#include <QKeySequence>

class QPushButton;
class QToolButton;
class QWidget;

namespace groundswell::ui {

/// The button kinds of the design (picture 13); the style sheet draws them by the property "kind".
enum class ButtonKind {
    Primary, ///< the one act of a place, tide
    Standard,
    Outline,
    Quiet,     ///< no surface until hovered
    Link,      ///< tide words inside a text
    Danger,    ///< words in the failed colour
    Chip,      ///< a pill that toggles
    WordsChip, ///< a pill that toggles something about the words, tide when on
    TimeChip,  ///< a moment of the song, lantern
    Segment,   ///< one of a few side by side, see choiceSegments()
};

enum class ButtonSize { Small, Normal, Large };

/// A text button, with an icon where one is named (name as in resources/icons, without ending).
[[nodiscard]] QPushButton* makeButton(const Look& look, ButtonKind kind, const QString& text,
                                      const QString& iconName = {}, QWidget* parent = nullptr,
                                      ButtonSize size = ButtonSize::Normal);

/// Makes a push button look and behave like those of makeButton().
void dressButton(QPushButton& button, const Look& look, ButtonKind kind, const QString& iconName = {},
                 ButtonSize size = ButtonSize::Normal);

/// A square button that shows only an icon. Its name is read aloud and is the tooltip, with the shortcut behind it.
/// It does not bind the shortcut: the window does.
[[nodiscard]] QToolButton* makeIconButton(const Look& look, const QString& iconName, const QString& name,
                                          const QKeySequence& keys = {}, QWidget* parent = nullptr,
                                          ButtonSize size = ButtonSize::Normal);

/// Renames an icon button: what is read aloud and its tooltip ("Play" becomes "Pause").
void nameIconButton(QToolButton& button, const QString& name, const QKeySequence& keys = {});

} // namespace groundswell::ui
