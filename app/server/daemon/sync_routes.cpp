#include "jobs.h"
#include "routes.h"

#include "community/api/json.h"
#include "server/operations.h"
#include "server/rate_limiter.h"
#include "server/server_text.h"
#include "server/sync_service.h"

#include <trantor/net/EventLoop.h>

#include <QStringList>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr double longestWait = 25; // s: below the 30 s after which many proxies give up
constexpr int oldestProtocol = 1;

void pushCall(Village& village, const Call& call, const Reply& reply)
{
    const QByteArray protocol = call.header("groundswell-protocol");
    if (!protocol.isEmpty() && protocol.toInt() < oldestProtocol)
        return reply(problem(426, u"upgrade_required"_s,
                             tr("This program is too old for this community: update it to send what you wrote.")));
    const auto object = bodyObject(call, api::Capabilities().maxPushBytes);
    if (!object) return reply(object.error());
    auto request = api::fromJson<api::PushRequest>(*object);
    if (!request) return reply(problem(request.error()));
    const auto operations = static_cast<double>(request->operations.size());
    writeJob(
        village, call, reply, operations,
        [epoch = village.cursors().epoch(), request = *std::move(request)](store::Database& database, ChangeLog& log,
                                                                           const Viewer& viewer) {
            OperationContext context{database, log, viewer.person, viewer.role};
            return push(context, epoch, request);
        },
        [](const api::PushAnswer& answer) { return json(toJson(answer)); });
}

double countChanges(const api::PullAnswer& answer)
{
    size_t changes = 0;
    for (const api::Page& page : answer.pages)
        changes += page.changes.size();
    return static_cast<double>(changes);
}

void pullCall(Village& village, const Call& call, const Reply& reply)
{
    const auto object = bodyObject(call, api::Capabilities().maxPushBytes);
    if (!object) return reply(object.error());
    auto request = api::fromJson<api::PullRequest>(*object);
    if (!request) return reply(problem(request.error()));
    const auto scopes = static_cast<double>(request->scopes.size());
    readJob(
        village, call, reply,
        [&village, call, scopes, request = *std::move(request)](store::Database& database, const Viewer& viewer) {
            const qint64 now = village.clock().nowMs();
            auto answer = pull(database, village.cursors(), viewer.person, now, request);
            const double changes = answer ? countChanges(*answer) : 0;
            village.admission().charge(call.accessToken(), call.address(),
                                       scopes * price::scope + changes * price::change, now);
            return answer;
        },
        [](const api::PullAnswer& answer) { return json(toJson(answer)); });
}

/// The scopes and the heads that the caller knows: -1 where it named none.
Result<std::vector<api::Poke>> askedFor(const Call& call)
{
    const QStringList scopes = call.query("scopes").split(u',', Qt::SkipEmptyParts);
    const QStringList heads = call.query("since").split(u',', Qt::SkipEmptyParts);
    if (scopes.isEmpty() || scopes.size() > mostScopes)
        return fail(ErrorCode::InvalidInput, tr("The field scopes must name 1 to 200 scopes."), u"field: scopes"_s);
    if (!heads.isEmpty() && heads.size() != scopes.size())
        return fail(ErrorCode::InvalidInput, tr("The field since must give one head for each scope."),
                    u"field: since"_s);
    std::vector<api::Poke> asked;
    asked.reserve(static_cast<size_t>(scopes.size()));
    for (qsizetype i = 0; i < scopes.size(); ++i) {
        bool isNumber = true;
        const qint64 head = heads.isEmpty() ? -1 : heads.at(i).toLongLong(&isNumber);
        if (!isNumber)
            return fail(ErrorCode::InvalidInput, tr("The field since must hold numbers."), u"field: since"_s);
        asked.push_back({scopes.at(i), head});
    }
    return asked;
}

std::vector<api::Poke> headsOf(store::Database& database, const std::vector<api::Poke>& scopes)
{
    std::vector<api::Poke> heads;
    heads.reserve(scopes.size());
    for (const api::Poke& one : scopes)
        heads.push_back({one.scope, readScope(database, one.scope).head});
    return heads;
}

/// Waits first and looks then, so that no change falls in between.
void startWaiting(Village& village, trantor::EventLoop& timers, const Reply& reply, const QString& owner,
                  const std::vector<api::Poke>& asked)
{
    const auto place = village.events().wait(owner, asked, [reply](std::vector<api::Poke> pokes) {
        reply(json(toJson(api::EventsAnswer{std::move(pokes)})));
    });
    if (!place) return reply(problem(tooMany(10'000)));
    const quint64 waiter = *place;
    timers.runAfter(longestWait, [&village, waiter] { village.events().answer(waiter, {}, true); });
    runJob(
        village.store().readers(),
        [asked](store::Database& database) -> Result<std::vector<api::Poke>> { return headsOf(database, asked); },
        [&village, waiter](const Result<std::vector<api::Poke>>& heads) {
            if (heads) village.events().answer(waiter, *heads, false);
        });
}

void eventsCall(Village& village, trantor::EventLoop& timers, const Call& call, const Reply& reply)
{
    const auto asked = askedFor(call);
    if (!asked) return reply(problem(asked.error()));
    runJob(
        village.store().readers(),
        [&village, token = call.accessToken(), address = call.address(),
         asked = *asked](store::Database& database) -> Result<QString> {
            const auto viewer = viewerOf(village, database, token);
            if (!viewer) return std::unexpected(viewer.error());
            village.admission().charge(token, address, static_cast<double>(asked.size()) * price::scope,
                                       village.clock().nowMs());
            for (const api::Poke& one : asked)
                if (const auto allowed = mayRead(one.scope, viewer->person); !allowed)
                    return std::unexpected(allowed.error());
            return viewer->person.isNull() ? networkOf(address) : viewer->person.toString();
        },
        [&village, &timers, reply, asked = *asked](const Result<QString>& owner) {
            if (owner)
                startWaiting(village, timers, reply, *owner, asked);
            else
                reply(problem(owner.error()));
        });
}

} // namespace

void addSyncRoutes(Router& router, Village& village, trantor::EventLoop& timers)
{
    router.add(drogon::Post, "/v1/sync/push", price::read,
               [&village](const Call& call, const Reply& reply) { pushCall(village, call, reply); });
    router.add(drogon::Post, "/v1/sync/pull", price::read,
               [&village](const Call& call, const Reply& reply) { pullCall(village, call, reply); });
    router.add(drogon::Get, "/v1/sync/events", price::read,
               [&village, &timers](const Call& call, const Reply& reply) { eventsCall(village, timers, call, reply); });
}

} // namespace groundswell::server
