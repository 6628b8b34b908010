#pragma once

#include "base/error.h"
#include "media/analysis/analysis.h"

#include <QUrl>

#include <stop_token>

namespace groundswell::media {

/// Decodes a local file once, at full speed, and measures all of it in that pass. Blocks; needs a QCoreApplication.
/// Meant for the helper process: the decoders read whatever strangers made. Errors: NotFound, Unsupported (nothing here
/// decodes it, or it holds no sound), Cancelled. A file that breaks off is measured as far as it goes.
[[nodiscard]] Result<Analysis> analyseFile(const QUrl& source, std::stop_token stop = {});

} // namespace groundswell::media
