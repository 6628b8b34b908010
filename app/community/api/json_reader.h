#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace groundswell::api {

/// Reads the fields of one JSON object strictly and remembers the first thing that was wrong, with the field's path
/// ("operations[3].op_id"). Getters answer an empty value after a failure, so a whole object is read before error() is
/// asked. Unknown fields are ignored: newer peers may send more. Lives on the stack beside the object it reads.
class ObjectReader
{
public:
    explicit ObjectReader(const QJsonObject& object, QString path = {})
        : m_object(object)
        , m_path(std::move(path))
    {
    }

    /// Text that must be there and not be empty.
    [[nodiscard]] QString text(QStringView key);
    /// Text that may be missing: empty then.
    [[nodiscard]] QString optionalText(QStringView key);
    /// A whole number from 0 to 2^53 that must be there.
    [[nodiscard]] qint64 number(QStringView key);
    [[nodiscard]] std::optional<qint64> optionalNumber(QStringView key);
    [[nodiscard]] bool flag(QStringView key);
    [[nodiscard]] std::optional<bool> optionalFlag(QStringView key);
    [[nodiscard]] QUuid uuid(QStringView key);
    [[nodiscard]] QUuid optionalUuid(QStringView key);
    [[nodiscard]] QJsonObject object(QStringView key);
    [[nodiscard]] std::optional<QJsonObject> optionalObject(QStringView key);
    [[nodiscard]] QJsonArray array(QStringView key);
    [[nodiscard]] std::optional<QJsonArray> optionalArray(QStringView key);

    [[nodiscard]] QString pathOf(QStringView key) const;
    /// Notes that a field is wrong; only the first note counts.
    void wrong(const QString& path, const QString& what);
    void wrong(Error error);
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return m_error; }

private:
    [[nodiscard]] QJsonValue value(QStringView key, QJsonValue::Type type, bool required);

    const QJsonObject& m_object;
    QString m_path;
    std::optional<Error> m_error;
};

/// The path of the field that a reading error tells of ("args.text"); empty when it tells of none.
[[nodiscard]] QString fieldOf(const Error& error);

} // namespace groundswell::api
