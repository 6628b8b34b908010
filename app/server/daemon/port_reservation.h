#pragma once

#include "base/error.h"

#include <QString>

namespace groundswell::server {

/// A port that is ours before Drogon opens it. Drogon opens the port once an event loop (SO_REUSEPORT), so "any free
/// port" must be one number beforehand, and a port that another program has must be a clear sentence.
class PortReservation
{
public:
    /// Binds the port (0: any free one) without listening.
    [[nodiscard]] static Result<PortReservation> take(const QString& host, quint16 port);
    ~PortReservation();
    PortReservation(PortReservation&& other) noexcept;
    PortReservation& operator=(PortReservation&&) = delete;

    [[nodiscard]] quint16 port() const noexcept { return m_port; }

private:
    PortReservation(int socket, quint16 port)
        : m_socket(socket)
        , m_port(port)
    {
    }

    int m_socket;
    quint16 m_port;
};

/// Whether somebody accepts connections there. At once: for an address of this computer.
[[nodiscard]] bool takesConnections(const QString& host, quint16 port);

} // namespace groundswell::server
