#pragma once

#include <QCoreApplication>

namespace groundswell::demo {

/// Gives this room's free functions tr().
struct Demo
{
    Q_DECLARE_TR_FUNCTIONS(Demo)
};

} // namespace groundswell::demo
