#pragma once

#include <drogon/HttpRequest.h>

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace groundswell::server {

/// One request on its way through a route. A cheap value: copies share the request, whose body lives as long as one of
/// them.
class Call
{
public:
    Call(drogon::HttpRequestPtr request, std::vector<QString> parameters, QString address)
        : m_request(std::move(request))
        , m_parameters(std::move(parameters))
        , m_address(std::move(address))
    {
    }

    /// What stands in the path for the route's n-th "{}".
    [[nodiscard]] const QString& parameter(size_t index) const { return m_parameters.at(index); }
    /// A query parameter, decoded; empty when missing.
    [[nodiscard]] QString query(const std::string& name) const;
    /// A header's text; empty when missing.
    [[nodiscard]] QByteArray header(const std::string& name) const;
    [[nodiscard]] QByteArrayView body() const;
    /// The access token of "Authorization: Bearer", empty for a guest.
    [[nodiscard]] QString accessToken() const;
    /// The client's address, for rate limits.
    [[nodiscard]] const QString& address() const noexcept { return m_address; }

private:
    drogon::HttpRequestPtr m_request;
    std::vector<QString> m_parameters;
    QString m_address;
};

/// What goes back.
struct Answer
{
    /// A part of a file in place of a body.
    struct FilePart
    {
        QString path;
        qint64 offset = 0;
        qint64 length = 0;
    };

    int status = 200;
    QByteArray body;
    const char* contentType = "application/json";
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<FilePart> file;
};

/// Sends the answer; to be called once, from any thread.
using Reply = std::function<void(Answer)>;
using Handler = std::function<void(const Call&, Reply)>;

} // namespace groundswell::server
