#pragma once

#include "library/embedded_lyrics.h"

#include <QByteArray>

#include <optional>

namespace groundswell::library {

/// The best lyrics embedded in a file: timed before plain (SYLT, SYNCEDLYRICS, USLT, LYRICS, UNSYNCEDLYRICS, ©lyr).
/// Blocking. None when the file has none or cannot be read.
[[nodiscard]] std::optional<EmbeddedLyrics> readEmbeddedLyrics(const QByteArray& nativePath);

} // namespace groundswell::library
