#include "net/host_resolver.h"

#include <QHostInfo>

namespace groundswell::net {

void SystemResolver::resolve(const QString& host, QObject* context, Done done)
{
    QHostInfo::lookupHost(host, context, [done = std::move(done)](const QHostInfo& found) { done(found.addresses()); });
}

} // namespace groundswell::net
