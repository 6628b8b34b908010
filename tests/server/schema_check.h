#pragma once

#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace groundswell::server {

/// Checks JSON values against the schemas of an OpenAPI 3.1 file: the part of JSON Schema that ours uses ($ref, type,
/// required, properties, items, enum, pattern, minimum, maximum, lengths). It refuses files with any other keyword, so
/// that nothing goes unchecked unnoticed.
class SchemaCheck
{
public:
    explicit SchemaCheck(const QString& path);
    ~SchemaCheck();

    /// "METHOD /path" of every call in the file.
    [[nodiscard]] QStringList calls() const;
    /// The keys of the file that have no value: what an unquoted comma in braces makes of the rest of a sentence.
    [[nodiscard]] QStringList keysWithoutValue() const;
    /// What is wrong with an answer to a call, with its place; empty when the contract has exactly this. `path` is the
    /// pattern as the file writes it.
    [[nodiscard]] QStringList problemsOf(const QString& method, const QString& path, int status,
                                         const QByteArray& contentType, const QByteArray& body) const;
    /// What is wrong with a value by a named schema.
    [[nodiscard]] QStringList problemsOf(const QString& schema, const QJsonValue& value) const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace groundswell::server
