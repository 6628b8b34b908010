#pragma once

#include "lyrics/format.h"

namespace groundswell::lyrics {

/// Words without timing, one line a line (".txt"). Blank lines stand between verses and are kept as lines without text.
[[nodiscard]] const Format& plainTextFormat() noexcept;

} // namespace groundswell::lyrics
