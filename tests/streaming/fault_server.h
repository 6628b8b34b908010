#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSslServer>
#include <QTcpServer>
#include <QThread>
#include <QUrl>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace groundswell::test {

/// One request as the server saw it.
struct Request
{
    QByteArray method;
    QByteArray path;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;                       ///< of as many bytes as Content-Length says

    [[nodiscard]] QByteArray range() const { return headers.value("range"); }
};

/// How one answer is given, right or wrong.
struct Answer
{
    int status = 200; ///< 206 comes by itself where a range was asked for
    QByteArray body = {};
    QByteArray contentType = "audio/mpeg";
    QByteArray etag = "\"v1\"";
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    bool ranges = true;
    bool length = true;     ///< tell the Content-Length; else the end is the connection's
    qint64 lengthError = 0; ///< ... and tell it wrong by this
    qint64 cutAfter = -1;   ///< reset the connection after so many bytes of the body
    qint64 holdAfter = -1;  ///< send so many bytes of the body and then nothing more before release()
    bool raw = false;       ///< `body` is all that is sent, header included
};

/// An HTTP server on loopback that speaks every fault on demand, in a thread of its own, so that a test may block.
class FaultServer
{
public:
    /// Called in the server's thread; requests() would wait for its end.
    using Handler = std::function<Answer(const Request& request)>;

    explicit FaultServer(Handler handler, bool tls = false);
    ~FaultServer();

    [[nodiscard]] QUrl url(const QString& path = QStringLiteral("/song.mp3"),
                           const QString& host = QStringLiteral("127.0.0.1")) const;
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QList<Request> requests() const;
    void forget();
    /// What was held goes on, and nothing is held any more.
    void release();

private:
    class Connection;
    void serve(QTcpSocket* socket);

    Handler m_handler;
    mutable std::mutex m_mutex;
    QList<Request> m_requests;
    QThread m_thread;
    QObject* m_home = nullptr; // lives in the thread
    QTcpServer* m_server = nullptr;
    quint16 m_port = 0;
    bool m_tls = false;
    std::atomic_bool m_released = false;
};

} // namespace groundswell::test
