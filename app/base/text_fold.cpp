#include "base/text_fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <QStringList>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace groundswell {

namespace {

constexpr qsizetype longestQuery = 200; // characters; a pasted page would ask the index for a thousand words
constexpr qsizetype longestJoin = 8;    // syllables; more would make the index large and nobody types further

bool isAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

icu::UnicodeString toIcu(QStringView text)
{
    return {text.utf16(), static_cast<int32_t>(text.size())};
}

QString fromIcu(const icu::UnicodeString& text)
{
    return QString::fromUtf16(text.getBuffer(), text.length());
}

/// ICU does not promise that one transliterator may be used by two threads, so each thread makes its own, once.
class Rules
{
public:
    explicit Rules(const char16_t* id)
    {
        UErrorCode status = U_ZERO_ERROR;
        UParseError where{};
        m_rules.reset(icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, where, status));
        if (U_FAILURE(status)) m_rules.reset();
    }
    void apply(icu::UnicodeString& text) const
    {
        if (m_rules) m_rules->transliterate(text);
    }

private:
    std::unique_ptr<icu::Transliterator> m_rules;
};

/// Marks that stand for pronunciation are removed; U+3099 and U+309A make other kana and stay.
const Rules& foldingRules()
{
    thread_local const Rules rules(
        u"NFKD; [[[:Mn:]&[[:Script=Inherited:][:Script=Arabic:][:Script=Hebrew:]]]-[\\u3099\\u309A]] Remove; [:Latin:] "
        u"Latin-ASCII; NFKC; Lower");
    return rules;
}

const Rules& romanisingRules()
{
    thread_local const Rules rules(u"Any-Latin; Latin-ASCII; Lower");
    return rules;
}

char32_t codePointAt(QStringView text, qsizetype index)
{
    const QChar c = text[index];
    if (c.isHighSurrogate() && index + 1 < text.size() && text[index + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[index + 1]);
    return c.unicode();
}

bool isWrittenWithoutSpaces(char32_t c)
{
    if (c < 0x0e00) return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return c == 0x30fc; // the long vowel mark, of both kana
    }
}

/// The parts of a folded text that the tokenizer will see: each either a word, or a run of characters that are words.
struct Part
{
    QString text;
    bool characters = false;
};

/// partsOf() for ASCII, where no table of characters needs to be asked.
QList<Part> asciiPartsOf(const QString& folded)
{
    const auto isWordCharacter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'\'';
    };
    QList<Part> parts;
    for (qsizetype begin = 0; begin < folded.size();) {
        qsizetype end = begin;
        while (end < folded.size() && isWordCharacter(folded[end]))
            ++end;
        QString word = folded.sliced(begin, end - begin);
        word.remove(u'\''); // "don't" is one word
        if (!word.isEmpty()) parts.append({std::move(word), false});
        begin = end + 1;
    }
    return parts;
}

QList<Part> partsOf(const QString& folded)
{
    if (isAscii(folded)) return asciiPartsOf(folded);
    QList<Part> parts;
    bool continues = false;
    for (qsizetype i = 0; i < folded.size();) {
        const char32_t c = codePointAt(folded, i);
        const qsizetype length = QChar::requiresSurrogates(c) ? 2 : 1;
        const auto point = static_cast<UChar32>(c);
        const int8_t category = u_charType(point);
        const bool isMark = category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK;
        if (u_isalnum(point) || isMark) {
            const bool character = isWrittenWithoutSpaces(c);
            if (!continues || parts.last().characters != character) parts.append({{}, character});
            parts.last().text += QStringView(folded).mid(i, length);
            continues = true;
        } else if (c != U'\'' && c != 0x2019) { // "don't" is one word
            continues = false;
        }
        i += length;
    }
    return parts;
}

/// The characters of a run with a space between; marks stay with their letter.
QString spaced(QStringView run)
{
    QString result;
    for (qsizetype i = 0; i < run.size();) {
        const char32_t c = codePointAt(run, i);
        const qsizetype length = QChar::requiresSurrogates(c) ? 2 : 1;
        const int8_t category = u_charType(static_cast<UChar32>(c));
        if (!result.isEmpty() && category != U_NON_SPACING_MARK && category != U_COMBINING_SPACING_MARK) result += u' ';
        result += run.mid(i, length);
        i += length;
    }
    return result;
}

QStringList syllablesOf(QStringView word)
{
    icu::UnicodeString text = toIcu(word);
    romanisingRules().apply(text);
    QStringList syllables;
    for (const Part& part : partsOf(fromIcu(text))) {
        if (isAscii(part.text)) syllables.append(part.text);
    }
    return syllables;
}

QString wordsOf(const QList<Part>& parts)
{
    QStringList words;
    for (const Part& part : parts)
        words.append(part.characters ? spaced(part.text) : part.text);
    return words.join(u' ');
}

QString romanisedOf(const QList<Part>& parts)
{
    QStringList words;
    for (const Part& part : parts) {
        if (isAscii(part.text)) continue;
        const QStringList syllables = syllablesOf(part.text);
        for (qsizetype start = 0; start < syllables.size(); ++start)
            words.append(syllables.mid(start, longestJoin).join(QString()));
    }
    return words.join(u' ');
}

QString sortKeyOf(const QList<Part>& parts)
{
    QStringList words;
    for (const Part& part : parts)
        words.append(isAscii(part.text) ? part.text : syllablesOf(part.text).join(u' '));
    if (words.size() > 1 && (words.first() == "the"_L1 || words.first() == "a"_L1 || words.first() == "an"_L1))
        words.removeFirst();
    return words.join(u' ');
}

} // namespace

QString foldForSearch(QStringView text)
{
    if (isAscii(text)) return text.toString().toLower();
    UErrorCode status = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    icu::UnicodeString folded = U_SUCCESS(status) ? casefold->normalize(toIcu(text), status) : toIcu(text);
    foldingRules().apply(folded);
    return fromIcu(folded);
}

QString searchWords(QStringView text)
{
    return wordsOf(partsOf(foldForSearch(text)));
}

QString romanisedWords(QStringView text)
{
    return isAscii(text) ? QString() : romanisedOf(partsOf(foldForSearch(text)));
}

QString sortKey(QStringView text)
{
    return sortKeyOf(partsOf(foldForSearch(text)));
}

FoldedName foldName(QStringView text)
{
    const QList<Part> parts = partsOf(foldForSearch(text));
    return {wordsOf(parts), isAscii(text) ? QString() : romanisedOf(parts), sortKeyOf(parts)};
}

QStringList searchTerms(QStringView typed)
{
    QStringList terms;
    for (const Part& part : partsOf(foldForSearch(typed.left(longestQuery))))
        terms.append(part.characters ? spaced(part.text) : part.text);
    return terms;
}

QString searchExpression(QStringView typed)
{
    QStringList parts;
    for (const QString& term : searchTerms(typed))
        parts.append(u'"' + term + u"\"*"_s);
    return parts.join(u' ');
}

} // namespace groundswell
