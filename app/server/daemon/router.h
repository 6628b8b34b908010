#pragma once

#include "call.h"

#include <string_view>

namespace groundswell::server {

/// Finds the handler of a request by method and path. Routes are added before the server starts; then it is only read,
/// by all event loops.
class Router
{
public:
    /// A pattern such as "/v1/songs/{}/comments": "{}" stands for one segment and becomes a parameter of the Call.
    void add(drogon::HttpMethod method, std::string_view pattern, Handler handler);
    /// Answers through the handler, or with 404 or 405. `address` is the client's.
    void dispatch(const drogon::HttpRequestPtr& request, const QString& address, const Reply& reply) const;

private:
    struct Route
    {
        drogon::HttpMethod method;
        std::vector<std::string> segments;
        Handler handler;
    };
    std::vector<Route> m_routes;
};

} // namespace groundswell::server
