#include "server/account_service.h"

#include "base/clock.h"
#include "server/change_log.h"
#include "server/entities.h"
#include "server/passwords.h"
#include "server/server_text.h"
#include "server/text_rules.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr qint64 accessLifeMs = 15LL * 60 * 1000;
constexpr qint64 refreshLifeMs = 90LL * 24 * 60 * 60 * 1000;
constexpr qsizetype longestName = 64; // more than any name has: bounds what is remembered of attempts
constexpr qsizetype shortestPassword = 12;
constexpr qsizetype longestPassword = 256;

QString addToken(store::Database& database, const QString& family, const QString& kind, qint64 generation,
                 qint64 expiresAt)
{
    const QString token = makeToken();
    database.prepare("INSERT INTO token(hash, family, kind, generation, expires_at) VALUES(?, ?, ?, ?, ?)")
        .bind(hashToken(token), family, kind, generation, expiresAt)
        .run();
    return token;
}

api::Session issue(store::Database& database, const QString& family, UserId person, qint64 generation, qint64 nowMs)
{
    api::Session session;
    session.person = readPerson(database, person).value_or(api::Person());
    session.accessToken = addToken(database, family, u"access"_s, generation, nowMs + accessLifeMs);
    session.accessExpiresInMs = accessLifeMs;
    session.refreshToken = addToken(database, family, u"refresh"_s, generation, nowMs + refreshLifeMs);
    auto role = database.prepare("SELECT role FROM person WHERE id = ?");
    session.mayApprove = role.bind(person).step() && roleOf(role.text(0)).mayApprove;
    return session;
}

api::Session beginSession(store::Database& database, UserId person, const QString& device, qint64 nowMs)
{
    const QString family = makeToken();
    database
        .prepare(
            "INSERT INTO session(family, person_id, device, generation, created_at, used_at) VALUES(?, ?, ?, 1, ?, ?)")
        .bind(family, person, device.left(100), nowMs, nowMs)
        .run();
    return issue(database, family, person, 1, nowMs);
}

bool nameIsTaken(store::Database& database, const QString& name)
{
    auto rows = database.prepare("SELECT 1 FROM person WHERE name = ? OR skeleton = ?");
    return rows.bind(name, skeletonOf(name)).step();
}

struct Account
{
    UserId person;
    QString hash;
};

Result<Account> accountOf(store::Database& database, const QString& name)
{
    auto rows = database.prepare("SELECT id, password_hash FROM person WHERE name = ? AND password_hash IS NOT NULL");
    if (!rows.bind(name).step()) return Account();
    return Account{rows.id<UserId>(0), rows.text(1)};
}

std::unexpected<Error> nameTaken()
{
    return fail(ErrorCode::Conflict, tr("This name, or one that looks like it, is taken."), u"name_taken"_s);
}

} // namespace

Role roleOf(const QString& word)
{
    const bool isModerator = word == "moderator"_L1 || word == "admin"_L1;
    return {isModerator, isModerator || word == "reviewer"_L1};
}

Result<Viewer> authenticate(store::Database& database, const QString& accessToken, qint64 nowMs)
{
    if (accessToken.isEmpty()) return Viewer();
    auto rows = database.prepare(
        "SELECT p.id, p.role FROM token t JOIN session s ON s.family = t.family "
        "JOIN person p ON p.id = s.person_id WHERE t.hash = ? AND t.kind = 'access' AND t.expires_at > ?");
    if (!rows.bind(hashToken(accessToken), nowMs).step())
        return fail(ErrorCode::Unauthorised, tr("This sign-in has run out and needs to be renewed."),
                    u"token_expired"_s);
    return Viewer{rows.id<UserId>(0), roleOf(rows.text(1))};
}

RefreshOutcome refreshSession(store::Database& database, const QString& refreshToken, qint64 nowMs)
{
    QString family;
    UserId person;
    qint64 generation = 0;
    qint64 newest = 0;
    bool spent = false;
    {
        auto rows = database.prepare(
            "SELECT t.family, t.generation, t.spent, s.person_id, s.generation FROM token t "
            "JOIN session s ON s.family = t.family WHERE t.hash = ? AND t.kind = 'refresh' AND t.expires_at > ?");
        if (!rows.bind(hashToken(refreshToken), nowMs).step())
            return {{}, {ErrorCode::Unauthorised, tr("You are signed out here. Sign in again."), u"signed_out"_s}};
        family = rows.text(0);
        generation = rows.integer(1);
        spent = rows.boolean(2);
        person = rows.id<UserId>(3);
        newest = rows.integer(4);
    }
    if (spent) {
        database.prepare("DELETE FROM session WHERE family = ?").bind(family).run();
        return {{},
                {ErrorCode::Unauthorised,
                 tr("This sign-in was used in two places and was ended for safety. Sign in again."),
                 u"token_reused"_s}};
    }
    // The first use of the newest token proves that it arrived: those before it are spent. Where an older one comes,
    // the newest got lost on its way; should it appear after all, somebody else has it.
    const bool arrived = generation == newest;
    database
        .prepare(arrived ? "UPDATE token SET spent = 1 WHERE family = ? AND kind = 'refresh' AND generation < ?"
                         : "UPDATE token SET spent = 1 WHERE family = ? AND kind = 'refresh' AND generation > ?")
        .bind(family, generation)
        .run();
    database.prepare("UPDATE session SET generation = ?, used_at = ? WHERE family = ?")
        .bind(newest + 1, nowMs, family)
        .run();
    return {issue(database, family, person, newest + 1, nowMs), {}};
}

void endSession(store::Database& database, const QString& refreshToken)
{
    database
        .prepare("DELETE FROM session WHERE family = (SELECT family FROM token WHERE hash = ? AND kind = 'refresh')")
        .bind(hashToken(refreshToken))
        .run();
}

api::NameAvailability nameAvailability(store::Database& database, const QString& name)
{
    const auto checked = checkedName(name);
    if (!checked) return {name, false, checked.error().message};
    if (nameIsTaken(database, *checked)) return {*checked, false, nameTaken().error().message};
    return {*checked, true, {}};
}

void purgeSessions(store::Database& database, qint64 nowMs)
{
    database.prepare("DELETE FROM token WHERE expires_at < ?").bind(nowMs).run();
    database.prepare("DELETE FROM session WHERE NOT EXISTS(SELECT 1 FROM token t WHERE t.family = session.family)")
        .run();
}

Result<api::Session> AccountService::registerPerson(const api::RegisterRequest& request, const QString& address)
{
    const auto name = checkedName(request.name);
    if (!name) return std::unexpected(name.error());
    const auto displayName = checkedDisplayName(request.displayName.isEmpty() ? request.name : request.displayName);
    if (!displayName) return std::unexpected(displayName.error());
    const qsizetype length = request.password.toUcs4().size();
    if (length < shortestPassword || length > longestPassword)
        return fail(ErrorCode::InvalidInput, tr("A password has 12 to 256 characters."), u"bad_password"_s);
    if (const auto allowed = m_byAddress.take(networkOf(address), m_clock.nowMs()); !allowed)
        return std::unexpected(allowed.error());

    // Before the costly hash; the insert below decides.
    const auto free =
        m_store.readers().run([&](store::Database& db) -> Result<bool> { return !nameIsTaken(db, *name); });
    if (!free) return std::unexpected(free.error());
    if (!*free) return nameTaken();
    const auto hash = hashPassword(request.password);
    if (!hash) return std::unexpected(hash.error());

    return m_store.writer().run([&](store::Database& db) -> Result<api::Session> {
        if (nameIsTaken(db, *name)) return nameTaken();
        const qint64 now = m_clock.nowMs();
        const UserId person = UserId::make(m_clock);
        db.prepare("INSERT INTO person(id, name, skeleton, display_name, password_hash, created_at) VALUES(?, ?, ?, ?, "
                   "?, ?)")
            .bind(person, *name, skeletonOf(*name), *displayName, *hash, now)
            .run();
        ChangeLog(db, now).touch(api::userScope(person), u"person"_s, person.toString(), 1);
        return beginSession(db, person, request.device, now);
    });
}

Result<api::Session> AccountService::login(const api::LoginRequest& request, const QString& address)
{
    const QString name = request.name.left(longestName).toLower();
    const qint64 now = m_clock.nowMs();
    const QString network = networkOf(address);
    if (const auto allowed = m_byAddress.take(network, now); !allowed) return std::unexpected(allowed.error());
    // Of the account and the address: a stranger's guesses must not keep the owner out.
    const QString guesser = network + u' ' + name;
    if (const auto allowed = m_guesses.take(guesser, now); !allowed) return std::unexpected(allowed.error());

    const auto account = m_store.readers().run([&](store::Database& db) { return accountOf(db, name); });
    if (!account) return std::unexpected(account.error());
    if (account->person.isNull()) pretendToMatch(request.password);
    if (account->person.isNull() || !passwordMatches(account->hash, request.password))
        return fail(ErrorCode::Unauthorised, tr("The name or the password is wrong."), u"wrong_password"_s);
    m_guesses.giveBack(guesser);
    return m_store.writer().run([&](store::Database& db) -> Result<api::Session> {
        return beginSession(db, account->person, request.device, m_clock.nowMs());
    });
}

} // namespace groundswell::server
