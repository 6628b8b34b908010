#pragma once

#include "router.h"

class QThreadPool;

namespace trantor {
class EventLoop;
}

/// The calls of resources/api/openapi.yaml. What they refer to must outlive the router.
namespace groundswell::server {

class AccountService;
class Village;

/// auth/*. Passwords are hashed in `workers`, whose size is how many at once.
void addAccountRoutes(Router& router, Village& village, AccountService& accounts, QThreadPool& workers);
/// capabilities, songs/*
void addSongRoutes(Router& router, Village& village);
/// sync/*. `timers` ends the waiting of sync/events.
void addSyncRoutes(Router& router, Village& village, trantor::EventLoop& timers);
/// blobs/*. Disk work happens in `workers`.
void addBlobRoutes(Router& router, Village& village, QThreadPool& workers);

} // namespace groundswell::server
