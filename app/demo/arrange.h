#pragma once

#include "demo/piece.h"
#include "demo/score.h"

namespace groundswell::demo {

/// How much of a piece is played.
enum class Length {
    Whole,
    Quick, ///< up to the first two lines of the first verse; for tests
};

/// Turns a piece into notes: voices the chords with little movement, unrolls the patterns, lays the words' syllables on
/// the notes of their tunes, and loosens the timing a little as people do. The same piece gives the same score.
[[nodiscard]] Score arrange(const Piece& piece, Length length = Length::Whole);

} // namespace groundswell::demo
