#include "lyrics/document_json.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Lyrics)
};

std::unexpected<Error> wrong(const QString& message, const QString& field)
{
    return fail(ErrorCode::InvalidInput, message.arg(field));
}

Result<void> checkWords(const Line& line, const QString& field)
{
    qint64 previousStart = 0;
    qsizetype previousEnd = 0;
    for (qsizetype i = 0; i < line.words.size(); ++i) {
        const Word& word = line.words[i];
        const QString path = field + u".words[%1]"_s.arg(i);
        if (word.range.start < previousEnd || word.range.length < 0 || word.range.start > line.text.size() ||
            word.range.length > line.text.size() - word.range.start)
            return wrong(Texts::tr("The word \"%1\" does not lie within its line, after the word before it."), path);
        if (word.startMs < previousStart || (word.endMs && *word.endMs < word.startMs))
            return wrong(Texts::tr("The times of \"%1\" are out of order."), path);
        previousStart = word.startMs;
        previousEnd = word.range.end();
    }
    return {};
}

Result<void> checkLine(const Line& line, const QString& field)
{
    if (line.id.isNull()) return wrong(Texts::tr("The field \"%1\" must be an id (a UUID)."), field + u".id"_s);
    if (line.text.size() > maxTextLength) return wrong(Texts::tr("The text of \"%1\" is too long."), field);
    if (line.agent.size() > 100 || line.part.size() > 100)
        return wrong(Texts::tr("The text of \"%1\" is too long."), field);
    if ((line.startMs && *line.startMs < 0) || (line.endMs && (!line.startMs || *line.endMs < *line.startMs)))
        return wrong(Texts::tr("The times of \"%1\" are out of order."), field);
    return checkWords(line, field);
}

Result<void> checkLayer(const Layer& layer, const QString& field)
{
    if (!isLanguageTag(layer.lang))
        return wrong(Texts::tr("The field \"%1\" must be a language tag such as \"ja\" or \"pt-BR\"."),
                     field + u".lang"_s);
    if (layer.lines.size() > maxLines) return wrong(Texts::tr("There are too many lines in \"%1\"."), field);
    QSet<LineId> seen;
    for (qsizetype i = 0; i < layer.lines.size(); ++i) {
        const QString path = field + u".lines[%1]"_s.arg(i);
        if (layer.lines[i].text.size() > maxTextLength)
            return wrong(Texts::tr("The text of \"%1\" is too long."), path);
        if (seen.contains(layer.lines[i].line)) return wrong(Texts::tr("The id of \"%1\" is used twice."), path);
        seen.insert(layer.lines[i].line);
    }
    return {};
}

} // namespace

bool isLanguageTag(QStringView tag)
{
    static const QRegularExpression pattern(u"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$"_s);
    return pattern.matchView(tag).hasMatch();
}

Result<void> validate(const Document& document)
{
    if (!isLanguageTag(document.lang))
        return wrong(Texts::tr("The field \"%1\" must be a language tag such as \"ja\" or \"pt-BR\"."), u"lang"_s);
    if (document.preamble.size() > maxTextLength)
        return wrong(Texts::tr("The text of \"%1\" is too long."), u"preamble"_s);
    if (document.lines.size() > maxLines) return wrong(Texts::tr("There are too many lines in \"%1\"."), u"lines"_s);
    if (document.tags.size() > 200) return wrong(Texts::tr("There are too many lines in \"%1\"."), u"tags"_s);
    if (document.layers.size() > 100) return wrong(Texts::tr("There are too many lines in \"%1\"."), u"layers"_s);
    for (qsizetype i = 0; i < document.tags.size(); ++i) {
        if (document.tags[i].key.size() > 100 || document.tags[i].value.size() > maxTextLength)
            return wrong(Texts::tr("The text of \"%1\" is too long."), u"tags[%1]"_s.arg(i));
    }
    QSet<LineId> seen;
    for (qsizetype i = 0; i < document.lines.size(); ++i) {
        const QString path = u"lines[%1]"_s.arg(i);
        if (const auto checked = checkLine(document.lines[i], path); !checked) return checked;
        if (seen.contains(document.lines[i].id)) return wrong(Texts::tr("The id of \"%1\" is used twice."), path);
        seen.insert(document.lines[i].id);
    }
    for (qsizetype i = 0; i < document.layers.size(); ++i) {
        if (const auto checked = checkLayer(document.layers[i], u"layers[%1]"_s.arg(i)); !checked) return checked;
    }
    return {};
}

} // namespace groundswell::lyrics
