#include "translation/syllables.h"

#include "lyrics/script.h"

#include <QList>

#include <algorithm>

namespace groundswell::translation {

using namespace Qt::StringLiterals;
using lyrics::Script;

namespace {

bool joinsTheKanaBefore(QChar c)
{
    return u"ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ"_s.contains(c);
}

/// Letters without their diacritics, in lower case. Cyrillic й keeps its breve, which makes it a consonant.
QString plainLetters(QStringView word)
{
    QString letters;
    for (const QChar c : word.toString().toLower()) {
        const QString parts = QString(c).normalized(QString::NormalizationForm_D);
        letters += c == u'й' ? c : parts.front();
    }
    return letters;
}

int vowelGroups(const QString& letters)
{
    static const QString vowels = u"aeiouæœøаеиоуыэюяіїєαεηιουω"_s;
    int groups = 0;
    bool inGroup = false;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        const bool y = letters[i] == u'y' && (i > 0 || letters.size() == 1 || !vowels.contains(letters[1]));
        const bool vowel = y || vowels.contains(letters[i]);
        if (vowel && !inGroup) ++groups;
        // In Cyrillic each vowel letter is a syllable of its own.
        inGroup = vowel && letters[i].script() != QChar::Script_Cyrillic;
    }
    return groups;
}

int alphabetic(QStringView word, QStringView lang)
{
    const Script script = lyrics::dominantScript(word);
    // Scripts that leave most vowels out, or write them as marks: about one for two letters.
    if (script != Script::Latin && script != Script::Cyrillic && script != Script::Greek)
        return static_cast<int>((word.size() + 1) / 2);
    const QString letters = plainLetters(word);
    int count = vowelGroups(letters);
    const bool english = lang == u"en" || lang.startsWith("en-"_L1);
    if (english && count > 1 && letters.size() > 2 && letters.endsWith(u'e')) {
        static const QString vowels = u"aeiouy"_s;
        const QChar before = letters[letters.size() - 2];
        const bool syllabicL = before == u'l' && !vowels.contains(letters[letters.size() - 3]); // "little"
        if (!vowels.contains(before) && !syllabicL) --count;
    }
    return std::max(1, count);
}

} // namespace

int estimateSyllables(QStringView text, QStringView lang)
{
    int count = 0;
    QString word;
    const auto flush = [&] {
        if (!word.isEmpty()) count += alphabetic(word, lang);
        word.clear();
    };
    for (const char32_t c : text.toString().normalized(QString::NormalizationForm_C).toUcs4()) {
        const QChar::Script script = QChar::script(c);
        const bool kana = script == QChar::Script_Hiragana || script == QChar::Script_Katakana || c == U'ー';
        if (kana || script == QChar::Script_Han || script == QChar::Script_Hangul) {
            flush();
            if (QChar::isLetter(c) && !(kana && joinsTheKanaBefore(QChar(static_cast<char16_t>(c))))) ++count;
        } else if (QChar::isDigit(c)) {
            flush();
            ++count;
        } else if (QChar::isLetter(c) || QChar::isMark(c)) {
            word += QChar::fromUcs4(c);
        } else if (c != U'\'' && c != U'\u2019') {
            flush();
        }
    }
    flush();
    return count;
}

} // namespace groundswell::translation
