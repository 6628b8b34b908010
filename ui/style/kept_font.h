#pragma once

#include <QFont>

#include <functional>

class QWidget;

namespace groundswell::ui {

class Look;

/// Gives a widget a font of the look's type scale, now and after each change of the look; a later call for the same
/// widget takes the place of an earlier one. Below an application's style sheet Qt puts an older font back when a
/// widget gets another parent or is polished again: then it is set anew.
void keepFont(QWidget& widget, const Look& look, std::function<QFont()> font);

} // namespace groundswell::ui
