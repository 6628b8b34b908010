#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <QStringList>

namespace groundswell::store {
class Database;
}

/// How much each person brought: a blob counts, at the size that its upload names, for whoever began it.
namespace groundswell::server {

/// Books an upload before its bytes are kept. Forbidden "quota_exceeded" where its owner would have more than `quota`
/// bytes here. Further parts of a booked upload are free. For jobs of the writer.
[[nodiscard]] Result<bool> bookUpload(store::Database& database, UserId person, const QString& digest, qint64 bytes,
                                      qint64 quota, qint64 nowMs);
/// Takes uploads that came to nothing off the books. For jobs of the writer.
void forgetUploads(store::Database& database, const QStringList& digests);

} // namespace groundswell::server
