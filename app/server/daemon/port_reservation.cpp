#include "port_reservation.h"

#include "server/server_text.h"

#include <QHostAddress>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace groundswell::server {

namespace {

socklen_t fillAddress(sockaddr_storage& storage, const QHostAddress& address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&v6.sin6_addr, &bytes, sizeof bytes);
        std::memcpy(&storage, &v6, sizeof v6);
        return sizeof v6;
    }
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    v4.sin_addr.s_addr = htonl(address.toIPv4Address());
    std::memcpy(&storage, &v4, sizeof v4);
    return sizeof v4;
}

bool bindTo(int socket, const QHostAddress& address, quint16 port)
{
    sockaddr_storage storage{};
    const socklen_t length = fillAddress(storage, address, port);
    return ::bind(socket, reinterpret_cast<const sockaddr*>(&storage), length) == 0;
}

quint16 boundPort(int socket)
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    getsockname(socket, reinterpret_cast<sockaddr*>(&storage), &length);
    return ntohs(storage.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(storage).sin6_port
                                               : reinterpret_cast<const sockaddr_in&>(storage).sin_port);
}

} // namespace

Result<PortReservation> PortReservation::take(const QString& host, quint16 port)
{
    const QHostAddress address(host);
    if (address.isNull()) return fail(ErrorCode::InvalidInput, tr("“%1” is not an IP address.").arg(host));
    const int family = address.protocol() == QAbstractSocket::IPv6Protocol ? AF_INET6 : AF_INET;
    const int yes = 1;

    // Without SO_REUSEPORT, which another groundswelld would share its port by.
    const int probe = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const bool isFree = bindTo(probe, address, port);
    const int reason = errno;
    const quint16 number = isFree ? boundPort(probe) : port;
    ::close(probe);
    if (!isFree)
        return fail(
            ErrorCode::Io,
            tr("Port %1 of %2 cannot be used: %3").arg(port).arg(host, QString::fromLocal8Bit(std::strerror(reason))));

    const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    if (!bindTo(socket, address, number)) {
        ::close(socket);
        return fail(ErrorCode::Io, tr("Port %1 of %2 was taken by another program just now.").arg(number).arg(host));
    }
    return PortReservation(socket, number);
}

bool takesConnections(const QString& host, quint16 port)
{
    const QHostAddress address(host);
    sockaddr_storage storage{};
    const socklen_t length = fillAddress(storage, address, port);
    const int socket = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&storage), length) == 0;
    ::close(socket);
    return connected;
}

PortReservation::~PortReservation()
{
    if (m_socket >= 0) ::close(m_socket);
}

PortReservation::PortReservation(PortReservation&& other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_port(other.m_port)
{
}

} // namespace groundswell::server
