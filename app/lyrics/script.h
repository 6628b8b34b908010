#pragma once

#include <QString>

namespace groundswell::lyrics {

/// The writing a text is in. Kana anywhere among Han makes a text Japanese.
enum class Script { None, Latin, Han, Japanese, Hangul, Cyrillic, Greek, Arabic, Hebrew, Thai, Devanagari, Other };

/// The script most letters of the text are in; None where it has no letters.
[[nodiscard]] Script dominantScript(QStringView text);

/// The script that a language is mainly written in ("ja" -> Japanese, "sr-Latn" -> Latin); None where it is not known.
[[nodiscard]] Script scriptOfLanguage(QStringView lang);

/// The language that a script alone gives away ("ja", "ko", "th", "el", "he", "zh" for Han), else "und".
[[nodiscard]] QString languageOfScript(Script script);

/// Whether a text in Latin letters is a romanisation of Japanese: nearly all of its words are made of kana syllables.
[[nodiscard]] bool looksLikeRomaji(QStringView text);

} // namespace groundswell::lyrics
