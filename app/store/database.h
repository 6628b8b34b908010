#pragma once

#include "store/schema.h"
#include "store/statement.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>

namespace SQLite {
class Database;
class Exception;
} // namespace SQLite

namespace groundswell::store {

/// One connection to one file, used by one thread at a time. Most code never opens one: it gets one in a job of
/// Writer or Readers. All connections have foreign_keys=ON, busy_timeout, mmap_size=0 and WAL; only the writer's
/// checkpoints. A path is a file's name, never a URI.
class Database
{
public:
    /// Opens the file for writing, makes it where it is missing, and brings it to the newest version of its schema,
    /// each step in a transaction of its own. A file that a newer program made and that this one must not write to is
    /// opened read-only: readOnlyReason() says why.
    [[nodiscard]] static Result<Database> openWriter(const QString& path, const Schema& schema);
    /// Opens an existing file for reading only.
    [[nodiscard]] static Result<Database> openReader(const QString& path);

    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) = delete;

    /// A statement from the cache, prepared where it is new. Throws SQLite::Exception, as its own functions do.
    [[nodiscard]] Statement prepare(const std::string& sql);
    /// Runs one or more statements without parameters or rows. Throws SQLite::Exception.
    void execute(const char* sql);

    [[nodiscard]] qint64 lastInsertId() const;
    /// Rows changed by the last statement.
    [[nodiscard]] int changes() const;
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] const QString& path() const noexcept { return m_path; }
    /// Where a damaged file was moved to when this one was begun anew; empty otherwise.
    [[nodiscard]] const QString& setAside() const noexcept { return m_setAside; }
    /// Why nothing can be written (ErrorCode::UpgradeRequired); none when it can.
    [[nodiscard]] const std::optional<Error>& readOnlyReason() const noexcept { return m_readOnlyReason; }
    /// Statements end with SQLITE_INTERRUPT soon after the token is stopped; a default token never stops them.
    void interruptBy(std::stop_token stop);

    /// The connection itself, for backup, hooks and functions.
    [[nodiscard]] SQLite::Database& connection() noexcept { return *m_connection; }
    /// What SQLite said, as an Error that names this file.
    [[nodiscard]] Error errorOf(const SQLite::Exception& exception) const;

private:
    friend class Statement;
    Database(std::unique_ptr<SQLite::Database> connection, QString path);
    static Result<Database> openOnce(const QString& path, const Schema& schema);
    static Database openFile(const QString& path, int flags);

    QString m_path;
    QString m_setAside;
    std::optional<Error> m_readOnlyReason;
    std::unique_ptr<std::stop_token> m_stop; // has a fixed address: the progress handler holds it
    std::unique_ptr<SQLite::Database> m_connection;
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> m_statements;
};

} // namespace groundswell::store
