#pragma once

#include "lyrics/format.h"

namespace groundswell::ui {

/// The words as the sheet shows them: a line of the words each line, a '\n' within one as U+2028.
[[nodiscard]] QString wordsText(const lyrics::Document& words);

/// The words that a text of the sheet makes, begun on `before` (without lines: new words). A text in a format of
/// lyrics, with times of its own, takes the place of the words; any other corrects them. Lines that go on keep their
/// ids.
[[nodiscard]] Result<lyrics::Document> wordsFromText(const QString& text, const lyrics::Document& before,
                                                     const lyrics::ReadOptions& options,
                                                     const lyrics::LineIdMaker& ids);

} // namespace groundswell::ui
