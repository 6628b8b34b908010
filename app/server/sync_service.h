#pragma once

#include "base/error.h"
#include "community/api/sync.h"
#include "community/api/types.h"

#include <optional>

namespace groundswell::store {
class Database;
}

namespace groundswell::server {

class CursorCodec;
struct OperationContext;

/// What a scope's name means: "song:ID", "comments:ID", "user:ID" or "village".
struct ScopeName
{
    QString kind;
    QUuid id; ///< null for "village"
};
[[nodiscard]] std::optional<ScopeName> parseScope(const QString& scope);

/// Whether somebody may read a scope: everyone may, except that user:U is only U's. A null viewer is a guest.
[[nodiscard]] Result<void> mayRead(const QString& scope, UserId viewer);

/// Limits of one call; the defaults of api::Capabilities.
inline constexpr int mostOperations = 100;
inline constexpr int mostScopes = 200;
inline constexpr int pageSize = 500;
/// Changes in one answer to a pull, over all of its scopes. Large ones count for several, here and in a page.
inline constexpr int mostChanges = 4 * pageSize;

/// POST /v1/sync/push within one job of the writer: each operation succeeds or fails by itself. An operation on
/// something whose creation failed earlier in the same push is Blocked by that one, or told to Retry with it. Fails as
/// a whole only for too many operations, and throws when the database gave up the whole job. `epoch` is the village's.
[[nodiscard]] Result<api::PushAnswer> push(OperationContext& context, const QString& epoch,
                                           const api::PushRequest& request);

/// POST /v1/sync/pull within one job of a reader, so that all pages show one moment. Fails as a whole for an unknown or
/// forbidden scope, naming it.
[[nodiscard]] Result<api::PullAnswer> pull(store::Database& database, const CursorCodec& cursors, UserId viewer,
                                           qint64 nowMs, const api::PullRequest& request);

} // namespace groundswell::server
