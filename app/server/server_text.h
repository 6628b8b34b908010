#pragma once

#include <QCoreApplication>
#include <QString>

namespace groundswell::server {

/// A sentence of the server in the person's language.
[[nodiscard]] inline QString tr(const char* text)
{
    return QCoreApplication::translate("Server", text);
}

} // namespace groundswell::server
