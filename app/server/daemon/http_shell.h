#pragma once

#include "router.h"

#include <QString>

#include <functional>

namespace groundswell::server {

/// Where and how to listen.
struct HttpOptions
{
    QString host;
    quint16 port = 0;
    int threads = 2;
    QString uploadFolder;     ///< where large bodies wait
    qint64 mostBodyBytes = 0; ///< a longer body is refused by its Content-Length, before it is read
    bool behindProxy = false; ///< the client's address is the last of X-Forwarded-For
};

/// Serves the router over HTTP with Drogon until SIGTERM or SIGINT. `ready` is called once the port takes connections,
/// `stopping` before the event loops end. Drogon is one a process: call it once.
void serveHttp(const Router& router, const HttpOptions& options, const std::function<void()>& ready,
               const std::function<void()>& stopping);

} // namespace groundswell::server
