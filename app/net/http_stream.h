#pragma once

#include "net/host_resolver.h"
#include "net/http_problem.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>
#include <utility>

namespace groundswell::net {

/// Who wrote an address. A stranger's must not lead into a private network, whatever its name resolves to and wherever
/// it redirects to; what the person typed may.
enum class Trust { Own, Stranger };

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// One GET whose body is taken as it comes.
struct StreamRequest
{
    QUrl url;
    Trust trust = Trust::Stranger;
    std::optional<qint64> first = {}; ///< ask for the bytes from here on; none: the whole, without a Range header
    std::optional<qint64> end = {};   ///< ... and up to, not including, here
    QByteArray ifRange = {};          ///< with `first`: an ETag or a date; another content is then sent whole, as a 200
    Headers headers = {};             ///< sent to the address' own host and port only, never to where it redirects
    int stallMs = 15'000;             ///< without any byte moving, it ends as a passing failure
    bool mayBeIcy = false;            ///< a station: an old Shoutcast server's "ICY 200 OK" is an answer too
};

/// The Host header for an address.
[[nodiscard]] QByteArray hostHeader(const QUrl& url);

/// What the answer's header says.
struct StreamHead
{
    int status = 0; ///< 200 or 206
    QUrl url;       ///< where it came from after redirects
    QByteArray contentType;
    QByteArray etag;
    QByteArray lastModified;
    std::optional<qint64> contentLength;
    qint64 first = 0;            ///< of a 206: the body's place in the whole
    std::optional<qint64> total; ///< of a 206: the whole's size, where it is known
    Headers headers;             ///< all of them, names in lower case

    /// A strong ETag, else a date; empty: nothing that If-Range could use (RFC 9110 section 13.1.5).
    [[nodiscard]] QString validator() const { return QString::fromLatin1(etag.startsWith('"') ? etag : lastModified); }
};

/// A running GET. At most five redirects are followed, never from https to http. It says answered(), then arrived() as
/// often as bytes come, and at last ended() or failed(), each at most once; abort() ends it without a word. It deletes
/// itself after any of these, later.
class HttpStream final : public QObject
{
    Q_OBJECT
public:
    /// Unread bytes stay with the system, so that a sender who is too fast is slowed down.
    void setPaused(bool paused);
    void abort();

Q_SIGNALS:
    void answered(const net::StreamHead& head);
    void arrived(const QByteArray& bytes);
    /// The body is whole, as far as the header told its length.
    void ended();
    void failed(const net::StreamFailure& failure);

private:
    friend class HttpStreams;
    HttpStream(class HttpStreams& streams, StreamRequest request);
    ~HttpStream() override = default;

    void visit(const QUrl& url);
    void connectChecked(const QList<QHostAddress>& addresses);
    void send(const std::optional<QHostAddress>& address);
    void onHead();
    void follow(const QUrl& target);
    void drain();
    void conclude();
    void fail(StreamFailure failure);
    void dropReply();
    void finish();
    [[nodiscard]] bool tryNextAddress();
    [[nodiscard]] bool tryIcy(QNetworkReply::NetworkError error);

    HttpStreams& m_streams;
    const StreamRequest m_request;
    Trust m_trust;
    QUrl m_url;                      // being visited
    QList<QHostAddress> m_addresses; // of a stranger's host, checked, not yet tried
    QString m_peer;                  // what the reply is connected to
    QNetworkReply* m_reply = nullptr;
    class IcyReply* m_icy = nullptr; // in its place
    QTimer m_stall;
    int m_redirects = 0;
    bool m_answered = false;
    bool m_paused = false;
    bool m_replyEnded = false;
    bool m_done = false;
};

/// Starts streams, all in the thread it lives in, which needs an event loop. Certificates are the platform's to judge;
/// there is no way to ignore an error. No cookies, no cache.
class HttpStreams final : public QObject
{
    Q_OBJECT
public:
    using AddressCheck = bool (*)(const QHostAddress& address);

    /// `isAllowed` tells which addresses a stranger's may lead to.
    explicit HttpStreams(std::unique_ptr<HostResolver> resolver = std::make_unique<SystemResolver>(),
                         AddressCheck isAllowed = nullptr, QObject* parent = nullptr);

    /// Connect to its signals at once: it begins when the event loop goes on. Owned by itself, ended with this.
    [[nodiscard]] HttpStream* get(const StreamRequest& request);

private:
    friend class HttpStream;
    std::unique_ptr<HostResolver> m_resolver;
    AddressCheck m_isAllowed;
    QNetworkAccessManager m_manager;
};

} // namespace groundswell::net
