#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <deque>
#include <memory>

namespace groundswell::test {

/// A line to a server on loopback as a home has one: so many bits a second for all connections together, and a time on
/// the way. A TCP proxy in a thread of its own; a connection costs the round trip of its handshake.
class SlowLine
{
public:
    SlowLine(quint16 serverPort, double bitsPerSecond, int roundTripMs)
    {
        m_home = new Proxy(serverPort, bitsPerSecond, roundTripMs);
        m_home->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
        m_thread.start();
        QMetaObject::invokeMethod(m_home, [this] { m_port = m_home->listen(); }, Qt::BlockingQueuedConnection);
    }
    ~SlowLine()
    {
        m_thread.quit();
        m_thread.wait();
    }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    struct Packet
    {
        qint64 dueNs = 0;
        QByteArray bytes;
    };

    /// One connection: what goes up is only late, what comes down shares the line's rate.
    struct Link final : QObject
    {
        QTcpSocket* client = nullptr;
        QTcpSocket* server = nullptr;
        std::deque<Packet> up, down;
        qsizetype downBytes = 0;
        qint64 openNs = 0; ///< when the handshake is through
    };

    struct Proxy final : QObject
    {
        // As much as a window of TCP has on its way: twice what the line holds.
        static constexpr qsizetype Window = 128 * 1024;
        static constexpr qint64 PacketBytes = 1448;

        Proxy(quint16 port, double bitsPerSecond, int roundTripMs)
            : serverPort(port)
            , nsPerByte(8e9 / bitsPerSecond)
            , oneWayNs(roundTripMs * 500'000LL)
        {
        }

        quint16 listen()
        {
            clock.start();
            listener = new QTcpServer(this);
            connect(listener, &QTcpServer::newConnection, this, [this] {
                while (auto* socket = listener->nextPendingConnection())
                    join(socket);
            });
            ticker = new QTimer(this);
            ticker->setTimerType(Qt::PreciseTimer);
            connect(ticker, &QTimer::timeout, this, [this] { tick(); });
            ticker->start(1);
            if (!listener->listen(QHostAddress::LocalHost)) qFatal("no port to listen on");
            return listener->serverPort();
        }

        void join(QTcpSocket* socket)
        {
            auto* link = new Link;
            link->setParent(this);
            link->client = socket;
            link->server = new QTcpSocket(link);
            link->openNs = clock.nsecsElapsed() + 2 * oneWayNs;
            link->server->setReadBufferSize(Window);
            socket->setParent(link);
            connect(socket, &QTcpSocket::readyRead, link, [this, link] {
                const qint64 now = std::max(clock.nsecsElapsed(), link->openNs);
                link->up.push_back({now + oneWayNs, link->client->readAll()});
            });
            connect(socket, &QTcpSocket::disconnected, link, [this, link] {
                links.removeOne(link);
                link->deleteLater();
            });
            connect(link->server, &QTcpSocket::readyRead, link, [this, link] { take(*link); });
            link->server->connectToHost(QHostAddress::LocalHost, serverPort);
            links.append(link);
        }

        void take(Link& link)
        {
            while (link.downBytes < Window && link.server->bytesAvailable() > 0) {
                const QByteArray bytes = link.server->read(PacketBytes);
                lineFreeNs = std::max(lineFreeNs, clock.nsecsElapsed()) + qint64(double(bytes.size()) * nsPerByte);
                link.downBytes += bytes.size();
                link.down.push_back({lineFreeNs + oneWayNs, bytes});
            }
        }

        void tick()
        {
            const qint64 now = clock.nsecsElapsed();
            for (auto* link : QList(links)) {
                while (!link->up.empty() && link->up.front().dueNs <= now) {
                    link->server->write(link->up.front().bytes);
                    link->up.pop_front();
                }
                while (!link->down.empty() && link->down.front().dueNs <= now) {
                    link->client->write(link->down.front().bytes);
                    link->downBytes -= link->down.front().bytes.size();
                    link->down.pop_front();
                }
                take(*link);
            }
        }

        const quint16 serverPort;
        const double nsPerByte;
        const qint64 oneWayNs;
        QElapsedTimer clock;
        qint64 lineFreeNs = 0;
        QTcpServer* listener = nullptr;
        QTimer* ticker = nullptr;
        QList<Link*> links;
    };

    QThread m_thread;
    Proxy* m_home = nullptr;
    quint16 m_port = 0;
};

} // namespace groundswell::test
