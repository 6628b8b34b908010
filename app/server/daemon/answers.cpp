#include "answers.h"

#include "community/api/json.h"
#include "community/api/json_reader.h"
#include "server/rate_limiter.h"

#include <QCoreApplication>
#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

int statusOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput: return error.details == "too_large"_L1 ? 413 : 422;
    case ErrorCode::Unauthorised: return 401;
    case ErrorCode::Forbidden: return 403;
    case ErrorCode::NotFound: return 404;
    case ErrorCode::Conflict: return 409;
    case ErrorCode::UpgradeRequired: return 426;
    case ErrorCode::RateLimited: return 429;
    case ErrorCode::Unsupported: return 501;
    case ErrorCode::Cancelled: return 503;
    case ErrorCode::Io:
    case ErrorCode::Corrupt:
    case ErrorCode::Network:
    case ErrorCode::Internal: break;
    }
    return 500;
}

/// The stable word: the room's own where it gave one in details, else the code's name.
QString codeOf(const Error& error)
{
    const auto isWordLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_'; };
    const bool isWord = !error.details.isEmpty() && std::ranges::all_of(error.details, isWordLetter);
    return isWord ? error.details : QString(errorCodeName(error.code));
}

} // namespace

Answer problem(const Error& error)
{
    Answer answer = problem(statusOf(error), codeOf(error), error.message, api::fieldOf(error));
    if (answer.status >= 500) qWarning("%s (%s)", qUtf8Printable(error.message), qUtf8Printable(error.details));
    if (const int seconds = retryAfterSeconds(error))
        answer.headers.emplace_back("Retry-After", std::to_string(seconds));
    return answer;
}

Answer problem(int status, const QString& code, const QString& message, const QString& field)
{
    Answer answer = json(toJson(api::Problem{code, message, field}), status);
    answer.contentType = "application/problem+json";
    if (status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
    return answer;
}

Answer json(const QJsonObject& object, int status)
{
    Answer answer;
    answer.status = status;
    answer.body = api::toBytes(object);
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

Answer noContent()
{
    Answer answer;
    answer.status = 204;
    return answer;
}

QByteArray etagOf(const QByteArray& bytes)
{
    return '"' +
           QCryptographicHash::hash(bytes, QCryptographicHash::Sha256)
               .first(12)
               .toBase64(QByteArray::Base64UrlEncoding) +
           '"';
}

bool hasAlready(const Call& call, const QByteArray& etag)
{
    const QByteArray known = call.header("if-none-match");
    return !known.isEmpty() && (known.trimmed() == "*" || known.contains(etag));
}

Answer revalidated(const Call& call, QByteArray body, const QByteArray& etag)
{
    Answer answer;
    answer.headers.emplace_back("ETag", etag.toStdString());
    answer.headers.emplace_back("Cache-Control", "no-cache");
    if (hasAlready(call, etag))
        answer.status = 304;
    else
        answer.body = std::move(body);
    return answer;
}

std::expected<QJsonObject, Answer> bodyObject(const Call& call, qint64 most)
{
    if (call.body().size() > most) {
        const QString message = QCoreApplication::translate("Server", "The request is larger than this server takes.");
        return std::unexpected(problem(413, u"too_large"_s, message));
    }
    auto object = api::parseObject(call.body().toByteArray());
    if (!object) return std::unexpected(problem(400, u"not_json"_s, object.error().message));
    return *std::move(object);
}

} // namespace groundswell::server
