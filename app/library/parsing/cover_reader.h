#pragma once

#include "base/error.h"
#include "library/cover_request.h"

#include <QByteArray>
#include <QImage>

namespace groundswell::library {

/// Decodes the bytes of a cover to at most `sizePx` on its longer side; never enlarges. JPEG, PNG and WebP by their
/// magic bytes only; pictures over 64 megapixels or 32 MiB are refused before they are decoded. Blocking; any thread.
/// Errors: Unsupported, Corrupt; without a sentence, for the one who asked.
[[nodiscard]] Result<QImage> decodeCover(const QByteArray& bytes, int sizePx);

/// Finds the picture of a request and decodes it. Error: Io besides, when there is none to read.
[[nodiscard]] Result<QImage> readCover(const CoverRequest& request);

} // namespace groundswell::library
