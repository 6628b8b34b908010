#pragma once

#include "base/error.h"

#include <QNetworkReply>
#include <QUrl>

namespace groundswell::net {

/// Why a stream of bytes did not come, or came to an end too soon.
struct StreamFailure
{
    Error error;
    bool passing = false;    ///< trying again a little later may help
    int status = 0;          ///< the HTTP status where there was one
    qint64 retryAfterMs = 0; ///< what the server asked for; 0 when it did not
};

/// The sentence for an HTTP status that is neither 200 nor 206.
[[nodiscard]] StreamFailure statusFailure(int status, const QUrl& url);
/// The sentence for a connection that could not be made, or that broke.
[[nodiscard]] StreamFailure connectionFailure(QNetworkReply::NetworkError error, const QString& details,
                                              const QUrl& url);

} // namespace groundswell::net
