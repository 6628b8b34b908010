#pragma once

#include "call.h"

#include <string_view>

namespace groundswell::server {

class Village;

/// Finds the handler of a request by method and path, and lets in who may ask as much. Routes are added before the
/// server starts; then it is only read, by all event loops.
class Router
{
public:
    /// The village outlives the router.
    explicit Router(Village& village)
        : m_village(village)
    {
    }

    /// A pattern such as "/v1/songs/{}/comments": "{}" stands for one segment and becomes a parameter of the Call.
    /// `units` (admission.h) are taken from the caller's budgets before the handler is called; of 0 the handler sees to
    /// that itself.
    void add(drogon::HttpMethod method, std::string_view pattern, double units, Handler handler);
    /// Answers through the handler, or with 404, 405 or 429. `address` is the client's.
    void dispatch(const drogon::HttpRequestPtr& request, const QString& address, const Reply& reply) const;

private:
    struct Route
    {
        drogon::HttpMethod method;
        std::vector<std::string> segments;
        double units;
        Handler handler;
    };
    void run(const Route& route, const Call& call, const Reply& reply) const;

    Village& m_village;
    std::vector<Route> m_routes;
};

} // namespace groundswell::server
