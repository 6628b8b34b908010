#pragma once

#include "base/clock.h"
#include "community/api/json.h"
#include "fault_server.h"
#include "store/store.h"
#include "support/patience.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <map>
#include <mutex>
#include <optional>

namespace groundswell::sync::test {

using groundswell::test::Answer;
using groundswell::test::FaultServer;
using groundswell::test::Request;

/// A failure in the server's own words.
inline Answer problem(int status, const QString& code = QStringLiteral("no"))
{
    return {.status = status, .body = api::toBytes(api::toJson(api::Problem{code, QStringLiteral("No."), {}}))};
}

/// What stands in for a server when somebody else answers.
inline Answer page(int status)
{
    return {.status = status, .body = "<html>No.</html>", .contentType = "text/html"};
}

/// The engine with its real stores, and a server that takes all that is pushed, has nothing to fetch and holds every
/// poll, unless the test says otherwise. Somebody is signed in.
class EngineBed
{
public:
    explicit EngineBed(std::unique_ptr<TokenVault> vault = nullptr)
        : m_outbox(store::Store::open(m_folder.filePath(QStringLiteral("outbox.db")), outboxSchema()).value())
        , m_cache(store::Store::open(m_folder.filePath(QStringLiteral("cache.db")), cacheSchema()).value())
    {
        const AccountRecord account{
            AccountId::make(m_clock), m_server.url(QString()), QStringLiteral("Bay"), m_person, true, 1};
        m_outbox->writer()
            .run([&](store::Database& db) -> Result<void> {
                outbox::useAccount(db, account);
                return {};
            })
            .value();
        if (!vault) vault = plainFileVault(tokenFile());
        static_cast<void>(vault->save(account.id, {QStringLiteral("access"), QStringLiteral("refresh")}));
        start(std::move(vault));
    }

    /// The program begins (again).
    void start(std::unique_ptr<TokenVault> vault = nullptr, bool online = true)
    {
        if (!vault) vault = plainFileVault(tokenFile());
        m_engine = Engine::start(*m_outbox, *m_cache, std::move(vault), m_clock, online).value();
        m_status = m_engine->initialStatus();
        QObject::connect(m_engine.get(), &Engine::statusChanged, m_engine.get(),
                         [this](const EngineStatus& status) { m_status = status; });
    }
    void stop() { m_engine.reset(); }

    /// From now on, or only so many times, this is the answer to a path; none: the usual one.
    void answer(const QByteArray& path, std::optional<Answer> answer, int times = std::numeric_limits<int>::max())
    {
        const std::lock_guard lock(m_mutex);
        if (answer)
            m_answers[path] = {*std::move(answer), times};
        else
            m_answers.erase(path);
    }

    /// How often the server was asked for a path, and said this in what follows it (the query, or the body).
    [[nodiscard]] int asked(const QByteArray& path, const QByteArray& saying = {}) const
    {
        int count = 0;
        for (const auto& request : m_server.requests())
            count += request.path.startsWith(path) && (request.path + request.body).contains(saying) ? 1 : 0;
        return count;
    }

    /// The same, of those who proved with this token who they are.
    [[nodiscard]] int askedAs(const QByteArray& token, const QByteArray& path, const QByteArray& saying) const
    {
        int count = 0;
        for (const auto& request : m_server.requests()) {
            const bool said = request.path.startsWith(path) && request.body.contains(saying);
            count += said && request.headers.value("authorization") == "Bearer " + token ? 1 : 0;
        }
        return count;
    }

    [[nodiscard]] api::Operation comment() const
    {
        const SongId song = SongId::make(m_clock);
        return {OperationId::make(m_clock),
                api::commentsScope(song),
                CommentId::make(m_clock).toString(),
                QStringLiteral("comment.create"),
                {{QStringLiteral("song_id"), song.toString()}, {QStringLiteral("text"), QStringLiteral("rain")}},
                0};
    }
    [[nodiscard]] std::vector<OutboxEntry> entries() const
    {
        return m_outbox->writer()
            .run([](store::Database& db) -> Result<std::vector<OutboxEntry>> { return outbox::entries(db); })
            .value();
    }
    /// The disk refuses, or takes again, that something is marked as on its way.
    void setSendingRefused(bool refused)
    {
        m_outbox->writer()
            .run([refused](store::Database& db) -> Result<void> {
                db.execute(refused ? "CREATE TRIGGER full BEFORE INSERT ON operation WHEN NEW.state = 1 BEGIN SELECT "
                                     "RAISE(ABORT, 'full'); END"
                                   : "DROP TRIGGER full");
                return {};
            })
            .value();
    }
    [[nodiscard]] const FaultServer& server() const { return m_server; }
    [[nodiscard]] store::Store& cache() { return *m_cache; }
    [[nodiscard]] Engine& engine() { return *m_engine; }
    [[nodiscard]] const EngineStatus& status() const { return m_status; }
    [[nodiscard]] QString tokenFile() const { return m_folder.filePath(QStringLiteral("tokens.json")); }
    [[nodiscard]] Answer newSession() const
    {
        return {.body = api::toBytes(api::toJson(
                    api::Session{m_person, QStringLiteral("access 2"), 60'000, QStringLiteral("refresh 2")}))};
    }

private:
    Answer serve(const Request& request)
    {
        const QByteArray path = request.path.split('?').first();
        {
            const std::lock_guard lock(m_mutex);
            if (const auto own = m_answers.find(path); own != m_answers.end() && own->second.second-- > 0)
                return own->second.first;
        }
        if (path == "/v1/sync/pull") return {.body = api::toBytes(api::toJson(api::PullAnswer()))};
        if (path == "/v1/auth/refresh") return newSession();
        if (path == "/v1/auth/devices") return {.body = api::toBytes(api::toJson(api::DeviceList()))};
        if (path != "/v1/sync/push") return {.body = "held", .holdAfter = 0};
        api::PushAnswer done{.results = {}, .epoch = QStringLiteral("one")};
        const auto pushed = api::parse<api::PushRequest>(request.body).value();
        for (const auto& operation : pushed.operations) {
            api::OperationResult result;
            result.opId = operation.opId;
            result.entityId = operation.entityId;
            result.rev = result.seq = 1;
            done.results.push_back(result);
        }
        return {.body = api::toBytes(api::toJson(done))};
    }

    const SystemClock m_clock;
    const api::Person m_person{UserId::make(m_clock), QStringLiteral("nao"), QStringLiteral("Nao")};
    std::mutex m_mutex;
    std::map<QByteArray, std::pair<Answer, int>> m_answers; // and how many times it is still given
    FaultServer m_server{[this](const Request& request) { return serve(request); }};
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_outbox;
    std::unique_ptr<store::Store> m_cache;
    EngineStatus m_status;
    std::unique_ptr<Engine> m_engine;
};

/// Whether a call of the engine ends well.
template <class T>
bool succeeds(const QFuture<Result<T>>& future)
{
    return groundswell::test::comesTrue([&] { return future.isFinished(); }) && future.result().has_value();
}

} // namespace groundswell::sync::test
