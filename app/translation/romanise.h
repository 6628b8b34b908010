#pragma once

#include "lyrics/document.h"

#include <QString>

namespace groundswell::translation {

/// The roman line under an original, made by ICU's transliterators: pinyin with tone marks for Chinese, Hepburn for
/// kana, Revised-like for Hangul, and Latin for Cyrillic, Greek, Arabic, Hebrew, Thai and Devanagari. Empty where the
/// text is Latin already or nothing can be said honestly.
///
/// Kanji cannot be read without a dictionary and their context (ICU would give their Chinese sound), so in Japanese
/// only kana are romanised: a line with kanji gives an empty text. Thread-safe.
[[nodiscard]] QString romanise(QStringView text, QStringView lang);

/// The roman line of one line of a document: the document's own pronunciation layer where it has one for this line,
/// else romanise().
[[nodiscard]] QString romanLine(const lyrics::Document& document, const lyrics::Line& line);

} // namespace groundswell::translation
