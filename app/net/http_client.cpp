#include "net/http_client.h"

#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>
#include <QTimeZone>

#include <functional>
#include <memory>

namespace groundswell::net {

using namespace Qt::StringLiterals;

namespace {

QNetworkRequest prepared(const HttpRequest& request)
{
    QNetworkRequest prepared(request.url);
    prepared.setTransferTimeout(request.timeoutMs);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::UserVerifiedRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setMaximumRedirectsAllowed(3);
    prepared.setHeader(QNetworkRequest::UserAgentHeader, u"Groundswell/" GROUNDSWELL_VERSION ""_s);
    prepared.setRawHeader("Accept", "application/json");
    if (!request.body.isEmpty()) prepared.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!request.bearer.isEmpty()) prepared.setRawHeader("Authorization", "Bearer " + request.bearer.toLatin1());
    if (!request.ifNoneMatch.isEmpty()) prepared.setRawHeader("If-None-Match", request.ifNoneMatch);
    return prepared;
}

bool mayFollow(const QUrl& from, const QUrl& to)
{
    return HttpClient::isAllowed(to) && from.host() == to.host() && from.port() == to.port() &&
           !(from.scheme() == "https"_L1 && to.scheme() != "https"_L1);
}

/// One call that runs: gathers the body, and keeps within the limit.
class Exchange final : public QObject
{
public:
    Exchange(QNetworkReply* reply, const HttpRequest& request)
        : QObject(reply)
        , m_reply(reply)
        , m_request(request)
        , m_onStop(request.stop,
                   [this] { QMetaObject::invokeMethod(this, [this] { m_reply->abort(); }, Qt::QueuedConnection); })
    {
        m_promise.start();
        connect(reply, &QNetworkReply::redirected, this, [this](const QUrl& to) {
            if (mayFollow(m_request.url, to))
                Q_EMIT m_reply->redirectAllowed();
            else
                m_reply->abort();
        });
        connect(reply, &QNetworkReply::readyRead, this, [this] { gather(); });
        connect(reply, &QNetworkReply::finished, this, [this] { finish(); });
    }
    QFuture<Result<HttpAnswer>> future() { return m_promise.future(); }

private:
    void gather()
    {
        m_answer.body += m_reply->readAll();
        if (m_answer.body.size() <= m_request.maxBytes) return;
        m_tooLong = true;
        m_reply->abort();
    }

    void finish()
    {
        if (m_ended) return;
        if (m_reply->isOpen()) m_answer.body += m_reply->readAll();
        m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        m_answer.etag = m_reply->rawHeader("ETag");
        m_answer.retryAfterMs = retryAfterMs(m_reply->rawHeader("Retry-After"), QDateTime::currentMSecsSinceEpoch());
        if (m_request.stop.stop_requested()) {
            end(fail(ErrorCode::Cancelled, HttpClient::tr("%1 is not asked any more.").arg(m_request.url.host())));
        } else if (m_tooLong) {
            end(fail(ErrorCode::Corrupt, HttpClient::tr("The answer of %1 is too long.").arg(m_request.url.host())));
        } else if (m_answer.status < 200 || wasCut()) {
            const auto kind = wasNeverSent() ? QString(notSent) : QString();
            end(fail(ErrorCode::Network, HttpClient::tr("%1 does not answer.").arg(m_request.url.host()),
                     kind + m_reply->errorString()));
        } else if (m_answer.status < 300 && m_reply->error() != QNetworkReply::NoError) {
            end(fail(ErrorCode::Corrupt, HttpClient::tr("The answer of %1 is damaged.").arg(m_request.url.host()),
                     m_reply->errorString())); // what cannot be unpacked, or would be far larger unpacked
        } else {
            end(m_answer);
        }
        m_reply->deleteLater();
    }

    /// The connection broke in the middle: a status is there, but not the whole body. Qt does not call a connection
    /// that ended in good order an error, however little of the body came; of an unpacked one it tells no length.
    [[nodiscard]] bool wasCut() const
    {
        const auto error = m_reply->error();
        const bool hasBody = m_request.method != "HEAD" && m_answer.status != 304;
        const auto length = m_reply->header(QNetworkRequest::ContentLengthHeader);
        if (hasBody && length.isValid() && m_answer.body.size() < length.toLongLong()) return true;
        return error != QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied;
    }

    /// There was no connection to send it over.
    [[nodiscard]] bool wasNeverSent() const
    {
        switch (m_reply->error()) {
        case QNetworkReply::ConnectionRefusedError:
        case QNetworkReply::HostNotFoundError:
        case QNetworkReply::SslHandshakeFailedError:
        case QNetworkReply::TemporaryNetworkFailureError:
        case QNetworkReply::ProxyConnectionRefusedError:
        case QNetworkReply::ProxyNotFoundError: return m_answer.status == 0;
        default: return false;
        }
    }

    void end(Result<HttpAnswer> answer)
    {
        m_ended = true;
        m_promise.addResult(std::move(answer));
        m_promise.finish();
    }

    QNetworkReply* m_reply;
    HttpRequest m_request;
    HttpAnswer m_answer;
    QPromise<Result<HttpAnswer>> m_promise;
    bool m_tooLong = false;
    bool m_ended = false;
    std::stop_callback<std::function<void()>> m_onStop;
};

} // namespace

HttpClient::HttpClient(QObject* parent)
    : QObject(parent)
    , m_manager(this)
{
    m_manager.setAutoDeleteReplies(false);
}

bool HttpClient::isAllowed(const QUrl& url)
{
    if (!url.isValid() || url.host().isEmpty()) return false;
    if (url.scheme() == "https"_L1) return true;
    return url.scheme() == "http"_L1 && (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback());
}

QFuture<Result<HttpAnswer>> HttpClient::send(const HttpRequest& request)
{
    if (!isAllowed(request.url)) {
        return QtFuture::makeReadyValueFuture(Result<HttpAnswer>(
            fail(ErrorCode::InvalidInput,
                 tr("%1 is not a safe address: it must begin with https://.").arg(request.url.toDisplayString()))));
    }
    auto* reply = m_manager.sendCustomRequest(prepared(request), request.method, request.body);
    auto* exchange = new Exchange(reply, request); // owned by the reply
    return exchange->future();
}

qint64 retryAfterMs(const QByteArray& header, qint64 nowMs)
{
    constexpr qint64 day = 86'400'000;
    if (header.isEmpty()) return 0;
    bool isNumber = false;
    const auto seconds = header.trimmed().toLongLong(&isNumber);
    if (isNumber) return seconds < 0 ? 0 : qMin(day, seconds > day ? day : seconds * 1000);
    auto when = QLocale::c().toDateTime(QString::fromLatin1(header.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!when.isValid()) return 0;
    when.setTimeZone(QTimeZone::UTC);
    return qBound(0LL, when.toMSecsSinceEpoch() - nowMs, day);
}

} // namespace groundswell::net
