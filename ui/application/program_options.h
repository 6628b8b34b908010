#pragma once

#include "ui/application/application.h"

#include <QStringList>

namespace groundswell::ui {

/// What the command line asks for; the first argument is the program's name. Ends the process for --help, --version and
/// what it does not know.
[[nodiscard]] ApplicationOptions readOptions(const QStringList& arguments);

} // namespace groundswell::ui
