#include "lyrics/document_json.h"

#include "lyrics/strict_json.h"

#include <QJsonArray>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

void put(QJsonObject& json, QLatin1StringView key, const QString& text)
{
    if (!text.isEmpty()) json.insert(key, text);
}

void put(QJsonObject& json, QLatin1StringView key, std::optional<qint64> number)
{
    if (number) json.insert(key, *number);
}

template <class T, class Write>
void putList(QJsonObject& json, QLatin1StringView key, const QList<T>& values, Write write)
{
    if (values.isEmpty()) return;
    QJsonArray array;
    for (const T& value : values)
        array.append(write(value));
    json.insert(key, array);
}

QJsonObject wordToJson(const Word& word)
{
    QJsonObject json{{"start_ms"_L1, word.startMs}, {"start"_L1, word.range.start}, {"length"_L1, word.range.length}};
    put(json, "end_ms"_L1, word.endMs);
    return json;
}

QJsonObject layerToJson(const Layer& layer)
{
    QJsonObject json{{"kind"_L1, layer.kind == LayerKind::Translation ? "translation"_L1 : "pronunciation"_L1},
                     {"lang"_L1, layer.lang}};
    putList(json, "lines"_L1, layer.lines, [](const LayerLine& line) {
        return QJsonObject{{"line"_L1, line.line.toString()}, {"text"_L1, line.text}};
    });
    return json;
}

Word readWord(StrictJson json)
{
    Word word;
    word.startMs = json.requiredInteger("start_ms"_L1);
    word.endMs = json.integer("end_ms"_L1);
    word.range.start = json.requiredInteger("start"_L1);
    word.range.length = json.requiredInteger("length"_L1);
    json.finish();
    return word;
}

Line readLine(StrictJson json, std::optional<Error>& error)
{
    Line line;
    line.id = json.id<LineId>("id"_L1);
    line.startMs = json.integer("start_ms"_L1);
    line.endMs = json.integer("end_ms"_L1);
    line.agent = json.text("agent"_L1);
    line.text = json.text("text"_L1);
    line.part = json.text("part"_L1);
    const QString role = json.text("role"_L1, u"main"_s);
    if (role == "background"_L1)
        line.role = LineRole::Background;
    else if (role == "credit"_L1)
        line.role = LineRole::Credit;
    else if (role != "main"_L1)
        json.unknownValue("role"_L1);
    const QList<QJsonObject> words = json.objects("words"_L1);
    for (qsizetype i = 0; i < words.size(); ++i)
        line.words.append(readWord(StrictJson(words[i], json.pathOf("words"_L1, i), error)));
    json.finish();
    return line;
}

Layer readLayer(StrictJson json, std::optional<Error>& error)
{
    Layer layer;
    const QString kind = json.requiredText("kind"_L1);
    if (kind == "pronunciation"_L1)
        layer.kind = LayerKind::Pronunciation;
    else if (kind != "translation"_L1)
        json.unknownValue("kind"_L1);
    layer.lang = json.requiredText("lang"_L1);
    const QList<QJsonObject> lines = json.objects("lines"_L1);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        StrictJson line(lines[i], json.pathOf("lines"_L1, i), error);
        layer.lines.append({line.id<LineId>("line"_L1), line.requiredText("text"_L1)});
        line.finish();
    }
    json.finish();
    return layer;
}

} // namespace

QJsonObject toJson(const Line& line)
{
    QJsonObject json{{"id"_L1, line.id.toString()}};
    put(json, "start_ms"_L1, line.startMs);
    put(json, "end_ms"_L1, line.endMs);
    put(json, "agent"_L1, line.agent);
    put(json, "text"_L1, line.text);
    putList(json, "words"_L1, line.words, wordToJson);
    if (line.role != LineRole::Main)
        json.insert("role"_L1, line.role == LineRole::Background ? "background"_L1 : "credit"_L1);
    put(json, "part"_L1, line.part);
    return json;
}

QJsonObject toJson(const Document& document)
{
    QJsonObject json{{"lang"_L1, document.lang}};
    if (document.instrumental) json.insert("instrumental"_L1, true);
    putList(json, "tags"_L1, document.tags,
            [](const Tag& tag) { return QJsonObject{{"key"_L1, tag.key}, {"value"_L1, tag.value}}; });
    put(json, "preamble"_L1, document.preamble);
    putList(json, "lines"_L1, document.lines, [](const Line& line) { return toJson(line); });
    putList(json, "layers"_L1, document.layers, layerToJson);
    return json;
}

Result<Line> lineFromJson(const QJsonObject& json)
{
    std::optional<Error> error;
    Line line = readLine(StrictJson(json, {}, error), error);
    if (error) return std::unexpected(*error);
    return line;
}

Result<Document> documentFromJson(const QJsonObject& object)
{
    std::optional<Error> error;
    StrictJson json(object, {}, error);
    Document document;
    document.lang = json.requiredText("lang"_L1);
    document.instrumental = json.flag("instrumental"_L1);
    document.preamble = json.text("preamble"_L1);
    const QList<QJsonObject> tags = json.objects("tags"_L1);
    for (qsizetype i = 0; i < tags.size(); ++i) {
        StrictJson tag(tags[i], json.pathOf("tags"_L1, i), error);
        document.tags.append({tag.requiredText("key"_L1), tag.text("value"_L1)});
        tag.finish();
    }
    const QList<QJsonObject> lines = json.objects("lines"_L1);
    for (qsizetype i = 0; i < lines.size() && !error; ++i)
        document.lines.append(readLine(StrictJson(lines[i], json.pathOf("lines"_L1, i), error), error));
    const QList<QJsonObject> layers = json.objects("layers"_L1);
    for (qsizetype i = 0; i < layers.size() && !error; ++i)
        document.layers.append(readLayer(StrictJson(layers[i], json.pathOf("layers"_L1, i), error), error));
    json.finish();
    if (error) return std::unexpected(*error);
    if (const auto checked = validate(document); !checked) return std::unexpected(checked.error());
    return document;
}

} // namespace groundswell::lyrics
