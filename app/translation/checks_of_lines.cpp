#include "translation/check_functions.h"

#include "lyrics/script.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

namespace groundswell::translation {

using namespace Qt::StringLiterals;
using lyrics::Script;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TranslationChecks)
};

/// Calls `check(source, text)` for each line that has a translation; what it returns becomes the line's finding.
template <class Check>
void forEachText(const CheckInput& input, QList<Finding>& findings, Check check)
{
    const auto units = unitsByLine(input.translation);
    for (const lyrics::Line& line : input.words.lines) {
        const Unit* unit = units.value(line.id);
        if (!unit || unit->text.trimmed().isEmpty()) continue;
        std::optional<Finding> finding = check(line.text, unit->text);
        if (!finding) continue;
        finding->line = line.id;
        findings.append(*finding);
    }
}

Finding found(const QString& message, lyrics::TextRange range = {}, std::optional<QString> fix = {})
{
    Finding finding;
    finding.message = message;
    finding.range = range;
    finding.fix = std::move(fix);
    return finding;
}

/// "la la", "oh yeah": the same in every language.
bool isVocable(const QString& text)
{
    static const QSet<QString> vocables{u"la"_s, u"na"_s, u"oh"_s,  u"ooh"_s, u"ah"_s,  u"hey"_s, u"yeah"_s,
                                        u"uh"_s, u"mm"_s, u"mmm"_s, u"da"_s,  u"doo"_s, u"whoa"_s};
    static const QRegularExpression between(u"[^\\p{L}]+"_s);
    const QStringList words = text.toLower().split(between, Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [](const QString& word) { return vocables.contains(word); });
}

int count(QStringView text, QStringView characters)
{
    return static_cast<int>(std::ranges::count_if(text, [&](QChar c) { return characters.contains(c); }));
}

bool isBalanced(QStringView text)
{
    static constexpr std::array<std::pair<QStringView, QStringView>, 3> brackets{
        {{u"(（", u")）"}, {u"[【", u"]】"}, {u"「『《〈", u"」』》〉"}}};
    for (const auto& [open, close] : brackets) {
        if (count(text, open) != count(text, close)) return false;
    }
    // Which quotation mark opens and which closes differs by language: there must be a partner for each.
    return count(text, u"\"\u201c\u201d\u201e\u00ab\u00bb") % 2 == 0;
}

QStringList numbersIn(const QString& text)
{
    static const QRegularExpression number(u"\\d+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList numbers;
    for (const auto& match : number.globalMatch(text)) {
        QString digits;
        for (const QChar c : match.captured())
            digits += QString::number(c.digitValue());
        numbers.append(digits);
    }
    numbers.sort();
    return numbers;
}

/// '?', '!', '.' or '~' (an ellipsis) where the text ends so, in any script; closing brackets and quotes are passed
/// over.
QChar endMark(QStringView text)
{
    static const QString closing = u")]）】」』》〉\"\u201d\u201c\u00bb\u2019' "_s;
    while (!text.isEmpty() && closing.contains(text.back()))
        text.chop(1);
    if (text.isEmpty()) return {};
    if (text.endsWith(u'\u2026') || text.endsWith(u"...") || text.endsWith(u"。。。")) return u'~';
    if (u"?？؟"_s.contains(text.back())) return u'?';
    if (u"!！"_s.contains(text.back())) return u'!';
    return u".。．।۔"_s.contains(text.back()) ? u'.' : QChar();
}

/// How this mark is written after this text.
QString markFor(QChar mark, QStringView text)
{
    const Script script = lyrics::dominantScript(text);
    const bool wide = script == Script::Han || script == Script::Japanese;
    if (mark == u'~') return u"\u2026"_s;
    if (mark == u'?') return wide ? u"？"_s : script == Script::Arabic ? u"؟"_s : u"?"_s;
    if (mark == u'!') return wide ? u"！"_s : u"!"_s;
    return wide ? u"。"_s : u"."_s;
}

lyrics::TextRange firstRunOf(Script script, const QString& text)
{
    qsizetype start = -1;
    qsizetype end = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
        const QStringView character = QStringView(text).sliced(i, pair ? 2 : 1);
        if (lyrics::dominantScript(character) == script) {
            if (start < 0) start = i;
            end = i + character.size();
        } else if (start >= 0 && !text[i].isSpace()) {
            break;
        }
        if (pair) ++i;
    }
    return start < 0 ? lyrics::TextRange() : lyrics::TextRange{start, end - start};
}

} // namespace

void checkEmptyDone(const CheckInput& input, QList<Finding>& findings)
{
    for (const Unit& unit : input.translation.units) {
        const bool done = unit.state == UnitState::Approved || unit.state == UnitState::Translated;
        if (!done || !unit.text.trimmed().isEmpty()) continue;
        Finding finding = found(Texts::tr("The line is marked as done, but it has no text."));
        finding.line = unit.line;
        findings.append(finding);
    }
}

void checkSameAsSource(const CheckInput& input, QList<Finding>& findings)
{
    forEachText(input, findings, [](const QString& source, const QString& text) -> std::optional<Finding> {
        const bool letters = lyrics::dominantScript(text) != Script::None;
        if (!letters || source.simplified().toCaseFolded() != text.simplified().toCaseFolded() || isVocable(text))
            return std::nullopt;
        return found(Texts::tr("The translation is the same as the original."));
    });
}

void checkSourceScript(const CheckInput& input, QList<Finding>& findings)
{
    const Script wanted = lyrics::scriptOfLanguage(input.translation.lang);
    if (wanted == Script::None) return;
    forEachText(input, findings, [&](const QString& source, const QString& text) -> std::optional<Finding> {
        const Script script = lyrics::dominantScript(source);
        // Japanese is written with Han too. Names in Latin letters are at home in every script; a whole line is not.
        const bool shared = wanted == Script::Japanese && script == Script::Han;
        if (script == Script::None || script == wanted || shared) return std::nullopt;
        if (script == Script::Latin && firstRunOf(wanted, text).length > 0) return std::nullopt;
        lyrics::TextRange range = firstRunOf(script, text);
        // Han left over from Japanese is Japanese only by its kana, unless the target is not written in Han at all.
        if (range.length == 0 && script == Script::Japanese && wanted != Script::Han)
            range = firstRunOf(Script::Han, text);
        if (range.length == 0 || isVocable(text)) return std::nullopt;
        return found(Texts::tr("A part in the script of the original is left."), range);
    });
}

void checkUnbalanced(const CheckInput& input, QList<Finding>& findings)
{
    forEachText(input, findings, [](const QString& source, const QString& text) -> std::optional<Finding> {
        // A quotation may run over several lines: then the original is unbalanced as well.
        if (isBalanced(text) || !isBalanced(source)) return std::nullopt;
        return found(Texts::tr("A bracket or a quotation mark has no partner."));
    });
}

void checkNumbers(const CheckInput& input, QList<Finding>& findings)
{
    forEachText(input, findings, [](const QString& source, const QString& text) -> std::optional<Finding> {
        if (numbersIn(source) == numbersIn(text)) return std::nullopt;
        return found(Texts::tr("The numbers differ from the original's."));
    });
}

void checkEndPunctuation(const CheckInput& input, QList<Finding>& findings)
{
    forEachText(input, findings, [](const QString& source, const QString& text) -> std::optional<Finding> {
        const QChar wanted = endMark(source);
        const QChar has = endMark(text);
        if (wanted == has) return std::nullopt;
        // A missing mark can be put in; one mark for another may be meant.
        const QString trimmed = text.trimmed();
        const bool open = has.isNull() && !trimmed.isEmpty() && trimmed.back().isLetterOrNumber();
        return found(Texts::tr("The line does not end with the same punctuation as the original."), {},
                     open ? std::optional(trimmed + markFor(wanted, trimmed)) : std::nullopt);
    });
}

void checkDoubleSpace(const CheckInput& input, QList<Finding>& findings)
{
    static const QRegularExpression spaces(u"(?<=\\S) {2,}(?=\\S)"_s);
    forEachText(input, findings, [](const QString&, const QString& text) -> std::optional<Finding> {
        const auto match = spaces.match(text);
        if (!match.hasMatch()) return std::nullopt;
        return found(Texts::tr("There are two spaces in a row."), {match.capturedStart(), match.capturedLength()},
                     QString(text).replace(spaces, u" "_s));
    });
}

void checkOuterSpace(const CheckInput& input, QList<Finding>& findings)
{
    forEachText(input, findings, [](const QString&, const QString& text) -> std::optional<Finding> {
        const QString trimmed = text.trimmed();
        if (trimmed == text) return std::nullopt;
        const qsizetype head = text.indexOf(trimmed.front());
        const lyrics::TextRange range =
            head > 0 ? lyrics::TextRange{0, head} : lyrics::TextRange{trimmed.size(), text.size() - trimmed.size()};
        return found(Texts::tr("There is white space before or after the text."), range, trimmed);
    });
}

void checkAddress(const CheckInput& input, QList<Finding>& findings)
{
    static const QRegularExpression address(
        u"(?:https?://|www\\.)\\S+|\\b[\\w-]+\\.(?:com|net|org|io|ru|cn|me|tv|gg|ly)\\b(?:/\\S*)?|(?<!\\w)@\\w{2,}"_s,
        QRegularExpression::CaseInsensitiveOption);
    forEachText(input, findings, [](const QString& source, const QString& text) -> std::optional<Finding> {
        const auto match = address.match(text);
        if (!match.hasMatch() || source.contains(match.captured(), Qt::CaseInsensitive)) return std::nullopt;
        return found(Texts::tr("A web address or a handle does not belong into lyrics."),
                     {match.capturedStart(), match.capturedLength()});
    });
}

} // namespace groundswell::translation
