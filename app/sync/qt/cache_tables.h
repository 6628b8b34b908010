#pragma once

#include "store/database.h"
#include "sync/sync_core.h"

#include <vector>

/// The tables of cache.db. Every function is used inside a job of the store's writer or readers and throws
/// SQLite::Exception as its statements do.
namespace groundswell::sync::cache {

/// Forgets half-fetched scopes and tells how far the others are.
[[nodiscard]] std::vector<ScopePosition> start(store::Database& db);
void stage(store::Database& db, const api::Page& page, bool first);
/// Makes the staged pages the scope's state; false when its checksum is not the one given (all is kept all the same).
[[nodiscard]] bool applyStaged(store::Database& db, const effect::ApplyScope& scope, qint64 nowMs);
void drop(store::Database& db, const QString& scope);

/// One entity's body; empty when it is not there.
[[nodiscard]] QJsonObject body(store::Database& db, const QString& scope, const QString& type, const QString& id);
/// The epoch of the server that this scope was fetched from; empty when it was not.
[[nodiscard]] QString epoch(store::Database& db, const QString& scope);
/// The revision of one entity, 0 when it is not there.
[[nodiscard]] qint64 revision(store::Database& db, const QString& scope, const QString& type, const QString& id);
/// The bodies of a scope's entities of a type.
[[nodiscard]] std::vector<QJsonObject> bodies(store::Database& db, const QString& scope, const QString& type);

} // namespace groundswell::sync::cache
