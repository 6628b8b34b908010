#include "sync/qt/transport.h"

#include <QCoreApplication>

namespace groundswell::sync {

using namespace Qt::StringLiterals;
using event::Outcome;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("groundswell::sync::Transport", text);
}

ErrorCode codeOf(int status)
{
    switch (status) {
    case 401: return ErrorCode::Unauthorised;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 409:
    case 412: return ErrorCode::Conflict;
    case 426: return ErrorCode::UpgradeRequired;
    case 429: return ErrorCode::RateLimited;
    default: return status >= 500 ? ErrorCode::Network : ErrorCode::InvalidInput;
    }
}

bool isOfTheServer(const net::HttpAnswer& answer)
{
    const auto problem = api::parse<api::Problem>(answer.body);
    return problem && !problem->code.isEmpty();
}

} // namespace

Error Transport::errorOf(const net::HttpAnswer& answer)
{
    const auto problem = api::parse<api::Problem>(answer.body);
    const auto details = u"HTTP %1 %2"_s.arg(QString::number(answer.status), problem ? problem->code : QString());
    if (problem && !problem->message.isEmpty()) return {codeOf(answer.status), problem->message, details};
    return {codeOf(answer.status), tr("The server answered with an error (%1).").arg(answer.status), details};
}

event::Answer answerOf(const Result<net::HttpAnswer>& answer)
{
    if (!answer)
        return {answer.error().details.startsWith(net::notSent) ? Outcome::Unreachable : Outcome::NoAnswer, 0,
                answer.error().message};
    if (answer->status < 300) return {Outcome::Ok, 0, {}};
    const auto message = Transport::errorOf(*answer).message;
    const auto busy = event::Answer{Outcome::Busy, answer->retryAfterMs, message};
    if (answer->status == 413) return {Outcome::TooLarge, 0, message}; // whoever is on the way may set this limit
    if (!isOfTheServer(*answer)) return busy;
    switch (answer->status) {
    case 400:
    case 403:
    case 404:
    case 422: return {Outcome::Refused, 0, message};
    case 401: return {Outcome::Unauthorised, 0, message};
    case 426: return {Outcome::UpgradeNeeded, 0, message};
    default: return busy;
    }
}

QFuture<Result<net::HttpAnswer>> Transport::send(const QUrl& server, const QByteArray& method, const QString& path,
                                                 const QJsonObject& body, const QUrlQuery& query, int timeoutMs,
                                                 std::stop_token stop)
{
    net::HttpRequest request;
    request.method = method;
    request.url = server;
    auto base = server.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    request.url.setPath(base + path);
    request.url.setQuery(query);
    if (!body.isEmpty()) request.body = api::toBytes(body);
    if (server == m_server) request.bearer = m_token;
    request.timeoutMs = timeoutMs;
    request.stop = std::move(stop);
    return m_client.send(request);
}

QFuture<PushReply> Transport::push(const std::vector<api::Operation>& operations)
{
    return send(m_server, "POST", u"/v1/sync/push"_s, api::toJson(api::PushRequest{operations}), {})
        .then([](Result<net::HttpAnswer> answer) -> PushReply {
            const auto outcome = answerOf(answer);
            if (outcome.outcome != Outcome::Ok) return {outcome, {}, {}};
            auto reply = api::parse<api::PushAnswer>(answer->body);
            if (!reply) return {{Outcome::NoAnswer, 0, reply.error().message}, {}, {}};
            return {outcome, std::move(reply->results), std::move(reply->epoch)};
        });
}

QFuture<PullReply> Transport::pull(const std::vector<api::ScopeCursor>& scopes)
{
    return send(m_server, "POST", u"/v1/sync/pull"_s, api::toJson(api::PullRequest{scopes}), {})
        .then([](Result<net::HttpAnswer> answer) -> PullReply {
            const auto outcome = answerOf(answer);
            if (outcome.outcome != Outcome::Ok) return {outcome, {}};
            auto reply = api::parse<api::PullAnswer>(answer->body);
            if (!reply) return {{Outcome::NoAnswer, 0, reply.error().message}, {}};
            PullReply pulled{outcome, {}};
            for (auto& page : reply->pages)
                pulled.pages.push_back(std::make_shared<const api::Page>(std::move(page)));
            return pulled;
        });
}

QFuture<Result<api::EventsAnswer>> Transport::events(const std::vector<api::Poke>& since, std::stop_token stop)
{
    QStringList scopes;
    QStringList heads;
    bool complete = true;
    for (const auto& poke : since) {
        scopes << poke.scope;
        heads << QString::number(poke.head);
        complete = complete && poke.head >= 0;
    }
    QUrlQuery query;
    query.addQueryItem(u"scopes"_s, scopes.join(u','));
    if (complete) query.addQueryItem(u"since"_s, heads.join(u','));
    return send(m_server, "GET", u"/v1/sync/events"_s, {}, query, 60'000, std::move(stop))
        .then([](Result<net::HttpAnswer> answer) -> Result<api::EventsAnswer> {
            if (!answer) return std::unexpected(answer.error());
            if (answer->status >= 300) return std::unexpected(errorOf(*answer));
            return api::parse<api::EventsAnswer>(answer->body);
        });
}

QFuture<SessionReply> Transport::refresh(const QString& refreshToken)
{
    setAccessToken({});
    return send(m_server, "POST", u"/v1/auth/refresh"_s, api::toJson(api::RefreshRequest{refreshToken}), {})
        .then([](Result<net::HttpAnswer> answer) -> SessionReply {
            auto outcome = answerOf(answer);
            // Only these two end a session; the server may take the same request when it is itself again.
            if (outcome.outcome == Outcome::Refused)
                outcome.outcome = answer->status == 403 ? Outcome::Unauthorised : Outcome::Busy;
            if (outcome.outcome == Outcome::TooLarge) outcome.outcome = Outcome::Busy;
            if (outcome.outcome != Outcome::Ok) return {outcome, {}};
            auto session = api::parse<api::Session>(answer->body);
            if (!session) return {{Outcome::NoAnswer, 0, session.error().message}, {}};
            return {outcome, *std::move(session)};
        });
}

} // namespace groundswell::sync
