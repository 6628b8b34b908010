#include "store/database.h"

#include "store/migrate.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <sqlite3.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace groundswell::store {

namespace {

constexpr int busyTimeoutMs = 10'000;
constexpr int stepsBetweenStopChecks = 4'000;

Error describe(int code, const QString& path, const QString& details)
{
    const auto text = [&](const char* sentence) {
        return QCoreApplication::translate("Store", sentence).arg(QDir::toNativeSeparators(path));
    };
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Corrupt, text(QT_TRANSLATE_NOOP("Store", "The file “%1” is damaged; it was left as it is.")),
                details};
    case SQLITE_FULL:
        return {ErrorCode::Io, text(QT_TRANSLATE_NOOP("Store", "The disk that holds “%1” is full.")), details};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Io, text(QT_TRANSLATE_NOOP("Store", "“%1” is being used by another program.")), details};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::Io, text(QT_TRANSLATE_NOOP("Store", "“%1” could not be opened, read or written.")), details};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, text(QT_TRANSLATE_NOOP("Store", "Reading “%1” was stopped.")), details};
    case SQLITE_CONSTRAINT:
        return {ErrorCode::Conflict,
                text(QT_TRANSLATE_NOOP("Store", "What was to be kept in “%1” contradicts what is there.")), details};
    default: return {ErrorCode::Internal, text(QT_TRANSLATE_NOOP("Store", "A question to “%1” failed.")), details};
    }
}

/// Renames a damaged file and what belongs to it; nothing is deleted. Gives the new name.
Result<QString> moveAside(const QString& path)
{
    const QString aside =
        u"%1.damaged-%2"_s.arg(path, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s));
    for (const auto& suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(path + suffix) && !QFile::rename(path + suffix, aside + suffix))
            return fail(
                ErrorCode::Io,
                QCoreApplication::translate("Store", "The damaged file “%1” could not be moved aside.").arg(path));
    }
    return aside;
}

int stopRequested(void* token)
{
    return static_cast<std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

} // namespace

Database::Database(std::unique_ptr<SQLite::Database> connection, QString path)
    : m_path(std::move(path))
    , m_stop(std::make_unique<std::stop_token>())
    , m_connection(std::move(connection))
{
}

Database::~Database() = default;
Database::Database(Database&&) noexcept = default;

Database Database::openFile(const QString& path, int flags)
{
    auto connection =
        std::make_unique<SQLite::Database>(path.toStdString(), flags | SQLite::OPEN_NOMUTEX, busyTimeoutMs);
    connection->exec("PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY");
    return {std::move(connection), path};
}

Result<Database> Database::openOnce(const QString& path, const Schema& schema)
try {
    Database database = openFile(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    if (schema.incrementalVacuum)
        database.execute("PRAGMA auto_vacuum=INCREMENTAL"); // heeded only while the file is empty
    database.execute("PRAGMA journal_mode=WAL");
    database.execute(schema.durability == Durability::Full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    auto reason = migrate(database, schema);
    if (!reason) return std::unexpected(reason.error());
    if (!*reason) return database;
    Database readOnly = openFile(path, SQLite::OPEN_READONLY);
    readOnly.m_readOnlyReason = *std::move(reason);
    return readOnly;
} catch (const SQLite::Exception& exception) {
    return std::unexpected(describe(exception.getErrorCode(), path, QString::fromUtf8(exception.what())));
}

Result<Database> Database::openWriter(const QString& path, const Schema& schema)
{
    if (const QString folder = QFileInfo(path).absolutePath(); !QDir().mkpath(folder))
        return fail(ErrorCode::Io,
                    QCoreApplication::translate("Store", "The folder “%1” could not be made.").arg(folder));
    auto opened = openOnce(path, schema);
    if (opened || opened.error().code != ErrorCode::Corrupt || schema.whenDamaged == WhenDamaged::Report) return opened;
    const auto aside = moveAside(path);
    if (!aside) return std::unexpected(aside.error());
    auto anew = openOnce(path, schema);
    if (anew) anew->m_setAside = *aside;
    return anew;
}

Result<Database> Database::openReader(const QString& path)
try {
    Database database = openFile(path, SQLite::OPEN_READONLY);
    database.execute("PRAGMA wal_autocheckpoint=0");
    static_cast<void>(database.prepare("SELECT count(*) FROM sqlite_schema").step()); // fails where it is no database
    return database;
} catch (const SQLite::Exception& exception) {
    return std::unexpected(describe(exception.getErrorCode(), path, QString::fromUtf8(exception.what())));
}

Statement Database::prepare(const std::string& sql)
{
    if (auto known = m_statements.extract(sql); !known.empty()) return {*this, std::move(known.mapped())};
    return {*this, std::make_unique<SQLite::Statement>(*m_connection, sql)};
}

void Database::execute(const char* sql)
{
    m_connection->exec(sql);
}

qint64 Database::lastInsertId() const
{
    return m_connection->getLastInsertRowid();
}

int Database::changes() const
{
    return m_connection->getChanges();
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_connection->getHandle()) == 0;
}

void Database::interruptBy(std::stop_token stop)
{
    *m_stop = std::move(stop);
    const bool possible = m_stop->stop_possible();
    sqlite3_progress_handler(m_connection->getHandle(), possible ? stepsBetweenStopChecks : 0,
                             possible ? stopRequested : nullptr, m_stop.get());
}

Error Database::errorOf(const SQLite::Exception& exception) const
{
    return describe(exception.getErrorCode(), m_path, QString::fromUtf8(exception.what()));
}

} // namespace groundswell::store
