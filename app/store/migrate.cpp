#include "store/migrate.h"

#include "store/transaction.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace groundswell::store {

namespace {

constexpr auto metaTable =
    "CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID";

int userVersion(Database& database)
{
    Statement statement = database.prepare("PRAGMA user_version");
    return statement.step() ? statement.smallInteger(0) : 0;
}

QString metaValue(Database& database, const QString& key)
{
    if (!database.connection().tableExists("meta")) return {};
    Statement statement = database.prepare("SELECT value FROM meta WHERE key = ?");
    return statement.bind(key).step() ? statement.text(0) : QString();
}

void setMetaValue(Database& database, const QString& key, const auto& value)
{
    database.prepare("INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
        .bind(key, value)
        .run();
}

/// A whole copy under its final name, or none.
Result<void> copyTo(Database& database, const QString& copy)
{
    const QString part = copy + u".part"_s;
    QFile::remove(part);
    database.prepare("VACUUM INTO ?").bind(part).run();
    QFile::remove(copy);
    if (!QFile::rename(part, copy))
        return fail(
            ErrorCode::Io,
            QCoreApplication::translate("Store", "The copy “%1”, made before an update, could not be kept.").arg(copy));
    return {};
}

void apply(Database& database, const Schema& schema, const Migration& migration)
{
    Transaction transaction(database);
    if (userVersion(database) >= migration.version) return; // another process was first
    database.execute(metaTable);
    database.execute(migration.sql.constData());
    setMetaValue(database, u"schema"_s, schema.name);
    setMetaValue(database, u"minimum_compatible_version"_s, migration.minimumCompatible);
    database.execute(("PRAGMA user_version = " + std::to_string(migration.version)).c_str());
    transaction.commit();
}

} // namespace

Result<std::optional<Error>> migrate(Database& database, const Schema& schema)
{
    const auto migrations = migrationsOf(schema);
    if (!migrations) return std::unexpected(migrations.error());
    const int newest = migrations->last().version;
    const int current = userVersion(database);

    const QString owner = metaValue(database, u"schema"_s);
    if (current < 0 || ((current > 0 || !owner.isEmpty()) && owner != schema.name))
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("Store", "“%1” is a database of something else.").arg(database.path()),
                    u"%1, version %2"_s.arg(owner).arg(current));

    if (current > newest) {
        if (metaValue(database, u"minimum_compatible_version"_s).toInt() <= newest) return std::nullopt;
        return Error{
            ErrorCode::UpgradeRequired,
            QCoreApplication::translate(
                "Store",
                "“%1” was made by a newer Groundswell; it can be read, but not changed, until this one is updated.")
                .arg(database.path()),
            u"version %1, known %2"_s.arg(current).arg(newest)};
    }
    if (current > 0 && current < newest && schema.copyBeforeMigration) {
        if (auto copied = copyTo(database, u"%1.before-%2"_s.arg(database.path()).arg(newest)); !copied)
            return std::unexpected(copied.error());
    }
    for (const Migration& migration : migrations->sliced(current))
        apply(database, schema, migration);
    return std::nullopt;
}

} // namespace groundswell::store
