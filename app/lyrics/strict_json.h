#pragma once

#include "base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace groundswell::lyrics {

/// Reads the fields of one JSON object and remembers the first thing that is wrong, naming it by its full path
/// ("lines[3].words[0].start"). Getters return an empty value after a failure, so a reader asks for everything and
/// looks at the error once. finish() refuses fields nobody asked for.
class StrictJson
{
public:
    /// `path` names this object in messages: empty for the outermost. The error slot is shared by nested readers.
    StrictJson(const QJsonObject& object, QString path, std::optional<Error>& error);

    [[nodiscard]] QString requiredText(QLatin1StringView key);
    [[nodiscard]] QString text(QLatin1StringView key, const QString& ifAbsent = {});
    [[nodiscard]] qint64 requiredInteger(QLatin1StringView key);
    [[nodiscard]] std::optional<qint64> integer(QLatin1StringView key);
    [[nodiscard]] bool flag(QLatin1StringView key);
    /// The objects of a list; an element of another type is an error.
    [[nodiscard]] QList<QJsonObject> objects(QLatin1StringView key);
    /// An id in its text form; a null or malformed one is an error.
    template <class IdType>
    [[nodiscard]] IdType id(QLatin1StringView key)
    {
        const IdType value = IdType::fromString(requiredText(key));
        if (value.isNull()) wrong(key, Wrong::NotAnId);
        return value;
    }

    /// Any value; null where it is absent.
    [[nodiscard]] QJsonValue value(QLatin1StringView key);

    /// The path of a field of this object, or of an element of a list in it.
    [[nodiscard]] QString pathOf(QLatin1StringView key, qsizetype index = -1) const;
    /// Reports a field whose value is none of those that are known.
    void unknownValue(QLatin1StringView key) { wrong(key, Wrong::UnknownValue); }
    /// Reports the first field that no getter has asked for.
    void finish();

private:
    enum class Wrong {
        Missing,
        NotText,
        NotAnInteger,
        NotABool,
        NotAList,
        NotAnObject,
        NotAnId,
        UnknownValue,
        UnknownField
    };
    void wrong(QLatin1StringView key, Wrong what, qsizetype index = -1);
    [[nodiscard]] QJsonValue take(QLatin1StringView key);

    const QJsonObject& m_object;
    QString m_path;
    std::optional<Error>& m_error;
    QSet<QString> m_asked;
};

} // namespace groundswell::lyrics
