#pragma once

#include "ui/style/look.h"

#include <QPixmap>

class QWidget;

namespace groundswell::ui {

/// The states of a control that a picture of it can show.
enum class ControlState { Rest, Hover, Pressed, Focus, Disabled };

/// What a control looks like in a state: the real one, put into it by a window of its own, with `margin` px around it
/// for a focus ring. Takes the control over.
[[nodiscard]] QPixmap specimen(QWidget* control, ControlState state, int margin = 6);

/// A picture in a layout, with that margin taken back.
[[nodiscard]] QWidget* framed(const QPixmap& picture);

/// A song in each state that a list of songs shows it in, with its name before it: pictures of the real table over a
/// library of its own, `width` px wide.
[[nodiscard]] QWidget* makeSongRows(const Look& look, int width);

/// Some comments as their list paints them, and a story's card.
[[nodiscard]] QWidget* makeComments(const Look& look, int width);
[[nodiscard]] QWidget* makeStory(const Look& look, int width);

} // namespace groundswell::ui
