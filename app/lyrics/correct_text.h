#pragma once

#include "lyrics/format.h"

namespace groundswell::lyrics {

/// The words with their text corrected by hand: `lines` is the whole text again, a line of the words each (a '\n'
/// within one belongs to it). A corrected line keeps its id, times, singer and part, and its timed words are fitted to
/// the new text; lines are told apart as reattachIds() does it, and where as many lines were rewritten in one place as
/// stood there, by their order. A line that is new has no time. Everything that is not text stays as it was.
[[nodiscard]] Document correctedText(const Document& before, const QStringList& lines, const LineIdMaker& ids);

} // namespace groundswell::lyrics
