#pragma once

#include "lyrics/document.h"

namespace groundswell::lyrics {

/// Gives the lines of a whole new text the ids of the lines they continue, so that translations and comments stay with
/// them: equal texts first (longest common subsequence over folded text, then equal texts elsewhere), then similar
/// texts between two matched neighbours, then lines with the same start (within 300 ms). The rest keep their own new
/// ids. `pasted` must have ids that `before` does not use. Layers of `pasted` follow.
[[nodiscard]] Document reattachIds(const Document& before, const Document& pasted);

} // namespace groundswell::lyrics
