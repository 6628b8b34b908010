#pragma once

#include "demo/piece.h"
#include "demo/score.h"

namespace groundswell::demo {

/// The words of a piece as enhanced LRC: a stamp before each line and each word, one after the last word.
[[nodiscard]] QString lrcText(const Piece& piece, const Score& score);

} // namespace groundswell::demo
