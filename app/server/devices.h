#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "community/api/device.h"

namespace groundswell::store {
class Database;
}

/// Where a person is signed in.
namespace groundswell::server {

/// All of a person's sign-ins, the last used first; the one of `accessToken` is the current. For jobs of a reader.
[[nodiscard]] api::DeviceList listDevices(store::Database& database, UserId person, const QString& accessToken,
                                          qint64 nowMs);
/// Ends one: its tokens are worth nothing from now on. NotFound where the person has none of this id. For jobs of the
/// writer.
[[nodiscard]] Result<bool> endDevice(store::Database& database, UserId person, const QString& id);

} // namespace groundswell::server
