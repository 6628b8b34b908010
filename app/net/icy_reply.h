#pragma once

#include "net/http_stream.h"

#include <QTcpSocket>

namespace groundswell::net {

/// The answer of an old Shoutcast server: HTTP but for its status line, "ICY 200 OK", which Qt refuses. Asks over plain
/// TCP and takes no other answer. Says answered(), then arrived() as often as bytes come, and at last ended(); that
/// alone where it is no such server.
class IcyReply final : public QObject
{
    Q_OBJECT
public:
    /// `peer` is a name or an address; the path and the host's name are of the URL.
    IcyReply(const QString& peer, const QUrl& url, const Headers& headers, QObject* parent);

    /// Unread bytes stay with the system.
    void setPaused(bool paused);
    void abort();

Q_SIGNALS:
    void answered(const net::StreamHead& head);
    void arrived(const QByteArray& bytes);
    void ended();

private:
    void take();
    [[nodiscard]] bool takeHead();
    void end();

    const QUrl m_url;
    QTcpSocket m_socket;
    QByteArray m_head; // until it is whole
    bool m_answered = false;
    bool m_paused = false;
};

} // namespace groundswell::net
