#include "net/public_address.h"

#include <algorithm>
#include <array>

namespace groundswell::net {

namespace {

struct Block
{
    quint32 network;
    int bits;
};

// The IANA IPv4 special-purpose address registry, as far as it is not reachable globally.
constexpr std::array NotPublic = {
    Block{0x00000000, 8},  // this network
    Block{0x0A000000, 8},  // private
    Block{0x64400000, 10}, // carrier-grade NAT
    Block{0x7F000000, 8},  // loopback
    Block{0xA9FE0000, 16}, // link-local
    Block{0xAC100000, 12}, // private
    Block{0xC0000000, 24}, // protocol assignments
    Block{0xC0000200, 24}, // documentation
    Block{0xC0586300, 24}, // 6to4 relays
    Block{0xC0A80000, 16}, // private
    Block{0xC6120000, 15}, // benchmarks
    Block{0xC6336400, 24}, // documentation
    Block{0xCB007100, 24}, // documentation
    Block{0xE0000000, 4},  // multicast
    Block{0xF0000000, 4},  // reserved, and broadcast
};

bool isPublic4(quint32 address)
{
    return std::ranges::none_of(
        NotPublic, [&](const Block& block) { return (address ^ block.network) >> (32 - block.bits) == 0; });
}

quint32 word(const Q_IPV6ADDR& address, int byte)
{
    return quint32(address[byte]) << 24 | quint32(address[byte + 1]) << 16 | quint32(address[byte + 2]) << 8 |
           quint32(address[byte + 3]);
}

bool isPublic6(const Q_IPV6ADDR& address)
{
    const quint32 first = word(address, 0);
    if (first == 0 && word(address, 4) == 0 && word(address, 8) == 0xFFFF) return isPublic4(word(address, 12));
    if (first == 0x0064FF9B && word(address, 4) == 0 && word(address, 8) == 0) return isPublic4(word(address, 12));
    if (first >> 16 == 0x2002) return isPublic4(word(address, 2));   // 6to4
    if (first == 0x20010000) return false;                           // Teredo
    if (first == 0x20010DB8 || first >> 12 == 0x3FFF0) return false; // documentation
    return first >> 29 == 1;                                         // 2000::/3, all that is given out
}

} // namespace

bool isPublicAddress(const QHostAddress& address)
{
    switch (address.protocol()) {
    case QAbstractSocket::IPv4Protocol: return isPublic4(address.toIPv4Address());
    case QAbstractSocket::IPv6Protocol: return address.scopeId().isEmpty() && isPublic6(address.toIPv6Address());
    default: return false;
    }
}

} // namespace groundswell::net
