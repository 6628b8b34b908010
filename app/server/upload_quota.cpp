#include "server/upload_quota.h"

#include "server/server_text.h"
#include "store/database.h"

using namespace Qt::StringLiterals;

namespace groundswell::server {

Result<bool> bookUpload(store::Database& database, UserId person, const QString& digest, qint64 bytes, qint64 quota,
                        qint64 nowMs)
{
    UserId owner = person;
    qint64 booked = 0;
    {
        auto row = database.prepare("SELECT person_id, bytes FROM upload WHERE digest = ?");
        if (row.bind(digest).step()) {
            owner = row.id<UserId>(0);
            booked = row.integer(1);
        }
    }
    if (bytes <= booked) return true;
    qint64 used = 0;
    {
        auto row = database.prepare("SELECT coalesce(sum(bytes), 0) FROM upload WHERE person_id = ?");
        if (row.bind(owner).step()) used = row.integer(0);
    }
    if (bytes - booked > quota - used)
        return fail(ErrorCode::Forbidden, tr("You have uploaded as much as this community has room for."),
                    u"quota_exceeded"_s);
    database
        .prepare("INSERT INTO upload(digest, person_id, bytes, begun_at) VALUES(?, ?, ?, ?) "
                 "ON CONFLICT(digest) DO UPDATE SET bytes = excluded.bytes")
        .bind(digest, owner, bytes, nowMs)
        .run();
    return true;
}

void forgetUploads(store::Database& database, const QStringList& digests)
{
    for (const QString& digest : digests)
        database.prepare("DELETE FROM upload WHERE digest = ?").bind(digest).run();
}

} // namespace groundswell::server
