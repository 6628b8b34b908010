#pragma once

#include "lyrics/format.h"

namespace groundswell::lyrics::lrc {

/// Writes a document as LRC: into the text it came from, touching only the tokens whose meaning changed, or afresh.
[[nodiscard]] QString write(const Document& document, const OpenedText* from);

} // namespace groundswell::lyrics::lrc
