#include "community/api/json_reader.h"

#include <QCoreApplication>

namespace groundswell::api {

using namespace Qt::StringLiterals;

namespace {

constexpr auto fieldMark = "field: "_L1;

QString tr(const char* text)
{
    return QCoreApplication::translate("ObjectReader", text);
}

QString typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::String: return tr("text");
    case QJsonValue::Double: return tr("a number");
    case QJsonValue::Bool: return tr("true or false");
    case QJsonValue::Object: return tr("an object");
    case QJsonValue::Array: return tr("a list");
    case QJsonValue::Null:
    case QJsonValue::Undefined: break;
    }
    return tr("nothing");
}

} // namespace

QString ObjectReader::pathOf(QStringView key) const
{
    return m_path.isEmpty() ? key.toString() : m_path + u'.' + key.toString();
}

void ObjectReader::wrong(const QString& path, const QString& what)
{
    wrong(Error{ErrorCode::InvalidInput, tr("The field %1 is wrong: %2.").arg(path, what), fieldMark + path});
}

void ObjectReader::wrong(Error error)
{
    if (!m_error) m_error = std::move(error);
}

QJsonValue ObjectReader::value(QStringView key, QJsonValue::Type type, bool required)
{
    QJsonValue found = m_object.value(key);
    if (found.isUndefined() || found.isNull()) {
        if (required) wrong(pathOf(key), tr("it is missing"));
        return QJsonValue::Undefined;
    }
    if (found.type() != type) {
        wrong(pathOf(key), tr("it must be %1").arg(typeName(type)));
        return QJsonValue::Undefined;
    }
    return found;
}

QString ObjectReader::text(QStringView key)
{
    const QJsonValue found = value(key, QJsonValue::String, true);
    const QString text = found.toString();
    if (found.isString() && text.isEmpty()) wrong(pathOf(key), tr("it is empty"));
    return text;
}

QString ObjectReader::optionalText(QStringView key)
{
    return value(key, QJsonValue::String, false).toString();
}

qint64 ObjectReader::number(QStringView key)
{
    const auto found = optionalNumber(key);
    if (!found) wrong(pathOf(key), tr("it is missing"));
    return found.value_or(0);
}

std::optional<qint64> ObjectReader::optionalNumber(QStringView key)
{
    constexpr qint64 mostExact = 1LL << 53; // what a JSON number holds without loss everywhere (RFC 8259 section 6)
    const QJsonValue found = value(key, QJsonValue::Double, false);
    if (found.isUndefined()) return std::nullopt;
    const qint64 number = found.toInteger(-1);
    if (number < 0 || number > mostExact) {
        wrong(pathOf(key), tr("it must be a whole number, 0 or more"));
        return std::nullopt;
    }
    return number;
}

bool ObjectReader::flag(QStringView key)
{
    return value(key, QJsonValue::Bool, true).toBool();
}

std::optional<bool> ObjectReader::optionalFlag(QStringView key)
{
    const QJsonValue found = value(key, QJsonValue::Bool, false);
    return found.isUndefined() ? std::nullopt : std::optional(found.toBool());
}

QUuid ObjectReader::uuid(QStringView key)
{
    const QUuid id = optionalUuid(key);
    if (id.isNull()) wrong(pathOf(key), tr("it is missing"));
    return id;
}

QUuid ObjectReader::optionalUuid(QStringView key)
{
    constexpr qsizetype uuidLength = 36;
    const QString text = optionalText(key);
    if (text.isEmpty()) return {};
    const QUuid id = text.size() == uuidLength ? QUuid::fromString(text) : QUuid();
    if (id.isNull()) wrong(pathOf(key), tr("it must be a UUID"));
    return id;
}

QJsonObject ObjectReader::object(QStringView key)
{
    return value(key, QJsonValue::Object, true).toObject();
}

std::optional<QJsonObject> ObjectReader::optionalObject(QStringView key)
{
    const QJsonValue found = value(key, QJsonValue::Object, false);
    return found.isUndefined() ? std::nullopt : std::optional(found.toObject());
}

QJsonArray ObjectReader::array(QStringView key)
{
    return value(key, QJsonValue::Array, true).toArray();
}

std::optional<QJsonArray> ObjectReader::optionalArray(QStringView key)
{
    const QJsonValue found = value(key, QJsonValue::Array, false);
    return found.isUndefined() ? std::nullopt : std::optional(found.toArray());
}

QString fieldOf(const Error& error)
{
    return error.details.startsWith(fieldMark) ? error.details.sliced(fieldMark.size()) : QString();
}

} // namespace groundswell::api
