#pragma once

#include "base/error.h"
#include "community/api/sync.h"
#include "server/account_service.h"

namespace groundswell::store {
class Database;
}

namespace groundswell::server {

class ChangeLog;

/// What an operation works with: one job of the writer, for one signed-in person.
struct OperationContext
{
    store::Database& database;
    ChangeLog& log;
    UserId person;
    Role role = {};
};

/// Does one operation of api::Operation's list and answers what became of it. A repeat of an operation that was applied
/// gets Duplicate with the same rev and seq, and so does another one that asks for what is there already. The server
/// never merges: a stale base_rev is a Conflict with the current body. Throws SQLite::Exception; run it in a
/// transaction.
[[nodiscard]] api::OperationResult applyOperation(OperationContext& context, const api::Operation& operation);

} // namespace groundswell::server
