#pragma once

#include <QString>

namespace groundswell::translation {

/// An estimate of how many syllables are sung in a line, for the meter that compares a translation's length with the
/// original's; never shown as exact. Han and Hangul: one a character. Kana: morae (small ya/yu/yo, and small vowels,
/// join the kana before them; the long mark and small tsu count). Alphabets: groups of vowels, one at least a word; in
/// English ("en") a silent final "e" does not count. Digits: one a digit.
[[nodiscard]] int estimateSyllables(QStringView text, QStringView lang);

} // namespace groundswell::translation
