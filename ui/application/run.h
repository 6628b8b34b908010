#pragma once

#include "ui/application/application.h"

namespace groundswell::ui {

/// What the desktop gave this start so that its window may come to the front. To be asked before the QApplication is
/// made, which takes it out of the environment.
[[nodiscard]] QByteArray activationToken();

/// The program, until its window is closed; the process's exit code. Where a window of this profile runs already it
/// gets the files and this ends with 0.
[[nodiscard]] int run(QApplication& app, const ApplicationOptions& options, const QByteArray& activationToken);

} // namespace groundswell::ui
