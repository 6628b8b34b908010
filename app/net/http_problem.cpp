#include "net/http_problem.h"

#include <QCoreApplication>

namespace groundswell::net {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Net", text);
}

} // namespace

StreamFailure statusFailure(int status, const QUrl& url)
{
    const QString host = url.host();
    const QString details = QStringLiteral("HTTP %1 for %2").arg(status).arg(url.path());
    const auto lasting = [&](ErrorCode code, const QString& text) {
        return StreamFailure{{code, text.arg(host), details}, false, status, 0};
    };
    const auto passing = [&](ErrorCode code, const QString& text) {
        return StreamFailure{{code, text.arg(host), details}, true, status, 0};
    };
    switch (status) {
    case 401:
    case 407: return lasting(ErrorCode::Unauthorised, tr("%1 asks you to sign in before it gives this."));
    case 403:
    case 451: return lasting(ErrorCode::Forbidden, tr("%1 does not give this to you."));
    case 404:
    case 410: return lasting(ErrorCode::NotFound, tr("%1 no longer has this."));
    case 408:
    case 425: return passing(ErrorCode::Network, tr("%1 did not get the request in time."));
    case 429: return passing(ErrorCode::RateLimited, tr("%1 was asked too often: try again later."));
    default: break;
    }
    if (status >= 500) return passing(ErrorCode::Network, tr("%1 has trouble of its own: try again later."));
    return lasting(ErrorCode::Network, tr("%1 answered with something that cannot be used."));
}

StreamFailure connectionFailure(QNetworkReply::NetworkError error, const QString& details, const QUrl& url)
{
    const QString host = url.host();
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return {{ErrorCode::Forbidden,
                 tr("The certificate of %1 cannot be trusted, so nothing was taken from there.").arg(host), details}};
    case QNetworkReply::HostNotFoundError:
        return {{ErrorCode::Network, tr("%1 cannot be found: are you online?").arg(host), details}, true};
    case QNetworkReply::ConnectionRefusedError:
        return {{ErrorCode::Network, tr("%1 refuses the connection.").arg(host), details}, true};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return {{ErrorCode::Corrupt, tr("%1 answered with something that cannot be used.").arg(host), details}};
    default: return {{ErrorCode::Network, tr("The connection to %1 broke.").arg(host), details}, true};
    }
}

} // namespace groundswell::net
