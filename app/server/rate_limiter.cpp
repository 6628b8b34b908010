#include "server/rate_limiter.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr auto waitMark = "retry after "_L1;
constexpr qsizetype mostBuckets = 10'000;
constexpr qint64 betweenSweepsMs = 1000;

} // namespace

Result<void> RateLimiter::take(const QString& key, qint64 nowMs, double cost)
{
    const std::lock_guard lock(m_mutex);
    Bucket& bucket = filled(key, nowMs);
    const double needed = std::min(cost, m_burst);
    if (bucket.level < needed)
        return std::unexpected(tooMany(static_cast<qint64>((needed - bucket.level) * m_refillMs)));
    bucket.level -= cost;
    return {};
}

void RateLimiter::charge(const QString& key, qint64 nowMs, double cost)
{
    const std::lock_guard lock(m_mutex);
    filled(key, nowMs).level -= cost;
}

/// The key's bucket with what has flowed into it since.
RateLimiter::Bucket& RateLimiter::filled(const QString& key, qint64 nowMs)
{
    if (m_buckets.size() >= mostBuckets && nowMs >= m_nextSweepMs) {
        forgetFull(nowMs);
        m_nextSweepMs = nowMs + betweenSweepsMs; // where many are in use, not each request looks at all of them
    }
    auto found = m_buckets.find(key);
    if (found == m_buckets.end()) found = m_buckets.insert(key, {m_burst, nowMs});
    Bucket& bucket = found.value();
    // A clock that was set back takes nothing away.
    const auto waited = static_cast<double>(std::max(qint64{0}, nowMs - bucket.atMs));
    bucket.level = std::min(m_burst, bucket.level + waited / m_refillMs);
    bucket.atMs = nowMs;
    return bucket;
}

void RateLimiter::giveBack(const QString& key)
{
    const std::lock_guard lock(m_mutex);
    if (const auto bucket = m_buckets.find(key); bucket != m_buckets.end())
        bucket->level = std::min(m_burst, bucket->level + 1);
}

void RateLimiter::forgetFull(qint64 nowMs)
{
    m_buckets.removeIf([&](const auto& entry) {
        return entry.value().level + static_cast<double>(nowMs - entry.value().atMs) / m_refillMs >= m_burst;
    });
}

QString networkOf(const QString& address)
{
    const QHostAddress parsed(address);
    bool isMapped = false;
    if (const quint32 v4 = parsed.toIPv4Address(&isMapped); isMapped) return QHostAddress(v4).toString();
    if (parsed.protocol() != QAbstractSocket::IPv6Protocol) return address.left(64);
    Q_IPV6ADDR bytes = parsed.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8{0});
    return QHostAddress(bytes).toString();
}

int retryAfterSeconds(const Error& error)
{
    if (error.code != ErrorCode::RateLimited || !error.details.startsWith(waitMark)) return 0;
    return QStringView(error.details).sliced(waitMark.size()).toInt();
}

Error tooMany(qint64 waitMs)
{
    const int seconds = std::max(1, static_cast<int>(std::ceil(static_cast<double>(waitMs) / 1000)));
    return {ErrorCode::RateLimited,
            QCoreApplication::translate("Server", "That was too often. Try again in %n second(s).", nullptr, seconds),
            waitMark + QString::number(seconds)};
}

} // namespace groundswell::server
