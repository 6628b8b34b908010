#include "lyrics/conflict_values.h"
#include "lyrics/strict_json.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Lyrics)
};

struct FieldName
{
    Field field;
    QLatin1StringView name; ///< in conflicts
    QLatin1StringView key;  ///< in document_json.h; empty where the value is not one field of that form
};

constexpr std::array fieldNames{
    FieldName{Field::Text, "text"_L1, "text"_L1},
    FieldName{Field::Start, "start"_L1, "start_ms"_L1},
    FieldName{Field::End, "end"_L1, "end_ms"_L1},
    FieldName{Field::Words, "words"_L1, "words"_L1},
    FieldName{Field::Part, "part"_L1, "part"_L1},
    FieldName{Field::Agent, "agent"_L1, "agent"_L1},
    FieldName{Field::Role, "role"_L1, "role"_L1},
    FieldName{Field::Presence, "presence"_L1, ""_L1},
    FieldName{Field::LayerText, "layer_text"_L1, ""_L1},
    FieldName{Field::Lang, "lang"_L1, "lang"_L1},
    FieldName{Field::Instrumental, "instrumental"_L1, "instrumental"_L1},
    FieldName{Field::Tags, "tags"_L1, "tags"_L1},
    FieldName{Field::Preamble, "preamble"_L1, "preamble"_L1},
};

const FieldName& nameOf(Field field)
{
    return *std::ranges::find(fieldNames, field, &FieldName::field);
}

/// null stands for "absent", as everywhere in the form.
void put(QJsonObject& json, QLatin1StringView key, const QJsonValue& value)
{
    if (value.isNull())
        json.remove(key);
    else
        json.insert(key, value);
}

QJsonValue get(const QJsonObject& json, QLatin1StringView key)
{
    const QJsonValue value = json.value(key);
    return value.isUndefined() ? QJsonValue() : value;
}

Result<Document> checked(Document document)
{
    if (const auto valid = validate(document); !valid) return std::unexpected(valid.error());
    return document;
}

std::unexpected<Error> lineIsGone()
{
    return fail(ErrorCode::NotFound, Texts::tr("The line of this conflict is no longer there."));
}

Result<Document> resolvePresence(Document document, LineId id, const QJsonValue& value)
{
    const qsizetype index = indexOfLine(document, id);
    if (value.isNull()) {
        if (index >= 0) document.lines.removeAt(index);
        return document;
    }
    if (index < 0) return lineIsGone();
    const auto line = lineFromJson(value.toObject());
    if (!line) return std::unexpected(line.error());
    document.lines[index] = *line;
    document.lines[index].id = id;
    return checked(document);
}

Result<Document> resolveLayerText(Document document, const Conflict& conflict, const QJsonValue& value)
{
    const auto layer = std::ranges::find(document.layers, conflict.layer, layerKey);
    if (layer == document.layers.end()) return lineIsGone();
    const auto line = std::ranges::find(layer->lines, conflict.line, &LayerLine::line);
    const QString text = value.toString();
    if (line == layer->lines.end()) {
        if (!text.isEmpty()) layer->lines.append({conflict.line, text});
    } else if (text.isEmpty()) {
        layer->lines.erase(line);
    } else {
        line->text = text;
    }
    return checked(document);
}

Result<Document> resolveLineField(Document document, const Conflict& conflict, const QJsonValue& value)
{
    const qsizetype index = indexOfLine(document, conflict.line);
    if (index < 0) return lineIsGone();
    Line& line = document.lines[index];
    QJsonObject json = toJson(line);
    const bool words = conflict.field == Field::Words;
    put(json, nameOf(conflict.field).key, words ? get(value.toObject(), "words"_L1) : value);
    const auto changed = lineFromJson(json);
    if (!changed) return std::unexpected(changed.error());
    const QString oldText = words ? value.toObject().value("text"_L1).toString() : line.text;
    line = *changed;
    line.words = fitWords(line.words, oldText, line.text);
    return checked(document);
}

} // namespace

QString layerKey(const Layer& layer)
{
    return (layer.kind == LayerKind::Translation ? u"translation/"_s : u"pronunciation/"_s) + layer.lang;
}

QJsonValue valueOf(Field field, const Line& line)
{
    const QJsonObject json = toJson(line);
    if (field != Field::Words) return get(json, nameOf(field).key);
    return QJsonObject{{"text"_L1, line.text}, {"words"_L1, json.value("words"_L1).toArray()}};
}

QJsonValue valueOf(Field field, const Document& document)
{
    return get(toJson(document), nameOf(field).key);
}

Result<Document> resolve(const Document& document, const Conflict& conflict, const QJsonValue& value)
{
    switch (conflict.field) {
    case Field::Presence: return resolvePresence(document, conflict.line, value);
    case Field::LayerText: return resolveLayerText(document, conflict, value);
    case Field::Text:
    case Field::Start:
    case Field::End:
    case Field::Words:
    case Field::Part:
    case Field::Agent:
    case Field::Role: return resolveLineField(document, conflict, value);
    case Field::Lang:
    case Field::Instrumental:
    case Field::Tags:
    case Field::Preamble: break;
    }
    QJsonObject json = toJson(document);
    put(json, nameOf(conflict.field).key, value);
    return documentFromJson(json);
}

QJsonObject toJson(const Conflict& conflict)
{
    QJsonObject json{{"field"_L1, nameOf(conflict.field).name},
                     {"base"_L1, conflict.base},
                     {"mine"_L1, conflict.mine},
                     {"theirs"_L1, conflict.theirs}};
    if (!conflict.line.isNull()) json.insert("line"_L1, conflict.line.toString());
    if (!conflict.layer.isEmpty()) json.insert("layer"_L1, conflict.layer);
    return json;
}

Result<Conflict> conflictFromJson(const QJsonObject& object)
{
    std::optional<Error> error;
    StrictJson json(object, {}, error);
    Conflict conflict;
    const QString name = json.requiredText("field"_L1);
    const auto found = std::ranges::find(fieldNames, name, &FieldName::name);
    if (found == fieldNames.end())
        json.unknownValue("field"_L1);
    else
        conflict.field = found->field;
    conflict.line = LineId::fromString(json.text("line"_L1));
    conflict.layer = json.text("layer"_L1);
    conflict.base = json.value("base"_L1);
    conflict.mine = json.value("mine"_L1);
    conflict.theirs = json.value("theirs"_L1);
    json.finish();
    if (error) return std::unexpected(*error);
    return conflict;
}

} // namespace groundswell::lyrics
