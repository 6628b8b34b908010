#pragma once

#include "ui/style/look.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QFrame;

namespace groundswell::ui {

/// One line of the settings page, at least 46 high: what it is, a quiet sentence below, and a control at the end. Its
/// words are its accessible name, which "Find a setting" looks through.
[[nodiscard]] QWidget* settingRow(const Look& look, const QString& title, const QString& detail, QWidget* control);

/// A choice of a few words side by side, exactly one of them on.
[[nodiscard]] QWidget* choiceSegments(const Look& look, const QString& name, const QStringList& texts, int chosen,
                                      std::function<void(int)> choose);

/// A line that separates two rows of a card.
[[nodiscard]] QWidget* rowLine();

} // namespace groundswell::ui
