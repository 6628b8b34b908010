#pragma once

#include "schema_check.h"
#include "server_process.h"

#include "base/clock.h"

#include <QSet>

/// For tests of the real process over loopback: one server, one client, and short words for what they do.
namespace groundswell::server {

class GroundswelldFixture
{
protected:
    /// Notes the call, and answers an empty HttpAnswer where the answer is not as the published contract says.
    HttpAnswer checked(const QString& method, const QString& pattern, const HttpAnswer& answer);
    QJsonObject registerPerson(const QString& name);
    /// As somebody who was registered once: a password's hash is costly.
    void signIn();
    QJsonObject operation(const QString& kind, const QString& scope, const QString& entity, const QJsonObject& args);
    QString addSong(const QString& title);
    QString makeId() { return OperationId::make(m_clock).toString(); }

    SystemClock m_clock;
    ServerProcess m_server;
    HttpClient m_http{m_server};
    SchemaCheck m_contract{QStringLiteral(GROUNDSWELL_CONTRACT)};
    QSet<QString> m_seen;
    QString m_sharedToken;
};

/// The address of a blob.
[[nodiscard]] QString blobPath(const QByteArray& bytes);

} // namespace groundswell::server
