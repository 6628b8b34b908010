#pragma once

#include <QHostAddress>
#include <QList>
#include <QObject>

#include <functional>

namespace groundswell::net {

/// Finds the addresses of a host name. Used in one thread, which needs an event loop.
class HostResolver
{
public:
    using Done = std::function<void(const QList<QHostAddress>& addresses)>;

    virtual ~HostResolver() = default;
    /// Calls `done` in the calling thread with what was found (nothing: the name is unknown), unless `context` is gone
    /// by then. An address in figures stands for itself.
    virtual void resolve(const QString& host, QObject* context, Done done) = 0;
};

/// The system's: hosts file, DNS, mDNS.
class SystemResolver final : public HostResolver
{
public:
    void resolve(const QString& host, QObject* context, Done done) override;
};

} // namespace groundswell::net
