#include "lyrics/script.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

Script scriptOf(char32_t character)
{
    if (!QChar::isLetter(character)) return Script::None;
    switch (QChar::script(character)) {
    case QChar::Script_Latin: return Script::Latin;
    case QChar::Script_Han:
    case QChar::Script_Bopomofo: return Script::Han;
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana: return Script::Japanese;
    case QChar::Script_Hangul: return Script::Hangul;
    case QChar::Script_Cyrillic: return Script::Cyrillic;
    case QChar::Script_Greek: return Script::Greek;
    case QChar::Script_Arabic: return Script::Arabic;
    case QChar::Script_Hebrew: return Script::Hebrew;
    case QChar::Script_Thai: return Script::Thai;
    case QChar::Script_Devanagari: return Script::Devanagari;
    case QChar::Script_Common:
    case QChar::Script_Inherited: return Script::None;
    default: return Script::Other;
    }
}

} // namespace

Script dominantScript(QStringView text)
{
    std::array<int, static_cast<size_t>(Script::Other) + 1> counts{};
    const auto count = [&](Script script) -> int& { return counts[static_cast<size_t>(script)]; };
    for (const char32_t character : text.toUcs4())
        ++count(scriptOf(character));
    count(Script::None) = 0;
    if (count(Script::Japanese) > 0) {
        count(Script::Japanese) += count(Script::Han);
        count(Script::Han) = 0;
    }
    const auto most = std::ranges::max_element(counts);
    return *most == 0 ? Script::None : static_cast<Script>(most - counts.begin());
}

Script scriptOfLanguage(QStringView lang)
{
    const QString tag = lang.toString().toLower();
    if (tag.contains("-latn"_L1)) return Script::Latin;
    if (tag.contains("-cyrl"_L1)) return Script::Cyrillic;
    static const QHash<QString, Script> scripts = [] {
        QHash<QString, Script> table;
        const auto put = [&](Script script, const char16_t* languages) {
            for (const QString& language : QString::fromUtf16(languages).split(u' '))
                table.insert(language, script);
        };
        put(Script::Japanese, u"ja");
        put(Script::Han, u"zh yue wuu nan lzh");
        put(Script::Hangul, u"ko");
        put(Script::Cyrillic, u"ru uk be bg mk sr kk ky mn tg");
        put(Script::Greek, u"el");
        put(Script::Arabic, u"ar fa ur ps ckb");
        put(Script::Hebrew, u"he yi");
        put(Script::Thai, u"th");
        put(Script::Devanagari, u"hi mr ne sa");
        put(Script::Latin,
            u"en es fr de it pt nl sv da nb nn no fi is pl cs sk sl hr bs hu ro tr az id ms vi tl fil ca eu gl "
            u"et lv lt ga cy sq sw la eo");
        return table;
    }();
    return scripts.value(tag.section(u'-', 0, 0), Script::None);
}

QString languageOfScript(Script script)
{
    switch (script) {
    case Script::Japanese: return u"ja"_s;
    case Script::Hangul: return u"ko"_s;
    case Script::Han: return u"zh"_s;
    case Script::Thai: return u"th"_s;
    case Script::Greek: return u"el"_s;
    case Script::Hebrew: return u"he"_s;
    default: return u"und"_s;
    }
}

bool looksLikeRomaji(QStringView text)
{
    static const QRegularExpression notLetters(u"[^\\p{L}']+"_s);
    static const QRegularExpression syllables(
        // Possessive: a syllable that fits is not taken apart again, or a long word would be tried in 2^n ways.
        u"^(?>(?:[kgsztdnhbpmyrwfj]{1,2}|[kgnhbpmr]y|ch|cch|sh|ssh|ts|tts|v)?[aiueo\u0101\u012b\u016b\u0113\u014d\u00e2\u00ee\u00fb\u00ea\u00f4]|n'?)++$"_s);
    const QStringList words = text.toString().toLower().split(notLetters, Qt::SkipEmptyParts);
    if (words.isEmpty()) return false;
    const auto fitting =
        std::ranges::count_if(words, [](const QString& word) { return syllables.match(word).hasMatch(); });
    return fitting * 10 >= words.size() * 9;
}

} // namespace groundswell::lyrics
