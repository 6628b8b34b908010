#include "sync/qt/cache_tables.h"
#include "sync/qt/engine_worker.h"

namespace groundswell::sync {

using namespace Qt::StringLiterals;
using event::Outcome;

namespace {

/// One account a community and person, so that signing in again finds what was written before.
AccountId accountIdFor(const QUrl& server, UserId user)
{
    return AccountId(QUuid::createUuidV5(user.uuid(), u"account:"_s + server.toString()));
}

QUrl tidied(const QUrl& server)
{
    auto url =
        server.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo | QUrl::NormalizePathSegments);
    auto path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return url;
}

} // namespace

void EngineWorker::useServer(const QUrl& server)
{
    m_transport->setServer(server);
    m_transport->setAccessToken(m_tokens.access);
}

/// Everyone who ever signed in to another community than the one that is talked to.
QSet<AccountId> EngineWorker::accountsElsewhere()
{
    const auto all = m_outbox.writer().run(
        [](store::Database& db) -> Result<std::vector<AccountRecord>> { return outbox::accounts(db); });
    QSet<AccountId> elsewhere;
    for (const auto& account : all.value_or(std::vector<AccountRecord>())) {
        if (account.server != m_account->server) elsewhere.insert(account.id);
    }
    return elsewhere;
}

/// Whose words go out is said first: the other order would send the last account's with these tokens.
void EngineWorker::announceSession()
{
    event::SessionSet session;
    if (m_account)
        session = {m_account->id, api::userScope(m_account->person.id), !m_tokens.isEmpty(), accountsElsewhere()};
    (void)dispatch(session);
    (void)dispatch(event::ServerSet{m_account.has_value()});
}

void EngineWorker::signIn(const QUrl& server, const api::LoginRequest& request, const Promise<AccountRecord>& promise)
{
    const auto url = tidied(server);
    m_transport->call<api::Session>(url, "POST", u"/v1/auth/login"_s, api::toJson(request))
        .then(this, [this, url, promise](const Result<api::Session>& session) { adopt(url, session, promise); });
}

void EngineWorker::signUp(const QUrl& server, const api::RegisterRequest& request,
                          const Promise<AccountRecord>& promise)
{
    const auto url = tidied(server);
    m_transport->call<api::Session>(url, "POST", u"/v1/auth/register"_s, api::toJson(request))
        .then(this, [this, url, promise](const Result<api::Session>& session) { adopt(url, session, promise); });
}

/// The session is this computer's from the moment that it is kept; its community's name is asked for on the way.
void EngineWorker::adopt(const QUrl& server, const Result<api::Session>& session, const Promise<AccountRecord>& promise)
{
    if (!session) {
        answer<AccountRecord>(promise, std::unexpected(session.error()));
        return;
    }
    m_transport->call<api::Capabilities>(server, "GET", u"/v1/capabilities"_s)
        .then(this, [this, server, session = *session, promise](const Result<api::Capabilities>& about) {
            const AccountRecord account{accountIdFor(server, session.person.id),
                                        server,
                                        about ? about->communityName : server.host(),
                                        session.person,
                                        true,
                                        m_clock.nowMs(),
                                        session.mayApprove};
            const Tokens tokens{session.accessToken, session.refreshToken};
            m_vault->save(account.id, tokens).then(this, [this, promise, account, tokens](const Result<void>& lasts) {
                const auto used = useAccount(account, tokens, lasts.has_value());
                if (!used && (!m_account || m_account->id != account.id)) m_vault->save(account.id, {});
                answer<AccountRecord>(promise, used.transform([&account] { return account; }));
            });
        });
}

/// The account, its tokens and what the core knows change together: until then everything is still the other account's,
/// so no step may be under way, which would send words of that one, or bring back what the core knew.
Result<void> EngineWorker::useAccount(const AccountRecord& account, const Tokens& tokens, bool tokensKept)
{
    awaitStored();
    if (m_account && m_account->server != account.server) forgetVillage();
    const auto kept = m_outbox.writer().run([&account](store::Database& db) -> Result<void> {
        outbox::useAccount(db, account);
        return {};
    });
    if (!kept) return kept;
    m_sessionKept = tokensKept;
    m_account = account;
    m_tokens = tokens;
    useServer(account.server);
    announceSession();
    return {};
}

/// What was fetched of the other community says nothing about the next one.
void EngineWorker::forgetVillage()
{
    (void)m_cache.writer().run([](store::Database& db) -> Result<void> {
        for (const auto* sql : {"DELETE FROM entity", "DELETE FROM staged", "DELETE FROM scope"})
            db.execute(sql);
        return {};
    });
    m_core.forgetFetched();
}

void EngineWorker::refresh(quint64 request)
{
    m_transport->refresh(m_tokens.refresh)
        .then(this, [this, request, account = m_account->id, used = m_tokens.refresh](const SessionReply& reply) {
            if (m_account->id != account ||
                m_tokens.refresh != used) { // signed out, or in as another: these tokens are nobody's here
                (void)dispatch(event::RefreshAnswered{request, {Outcome::Busy, 1, {}}});
                return;
            }
            if (reply.answer.outcome != Outcome::Ok) {
                (void)dispatch(event::RefreshAnswered{request, reply.answer});
                return;
            }
            m_tokens = {reply.session.accessToken, reply.session.refreshToken};
            learn(reply.session);
            m_vault->save(account, m_tokens).then(this, [this, request](const Result<void>& kept) {
                m_sessionKept = kept.has_value(); // kept before it is used, where it can be kept
                m_transport->setAccessToken(m_tokens.access);
                (void)dispatch(event::RefreshAnswered{request, {Outcome::Ok, 0, {}}});
            });
        });
}

/// What the community lets this person do may have changed since they signed in.
void EngineWorker::learn(const api::Session& session)
{
    if (m_account->mayApprove == session.mayApprove) return;
    m_account->mayApprove = session.mayApprove;
    (void)m_outbox.writer().run([account = *m_account](store::Database& db) -> Result<void> {
        outbox::useAccount(db, account);
        return {};
    });
}

void EngineWorker::endSession()
{
    m_tokens = {};
    m_transport->setAccessToken({});
    m_sessionKept = true; // there is none to keep
    if (m_account) m_vault->save(m_account->id, {});
}

void EngineWorker::signOut(const Promise<void>& promise)
{
    if (!m_account || m_tokens.isEmpty()) {
        answer<void>(promise, fail(ErrorCode::Unauthorised, tr("Nobody is signed in.")));
        return;
    }
    const api::RefreshRequest body{m_tokens.refresh};
    // The server may be away: the session is forgotten here in any case.
    m_transport->call<void>(m_transport->server(), "POST", u"/v1/auth/logout"_s, api::toJson(body))
        .then(this, [](const Result<void>&) {});
    m_tokens = {};
    m_transport->setAccessToken({});
    m_sessionKept = true; // there is none to keep
    m_account->signedOut = true;
    const auto left = m_outbox.writer().run([](store::Database& db) -> Result<void> {
        outbox::leaveAccount(db);
        return {};
    });
    m_vault->save(m_account->id, {}).then(this, [this, promise, left](const Result<void>& forgotten) {
        announceSession();
        answer<void>(promise, forgotten ? left : forgotten);
    });
}

/// Whether there is somebody to ask for and a way to ask.
Result<void> EngineWorker::mayAsk() const
{
    if (!m_account || m_tokens.isEmpty()) return fail(ErrorCode::Unauthorised, tr("Nobody is signed in."));
    if (!m_core.status().online) return fail(ErrorCode::Network, tr("There is no connection to a community."));
    return {};
}

template <class T>
void EngineWorker::inSession(const Promise<T>& promise, std::function<QFuture<Result<T>>()> call)
{
    call().then(this, [this, promise, call](const Result<T>& first) {
        const bool ranOut = !first && first.error().code == ErrorCode::Unauthorised && !m_tokens.isEmpty();
        if (!ranOut) {
            answer(promise, first);
            return;
        }
        const auto renewed = std::make_shared<QPromise<Result<void>>>();
        renewed->start();
        renewed->future().then(this, [this, promise, call](const Result<void>&) {
            call().then(this, [promise](const Result<T>& second) { answer(promise, second); });
        });
        syncNow(renewed);
    });
}

void EngineWorker::devices(const Promise<api::DeviceList>& promise)
{
    if (const auto may = mayAsk(); !may) {
        answer<api::DeviceList>(promise, std::unexpected(may.error()));
        return;
    }
    inSession<api::DeviceList>(promise, [this] {
        return m_transport->call<api::DeviceList>(m_transport->server(), "GET", u"/v1/auth/devices"_s);
    });
}

void EngineWorker::endDevice(const QString& id, const Promise<void>& promise)
{
    if (const auto may = mayAsk(); !may) {
        answer<void>(promise, std::unexpected(may.error()));
        return;
    }
    const auto name = QString::fromLatin1(QUrl::toPercentEncoding(id));
    inSession<void>(promise, [this, path = u"/v1/auth/devices/"_s + name] {
        return m_transport->call<void>(m_transport->server(), "DELETE", path);
    });
}

void EngineWorker::isSessionLasting(const Promise<bool>& promise)
{
    m_vault->isLasting().then(this, [promise](bool lasting) { answer<bool>(promise, lasting); });
}

void EngineWorker::capabilities(const QUrl& server, const Promise<api::Capabilities>& promise)
{
    m_transport->call<api::Capabilities>(tidied(server), "GET", u"/v1/capabilities"_s)
        .then(this, [promise](const Result<api::Capabilities>& about) { answer(promise, about); });
}

void EngineWorker::isNameFree(const QUrl& server, const QString& name, const Promise<bool>& promise)
{
    QUrlQuery query;
    query.addQueryItem(u"name"_s, QString::fromLatin1(QUrl::toPercentEncoding(name)));
    m_transport->call<api::NameAvailability>(tidied(server), "GET", u"/v1/auth/available"_s, {}, query)
        .then(this, [promise](const Result<api::NameAvailability>& free) {
            answer<bool>(promise, free.transform([](const api::NameAvailability& a) { return a.available; }));
        });
}

void EngineWorker::match(const api::MatchRequest& request, const Promise<api::MatchAnswer>& promise)
{
    if (!m_account || !m_core.status().online) {
        answer<api::MatchAnswer>(promise, fail(ErrorCode::Network, tr("There is no connection to a community.")));
        return;
    }
    inSession<api::MatchAnswer>(promise, [this, body = api::toJson(request), server = m_account->server] {
        return m_transport->call<api::MatchAnswer>(m_transport->server(), "POST", u"/v1/songs/match"_s, body)
            .then(this, [this, server](const Result<api::MatchAnswer>& match) -> Result<api::MatchAnswer> {
                if (m_account->server == server) return match;
                // Signed in elsewhere meanwhile: its ids mean nothing there.
                return fail(ErrorCode::Network, tr("Another community is asked by now."));
            });
    });
}

} // namespace groundswell::sync
