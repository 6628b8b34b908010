#pragma once

#include <QHostAddress>

namespace groundswell::net {

/// Whether an address belongs to the public internet. Not so: loopback, private (RFC 1918, RFC 4193), carrier-grade NAT
/// (RFC 6598), link-local, multicast, broadcast, unspecified, documentation and reserved ranges (RFC 6890), and every
/// IPv6 form that carries such an IPv4 address (mapped, NAT64, 6to4; Teredo always).
[[nodiscard]] bool isPublicAddress(const QHostAddress& address);

} // namespace groundswell::net
