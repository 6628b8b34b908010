#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QFuture>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <stop_token>

namespace groundswell::net {

/// One call.
struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url = {};
    QByteArray body = {};        ///< sent as JSON where it is not empty
    QString bearer = {};         ///< the access token; empty for none. Never logged
    QByteArray ifNoneMatch = {}; ///< an ETag that is already here: the answer may be 304 without a body
    int timeoutMs = 30'000;      ///< without any byte moving
    qint64 maxBytes = 32 << 20;  ///< a longer answer, after decompression, is cut off as ErrorCode::Corrupt
    std::stop_token stop = {};   ///< ends the call, and frees its connection, as ErrorCode::Cancelled; from any thread
};

/// How the details of a Network error begin when no byte of the request can have reached the server.
inline constexpr QLatin1StringView notSent("not sent: ");

/// An answer, whatever its status is. What brought none is an Error instead: Network, or Corrupt (too long).
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray etag;
    qint64 retryAfterMs = 0; ///< from Retry-After, seconds or a date (RFC 9110 section 10.2.3); 0 when absent
};

/// HTTP for one thread: the one it is used on, which needs an event loop. Follows redirects only to the same host and
/// never from https to http; certificate errors are failures. http without TLS is for this computer itself only.
class HttpClient final : public QObject
{
    Q_OBJECT
public:
    explicit HttpClient(QObject* parent = nullptr);

    /// Ends with a value on the client's thread. Destroying the client cancels the futures of what runs.
    [[nodiscard]] QFuture<Result<HttpAnswer>> send(const HttpRequest& request);

    /// Whether an address may be talked to: https, or http on a loopback host.
    [[nodiscard]] static bool isAllowed(const QUrl& url);

private:
    QNetworkAccessManager m_manager;
};

/// Milliseconds that a Retry-After header asks for: a number of seconds, or an HTTP date. 0 for anything else, at most
/// a day.
[[nodiscard]] qint64 retryAfterMs(const QByteArray& header, qint64 nowMs);

} // namespace groundswell::net
