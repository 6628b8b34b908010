#pragma once

#include <QStringView>

namespace groundswell::api {

/// The first 8 bytes, big endian, of SHA-256("type\nid\nrev") in UTF-8: what one live entity adds to its scope's
/// checksum.
[[nodiscard]] quint64 entityChecksum(QStringView type, QStringView id, qint64 rev);

/// The checksum of a scope: the sum modulo 2^64 over its live entities, so that both sides keep it up entity by entity,
/// in any order. Equal checksums mean equal entities at equal revisions.
class ScopeChecksum
{
public:
    constexpr ScopeChecksum() noexcept = default;
    explicit constexpr ScopeChecksum(quint64 value) noexcept
        : m_value(value)
    {
    }

    void add(QStringView type, QStringView id, qint64 rev) { m_value += entityChecksum(type, id, rev); }
    /// Takes out an entity that was added at this revision.
    void remove(QStringView type, QStringView id, qint64 rev) { m_value -= entityChecksum(type, id, rev); }

    [[nodiscard]] constexpr quint64 value() const noexcept { return m_value; }
    /// As Page::checksum carries it: 16 lower-case hex digits.
    [[nodiscard]] QString toString() const;

    friend constexpr bool operator==(ScopeChecksum, ScopeChecksum) noexcept = default;

private:
    quint64 m_value = 0;
};

} // namespace groundswell::api
