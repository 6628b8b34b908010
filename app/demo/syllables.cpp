#include "demo/syllables.h"

#include <QStringList>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

/// The plain vowel behind a Latin letter, or null: é -> e, y -> i.
QChar vowelOf(QChar letter)
{
    const auto plain = letter.decomposition().isEmpty() ? letter.toLower() : letter.decomposition().at(0).toLower();
    if (plain == u'y') return u'i';
    return u"aeiou"_s.contains(plain) ? plain : QChar();
}

QString latinVowels(const QString& word, bool english)
{
    QString vowels;
    bool inGroup = false;
    for (const QChar letter : word) {
        const auto vowel = vowelOf(letter);
        if (!vowel.isNull() && !inGroup) vowels += vowel;
        inGroup = !vowel.isNull();
    }
    const auto lower = word.toLower();
    const bool silentEnd = english && vowels.size() > 1 && lower.endsWith(u'e') && !lower.endsWith("le"_L1);
    if (silentEnd) vowels.chop(1);
    return vowels.isEmpty() ? u"a"_s : vowels;
}

/// One vowel a mora; a long vowel counts twice.
QString morae(const QString& reading)
{
    QString vowels;
    for (const QChar letter : reading) {
        const auto vowel = vowelOf(letter);
        if (vowel.isNull() || letter.toLower() == u'y') continue;
        vowels += vowel;
        if (u"āēīōūâêîôû"_s.contains(letter)) vowels += vowel;
    }
    return vowels.isEmpty() ? u"a"_s : vowels;
}

/// The vowel of a Hangul syllable block: Unicode 16, section 3.12.
QChar hangulVowel(QChar block)
{
    constexpr char16_t vowels[] =
        u"aeaeoeoeoaeooueeeuuia"; // ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ, each by its nearest
    const int index = block.unicode() - 0xAC00;
    return index >= 0 && index < 11172 ? QChar(vowels[index / 28 % 21]) : QChar(u'a');
}

QString arabicVowels(const QString& word)
{
    QString vowels;
    int consonants = 0;
    for (const QChar letter : word) {
        if (!letter.isLetter()) continue;
        const bool isLongA = letter == u'ا' || letter == u'آ' || letter == u'ى' || letter == u'ة';
        if (letter == u'ي')
            vowels += u'i';
        else if (letter == u'و')
            vowels += u'u';
        else if (isLongA || ++consonants % 2 == 0)
            vowels += u'a';
    }
    return vowels.isEmpty() ? u"a"_s : vowels;
}

/// One word a character; punctuation stays with the one before it.
std::vector<WordText> chineseWords(const QString& line)
{
    std::vector<WordText> words;
    for (const QChar letter : line) {
        if (letter == u' ') continue;
        if (!letter.isLetter() && !words.empty()) {
            words.back().text += letter;
            continue;
        }
        words.push_back({letter, {}, QString(u"aeiou"_s.at(letter.unicode() % 5)), false});
    }
    return words;
}

} // namespace

std::vector<WordText> splitWords(const QString& line, const QString& lang)
{
    if (lang.startsWith("zh"_L1)) return chineseWords(line);
    std::vector<WordText> words;
    for (const auto& token : line.split(u' ', Qt::SkipEmptyParts)) {
        WordText word;
        const auto brace = token.indexOf(u'{');
        word.text = brace < 0 ? token : token.left(brace);
        if (brace >= 0) word.reading = token.mid(brace + 1, token.size() - brace - 2).replace(u'_', QChar::Nbsp);
        word.spaceBefore = !words.empty();
        if (lang == "ja"_L1)
            word.vowels = morae(word.reading);
        else if (lang == "ar"_L1)
            word.vowels = arabicVowels(word.text);
        else if (lang == "ko"_L1)
            for (const QChar block : word.text) {
                if (block.isLetter()) word.vowels += hangulVowel(block);
            }
        else
            word.vowels = latinVowels(word.text, lang == "en"_L1);
        words.push_back(std::move(word));
    }
    return words;
}

} // namespace groundswell::demo
