#include "translation/romanise.h"

#include "lyrics/script.h"

#include <QList>

#include <unicode/translit.h>

#include <algorithm>
#include <memory>

namespace groundswell::translation {

using namespace Qt::StringLiterals;
using lyrics::Script;

namespace {

/// ICU does not promise that one transliterator may be used by two threads, so each thread makes its own, once.
using Transliterator = std::unique_ptr<const icu::Transliterator>;

Transliterator make(const char16_t* id)
{
    UErrorCode status = U_ZERO_ERROR;
    return Transliterator(icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, status));
}

QString through(const Transliterator& transliterator, QStringView text)
{
    if (!transliterator) return {};
    icu::UnicodeString value(text.utf16(), static_cast<int32_t>(text.size()));
    transliterator->transliterate(value);
    return QStringView(value.getBuffer(), value.length()).toString().simplified();
}

bool hasKanji(QStringView text)
{
    return std::ranges::any_of(text.toUcs4(), [](char32_t c) { return QChar::script(c) == QChar::Script_Han; });
}

bool isMandarin(QStringView lang)
{
    return lang == u"zh" || lang.startsWith("zh-"_L1) || lang == u"cmn";
}

} // namespace

QString romanise(QStringView text, QStringView lang)
{
    static thread_local const Transliterator pinyin = make(u"Han-Latin; NFC");
    static thread_local const Transliterator romaji = make(u"Katakana-Hiragana; Hiragana-Latin; NFC");
    static thread_local const Transliterator other = make(u"Any-Latin; NFC");
    const Script script = lyrics::dominantScript(text);
    const bool japanese = script == Script::Japanese || lang == u"ja" || lang.startsWith("ja-"_L1);
    if (japanese) return script != Script::Japanese || hasKanji(text) ? QString() : through(romaji, text);
    switch (script) {
    case Script::None:
    case Script::Latin: return {};
    case Script::Han: return isMandarin(lang) ? through(pinyin, text) : QString();
    default: return through(other, text);
    }
}

QString romanLine(const lyrics::Document& document, const lyrics::Line& line)
{
    for (const lyrics::Layer& layer : document.layers) {
        if (layer.kind != lyrics::LayerKind::Pronunciation) continue;
        if (const QString text = lyrics::textOf(layer, line.id); !text.isEmpty()) return text;
    }
    return romanise(line.text, document.lang);
}

} // namespace groundswell::translation
