#include "translation/units_json.h"

#include "lyrics/document_json.h"
#include "lyrics/strict_json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

namespace groundswell::translation {

using namespace Qt::StringLiterals;
using lyrics::StrictJson;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Translation)
};

std::optional<UnitState> stateFromName(QStringView name)
{
    for (const UnitState state :
         {UnitState::Untranslated, UnitState::NeedsWork, UnitState::Translated, UnitState::Approved}) {
        if (name == unitStateName(state)) return state;
    }
    return std::nullopt;
}

Unit readUnit(StrictJson json, std::optional<Error>& error)
{
    Unit unit;
    unit.line = json.id<LineId>("line"_L1);
    unit.sourceText = json.text("source_text"_L1);
    unit.text = json.text("text"_L1);
    const auto state = stateFromName(json.requiredText("state"_L1));
    if (!state) json.unknownValue("state"_L1);
    unit.state = state.value_or(UnitState::Untranslated);
    json.finish();
    if (!error && unit.text.isEmpty() && (unit.state == UnitState::Translated || unit.state == UnitState::Approved))
        error = Error{
            ErrorCode::InvalidInput,
            Texts::tr("The field \"%1\" says that the line is done, but it has no text.").arg(json.pathOf("state"_L1)),
            {}};
    if (!error && (unit.text.size() > lyrics::maxTextLength || unit.sourceText.size() > lyrics::maxTextLength))
        error = Error{
            ErrorCode::InvalidInput, Texts::tr("The text of \"%1\" is too long.").arg(json.pathOf("text"_L1)), {}};
    return unit;
}

} // namespace

QJsonObject toJson(const Unit& unit)
{
    QJsonObject json{{"line"_L1, unit.line.toString()}, {"state"_L1, unitStateName(unit.state)}};
    if (!unit.sourceText.isEmpty()) json.insert("source_text"_L1, unit.sourceText);
    if (!unit.text.isEmpty()) json.insert("text"_L1, unit.text);
    return json;
}

QJsonObject toJson(const TranslationDocument& document)
{
    QJsonArray units;
    for (const Unit& unit : document.units)
        units.append(toJson(unit));
    return {{"lang"_L1, document.lang},
            {"lyrics_id"_L1, document.lyrics.toString()},
            {"base_lyrics_revision"_L1, document.baseLyricsRevision},
            {"units"_L1, units}};
}

Result<Unit> unitFromJson(const QJsonObject& json)
{
    std::optional<Error> error;
    Unit unit = readUnit(StrictJson(json, {}, error), error);
    if (error) return std::unexpected(*error);
    return unit;
}

Result<TranslationDocument> translationFromJson(const QJsonObject& object)
{
    std::optional<Error> error;
    StrictJson json(object, {}, error);
    TranslationDocument document;
    document.lang = json.requiredText("lang"_L1);
    document.lyrics = json.id<LyricsId>("lyrics_id"_L1);
    document.baseLyricsRevision = json.requiredInteger("base_lyrics_revision"_L1);
    const QList<QJsonObject> units = json.objects("units"_L1);
    QSet<LineId> seen;
    for (qsizetype i = 0; i < units.size() && !error; ++i) {
        const QString path = json.pathOf("units"_L1, i);
        Unit unit = readUnit(StrictJson(units[i], path, error), error);
        if (!error && seen.contains(unit.line))
            error = Error{ErrorCode::InvalidInput, Texts::tr("The id of \"%1\" is used twice.").arg(path), {}};
        seen.insert(unit.line);
        document.units.append(std::move(unit));
    }
    json.finish();
    if (error) return std::unexpected(*error);
    if (!lyrics::isLanguageTag(document.lang))
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("The field \"%1\" must be a language tag such as \"ja\" or \"pt-BR\".").arg(u"lang"_s));
    if (document.units.size() > lyrics::maxLines)
        return fail(ErrorCode::InvalidInput, Texts::tr("There are too many lines in \"%1\".").arg(u"units"_s));
    return document;
}

} // namespace groundswell::translation
