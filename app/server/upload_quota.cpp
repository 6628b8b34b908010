#include "server/upload_quota.h"

#include "server/server_text.h"
#include "store/database.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace groundswell::server {

Result<bool> bookUpload(store::Database& database, UserId person, const QString& digest, qint64 bytes, qint64 quota,
                        qint64 nowMs)
{
    qint64 booked = 0;
    qint64 used = 0;
    {
        auto row = database.prepare("SELECT coalesce(sum(bytes) FILTER (WHERE digest = ?1), 0), "
                                    "coalesce(sum(bytes), 0) FROM upload WHERE person_id = ?2");
        if (row.bind(digest, person).step()) {
            booked = row.integer(0);
            used = row.integer(1);
        }
    }
    if (bytes <= booked) return true;
    if (bytes - booked > quota - used)
        return fail(ErrorCode::Forbidden, tr("You have uploaded as much as this community has room for."),
                    u"quota_exceeded"_s);
    database
        .prepare("INSERT INTO upload(digest, person_id, bytes, begun_at) VALUES(?, ?, ?, ?) "
                 "ON CONFLICT(digest, person_id) DO UPDATE SET bytes = excluded.bytes")
        .bind(digest, person, bytes, nowMs)
        .run();
    return true;
}

void settleUpload(store::Database& database, UserId person, const QString& digest)
{
    // Two who complete it at once each come here: whoever is not booked any more lost to the other.
    database
        .prepare("DELETE FROM upload WHERE digest = ?1 AND person_id <> ?2 "
                 "AND EXISTS(SELECT 1 FROM upload WHERE digest = ?1 AND person_id = ?2)")
        .bind(digest, person)
        .run();
}

void forgetUploads(store::Database& database, const std::vector<BlobStore::Upload>& uploads)
{
    for (const BlobStore::Upload& upload : uploads)
        database.prepare("DELETE FROM upload WHERE digest = ?1 AND (person_id = ?2 OR ?3)")
            .bind(upload.digest, upload.person, upload.person.isNull())
            .run();
}

Result<qint64> keepPart(store::Store& store, BlobStore& blobs, UserId person, const QString& digest,
                        QByteArrayView bytes, qint64 offset, qint64 total)
{
    const auto held = blobs.put(person, digest, bytes, offset, total);
    const bool isWhole = held && blobs.find(digest);
    const bool isDropped = !held && held.error().details == "hash_mismatch"_L1;
    if (!isWhole && !isDropped) return held;
    const auto booked = store.writer().run([&](store::Database& database) -> Result<void> {
        if (isWhole)
            settleUpload(database, person, digest);
        else
            forgetUploads(database, {{person, digest}});
        return {};
    });
    return booked ? held : std::unexpected(booked.error());
}

} // namespace groundswell::server
