#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QUrl>

#include <optional>

namespace groundswell::streaming {

/// Whether an answer may be sound, by its content type (lower case, no parameters) and its first bytes. What begins as
/// a known sound format is; what begins as a page, or says that it is text, is not; all else may be.
[[nodiscard]] bool mayBeSound(const QByteArray& contentType, QByteArrayView firstBytes);

/// Why an answer is nothing to decode, as a sentence for a person; none where it may be sound. A playlist is least of
/// all: FFmpeg would follow its addresses, wherever they lead.
[[nodiscard]] std::optional<Error> whyNoSound(const QByteArray& contentType, const QUrl& address,
                                              QByteArrayView firstBytes);

} // namespace groundswell::streaming
