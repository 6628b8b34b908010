#pragma once

#include <QString>

#include <vector>

namespace groundswell::demo {

/// A word as it will be sung.
struct WordText
{
    QString text;    ///< as written
    QString reading; ///< its sound in Latin script, where the file gives one; words of it are joined by no-break spaces
    QString vowels;  ///< one of a e i o u a syllable: what the singer's mouth does
    bool spaceBefore = false; ///< whether a space stands between it and the word before
};

/// Splits a line into words and each word into syllables, well enough for a singer: vowel groups in Latin script, one a
/// character in Chinese and Korean, one a mora by the reading in Japanese, about one for two letters in Arabic.
[[nodiscard]] std::vector<WordText> splitWords(const QString& line, const QString& lang);

} // namespace groundswell::demo
