#pragma once

#include "base/error.h"

#include <QUrl>

namespace groundswell::media {

/// Why a source cannot be played, as a sentence with its name in it. Looks at the file first: what FFmpeg calls "could
/// not open" is mostly a file that was moved. `details` is what Qt or FFmpeg said.
[[nodiscard]] Error decodingError(const QUrl& source, const QString& details = {});
/// The same for a source that could not be read to its end.
[[nodiscard]] Error brokenOffError(const QUrl& source);

} // namespace groundswell::media
