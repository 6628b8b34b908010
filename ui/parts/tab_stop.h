#pragma once

class QWidget;

namespace groundswell::ui {

/// Whether the Tab key stops at this widget now, and not at one that it hands the keyboard on to.
[[nodiscard]] bool isTabStop(const QWidget& widget);

/// The first widget inside that the Tab key would stop at now; null where there is none.
[[nodiscard]] QWidget* firstTabStop(const QWidget& inside);

} // namespace groundswell::ui
