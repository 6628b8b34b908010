#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace groundswell::sync {

/// An object as compact text, for a column of a table; a null string for an empty one.
[[nodiscard]] inline QString jsonText(const QJsonObject& object)
{
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

[[nodiscard]] inline QJsonObject jsonObject(const QString& text)
{
    return text.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace groundswell::sync
