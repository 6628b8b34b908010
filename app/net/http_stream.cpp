#include "net/http_stream.h"

#include "net/http_client.h"
#include "net/icy_reply.h"
#include "net/public_address.h"

#include <QDateTime>
#include <QNetworkRequest>
#include <QPointer>

#include <algorithm>

namespace groundswell::net {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostRedirects = 5;
constexpr qint64 ReadAheadBytes = 512 * 1024;

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    const auto port = [](const QUrl& url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

QByteArray rangeHeader(const StreamRequest& request)
{
    const QByteArray from = "bytes=" + QByteArray::number(*request.first) + '-';
    return request.end ? from + QByteArray::number(*request.end - 1) : from;
}

/// "bytes 5-9/20" (RFC 9110 section 14.4).
void readContentRange(const QByteArray& value, StreamHead& head)
{
    const QByteArray text = value.trimmed();
    if (!text.startsWith("bytes ")) return;
    const auto dash = text.indexOf('-');
    const auto slash = text.indexOf('/');
    bool ok = false;
    if (dash > 0) head.first = text.sliced(6, dash - 6).toLongLong(&ok);
    if (!ok || head.first < 0) head.first = -1;
    const qint64 total = slash > 0 ? text.sliced(slash + 1).toLongLong(&ok) : 0;
    if (slash > 0 && ok && total >= 0) head.total = total;
}

StreamHead headOf(const QNetworkReply& reply, const QUrl& url)
{
    StreamHead head;
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    head.url = url;
    for (const auto& [name, value] : reply.rawHeaderPairs())
        head.headers.emplaceBack(name.toLower(), value);
    head.contentType = reply.rawHeader("Content-Type").split(';').first().trimmed().toLower();
    head.etag = reply.rawHeader("ETag");
    head.lastModified = reply.rawHeader("Last-Modified");
    bool ok = false;
    const qint64 length = reply.rawHeader("Content-Length").toLongLong(&ok);
    if (ok && length >= 0) head.contentLength = length;
    if (head.status == 206) readContentRange(reply.rawHeader("Content-Range"), head);
    return head;
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

QByteArray hostHeader(const QUrl& url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    const QByteArray name = (host.contains(u':') ? u'[' + host + u']' : host).toLatin1();
    return url.port() < 0 ? name : name + ':' + QByteArray::number(url.port());
}

HttpStream::HttpStream(HttpStreams& streams, StreamRequest request)
    : QObject(&streams)
    , m_streams(streams)
    , m_request(std::move(request))
    , m_trust(m_request.trust)
{
    m_stall.setSingleShot(true);
    m_stall.setInterval(m_request.stallMs);
    connect(&m_stall, &QTimer::timeout, this, [this] {
        if (m_paused) return;
        fail({{ErrorCode::Network, HttpClient::tr("%1 stopped sending.").arg(m_url.host()), {}}, true});
    });
    QMetaObject::invokeMethod(this, [this] { visit(m_request.url); }, Qt::QueuedConnection);
}

void HttpStream::setPaused(bool paused)
{
    if (m_done || std::exchange(m_paused, paused) == paused) return;
    m_stall.start();
    if (m_icy) m_icy->setPaused(paused);
    if (!paused) QMetaObject::invokeMethod(this, &HttpStream::drain, Qt::QueuedConnection);
}

void HttpStream::abort()
{
    if (!m_done) finish();
}

void HttpStream::visit(const QUrl& url)
{
    if (m_done) return;
    m_url = url;
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
        fail({{ErrorCode::InvalidInput,
               HttpClient::tr("%1 is no address that sound can come from.").arg(url.toDisplayString(QUrl::RemoveQuery)),
               {}}});
        return;
    }
    m_stall.start();
    if (m_trust == Trust::Own) {
        send({});
        return;
    }
    m_streams.m_resolver->resolve(url.host(), this, [this](const QList<QHostAddress>& addresses) {
        if (!m_done) connectChecked(addresses);
    });
}

void HttpStream::connectChecked(const QList<QHostAddress>& addresses)
{
    if (addresses.isEmpty()) {
        fail(connectionFailure(QNetworkReply::HostNotFoundError, {}, m_url));
        return;
    }
    for (const auto& address : addresses) {
        if (m_streams.m_isAllowed(address)) continue;
        fail({{ErrorCode::Forbidden,
               HttpClient::tr("%1 leads into a private network, so it was not opened.").arg(m_url.host()),
               address.toString()}});
        return;
    }
    m_addresses = addresses;
    send(m_addresses.takeFirst());
}

/// With an address: to that one and no other, so that a name that resolves differently the next time changes nothing.
void HttpStream::send(const std::optional<QHostAddress>& address)
{
    QUrl url = m_url;
    QNetworkRequest request;
    if (address) {
        url.setHost(address->toString());
        request.setPeerVerifyName(m_url.host(QUrl::FullyEncoded));
        request.setRawHeader("Host", hostHeader(m_url));
    }
    m_peer = url.host();
    request.setUrl(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Groundswell/" GROUNDSWELL_VERSION ""_s);
    request.setRawHeader("Accept", "audio/*, application/ogg, */*;q=0.5");
    request.setRawHeader("Accept-Encoding", "identity");
    if (m_request.first) {
        request.setRawHeader("Range", rangeHeader(m_request));
        if (!m_request.ifRange.isEmpty()) request.setRawHeader("If-Range", m_request.ifRange);
    }
    if (sameOrigin(m_url, m_request.url))
        for (const auto& [name, value] : m_request.headers)
            request.setRawHeader(name, value);
    m_replyEnded = false;
    m_reply = m_streams.m_manager.get(request);
    m_reply->setReadBufferSize(ReadAheadBytes);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpStream::onHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpStream::drain);
    connect(m_reply, &QNetworkReply::finished, this, [this] {
        m_replyEnded = true;
        onHead();
        drain();
    });
}

void HttpStream::onHead()
{
    if (m_done || m_answered || !m_reply) return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) return;
    if (isRedirect(status)) {
        follow(m_url.resolved(QUrl::fromEncoded(m_reply->rawHeader("Location"))));
        return;
    }
    m_answered = true;
    m_stall.start();
    if (status != 200 && status != 206) {
        auto failure = statusFailure(status, m_url);
        failure.retryAfterMs = retryAfterMs(m_reply->rawHeader("Retry-After"), QDateTime::currentMSecsSinceEpoch());
        fail(std::move(failure));
        return;
    }
    Q_EMIT answered(headOf(*m_reply, m_url));
}

void HttpStream::follow(const QUrl& target)
{
    dropReply();
    if (++m_redirects > MostRedirects) {
        fail({{ErrorCode::Network, HttpClient::tr("%1 redirects in circles.").arg(m_request.url.host()),
               target.toDisplayString(QUrl::RemoveQuery)}});
        return;
    }
    if (m_url.scheme() == "https"_L1 && target.scheme() == "http"_L1) {
        fail({{ErrorCode::Forbidden,
               HttpClient::tr("%1 redirects to an address without encryption, so it was not followed.")
                   .arg(m_url.host()),
               target.toDisplayString(QUrl::RemoveQuery)}});
        return;
    }
    // Where the person's own host sends to was not written by the person. Only who is in the private network already
    // may lead on within it.
    if (m_trust == Trust::Stranger || target.host() == m_url.host()) {
        visit(target);
        return;
    }
    m_streams.m_resolver->resolve(m_url.host(), this, [this, target](const QList<QHostAddress>& addresses) {
        if (m_done) return;
        if (std::ranges::all_of(addresses, m_streams.m_isAllowed)) m_trust = Trust::Stranger;
        visit(target);
    });
}

void HttpStream::drain()
{
    if (m_done || !m_reply || m_paused) return;
    const QPointer guard(this);
    if (m_answered && m_reply->bytesAvailable() > 0) {
        m_stall.start();
        Q_EMIT arrived(m_reply->readAll());
        if (!guard || m_done || m_paused) return;
    }
    if (m_replyEnded && m_reply->bytesAvailable() == 0) conclude();
}

void HttpStream::conclude()
{
    const auto error = m_reply->error();
    if (error == QNetworkReply::NoError && m_answered) {
        finish();
        Q_EMIT ended();
    } else if (!tryIcy(error) && !tryNextAddress()) {
        fail(connectionFailure(error, m_reply->errorString(), m_url));
    }
}

/// A host may have several addresses of which one is out of reach, such as IPv6 where there is none.
bool HttpStream::tryNextAddress()
{
    if (m_answered || m_addresses.isEmpty() || m_reply->error() == QNetworkReply::SslHandshakeFailedError) return false;
    dropReply();
    send(m_addresses.takeFirst());
    return true;
}

/// Qt takes an old Shoutcast server's status line for a broken connection or for no HTTP.
bool HttpStream::tryIcy(QNetworkReply::NetworkError error)
{
    const bool isOddAnswer = error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::ProtocolFailure ||
                             error == QNetworkReply::ProtocolUnknownError;
    if (!m_request.mayBeIcy || m_answered || !isOddAnswer || m_url.scheme() != "http"_L1) return false;
    const auto failure = connectionFailure(error, m_reply->errorString(), m_url);
    dropReply();
    m_stall.start();
    m_icy = new IcyReply(m_peer, m_url, m_request.headers, this);
    connect(m_icy, &IcyReply::answered, this, [this](const StreamHead& head) {
        m_answered = true;
        m_stall.start();
        Q_EMIT answered(head);
    });
    connect(m_icy, &IcyReply::arrived, this, [this](const QByteArray& bytes) {
        m_stall.start();
        Q_EMIT arrived(bytes);
    });
    connect(m_icy, &IcyReply::ended, this, [this, failure] {
        if (!m_answered) {
            fail(failure);
            return;
        }
        finish();
        Q_EMIT ended();
    });
    return true;
}

void HttpStream::fail(StreamFailure failure)
{
    finish();
    Q_EMIT failed(failure);
}

void HttpStream::dropReply()
{
    if (!m_reply) return;
    m_reply->disconnect(this);
    if (!m_reply->isFinished()) m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void HttpStream::finish()
{
    m_done = true;
    m_stall.stop();
    dropReply();
    if (m_icy) {
        m_icy->disconnect(this);
        m_icy->abort();
    }
    deleteLater();
}

HttpStreams::HttpStreams(std::unique_ptr<HostResolver> resolver, AddressCheck isAllowed, QObject* parent)
    : QObject(parent)
    , m_resolver(std::move(resolver))
    , m_isAllowed(isAllowed ? isAllowed : isPublicAddress)
    , m_manager(this)
{
    m_manager.setAutoDeleteReplies(false);
}

HttpStream* HttpStreams::get(const StreamRequest& request)
{
    return new HttpStream(*this, request); // its parent is this
}

} // namespace groundswell::net
