#pragma once

#include "base/error.h"
#include "server/blob_store.h"

namespace groundswell::store {
class Database;
class Store;
} // namespace groundswell::store

/// How much each person brings: an upload counts, at the size that it names, for whoever brings it, and when the file
/// is whole for one of them only. For jobs of the writer, but for keepPart().
namespace groundswell::server {

/// Books an upload before its bytes are kept. Forbidden "quota_exceeded" where the person would have more than `quota`
/// bytes here. Further parts of a booked upload are free.
[[nodiscard]] Result<bool> bookUpload(store::Database& database, UserId person, const QString& digest, qint64 bytes,
                                      qint64 quota, qint64 nowMs);
/// The file is whole: it counts for this person, and no more for others who were at it.
void settleUpload(store::Database& database, UserId person, const QString& digest);
/// Takes uploads that came to nothing off the books.
void forgetUploads(store::Database& database, const std::vector<BlobStore::Upload>& uploads);

/// Keeps a part of a booked upload (see BlobStore::put) and brings the books up to date: a whole file counts for
/// whoever completed it, one whose bytes were wrong for nobody. From any thread but the writer's.
[[nodiscard]] Result<qint64> keepPart(store::Store& store, BlobStore& blobs, UserId person, const QString& digest,
                                      QByteArrayView bytes, qint64 offset, qint64 total);

} // namespace groundswell::server
