#pragma once

#include "store/database.h"

namespace groundswell::store {

/// Brings an open database to the newest version of its schema. Each step is a transaction: a failing one leaves the
/// file at the version before it. Where the schema asks for it, the file is copied first to NAME.before-VERSION. Gives
/// none when the file can be written, or the reason (ErrorCode::UpgradeRequired) why this program must only read it.
[[nodiscard]] Result<std::optional<Error>> migrate(Database& database, const Schema& schema);

} // namespace groundswell::store
