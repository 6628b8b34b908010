#include "router.h"

#include "jobs.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

std::vector<std::string_view> segmentsOf(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1); // the slash
        const size_t end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string_view>& segments)
{
    return std::ranges::equal(pattern, segments,
                              [](const std::string& p, std::string_view s) { return p == "{}" ? !s.empty() : p == s; });
}

std::string nameOf(drogon::HttpMethod method)
{
    switch (method) {
    case drogon::Get: return "GET, HEAD"; // Drogon answers HEAD by the same handler
    case drogon::Post: return "POST";
    case drogon::Put: return "PUT";
    case drogon::Delete: return "DELETE";
    default: return {};
    }
}

} // namespace

void Router::add(drogon::HttpMethod method, std::string_view pattern, double units, Handler handler)
{
    const auto segments = segmentsOf(pattern);
    m_routes.push_back({method, {segments.begin(), segments.end()}, units, std::move(handler)});
}

void Router::dispatch(const drogon::HttpRequestPtr& request, const QString& address, const Reply& reply) const
{
    const auto segments = segmentsOf(request->path());
    std::string allowed; // methods, as the header Allow lists them
    for (const Route& route : m_routes) {
        if (!fits(route.segments, segments)) continue;
        if (route.method != request->method()) {
            allowed += (allowed.empty() ? "" : ", ") + nameOf(route.method);
            continue;
        }
        std::vector<QString> parameters;
        for (size_t i = 0; i < segments.size(); ++i)
            if (route.segments[i] == "{}")
                parameters.push_back(QString::fromUtf8(segments[i].data(), static_cast<qsizetype>(segments[i].size())));
        return run(route, Call(request, std::move(parameters), address), reply);
    }
    if (allowed.empty())
        return reply(
            problem(404, u"not_found"_s, QCoreApplication::translate("Server", "There is nothing at this address.")));
    Answer answer = problem(405, u"method_not_allowed"_s,
                            QCoreApplication::translate("Server", "This address does not take this method."));
    answer.headers.emplace_back("Allow", allowed);
    reply(answer);
}

void Router::run(const Route& route, const Call& call, const Reply& reply) const
{
    if (route.units > 0 && !isAdmitted(m_village, call, reply, route.units)) return;
    route.handler(call, reply);
}

} // namespace groundswell::server
