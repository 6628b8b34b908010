#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace groundswell::streaming {

/// Whether an answer may be sound, by its content type (lower case, no parameters) and its first bytes. What begins as
/// a known sound format is; what begins as a page, or says that it is text, is not; all else may be.
[[nodiscard]] bool mayBeSound(const QByteArray& contentType, QByteArrayView firstBytes);

} // namespace groundswell::streaming
