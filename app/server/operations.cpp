#include "server/operations.h"

#include "community/api/json.h"
#include "server/change_log.h"
#include "server/operation_results.h"
#include "server/server_text.h"
#include "store/database.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

using api::Operation;
using api::OperationResult;
using api::OperationStatus;

using Handler = OperationResult (*)(OperationContext&, const Operation&);

constexpr std::array handlers{
    std::pair{"song.ensure"_L1, Handler(ensureSongOperation)},
    std::pair{"comment.create"_L1, Handler(createComment)},
    std::pair{"comment.edit"_L1, Handler(editComment)},
    std::pair{"comment.delete"_L1, Handler(deleteComment)},
    std::pair{"reaction.set"_L1, Handler(setReaction)},
    std::pair{"story.create"_L1, Handler(createStory)},
    std::pair{"lyrics.put"_L1, Handler(putLyrics)},
    std::pair{"translation.put"_L1, Handler(putTranslation)},
    std::pair{"suggestion.delete"_L1, Handler(deleteSuggestion)},
};

/// The answer to an operation that was done before; none when it is new.
std::optional<OperationResult> remembered(OperationContext& context, const Operation& operation)
{
    auto rows = context.database.prepare("SELECT person_id, result FROM operation WHERE op_id = ?");
    if (!rows.bind(operation.opId).step()) return std::nullopt;
    if (rows.id<UserId>(0) != context.person)
        return rejected(operation, u"op_id_taken"_s, tr("Somebody else has used this operation's id."));
    auto result = api::parse<OperationResult>(rows.text(1).toUtf8());
    if (!result) return std::nullopt;
    result->status = OperationStatus::Duplicate;
    return *result;
}

void remember(OperationContext& context, const OperationResult& result)
{
    context.database.prepare("INSERT INTO operation(op_id, person_id, result, done_at) VALUES(?, ?, ?, ?)")
        .bind(result.opId, context.person, QString::fromUtf8(api::toBytes(toJson(result))), context.log.nowMs())
        .run();
}

} // namespace

OperationResult applyOperation(OperationContext& context, const Operation& operation)
{
    if (const auto known = remembered(context, operation)) return *known;
    const auto handler =
        std::ranges::find_if(handlers, [&](const auto& entry) { return entry.first == operation.kind; });
    if (handler == handlers.end())
        return rejected(operation, u"unknown_kind"_s, tr("This community's server does not know how to do this yet."));
    const OperationResult result = handler->second(context, operation);
    // Conflicts and refusals change nothing and are worked out anew: the client may send the same id with a newer base.
    if (result.status == OperationStatus::Applied || result.status == OperationStatus::Duplicate)
        remember(context, result);
    return result;
}

OperationResult applied(const Operation& operation, qint64 rev, qint64 seq, const QString& entity)
{
    OperationResult result;
    result.opId = operation.opId;
    result.status = OperationStatus::Applied;
    result.rev = rev;
    result.seq = seq;
    result.entityId = entity.isEmpty() ? operation.entityId : entity;
    return result;
}

OperationResult duplicate(const Operation& operation, qint64 rev, qint64 seq, const QString& entity)
{
    OperationResult result = applied(operation, rev, seq, entity);
    result.status = OperationStatus::Duplicate;
    return result;
}

OperationResult conflict(const Operation& operation, qint64 theirsRev, const QJsonObject& theirs)
{
    OperationResult result;
    result.opId = operation.opId;
    result.status = OperationStatus::Conflict;
    result.theirsRev = theirsRev;
    result.theirs = theirs;
    return result;
}

OperationResult rejected(const Operation& operation, const QString& code, const QString& message)
{
    OperationResult result;
    result.opId = operation.opId;
    result.status = OperationStatus::Rejected;
    result.code = code;
    result.message = message;
    return result;
}

OperationResult rejected(const Operation& operation, const Error& error)
{
    const bool hasWord = !error.details.isEmpty() && !error.details.contains(u' ');
    return rejected(operation, hasWord ? error.details : QString(errorCodeName(error.code)), error.message);
}

OperationResult notFound(const Operation& operation, const QString& message)
{
    return rejected(operation, u"not_found"_s, message);
}

} // namespace groundswell::server
