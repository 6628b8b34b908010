#include "server/change_log.h"

#include "community/api/checksum.h"
#include "store/database.h"

#include <algorithm>
#include <bit>

namespace groundswell::server {

qint64 ChangeLog::touch(const QString& scope, const QString& type, const QString& entity, qint64 rev, bool deleted)
{
    const ScopeState state = readScope(m_database, scope);
    api::ScopeChecksum checksum(state.checksum);
    {
        auto before = m_database.prepare("SELECT rev, deleted FROM change WHERE scope = ? AND type = ? AND entity = ?");
        if (before.bind(scope, type, entity).step() && !before.boolean(1))
            checksum.remove(type, entity, before.integer(0));
    }
    if (!deleted) checksum.add(type, entity, rev);

    const qint64 seq = state.head + 1;
    m_database
        .prepare("INSERT INTO scope(id, head, checksum) VALUES(?, ?, ?) "
                 "ON CONFLICT(id) DO UPDATE SET head = excluded.head, checksum = excluded.checksum")
        .bind(scope, seq, std::bit_cast<qint64>(checksum.value()))
        .run();
    m_database
        .prepare("INSERT INTO change(scope, type, entity, rev, seq, deleted, changed_at) VALUES(?, ?, ?, ?, ?, ?, ?) "
                 "ON CONFLICT(scope, type, entity) DO UPDATE SET rev = excluded.rev, seq = excluded.seq, "
                 "deleted = excluded.deleted, changed_at = excluded.changed_at")
        .bind(scope, type, entity, rev, seq, deleted, m_nowMs)
        .run();
    noteHead(scope, seq);
    return seq;
}

qint64 ChangeLog::seqOf(const QString& scope, const QString& type, const QString& entity) const
{
    auto found = m_database.prepare("SELECT seq FROM change WHERE scope = ? AND type = ? AND entity = ?");
    return found.bind(scope, type, entity).step() ? found.integer(0) : 0;
}

void ChangeLog::noteHead(const QString& scope, qint64 head)
{
    const auto known = std::ranges::find(m_touched, scope, &api::Poke::scope);
    if (known != m_touched.end())
        known->head = head;
    else
        m_touched.push_back({scope, head});
}

ScopeState readScope(store::Database& database, const QString& scope)
{
    auto found = database.prepare("SELECT head, checksum, purged_to FROM scope WHERE id = ?");
    if (!found.bind(scope).step()) return {};
    return {found.integer(0), std::bit_cast<quint64>(found.integer(1)), found.integer(2)};
}

void purgeTombstones(store::Database& database, qint64 beforeMs)
{
    database
        .prepare(
            "UPDATE scope SET purged_to = max(purged_to, gone.seq) FROM (SELECT scope, max(seq) AS seq FROM change "
            "WHERE deleted = 1 AND changed_at < ? GROUP BY scope) AS gone WHERE gone.scope = scope.id")
        .bind(beforeMs)
        .run();
    database.prepare("DELETE FROM change WHERE deleted = 1 AND changed_at < ?").bind(beforeMs).run();
}

} // namespace groundswell::server
