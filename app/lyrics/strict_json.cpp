#include "lyrics/strict_json.h"

#include <QCoreApplication>

#include <cmath>

namespace groundswell::lyrics {

StrictJson::StrictJson(const QJsonObject& object, QString path, std::optional<Error>& error)
    : m_object(object)
    , m_path(std::move(path))
    , m_error(error)
{
}

QJsonValue StrictJson::take(QLatin1StringView key)
{
    m_asked.insert(key);
    return m_object.value(key);
}

QString StrictJson::requiredText(QLatin1StringView key)
{
    if (!m_object.contains(key)) wrong(key, Wrong::Missing);
    return text(key);
}

QString StrictJson::text(QLatin1StringView key, const QString& ifAbsent)
{
    const QJsonValue value = take(key);
    if (value.isUndefined()) return ifAbsent;
    if (!value.isString()) wrong(key, Wrong::NotText);
    return value.toString();
}

qint64 StrictJson::requiredInteger(QLatin1StringView key)
{
    if (!m_object.contains(key)) wrong(key, Wrong::Missing);
    return integer(key).value_or(0);
}

std::optional<qint64> StrictJson::integer(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined()) return std::nullopt;
    // JSON has one kind of number; whole ones up to 2^53 are exact in every reader.
    constexpr double largest = 9007199254740992.0;
    const double number = value.toDouble(std::nan(""));
    if (!value.isDouble() || std::abs(number) > largest || std::trunc(number) != number) {
        wrong(key, Wrong::NotAnInteger);
        return std::nullopt;
    }
    return value.toInteger();
}

bool StrictJson::flag(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isBool()) wrong(key, Wrong::NotABool);
    return value.toBool();
}

QList<QJsonObject> StrictJson::objects(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined()) return {};
    if (!value.isArray()) wrong(key, Wrong::NotAList);
    QList<QJsonObject> result;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isObject()) wrong(key, Wrong::NotAnObject, i);
        result.append(array.at(i).toObject());
    }
    return result;
}

QJsonValue StrictJson::value(QLatin1StringView key)
{
    const QJsonValue value = take(key);
    return value.isUndefined() ? QJsonValue() : value;
}

QString StrictJson::pathOf(QLatin1StringView key, qsizetype index) const
{
    QString path = m_path.isEmpty() ? QString(key) : m_path + u'.' + key;
    if (index >= 0) path += u'[' + QString::number(index) + u']';
    return path;
}

void StrictJson::finish()
{
    for (const QString& key : m_object.keys()) {
        if (!m_asked.contains(key)) wrong(QLatin1StringView(key.toLatin1()), Wrong::UnknownField);
    }
}

void StrictJson::wrong(QLatin1StringView key, Wrong what, qsizetype index)
{
    if (m_error) return;
    const auto sentence = [](const char* text) { return QCoreApplication::translate("StrictJson", text); };
    ErrorCode code = ErrorCode::InvalidInput;
    QString message;
    switch (what) {
    case Wrong::Missing: message = sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" is missing.")); break;
    case Wrong::NotText: message = sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" must be a text.")); break;
    case Wrong::NotAnInteger:
        message = sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" must be a whole number."));
        break;
    case Wrong::NotABool:
        message = sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" must be true or false."));
        break;
    case Wrong::NotAList:
        message = sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" must be a list."));
        break;
    case Wrong::NotAnObject:
        message = sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" must be an object."));
        break;
    case Wrong::NotAnId:
        message = sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" must be an id (a UUID)."));
        break;
    case Wrong::UnknownValue:
        message =
            sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" has a value that this version does not know."));
        break;
    case Wrong::UnknownField:
        code = ErrorCode::UpgradeRequired;
        message =
            sentence(QT_TRANSLATE_NOOP("StrictJson", "The field \"%1\" comes from a newer version of the program."));
        break;
    }
    m_error = Error{code, message.arg(pathOf(key, index)), {}};
}

} // namespace groundswell::lyrics
