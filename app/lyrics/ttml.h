#pragma once

#include "lyrics/format.h"

namespace groundswell::lyrics {

/// TTML lyrics as Apple Music and AMLL write them (W3C TTML 1 with the namespaces ttm and itunes): timed words,
/// singers, background vocals, translations and transliterations, in the line or in the head (iTunesMetadata). A
/// document type declaration is refused, entities are not resolved. Spans may be timed from the track's start, as Apple
/// does, or from their line's, as the W3C says. Saving an edit prints the whole file anew from the document.
[[nodiscard]] const Format& ttmlFormat() noexcept;

/// A TTML time expression in milliseconds: "1:02:03.4", "62.5", "62.5s", "500ms", "01:02:03:12" (frames), "45t"
/// (ticks). Nothing for anything else, such as wallclock().
[[nodiscard]] std::optional<qint64> ttmlTime(QStringView text, double frameRate = 30.0, double tickRate = 1.0);

} // namespace groundswell::lyrics
