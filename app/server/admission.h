#pragma once

#include "base/ids.h"
#include "server/rate_limiter.h"

#include <shared_mutex>

namespace groundswell::server {

/// What calls cost, in the units of Admission.
namespace price {
inline constexpr double read = 1;
inline constexpr double writerJob = 5; ///< for anybody: waits for the one writer
/// Of a write, beside one for each of its operations: a transaction that reaches the disk.
inline constexpr double transaction = 10;
/// Of a pull or a wait, for each of its scopes, and of a pull for each change in its answer.
inline constexpr double scope = 1.0 / 25;
inline constexpr double change = 1.0 / 250;
} // namespace price

/// Who may ask how much: budgets that refill while they are not used.
///
///                                       at once   a second
///     calls of a network                 10,000        400
///     of these, its guests' together      1,000         20
///     calls of a signed-in person         3,000         50
///     writes of a person                  5,000         20
///     writes of a network                20,000         80
///
/// Enough for a first sync of 100,000 changes by a guest, and for an outbox of 4,000 operations at once. A token counts
/// as its person's only after it was found good: a made-up one is a guest's. Thread-safe.
class Admission
{
public:
    /// Before any work is done for a call: takes `units` from the caller's budgets, or says when there will be enough.
    [[nodiscard]] Result<void> admit(const QString& token, const QString& address, double units, qint64 nowMs);
    /// What an answer turned out to cost beyond that; the next call waits for it.
    void charge(const QString& token, const QString& address, double units, qint64 nowMs);
    /// Before something is written for a signed-in person: a transaction of so many operations.
    [[nodiscard]] Result<void> admitWrite(UserId person, const QString& address, double operations, qint64 nowMs);

    /// The token was found good just now: for five minutes its calls are counted as this person's.
    void recognise(const QString& token, UserId person, qint64 nowMs);
    /// Whether it was found good lately.
    [[nodiscard]] bool knows(const QString& token, qint64 nowMs) const;

private:
    struct Known
    {
        QString person;
        qint64 untilMs = 0;
    };
    /// Whose token it is; empty when it is none's that was found good lately.
    [[nodiscard]] QString personOf(const QString& token, qint64 nowMs) const;

    RateLimiter m_networks{10'000, 1000.0 / 400};
    RateLimiter m_guests{1'000, 1000.0 / 20};
    RateLimiter m_people{3'000, 1000.0 / 50};
    RateLimiter m_writers{5'000, 1000.0 / 20};
    RateLimiter m_writingNetworks{20'000, 1000.0 / 80};
    mutable std::shared_mutex m_mutex; // guards m_known: asked at each call, changed at few
    QHash<QString, Known> m_known;
};

} // namespace groundswell::server
