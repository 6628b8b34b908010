#pragma once

#include "base/error.h"

#include <QHash>
#include <QString>

#include <mutex>

namespace groundswell::server {

/// A token bucket a key (an address, an account): `burst` at once, then one every `refillMs`. Thread-safe.
class RateLimiter
{
public:
    RateLimiter(double burst, double refillMs)
        : m_burst(burst)
        , m_refillMs(refillMs)
    {
    }

    /// Takes one, or fails with RateLimited; retryAfterSeconds() of the error tells when there will be one.
    [[nodiscard]] Result<void> take(const QString& key, qint64 nowMs);
    /// Gives one back: the attempt was a good one.
    void giveBack(const QString& key);

private:
    struct Bucket
    {
        double level = 0;
        qint64 atMs = 0;
    };
    void forgetFull(qint64 nowMs);

    const double m_burst;
    const double m_refillMs;
    std::mutex m_mutex; // guards the buckets
    QHash<QString, Bucket> m_buckets;
};

/// Whom an address belongs to, as a key: an IPv4 address itself, of IPv6 the first 64 bits, which one household or one
/// rented machine has to itself.
[[nodiscard]] QString networkOf(const QString& address);
/// The number for a Retry-After header; 0 when the error tells of none.
[[nodiscard]] int retryAfterSeconds(const Error& error);
/// A RateLimited error that carries it.
[[nodiscard]] Error tooMany(qint64 waitMs);

} // namespace groundswell::server
