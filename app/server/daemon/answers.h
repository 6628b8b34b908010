#pragma once

#include "call.h"

#include "base/error.h"

#include <QJsonObject>

namespace groundswell::server {

/// A failure as its status code and a Problem body; 401 and 429 get their headers.
[[nodiscard]] Answer problem(const Error& error);
/// The same for a status that no Error stands for.
[[nodiscard]] Answer problem(int status, const QString& code, const QString& message, const QString& field = {});
[[nodiscard]] Answer json(const QJsonObject& object, int status = 200);
[[nodiscard]] Answer noContent();

/// A strong ETag for bytes, with its quotes.
[[nodiscard]] QByteArray etagOf(const QByteArray& bytes);
/// Whether the reader has these bytes already (If-None-Match).
[[nodiscard]] bool hasAlready(const Call& call, const QByteArray& etag);
/// JSON that readers may keep as long as they ask each time: with an ETag, or 304 without a body.
[[nodiscard]] Answer revalidated(const Call& call, QByteArray body, const QByteArray& etag);

/// The body as a JSON object: 400 when it is none, 413 when it is larger than `most` bytes.
[[nodiscard]] std::expected<QJsonObject, Answer> bodyObject(const Call& call, qint64 most);

} // namespace groundswell::server
