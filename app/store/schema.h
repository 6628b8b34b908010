#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace groundswell::store {

/// PRAGMA synchronous: what a power cut may cost. A killed process costs nothing either way.
enum class Durability {
    Normal, ///< the last commits before a power cut may be missing; the file stays whole
    Full,   ///< every acknowledged commit is on the disk
};

/// What is done with a file whose bytes are damaged.
enum class WhenDamaged {
    Report,   ///< opening fails with ErrorCode::Corrupt and the file stays as it is: it may hold the user's own work
    SetAside, ///< the file is renamed to NAME.damaged-TIME and a new one is begun: all it held can be fetched again
};

/// A kind of database. Its tables come from the numbered files ":/schema/NAME/NNN_what.sql" (see groundswell_schema()
/// in CMakeLists.txt); number NNN brings PRAGMA user_version to NNN.
struct Schema
{
    QString name;
    Durability durability = Durability::Normal;
    WhenDamaged whenDamaged = WhenDamaged::Report;
    bool copyBeforeMigration = false; ///< for the user's own data: keep the old file as NAME.before-VERSION
    bool incrementalVacuum = false;   ///< for files that shrink: auto_vacuum=incremental, set when the file is made
};

/// One step of a schema.
struct Migration
{
    int version = 0;
    /// The oldest program, by the version of the schema it knows, that may still write to the migrated file. Given in
    /// the SQL file by a line "-- minimum compatible version: N"; without one it is the migration's own version.
    int minimumCompatible = 0;
    QString fileName;
    QByteArray sql;
};

/// The embedded migrations of a schema in order. Fails with ErrorCode::Internal when their numbers are not 1, 2, 3...
[[nodiscard]] Result<QList<Migration>> migrationsOf(const Schema& schema);

} // namespace groundswell::store
