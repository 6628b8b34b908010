#pragma once

#include "community/api/account.h"
#include "community/api/json.h"
#include "community/api/sync.h"
#include "community/api/types.h"
#include "net/http_client.h"
#include "sync/event.h"

#include <QUrlQuery>

namespace groundswell::sync {

/// What a push brought. `results` are in the order of its operations; empty unless the outcome is Ok, as `epoch` is.
struct PushReply
{
    event::Answer answer;
    std::vector<api::OperationResult> results;
    QString epoch;
};

/// What a pull brought: a page for each scope, in their order; empty unless the outcome is Ok.
struct PullReply
{
    event::Answer answer;
    std::vector<std::shared_ptr<const api::Page>> pages;
};

/// What a sign-in or a refresh brought; `session` is empty unless the outcome is Ok.
struct SessionReply
{
    event::Answer answer; ///< Unauthorised only when the server itself ended the session
    api::Session session;
};

/// The community server's calls over HTTP. For one thread, that of its client.
class Transport
{
public:
    explicit Transport(net::HttpClient& client)
        : m_client(client)
    {
    }

    void setServer(const QUrl& server) { m_server = server; }
    [[nodiscard]] const QUrl& server() const noexcept { return m_server; }
    void setAccessToken(const QString& token) { m_token = token; }

    [[nodiscard]] QFuture<PushReply> push(const std::vector<api::Operation>& operations);
    [[nodiscard]] QFuture<PullReply> pull(const std::vector<api::ScopeCursor>& scopes);
    /// Answers when one of the scopes has another head than `since` says, else after half a minute.
    [[nodiscard]] QFuture<Result<api::EventsAnswer>> events(const std::vector<api::Poke>& since, std::stop_token stop);
    /// A new session for the refresh token, sent without the access token.
    [[nodiscard]] QFuture<SessionReply> refresh(const QString& refreshToken);

    /// Any other call of the API whose answer is a T, of this server or of another one (then without the token).
    template <class T>
    [[nodiscard]] QFuture<Result<T>> call(const QUrl& server, const QByteArray& method, const QString& path,
                                          const QJsonObject& body = {}, const QUrlQuery& query = {})
    {
        return send(server, method, path, body, query).then([](Result<net::HttpAnswer> answer) -> Result<T> {
            if (!answer) return std::unexpected(answer.error());
            if (answer->status >= 300) return std::unexpected(errorOf(*answer));
            if constexpr (std::is_void_v<T>)
                return {};
            else
                return api::parse<T>(answer->body);
        });
    }

    /// The failure that a status of 300 and more tells of: the server's own sentence where it sent one.
    [[nodiscard]] static Error errorOf(const net::HttpAnswer& answer);

private:
    [[nodiscard]] QFuture<Result<net::HttpAnswer>> send(const QUrl& server, const QByteArray& method,
                                                        const QString& path, const QJsonObject& body,
                                                        const QUrlQuery& query, int timeoutMs = 30'000,
                                                        std::stop_token stop = {});

    net::HttpClient& m_client;
    QUrl m_server;
    QString m_token;
};

/// How the core sees an answer. That the server refuses something for good is believed only where it says so itself, by
/// an api::Problem: a proxy that is set up wrong, or a hotel's sign-in page, refuses nothing that was written.
[[nodiscard]] event::Answer answerOf(const Result<net::HttpAnswer>& answer);

} // namespace groundswell::sync
