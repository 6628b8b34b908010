#pragma once

#include "ui/style/look.h"

#include <QWidget>

namespace groundswell::ui {

/// Every small part in its states, as in the design's picture of components: to look at beside it.
[[nodiscard]] QWidget* makeComponentsPage(const Look& look);

} // namespace groundswell::ui
