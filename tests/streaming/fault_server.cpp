#include "fault_server.h"
#include "support/places.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpSocket>

namespace groundswell::test {

namespace {

QByteArray readData(const QString& name)
{
    QFile file(dataPath(QStringLiteral("tls/") + name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("no %ls", qUtf16Printable(file.fileName()));
    return file.readAll();
}

QTcpServer* makeServer(bool tls, QObject* parent)
{
    if (!tls) return new QTcpServer(parent);
    auto* server = new QSslServer(parent);
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(readData(QStringLiteral("localhost.pem"))));
    configuration.setPrivateKey(QSslKey(readData(QStringLiteral("localhost.key")), QSsl::Ec));
    server->setSslConfiguration(configuration);
    return server;
}

Request parse(const QByteArray& head)
{
    Request request;
    const auto lines = head.split('\n');
    const auto words = lines.first().trimmed().split(' ');
    request.method = words.value(0);
    request.path = words.value(1);
    for (const auto& line : lines.sliced(1)) {
        const auto colon = line.indexOf(':');
        if (colon > 0) request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    return request;
}

/// The header, and the part of the body that is sent.
std::pair<QByteArray, QByteArray> compose(const Request& request, const Answer& answer)
{
    QByteArray body = answer.body;
    int status = answer.status;
    QByteArray head;
    const QByteArray range = request.range();
    const QByteArray condition = request.headers.value("if-range");
    if (answer.ranges && status == 200 && range.startsWith("bytes=") &&
        (condition.isEmpty() || condition == answer.etag)) {
        const auto parts = range.sliced(6).split('-');
        const qint64 first = parts.value(0).toLongLong();
        const qint64 last =
            parts.value(1).isEmpty() ? body.size() - 1 : qMin(parts.value(1).toLongLong(), body.size() - 1);
        const QByteArray total = QByteArray::number(body.size());
        if (first > last) {
            status = 416;
            head += "Content-Range: bytes */" + total + "\r\n";
            body.clear();
        } else {
            status = 206;
            head += "Content-Range: bytes " + QByteArray::number(first) + '-' + QByteArray::number(last) + '/' + total +
                    "\r\n";
            body = body.sliced(first, last - first + 1);
        }
    }
    if (answer.ranges) head += "Accept-Ranges: bytes\r\n";
    if (!answer.etag.isEmpty()) head += "ETag: " + answer.etag + "\r\n";
    head += "Content-Type: " + answer.contentType + "\r\n";
    if (answer.length)
        head += "Content-Length: " + QByteArray::number(body.size() + answer.lengthError) + "\r\n";
    else
        head += "Connection: close\r\n";
    for (const auto& [name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    return {"HTTP/1.1 " + QByteArray::number(status) + " Answer\r\n" + head + "\r\n", body};
}

} // namespace

/// One socket: reads requests, answers them, holds and cuts.
class FaultServer::Connection final : public QObject
{
public:
    Connection(FaultServer& server, QTcpSocket* socket)
        : QObject(socket)
        , m_server(server)
        , m_socket(socket)
    {
        connect(socket, &QTcpSocket::readyRead, this, [this] { take(); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        take();
    }

    void release()
    {
        if (!m_held) return;
        m_held = false;
        m_socket->write(std::exchange(m_rest, {}));
        if (m_closeAfter) m_socket->disconnectFromHost();
    }

private:
    void take()
    {
        m_received += m_socket->readAll();
        const auto end = m_received.indexOf("\r\n\r\n");
        if (end < 0) return;
        auto request = parse(m_received.first(end));
        const auto length = request.headers.value("content-length").toLongLong();
        if (m_received.size() < end + 4 + length) return;
        request.body = m_received.sliced(end + 4, length);
        m_received.clear();
        Answer answer;
        {
            const std::lock_guard lock(m_server.m_mutex);
            m_server.m_requests.append(request);
            answer = m_server.m_handler(request);
        }
        send(request, answer);
    }

    void send(const Request& request, const Answer& answer)
    {
        if (answer.raw) {
            m_socket->write(answer.body);
            m_socket->disconnectFromHost();
            return;
        }
        auto [head, body] = compose(request, answer);
        m_closeAfter = !answer.length || answer.lengthError != 0;
        m_socket->write(head);
        if (answer.cutAfter >= 0 && answer.cutAfter < body.size()) {
            body.truncate(answer.cutAfter);
            m_closeAfter = true; // what was written arrives, and then nothing
        }
        if (answer.holdAfter >= 0 && answer.holdAfter < body.size() && !m_server.m_released) {
            m_rest = body.sliced(answer.holdAfter);
            m_held = true;
            m_socket->write(body.first(answer.holdAfter));
            return;
        }
        m_socket->write(body);
        if (m_closeAfter) m_socket->disconnectFromHost();
    }

    FaultServer& m_server;
    QTcpSocket* m_socket;
    QByteArray m_received;
    QByteArray m_rest;
    bool m_held = false;
    bool m_closeAfter = false;
};

FaultServer::FaultServer(Handler handler, bool tls)
    : m_handler(std::move(handler))
    , m_tls(tls)
{
    m_home = new QObject;
    m_home->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_home,
        [this] {
            m_server = makeServer(m_tls, m_home);
            QObject::connect(m_server, &QTcpServer::pendingConnectionAvailable, m_home, [this] {
                while (auto* socket = m_server->nextPendingConnection())
                    serve(socket);
            });
            if (!m_server->listen(QHostAddress::LocalHost)) qFatal("no port to listen on");
            m_port = m_server->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

FaultServer::~FaultServer()
{
    m_thread.quit();
    m_thread.wait();
}

void FaultServer::serve(QTcpSocket* socket)
{
    new Connection(*this, socket); // goes with the socket
}

QUrl FaultServer::url(const QString& path, const QString& host) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host);
    url.setPort(m_port);
    url.setPath(path);
    return url;
}

QList<Request> FaultServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    // A list of its own: of a shared one, QList's count of its owners does not tell the server's thread when this one
    // has ceased to read it.
    return {m_requests.cbegin(), m_requests.cend()};
}

void FaultServer::forget()
{
    const std::lock_guard lock(m_mutex);
    m_requests.clear();
}

void FaultServer::release()
{
    QMetaObject::invokeMethod(
        m_home,
        [this] {
            m_released = true;
            const auto sockets = m_server->findChildren<QTcpSocket*>();
            for (auto* socket : sockets)
                for (QObject* child : socket->children())
                    if (auto* connection = dynamic_cast<Connection*>(child)) connection->release();
        },
        Qt::BlockingQueuedConnection);
}

} // namespace groundswell::test
