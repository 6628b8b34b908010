#pragma once

#include "community/api/sync.h"

#include <optional>
#include <vector>

namespace groundswell::store {
class Database;
}

namespace groundswell::server {

/// Writes the change feed within one job of the database's writer: each change raises its scope's head, stamps the
/// entity with it and keeps the scope's checksum. Throws SQLite::Exception, like all that runs inside a job.
class ChangeLog
{
public:
    ChangeLog(store::Database& database, qint64 nowMs)
        : m_database(database)
        , m_nowMs(nowMs)
    {
    }

    /// Notes that an entity is now at this revision (or gone); answers the seq that carries it.
    qint64 touch(const QString& scope, const QString& type, const QString& entity, qint64 rev, bool deleted = false);
    /// The seq that carries an entity's latest change, 0 when it has none.
    [[nodiscard]] qint64 seqOf(const QString& scope, const QString& type, const QString& entity) const;

    [[nodiscard]] qint64 nowMs() const noexcept { return m_nowMs; }
    /// The scopes that were touched, each with its newest head: for those who wait for news.
    [[nodiscard]] const std::vector<api::Poke>& touched() const noexcept { return m_touched; }

private:
    void noteHead(const QString& scope, qint64 head);

    store::Database& m_database;
    qint64 m_nowMs;
    std::vector<api::Poke> m_touched;
};

/// A scope as the database holds it; zeros for one that nothing was written to.
struct ScopeState
{
    qint64 head = 0;
    quint64 checksum = 0;
    qint64 purgedTo = 0;
};
[[nodiscard]] ScopeState readScope(store::Database& database, const QString& scope);

/// Removes tombstones that were made before a moment, and remembers in their scopes that older cursors must start anew.
void purgeTombstones(store::Database& database, qint64 beforeMs);

} // namespace groundswell::server
