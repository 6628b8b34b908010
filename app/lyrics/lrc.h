#pragma once

#include "lyrics/format.h"

namespace groundswell::lyrics {

/// LRC and its word-timed relatives (A2 marks "<00:10.40>", eslrc marks "[00:10.40]"), read into a document and written
/// back token by token: unknown tags, comments, blank lines, white space, stamp order and line ends stay as they are.
///
/// What LRC cannot say is lost in it: lines without a stamp among stamped ones, an end that lies behind the next
/// line's start, agents other than F, M, D and v1, v2….
[[nodiscard]] const Format& lrcFormat() noexcept;

} // namespace groundswell::lyrics
