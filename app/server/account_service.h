#pragma once

#include "base/error.h"
#include "community/api/account.h"
#include "server/rate_limiter.h"

#include <optional>

namespace groundswell {
class Clock;
}
namespace groundswell::store {
class Database;
class Store;
} // namespace groundswell::store

namespace groundswell::server {

/// What somebody may do beyond what everybody may.
struct Role
{
    bool isModerator = false;
    bool mayApprove = false; ///< translations that others wrote
};
/// Of a word of person.role: reviewers approve, moderators and admins do both.
[[nodiscard]] Role roleOf(const QString& word);

/// Who asks. A guest has a null id.
struct Viewer
{
    UserId person;
    Role role;
};

/// The person behind an access token; no token is a guest. Unauthorised "token_expired" for one that counts no more.
/// For jobs of a reader or the writer.
[[nodiscard]] Result<Viewer> authenticate(store::Database& database, const QString& accessToken, qint64 nowMs);

/// What became of a refresh token: it commits in both cases, because a reused one ends its family.
struct RefreshOutcome
{
    std::optional<api::Session> session;
    Error error; ///< when there is no session
};
/// Gives new tokens for a refresh token. The old one stays valid until the new one is first used; a token that comes
/// back after that was stolen or copied, and ends the whole sign-in. For jobs of the writer.
[[nodiscard]] RefreshOutcome refreshSession(store::Database& database, const QString& refreshToken, qint64 nowMs);
/// Ends the sign-in that a refresh token belongs to; nothing happens for an unknown one. For jobs of the writer.
void endSession(store::Database& database, const QString& refreshToken);
/// Whether a name can be registered. For jobs of a reader.
[[nodiscard]] api::NameAvailability nameAvailability(store::Database& database, const QString& name);
/// Removes tokens and sessions that ended. For jobs of the writer.
void purgeSessions(store::Database& database, qint64 nowMs);

/// Registering and signing in. Both hash a password (a fifth of a second, 64 MiB) and wait for the database: call them
/// from a small pool of worker threads, never from an event loop. Thread-safe. Attempts are limited by address, wrong
/// passwords by address and account.
class AccountService
{
public:
    AccountService(store::Store& store, const Clock& clock)
        : m_store(store)
        , m_clock(clock)
    {
    }

    [[nodiscard]] Result<api::Session> registerPerson(const api::RegisterRequest& request, const QString& address);
    [[nodiscard]] Result<api::Session> login(const api::LoginRequest& request, const QString& address);

private:
    store::Store& m_store;
    const Clock& m_clock;
    RateLimiter m_byAddress{30, 10'000};
    RateLimiter m_guesses{5, 30'000};
};

} // namespace groundswell::server
