#include "server/sync_service.h"

#include "server/change_log.h"
#include "server/cursor_codec.h"
#include "server/entities.h"
#include "server/operation_results.h"
#include "server/operations.h"
#include "server/server_text.h"

#include "community/api/checksum.h"
#include "store/database.h"
#include "store/transaction.h"

#include <sqlite3.h>
#include <SQLiteCpp/Exception.h>

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

using api::Operation;
using api::OperationResult;
using api::OperationStatus;

OperationResult retryLater(const Operation& operation)
{
    OperationResult result;
    result.opId = operation.opId;
    result.status = OperationStatus::Retry;
    result.retryAfterMs = 5000;
    return result;
}

/// One operation in a savepoint, so that a failing one leaves nothing of itself.
OperationResult applyAlone(OperationContext& context, const Operation& operation)
{
    try {
        store::Transaction own(context.database);
        const OperationResult result = applyOperation(context, operation);
        own.commit();
        return result;
    } catch (const SQLite::Exception& exception) {
        if (exception.getErrorCode() == SQLITE_CONSTRAINT)
            return rejected(operation, u"invalid_input"_s,
                            tr("This refers to something that the village does not have."));
        // A full disk may have undone the whole job: then nothing of the push may be called applied.
        if (!context.database.inTransaction()) throw;
        return retryLater(operation);
    }
}

/// What an operation that found nothing gets when the creation of that failed earlier in the push: to wait for it, or
/// for the person who has to mend it.
OperationResult resultBehind(const Operation& operation, const OperationResult& blocker)
{
    if (blocker.status == OperationStatus::Retry) return retryLater(operation);
    OperationResult result;
    result.opId = operation.opId;
    result.status = OperationStatus::Blocked;
    result.blockedBy = blocker.opId;
    return result;
}

/// The failed creation that explains that an operation found nothing; none when there is none.
std::optional<OperationResult> blockerOf(const Operation& operation, const QHash<QString, OperationResult>& failed)
{
    QStringList needed{operation.entityId};
    for (const auto key : {"song_id"_L1, "parent_id"_L1, "lyrics_id"_L1})
        needed << operation.args.value(key).toString();
    for (const QString& entity : std::as_const(needed))
        if (const auto found = failed.find(entity); found != failed.end()) return *found;
    return std::nullopt;
}

/// How much of a page a change takes: a document is up to half a megabyte and a story 80 kB, and an answer must stay
/// below what clients take (32 MB).
int weightOf(const QString& type)
{
    if (type == "lyrics"_L1 || type == "translation"_L1) return pageSize / 10;
    return type == "story"_L1 ? pageSize / 50 : 1;
}

class Puller
{
public:
    Puller(store::Database& database, const CursorCodec& cursors, qint64 nowMs)
        : m_database(database)
        , m_cursors(cursors)
        , m_nowMs(nowMs)
    {
    }

    api::Page page(const api::ScopeCursor& asked)
    {
        api::Page page;
        page.scope = asked.scope;
        page.epoch = m_cursors.epoch();
        page.serverTime = m_nowMs;
        if (page.movedTo = movedTo(asked.scope); !page.movedTo.isEmpty()) return page;

        const ScopeState state = readScope(m_database, asked.scope);
        qint64 after = 0;
        if (!asked.cursor.isEmpty()) {
            const auto seq = m_cursors.decode(asked.scope, asked.cursor);
            page.reset = !seq || *seq > state.head || (*seq > 0 && *seq < state.purgedTo);
            if (!page.reset) after = *seq;
        }
        const qint64 last = readChanges(page, after);
        page.nextCursor = m_cursors.encode(asked.scope, page.hasMore ? last : state.head);
        if (!page.hasMore) page.checksum = api::ScopeChecksum(state.checksum).toString();
        return page;
    }

private:
    QString movedTo(const QString& scope)
    {
        const auto name = parseScope(scope);
        if (!name || (name->kind != "song"_L1 && name->kind != "comments"_L1)) return {};
        const SongId song = canonicalSong(m_database, SongId(name->id));
        return song.isNull() || song.uuid() == name->id ? QString() : name->kind + u':' + song.toString();
    }

    /// Fills the page and answers the seq up to which it goes.
    qint64 readChanges(api::Page& page, qint64 after)
    {
        const int room = std::min(pageSize, m_room);
        int taken = 0;
        auto rows =
            m_database.prepare("SELECT type, entity, rev, seq, deleted FROM change WHERE scope = ?1 AND seq > ?2 "
                               "AND (deleted = 0 OR ?2 > 0) ORDER BY seq LIMIT ?3");
        rows.bind(page.scope, after, room + 1);
        qint64 last = after;
        while (rows.step()) {
            if (taken >= room) {
                page.hasMore = true;
                break;
            }
            api::Change change{rows.text(0), rows.text(1), rows.integer(2), rows.integer(3), rows.boolean(4), {}};
            if (!change.deleted) change.body = readBody(m_database, change.type, change.id).value_or(QJsonObject());
            last = change.seq;
            taken += weightOf(change.type);
            page.changes.push_back(std::move(change));
        }
        m_room -= taken;
        return last;
    }

    store::Database& m_database;
    const CursorCodec& m_cursors;
    qint64 m_nowMs;
    int m_room = mostChanges;
};

} // namespace

std::optional<ScopeName> parseScope(const QString& scope)
{
    if (scope == "village"_L1) return ScopeName{scope, {}};
    const qsizetype colon = scope.indexOf(u':');
    if (colon < 0) return std::nullopt;
    const QString kind = scope.first(colon);
    const QString idText = scope.sliced(colon + 1);
    const QUuid id = QUuid::fromString(idText);
    const bool known = kind == "song"_L1 || kind == "comments"_L1 || kind == "user"_L1;
    // The one spelling of an id: a scope's name is a key in the database.
    if (!known || id.isNull() || id.toString(QUuid::WithoutBraces) != idText) return std::nullopt;
    return ScopeName{kind, id};
}

Result<void> mayRead(const QString& scope, UserId viewer)
{
    const auto name = parseScope(scope);
    if (!name)
        return fail(ErrorCode::InvalidInput, tr("There is no scope of the name “%1”.").arg(scope), u"unknown_scope"_s);
    if (name->kind != "user"_L1 || UserId(name->id) == viewer) return {};
    if (viewer.isNull()) return fail(ErrorCode::Unauthorised, tr("Sign in to read your own things."));
    return fail(ErrorCode::Forbidden, tr("This belongs to somebody else."));
}

Result<api::PushAnswer> push(OperationContext& context, const QString& epoch, const api::PushRequest& request)
{
    if (request.operations.size() > mostOperations)
        return fail(ErrorCode::InvalidInput, tr("More than %1 operations in one push.").arg(mostOperations),
                    u"too_large"_s);
    api::PushAnswer answer{.results = {}, .epoch = epoch};
    QHash<QString, OperationResult> failed;
    for (const Operation& operation : request.operations) {
        OperationResult result = applyAlone(context, operation);
        if (result.code == "not_found"_L1)
            if (const auto blocker = blockerOf(operation, failed)) result = resultBehind(operation, *blocker);
        if (result.status != OperationStatus::Applied && result.status != OperationStatus::Duplicate)
            failed.insert(operation.entityId, result);
        answer.results.push_back(std::move(result));
    }
    return answer;
}

Result<api::PullAnswer> pull(store::Database& database, const CursorCodec& cursors, UserId viewer, qint64 nowMs,
                             const api::PullRequest& request)
{
    if (request.scopes.size() > mostScopes)
        return fail(ErrorCode::InvalidInput, tr("More than %1 scopes in one pull.").arg(mostScopes), u"too_large"_s);
    for (const api::ScopeCursor& asked : request.scopes)
        if (const auto allowed = mayRead(asked.scope, viewer); !allowed) return std::unexpected(allowed.error());
    Puller puller(database, cursors, nowMs);
    api::PullAnswer answer;
    for (const api::ScopeCursor& asked : request.scopes)
        answer.pages.push_back(puller.page(asked));
    return answer;
}

} // namespace groundswell::server
