#pragma once

#include "lyrics/document.h"
#include "translation/units.h"

namespace groundswell::translation {

/// A new translation of these words: one untranslated unit for each line that is sung. Credits have none.
[[nodiscard]] TranslationDocument startTranslation(const QString& lang, LyricsId lyrics, qint64 revision,
                                                   const lyrics::Document& words);

/// Brings a translation in line with a newer revision of the words. A reworded line's unit turns NeedsWork and keeps
/// the source it was made from, for the difference to be shown; pure retiming changes nothing. New lines get
/// untranslated units at their place. A unit whose line is gone moves to the end, and goes only if it had no text.
[[nodiscard]] TranslationDocument applySourceChange(const TranslationDocument& translation,
                                                    const lyrics::Document& words, qint64 revision);

/// The translation with this line's text written by a person: Translated (Untranslated where the text is empty), its
/// source the line as it stands now. Adds the unit where there was none. The same text changes nothing.
[[nodiscard]] TranslationDocument withText(TranslationDocument translation, LineId line, const QString& text,
                                           const QString& sourceNow);

/// The translation with this line's state set. Translated and Approved take the source as it stands now, which settles
/// an earlier rewording; they leave a unit without text as it is.
[[nodiscard]] TranslationDocument withState(TranslationDocument translation, LineId line, UnitState state,
                                            const QString& sourceNow);

} // namespace groundswell::translation
