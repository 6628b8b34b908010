#include "schema_check.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <yaml-cpp/yaml.h>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

QString text(const YAML::Node& node)
{
    return QString::fromStdString(node.as<std::string>());
}

bool hasType(const QJsonValue& value, const QString& type)
{
    if (type == "object"_L1) return value.isObject();
    if (type == "array"_L1) return value.isArray();
    if (type == "string"_L1) return value.isString();
    if (type == "boolean"_L1) return value.isBool();
    if (type == "number"_L1) return value.isDouble();
    return type == "integer"_L1 && value.isDouble() && value.toInteger(1) == value.toInteger(2);
}

void addKeysWithoutValue(const YAML::Node& node, QStringList& keys)
{
    if (node.IsMap()) {
        for (const auto& entry : node) {
            if (entry.second.IsNull()) keys << text(entry.first);
            addKeysWithoutValue(entry.second, keys);
        }
    } else if (node.IsSequence()) {
        for (const auto& item : node)
            addKeysWithoutValue(item, keys);
    }
}

} // namespace

struct SchemaCheck::Private
{
    YAML::Node file;

    /// Follows "#/a/b" as far as it goes.
    YAML::Node resolved(YAML::Node node) const
    {
        while (node["$ref"]) {
            YAML::Node target = YAML::Clone(file);
            const QStringList steps = text(node["$ref"]).sliced(2).split(u'/');
            for (const QString& step : steps)
                target.reset(YAML::Node(target[step.toStdString()]));
            node.reset(target);
        }
        return node;
    }

    void check(const YAML::Node& written, const QJsonValue& value, const QString& place, QStringList& problems) const
    {
        static const QSet<QString> known{
            u"type"_s,    u"required"_s,  u"properties"_s, u"items"_s,    u"enum"_s,        u"pattern"_s, u"minimum"_s,
            u"maximum"_s, u"minLength"_s, u"maxLength"_s,  u"maxItems"_s, u"description"_s, u"default"_s};
        const YAML::Node schema = resolved(written);
        for (const auto& entry : schema)
            if (!known.contains(text(entry.first)))
                problems << place + u": the check does not know the keyword "_s + text(entry.first);
        if (schema["type"] && !hasType(value, text(schema["type"]))) {
            problems << place + u" is not of type "_s + text(schema["type"]);
            return;
        }
        if (schema["enum"]) checkEnum(schema["enum"], value, place, problems);
        if (value.isString()) checkString(schema, value.toString(), place, problems);
        if (value.isDouble()) {
            if (schema["minimum"] && value.toDouble() < schema["minimum"].as<double>())
                problems << place + u" is too small"_s;
            if (schema["maximum"] && value.toDouble() > schema["maximum"].as<double>())
                problems << place + u" is too large"_s;
        }
        if (value.isArray()) {
            const QJsonArray array = value.toArray();
            if (schema["maxItems"] && array.size() > schema["maxItems"].as<int>())
                problems << place + u" has too many items"_s;
            if (schema["items"])
                for (qsizetype i = 0; i < array.size(); ++i)
                    check(schema["items"], array.at(i), u"%1[%2]"_s.arg(place).arg(i), problems);
        }
        if (value.isObject()) checkObject(schema, value.toObject(), place, problems);
    }

    static void checkEnum(const YAML::Node& words, const QJsonValue& value, const QString& place, QStringList& problems)
    {
        for (const auto& word : words)
            if (text(word) == value.toString()) return;
        problems << place + u" is none of its words: "_s + value.toString();
    }

    static void checkString(const YAML::Node& schema, const QString& value, const QString& place, QStringList& problems)
    {
        if (schema["pattern"] && !QRegularExpression(text(schema["pattern"])).match(value).hasMatch())
            problems << place + u" does not match its pattern: "_s + value;
        const auto length = value.toUcs4().size();
        if (schema["minLength"] && length < schema["minLength"].as<int>()) problems << place + u" is too short"_s;
        if (schema["maxLength"] && length > schema["maxLength"].as<int>()) problems << place + u" is too long"_s;
    }

    void checkObject(const YAML::Node& schema, const QJsonObject& value, const QString& place,
                     QStringList& problems) const
    {
        for (const auto& key : schema["required"])
            if (!value.contains(text(key))) problems << place + u" lacks "_s + text(key);
        if (!schema["properties"]) return;
        for (auto it = value.begin(); it != value.end(); ++it) {
            const YAML::Node property = schema["properties"][it.key().toStdString()];
            // The contract allows unknown fields; our own server must not send any that it does not tell of.
            if (!property)
                problems << place + u" has the undocumented field "_s + it.key();
            else
                check(property, it.value(), place + u'.' + it.key(), problems);
        }
    }
};

SchemaCheck::SchemaCheck(const QString& path)
    : m_private(std::make_unique<Private>())
{
    m_private->file = YAML::LoadFile(path.toStdString());
}

SchemaCheck::~SchemaCheck() = default;

QStringList SchemaCheck::calls() const
{
    QStringList calls;
    for (const auto& path : m_private->file["paths"])
        for (const auto& method : path.second)
            if (text(method.first) != "parameters"_L1) calls << text(method.first).toUpper() + u' ' + text(path.first);
    return calls;
}

QStringList SchemaCheck::keysWithoutValue() const
{
    QStringList keys;
    addKeysWithoutValue(m_private->file, keys);
    return keys;
}

QStringList SchemaCheck::problemsOf(const QString& method, const QString& path, int status,
                                    const QByteArray& contentType, const QByteArray& body) const
{
    const YAML::Node call = m_private->file["paths"][path.toStdString()][method.toLower().toStdString()];
    if (!call) return {u"the contract has no %1 %2"_s.arg(method, path)};
    const YAML::Node written = call["responses"][std::to_string(status)];
    if (!written) return {u"%1 %2 answers %3, which the contract does not tell of"_s.arg(method, path).arg(status)};
    const YAML::Node content = m_private->resolved(written)["content"];
    if (!content) return body.isEmpty() ? QStringList() : QStringList{u"a body where the contract has none"_s};
    const YAML::Node media = content[contentType.split(';').front().toStdString()];
    if (!media) return {u"the contract does not have the content type "_s + QString::fromLatin1(contentType)};
    QStringList problems;
    if (!media["schema"]) return problems;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError) return {u"the body is not JSON"_s};
    m_private->check(media["schema"], document.object(), u"$"_s, problems);
    return problems;
}

QStringList SchemaCheck::problemsOf(const QString& schema, const QJsonValue& value) const
{
    QStringList problems;
    m_private->check(m_private->file["components"]["schemas"][schema.toStdString()], value, schema, problems);
    return problems;
}

} // namespace groundswell::server
