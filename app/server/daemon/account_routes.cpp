#include "jobs.h"
#include "routes.h"

#include "community/api/json.h"
#include "server/devices.h"
#include "server/server_text.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr qint64 mostBytes = 16LL * 1024;
constexpr int mostWaiting = 64;

/// Reads the body, or replies with what is wrong with it.
template <class T>
std::optional<T> bodyOf(const Call& call, const Reply& reply)
{
    const auto object = bodyObject(call, mostBytes);
    if (!object) {
        reply(object.error());
        return std::nullopt;
    }
    auto value = api::fromJson<T>(*object);
    if (!value) {
        reply(problem(value.error()));
        return std::nullopt;
    }
    return *std::move(value);
}

Answer sessionAnswer(const Result<api::Session>& session, int status)
{
    return session ? json(toJson(*session), status) : problem(session.error());
}

/// Passwords cost time and memory: a few wait for their turn, more are sent away.
class PasswordQueue
{
public:
    explicit PasswordQueue(QThreadPool& workers)
        : m_workers(workers)
    {
    }

    void run(const Reply& reply, std::function<Answer()> work)
    {
        if (m_waiting->load() >= mostWaiting) return reply(problem(tooMany(5000)));
        m_waiting->fetch_add(1);
        m_workers.start([reply, work = std::move(work), waiting = m_waiting] {
            const Answer answer = work();
            waiting->fetch_sub(1);
            reply(answer);
        });
    }

private:
    QThreadPool& m_workers;
    std::shared_ptr<std::atomic<int>> m_waiting = std::make_shared<std::atomic<int>>(0);
};

void refresh(Village& village, const Call& call, const Reply& reply)
{
    const auto request = bodyOf<api::RefreshRequest>(call, reply);
    if (!request) return;
    runJob(
        village.store().writer(),
        [&village, token = request->refreshToken](store::Database& database) -> Result<RefreshOutcome> {
            return refreshSession(database, token, village.clock().nowMs());
        },
        [reply](const Result<RefreshOutcome>& outcome) {
            replyWith(reply, outcome,
                      [](const RefreshOutcome& o) { return o.session ? json(toJson(*o.session)) : problem(o.error); });
        });
}

void logout(Village& village, const Call& call, const Reply& reply)
{
    const auto request = bodyOf<api::RefreshRequest>(call, reply);
    if (!request) return;
    runJob(
        village.store().writer(),
        [token = request->refreshToken](store::Database& database) -> Result<bool> {
            endSession(database, token);
            return true;
        },
        [reply](const Result<bool>& done) { replyWith(reply, done, [](bool) { return noContent(); }); });
}

void available(Village& village, const Call& call, const Reply& reply)
{
    readJob(
        village, call, reply,
        [name = call.query("name")](store::Database& database, const Viewer&) -> Result<api::NameAvailability> {
            return nameAvailability(database, name);
        },
        [](const api::NameAvailability& answer) { return json(toJson(answer)); });
}

void devices(Village& village, const Call& call, const Reply& reply)
{
    readJob(
        village, call, reply,
        [token = call.accessToken(), now = village.clock().nowMs()](store::Database& database,
                                                                    const Viewer& viewer) -> Result<api::DeviceList> {
            if (viewer.person.isNull())
                return fail(ErrorCode::Unauthorised, tr("Sign in to see where you are signed in."), u"sign_in"_s);
            return listDevices(database, viewer.person, token, now);
        },
        [](const api::DeviceList& list) { return json(toJson(list)); });
}

void endOneDevice(Village& village, const Call& call, const Reply& reply)
{
    writeJob(
        village, call, reply, 1,
        [id = call.parameter(0)](store::Database& database, const ChangeLog&, const Viewer& viewer) {
            return endDevice(database, viewer.person, id);
        },
        [](bool) { return noContent(); });
}

} // namespace

void addAccountRoutes(Router& router, Village& village, AccountService& accounts, QThreadPool& workers)
{
    const auto queue = std::make_shared<PasswordQueue>(workers);
    router.add(drogon::Post, "/v1/auth/register", price::read,
               [queue, &accounts](const Call& call, const Reply& reply) {
                   const auto request = bodyOf<api::RegisterRequest>(call, reply);
                   if (!request) return;
                   queue->run(reply, [&accounts, request = *request, address = call.address()] {
                       return sessionAnswer(accounts.registerPerson(request, address), 201);
                   });
               });
    router.add(drogon::Post, "/v1/auth/login", price::read, [queue, &accounts](const Call& call, const Reply& reply) {
        const auto request = bodyOf<api::LoginRequest>(call, reply);
        if (!request) return;
        queue->run(reply, [&accounts, request = *request, address = call.address()] {
            return sessionAnswer(accounts.login(request, address), 200);
        });
    });
    const auto with = [&village](void (*route)(Village&, const Call&, const Reply&)) {
        return [&village, route](const Call& call, const Reply& reply) { route(village, call, reply); };
    };
    router.add(drogon::Post, "/v1/auth/refresh", price::writerJob, with(refresh));
    router.add(drogon::Post, "/v1/auth/logout", price::writerJob, with(logout));
    router.add(drogon::Get, "/v1/auth/devices", price::read, with(devices));
    router.add(drogon::Delete, "/v1/auth/devices/{}", price::read, with(endOneDevice));
    router.add(drogon::Get, "/v1/auth/available", price::read, with(available));
}

} // namespace groundswell::server
