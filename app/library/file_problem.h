#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace groundswell::library {

/// Why a file's tags cannot be read, as a sentence, from a look at the file from outside: NotFound, Io or Corrupt.
/// `details` is for the log. Blocking.
[[nodiscard]] Error reasonFor(const QByteArray& nativePath, const QString& details = {});

} // namespace groundswell::library
