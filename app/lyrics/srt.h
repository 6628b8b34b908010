#pragma once

#include "lyrics/format.h"

namespace groundswell::lyrics {

/// SubRip subtitles (".srt"): numbered blocks of "00:00:10,500 --> 00:00:12,000" and text. Lines only, no words. Simple
/// markup (<i>, <b>, <font …>, {\an8}) is taken off. A whole file is written, so an edit re-prints it.
[[nodiscard]] const Format& srtFormat() noexcept;

} // namespace groundswell::lyrics
