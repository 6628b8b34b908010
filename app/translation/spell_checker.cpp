#include "translation/spell_checker.h"

#include "lyrics/script.h"
#include "translation/dictionary.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <optional>
#include <vector>

namespace groundswell::translation {

using namespace Qt::StringLiterals;

namespace {

QString tagOf(QString dictionary)
{
    return dictionary.replace(u'_', u'-');
}

/// The name of the dictionary that serves this language best; empty where none does.
QString dictionaryFor(QStringView lang)
{
    const QStringList available = Dictionary::names();
    const QString wanted = lang.toString().replace(u'-', u'_');
    const auto named = [&](const QString& name) {
        const auto found = std::ranges::find_if(
            available, [&](const QString& d) { return d.compare(name, Qt::CaseInsensitive) == 0; });
        return found == available.end() ? QString() : *found;
    };
    if (const QString exact = named(wanted); !exact.isEmpty()) return exact;
    const QLocale locale(wanted);
    if (locale.language() == QLocale::C) return {};
    // Another script is another orthography: Serbian in Latin letters is not checked by a Cyrillic dictionary. QLocale
    // drops a script that it does not know for a language, so the tag's own word counts.
    const QString second = wanted.section(u'_', 1, 1);
    const QLocale::Script script = second.size() == 4 ? QLocale::codeToScript(second) : locale.script();
    const auto fits = [&](const QString& d) {
        return QLocale(d).language() == locale.language() && QLocale(d).script() == script;
    };
    // "pt" and "pt-AO": the language's main country (CLDR's likely subtags), the bare language, then any of it.
    const QLocale usual(locale.language(), script, QLocale::AnyTerritory);
    for (const QString& name : {usual.name(), wanted.section(u'_', 0, 0)}) {
        if (const QString found = named(name); !found.isEmpty() && fits(found)) return found;
    }
    const auto any = std::ranges::find_if(available, fits);
    return any == available.end() ? QString() : *any;
}

/// English is spelt in two ways, and both are right while the tag names no country: "harbour", "harbor".
QStringList alsoRight(QStringView lang, const QString& dictionary)
{
    if (lang != "en"_L1) return {};
    QStringList others = Dictionary::names().filter(u"en_"_s);
    others.removeAll(dictionary);
    const auto country = [](const QString& d) { return d == "en_GB"_L1 || d == "en_US"_L1; };
    others.removeIf([&](const QString& d) { return !country(d); });
    return others;
}

/// Web addresses, mail addresses, handles and hash tags: no words.
QList<lyrics::TextRange> addressesIn(const QString& text)
{
    static const QRegularExpression address(u"(?:https?://|www\\.)\\S+|\\S+@\\S+\\.\\S+|[@#][\\w.]+"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    QList<lyrics::TextRange> ranges;
    for (const auto& match : address.globalMatch(text))
        ranges.append({match.capturedStart(), match.capturedLength()});
    return ranges;
}

bool isCapitals(const QString& word)
{
    return word.toUpper() == word && word.toLower() != word;
}

} // namespace

struct SpellChecker::Private
{
    Dictionary dictionary;
    std::vector<Dictionary> others; ///< a word that one of them knows is right too
    QString tag;
    lyrics::Script script = lyrics::Script::None;
    QSet<QString> ignored;

    [[nodiscard]] bool isChecked(const QString& word) const
    {
        if (word.size() < 2 || isCapitals(word)) return false;
        if (std::ranges::any_of(word, [](QChar c) { return c.isDigit(); })) return false;
        const lyrics::Script of = lyrics::dominantScript(word);
        return of != lyrics::Script::None && (script == lyrics::Script::None || of == script) &&
               !ignored.contains(word.toCaseFolded());
    }
};

QStringList spellingLanguages()
{
    QStringList languages;
    for (const QString& dictionary : Dictionary::names())
        languages.append(tagOf(dictionary));
    languages.sort();
    languages.removeDuplicates();
    return languages;
}

Result<SpellChecker> SpellChecker::forLanguage(QStringView lang)
{
    const QString name = dictionaryFor(lang);
    std::optional<Dictionary> dictionary;
    if (!name.isEmpty()) dictionary.emplace(name);
    if (!dictionary || !dictionary->isValid()) {
        const QLocale locale(lang.toString().replace(u'-', u'_'));
        const QString language =
            locale.language() == QLocale::C ? lang.toString() : QLocale::languageToString(locale.language());
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("SpellChecker",
                                                "No dictionary for %1 is installed, so its spelling is not checked.")
                        .arg(language));
    }
    auto d = std::make_unique<Private>(*std::move(dictionary));
    for (const QString& other : alsoRight(lang, name))
        d->others.emplace_back(other);
    d->tag = tagOf(name);
    d->script = lyrics::scriptOfLanguage(d->tag);
    return SpellChecker(std::move(d));
}

SpellChecker::SpellChecker(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}
SpellChecker::SpellChecker(SpellChecker&&) noexcept = default;
SpellChecker& SpellChecker::operator=(SpellChecker&&) noexcept = default;
SpellChecker::~SpellChecker() = default;

QString SpellChecker::dictionary() const
{
    return d->tag;
}

void SpellChecker::setIgnored(const QStringList& words)
{
    d->ignored.clear();
    for (const QString& word : words)
        ignore(word);
}

void SpellChecker::ignore(const QString& word)
{
    d->ignored.insert(word.toCaseFolded());
}

QList<Misspelling> SpellChecker::misspellings(QStringView text) const
{
    const QString all = text.toString();
    const QList<lyrics::TextRange> addresses = addressesIn(all);
    QList<Misspelling> found;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, all);
    qsizetype start = -1;
    for (qsizetype at = 0; at >= 0; at = finder.toNextBoundary()) {
        if (start >= 0 && finder.boundaryReasons().testFlag(QTextBoundaryFinder::EndOfItem)) {
            const lyrics::TextRange range{start, at - start};
            const auto overlaps = [&](const lyrics::TextRange& other) {
                return range.start < other.end() && other.start < range.end();
            };
            const QString word = all.sliced(range.start, range.length);
            if (std::ranges::none_of(addresses, overlaps) && !isCorrect(word)) found.append({range, word});
        }
        if (finder.boundaryReasons().testFlag(QTextBoundaryFinder::StartOfItem)) start = at;
    }
    return found;
}

bool SpellChecker::isCorrect(const QString& word) const
{
    // Dictionaries know the typewriter's apostrophe only.
    if (!d->isChecked(word)) return true;
    const QString plain = QString(word).replace(u'\u2019', u'\'');
    return !d->dictionary.isMisspelled(plain) ||
           std::ranges::any_of(d->others, [&](const Dictionary& other) { return !other.isMisspelled(plain); });
}

QStringList SpellChecker::suggestions(const QString& word, qsizetype most) const
{
    QStringList proposals = d->dictionary.suggestions(QString(word).replace(u'\u2019', u'\''));
    if (proposals.size() > most) proposals.resize(std::max<qsizetype>(0, most));
    return proposals;
}

} // namespace groundswell::translation
