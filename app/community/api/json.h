#pragma once

#include "base/error.h"
#include "community/api/sync.h"
#include "community/api/types.h"

#include <QByteArray>
#include <QJsonObject>

namespace groundswell::api {

/// The JSON of a value of this folder. Defined for every struct that travels.
template <class T>
[[nodiscard]] QJsonObject toJson(const T& value);

/// Reads what toJson writes. Unknown fields are ignored; a missing required field, a wrong type or an unknown word
/// gives an InvalidInput error that names the field's path (json_reader.h: fieldOf). `path` stands before the fields'
/// names.
template <class T>
[[nodiscard]] Result<T> fromJson(const QJsonObject& object, const QString& path = {});

/// Bytes that must hold one JSON object.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray& bytes);

/// The compact UTF-8 bytes of an object.
[[nodiscard]] QByteArray toBytes(const QJsonObject& object);

/// parseObject, then fromJson.
template <class T>
[[nodiscard]] Result<T> parse(const QByteArray& bytes)
{
    const Result<QJsonObject> object = parseObject(bytes);
    if (!object) return std::unexpected(object.error());
    return fromJson<T>(*object);
}

/// The wire's word for a value ("like", "artist_said", "applied").
[[nodiscard]] QString word(CommentState state);
[[nodiscard]] QString word(ReactionKind kind);
[[nodiscard]] QString word(StorySource source);
[[nodiscard]] QString word(OperationStatus status);
/// And back; nullopt for a word that is none of them.
template <class E>
[[nodiscard]] std::optional<E> fromWord(QStringView word);

} // namespace groundswell::api
