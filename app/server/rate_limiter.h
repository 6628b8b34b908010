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

    /// Takes `cost` tokens (one more than a bucket holds waits for a full one), or takes none and fails with
    /// RateLimited; retryAfterSeconds() of the error tells when there will be enough.
    [[nodiscard]] Result<void> take(const QString& key, qint64 nowMs, double cost = 1);
    /// Takes what an answer turned out to cost, even where there is not as much: the next take() waits for it.
    void charge(const QString& key, qint64 nowMs, double cost);
    /// Gives one back: the attempt was a good one.
    void giveBack(const QString& key);

private:
    struct Bucket
    {
        double level = 0;
        qint64 atMs = 0;
    };
    Bucket& filled(const QString& key, qint64 nowMs);
    void forgetFull(qint64 nowMs);

    const double m_burst;
    const double m_refillMs;
    std::mutex m_mutex; // guards the buckets
    QHash<QString, Bucket> m_buckets;
    qint64 m_nextSweepMs = 0;
};

/// Whom an address belongs to, as a key: an IPv4 address itself, of IPv6 the first 64 bits, which one household or one
/// rented machine has to itself.
[[nodiscard]] QString networkOf(const QString& address);
/// The number for a Retry-After header; 0 when the error tells of none.
[[nodiscard]] int retryAfterSeconds(const Error& error);
/// A RateLimited error that carries it.
[[nodiscard]] Error tooMany(qint64 waitMs);

} // namespace groundswell::server
