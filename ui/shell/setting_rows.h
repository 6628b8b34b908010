#pragma once

#include "ui/style/look.h"

#include <QStringList>
#include <QWidget>

#include <functional>

namespace groundswell::ui {

/// One line of the settings page, 46 high: what it is, a quiet sentence below, and a control at the end.
[[nodiscard]] QWidget* settingRow(const Look& look, const QString& title, const QString& detail, QWidget* control);

/// A choice of a few words as chips, exactly one of them on.
[[nodiscard]] QWidget* choiceChips(const Look& look, const QString& name, const QStringList& texts, int chosen,
                                   std::function<void(int)> choose);

} // namespace groundswell::ui
