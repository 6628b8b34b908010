#pragma once

#include "base/error.h"

#include <QDialog>

namespace groundswell::ui {

class Look;

/// Says why the program cannot start, before there is a window, and offers to try again: accepted() is that, rejected()
/// ends the program. The look outlives it. GUI thread.
class StartProblem final : public QDialog
{
    Q_OBJECT

public:
    StartProblem(const Look& look, const QString& profileFolder, const Error& error);
};

} // namespace groundswell::ui
