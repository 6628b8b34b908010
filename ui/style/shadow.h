#pragma once

#include "ui/style/theme.h"

#include <QRectF>

class QPainter;

namespace groundswell::ui {

class Look;

/// The two heights above the window, design "elevation": menus and bubbles, and dialogs.
enum class Shadow { Popover, Dialog };

/// How far a shadow reaches beyond its body, in px: the free margin that a popover's window needs.
[[nodiscard]] int shadowMargin(Shadow shadow) noexcept;

/// Paints the soft shadow of a rounded body around it; the body itself is the caller's to paint on top.
void paintShadow(QPainter& painter, const QRectF& body, double radius, Shadow shadow, const Theme& theme);

/// Paints what floats above the window, as menus, popovers and notices do: the shadow, the surface and its hairline.
/// `body` stands shadowMargin(Shadow::Popover) within its window.
void paintFloating(QPainter& painter, const QRectF& body, double radius, const Theme& theme);

/// The same for a window of its own, whose body stands Look::floatingMargin() within it: square and without a shadow
/// where the screen cannot blend what is around the corners.
void paintFloatingWindow(QPainter& painter, const QRectF& window, const Look& look);

} // namespace groundswell::ui
