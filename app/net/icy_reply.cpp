#include "net/icy_reply.h"

#include <QPointer>

namespace groundswell::net {

namespace {

constexpr qint64 ReadAheadBytes = 512 * 1024;
constexpr qsizetype MostHeadBytes = 16 * 1024;

/// The head's end and the length of the empty line; servers are not agreed on line ends.
std::pair<qsizetype, qsizetype> endOfHead(const QByteArray& bytes)
{
    const auto strict = bytes.indexOf("\r\n\r\n");
    const auto loose = bytes.indexOf("\n\n");
    if (strict >= 0 && (loose < 0 || strict < loose)) return {strict, 4};
    return {loose, 2};
}

StreamHead parse(const QByteArray& text, const QUrl& url)
{
    StreamHead head;
    head.status = 200;
    head.url = url;
    for (const QByteArray& line : text.split('\n').sliced(1)) {
        const auto colon = line.indexOf(':');
        if (colon > 0)
            head.headers.emplaceBack(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
    }
    for (const auto& [name, value] : head.headers)
        if (name == "content-type") head.contentType = value.split(';').first().trimmed().toLower();
    return head;
}

} // namespace

IcyReply::IcyReply(const QString& peer, const QUrl& url, const Headers& headers, QObject* parent)
    : QObject(parent)
    , m_url(url)
{
    QByteArray request = "GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    if (request.endsWith(' ')) request += '/';
    request += " HTTP/1.0\r\nHost: " + hostHeader(url) + "\r\nUser-Agent: Groundswell/" GROUNDSWELL_VERSION "\r\n";
    for (const auto& [name, value] : headers)
        request += name + ": " + value + "\r\n";
    m_socket.setReadBufferSize(ReadAheadBytes);
    connect(&m_socket, &QTcpSocket::connected, this, [this, request] { m_socket.write(request + "\r\n"); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &IcyReply::take);
    connect(&m_socket, &QTcpSocket::disconnected, this, &IcyReply::end);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &IcyReply::end);
    m_socket.connectToHost(peer, quint16(url.port(80)));
}

void IcyReply::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused) QMetaObject::invokeMethod(this, &IcyReply::take, Qt::QueuedConnection);
}

void IcyReply::abort()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void IcyReply::take()
{
    if (m_paused || (!m_answered && !takeHead())) return;
    const QByteArray bytes = m_socket.readAll();
    if (!bytes.isEmpty()) Q_EMIT arrived(bytes);
}

bool IcyReply::takeHead()
{
    m_head += m_socket.readAll();
    const auto [end, blank] = endOfHead(m_head);
    const bool isIcy = m_head.startsWith("ICY 200") || QByteArray("ICY 200").startsWith(m_head);
    if (!isIcy || (end < 0 && m_head.size() > MostHeadBytes)) {
        abort();
        Q_EMIT ended();
        return false;
    }
    if (end < 0) return false;
    m_answered = true;
    const QPointer guard(this);
    Q_EMIT answered(parse(m_head.first(end), m_url));
    if (!guard) return false;
    const QByteArray rest = m_head.sliced(end + blank);
    m_head.clear();
    if (!rest.isEmpty()) Q_EMIT arrived(rest);
    return !guard.isNull();
}

void IcyReply::end()
{
    const QPointer guard(this);
    m_paused = false;
    take();
    if (!guard) return;
    m_socket.disconnect(this);
    Q_EMIT ended();
}

} // namespace groundswell::net
