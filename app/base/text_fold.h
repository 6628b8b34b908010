#pragma once

#include <QString>
#include <QStringList>

namespace groundswell {

/// Text as search compares it: compatibility forms, case and diacritics folded (Unicode NFKC_Casefold, then marks
/// removed and Latin letters brought to ASCII: "Ærø" is "aero"). Kana keep their voicing marks and Indic scripts their
/// vowel signs, because there they make another letter. Thread-safe, like all of this file.
[[nodiscard]] QString foldForSearch(QStringView text);

/// The folded text as words for a full-text index: words separated by one space, and each character of scripts written
/// without spaces (Han, kana, Hangul, Thai and their like) a word of its own, so that a query of one character finds
/// it.
[[nodiscard]] QString searchWords(QStringView text);

/// How a keyboard with Latin letters would type the text (ICU Any-Latin: pinyin without tones, romaji, Cyrillic and so
/// on), for what is not Latin already; empty when there is nothing to romanise. Syllables are joined from each start
/// ("夜雨" gives "yeyu yu"), so that a prefix query finds a word within a word.
[[nodiscard]] QString romanisedWords(QStringView text);

/// A key that sorts names as people expect: folded, romanised, and without a leading article ("The", "A", "An").
[[nodiscard]] QString sortKey(QStringView text);

/// What a library keeps of a name, all of the above in one go.
struct FoldedName
{
    QString words;
    QString romanised;
    QString sort;
};
[[nodiscard]] FoldedName foldName(QStringView text);

/// What a person typed as the terms to look for among searchWords() and romanisedWords(): words, and runs of characters
/// written without spaces ("夜 雨"), which must occur in that order. Letters, marks and digits only. Of a very long
/// text (200 characters) the beginning counts.
[[nodiscard]] QStringList searchTerms(QStringView typed);

/// The terms as one FTS5 expression: each is a beginning, all must occur. Empty when there is nothing to look for.
/// Never gives a syntax error, whatever was typed.
[[nodiscard]] QString searchExpression(QStringView typed);

} // namespace groundswell
