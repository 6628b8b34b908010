#include "server/village.h"

#include "base/clock.h"
#include "server/account_service.h"
#include "server/change_log.h"
#include "server/passwords.h"
#include "server/upload_quota.h"
#include "store/schema.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr qint64 day = 24LL * 60 * 60 * 1000;
constexpr qint64 tombstoneLife = 180 * day;
constexpr qint64 operationLife = 90 * day;
constexpr qint64 unfinishedUploadLife = 7 * day;

QString ensured(store::Database& database, const QString& key, const QString& value)
{
    const QString known = readSetting(database, key);
    if (!known.isEmpty()) return known;
    writeSetting(database, key, value);
    return value;
}

} // namespace

QString readSetting(store::Database& database, const QString& key)
{
    auto rows = database.prepare("SELECT value FROM setting WHERE key = ?");
    return rows.bind(key).step() ? rows.text(0) : QString();
}

void writeSetting(store::Database& database, const QString& key, const QString& value)
{
    database
        .prepare("INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
        .bind(key, value)
        .run();
}

Result<std::unique_ptr<Village>> Village::open(const QString& folder, const QString& name, const Clock& clock)
{
    const store::Schema schema{.name = u"server"_s, .durability = store::Durability::Full, .copyBeforeMigration = true};
    auto opened = store::Store::open(folder + u"/village.db"_s, schema, 3);
    if (!opened) return std::unexpected(opened.error());
    auto& writer = (*opened)->writer();
    const auto cursors = writer.run([&](store::Database& db) -> Result<CursorCodec> {
        if (!name.isEmpty()) writeSetting(db, u"community_name"_s, name);
        ensured(db, u"community_name"_s, QCoreApplication::translate("Server", "Village"));
        // A new epoch is for the one who restores an old copy: delete the setting, and clients start their scopes anew.
        return CursorCodec(ensured(db, u"epoch"_s, makeToken().left(10)),
                           ensured(db, u"cursor_key"_s, makeToken()).toLatin1());
    });
    if (!cursors) return std::unexpected(cursors.error());
    return std::unique_ptr<Village>(new Village(std::move(*opened), folder, *cursors, clock));
}

Village::Village(std::unique_ptr<store::Store> store, const QString& folder, CursorCodec cursors, const Clock& clock)
    : m_blobs(folder + u"/blobs"_s, api::Capabilities().maxBlobBytes)
    , m_cursors(std::move(cursors))
    , m_clock(clock)
    , m_store(std::move(store))
{
}

void Village::publish(const std::vector<api::Poke>& touched)
{
    for (const api::Poke& one : touched)
        m_readyAnswers.moveOn(one.scope, one.head);
    m_events.poke(touched);
}

Result<api::Capabilities> Village::capabilities(store::Database& database) const
{
    api::Capabilities known;
    known.communityName = readSetting(database, u"community_name"_s);
    known.description = readSetting(database, u"community_description"_s);
    known.version = QStringLiteral(GROUNDSWELL_VERSION);
    auto rows = database.prepare("SELECT count(*) FROM person");
    if (rows.step()) known.people = rows.integer(0);
    return known;
}

Result<bool> Village::tidy()
{
    const qint64 now = m_clock.nowMs();
    const auto dropped = m_blobs.dropStale(now - unfinishedUploadLife);
    return m_store->writer().run([now, &dropped](store::Database& db) -> Result<bool> {
        purgeTombstones(db, now - tombstoneLife);
        db.prepare("DELETE FROM operation WHERE done_at < ?").bind(now - operationLife).run();
        purgeSessions(db, now);
        forgetUploads(db, dropped);
        return true;
    });
}

} // namespace groundswell::server
