#include "sync/qt/cache_tables.h"

#include "community/api/checksum.h"
#include "sync/qt/json_text.h"

namespace groundswell::sync::cache {

using namespace Qt::StringLiterals;

namespace {

struct Totals
{
    qint64 generation = 0;
    api::ScopeChecksum checksum;
};

Totals totalsOf(store::Database& db, const QString& scope)
{
    auto row = db.prepare("SELECT generation, checksum FROM scope WHERE name = ?");
    row.bind(scope);
    if (!row.step()) return {};
    return {row.integer(0), api::ScopeChecksum(static_cast<quint64>(row.integer(1)))};
}

/// What the staged changes of a scope do to its checksum, in one pass that keeps none of them.
void countIn(store::Database& db, const QString& scope, Totals& totals)
{
    auto row = db.prepare("SELECT s.type, s.id, s.rev, s.deleted, coalesce(e.rev, 0) FROM staged s LEFT JOIN entity e "
                          "ON e.scope = s.scope AND e.type = s.type AND e.id = s.id AND e.generation = ? "
                          "WHERE s.scope = ?");
    row.bind(totals.generation, scope);
    while (row.step()) {
        const auto type = row.text(0);
        const auto id = row.text(1);
        if (const auto old = row.integer(4); old != 0) totals.checksum.remove(type, id, old);
        if (!row.boolean(3)) totals.checksum.add(type, id, row.integer(2));
    }
}

} // namespace

std::vector<ScopePosition> start(store::Database& db)
{
    db.execute("DELETE FROM staged");
    std::vector<ScopePosition> found;
    auto row = db.prepare("SELECT name, cursor, epoch, seq FROM scope ORDER BY name");
    while (row.step())
        found.push_back({row.text(0), row.text(1), row.text(2), row.integer(3)});
    return found;
}

void stage(store::Database& db, const api::Page& page, bool first)
{
    if (first) db.prepare("DELETE FROM staged WHERE scope = ?").bind(page.scope).run();
    auto insert =
        db.prepare("INSERT OR REPLACE INTO staged (scope, type, id, rev, seq, deleted, body, parent_id, at_ms, "
                   "created_at, warmth) VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    for (const auto& change : page.changes) {
        const auto& body = change.body;
        std::optional<QString> parent;
        std::optional<qint64> atMs;
        std::optional<qint64> createdAt;
        std::optional<qint64> warmth;
        if (change.type == "comment"_L1 && !change.deleted) {
            parent = body.value("parent_id"_L1).toString(); // empty, not NULL: the index is searched for it
            if (parent->isNull()) parent = u""_s;
            if (const auto at = body.value("at_ms"_L1); at.isDouble()) atMs = at.toInteger();
            createdAt = body.value("created_at"_L1).toInteger();
            warmth = body.value("likes"_L1).toInteger() + body.value("hugs"_L1).toInteger();
        }
        insert
            .bind(page.scope, change.type, change.id, change.rev, change.seq, change.deleted,
                  body.isEmpty() ? u""_s : jsonText(body), parent, atMs, createdAt, warmth)
            .run();
    }
}

bool applyStaged(store::Database& db, const effect::ApplyScope& scope, qint64 nowMs)
{
    auto totals = totalsOf(db, scope.scope);
    if (scope.whole) totals = {totals.generation + 1, {}};
    countIn(db, scope.scope, totals);
    db.prepare(
          "DELETE FROM entity WHERE scope = ?1 AND (type, id) IN (SELECT type, id FROM staged WHERE scope = ?1 AND "
          "deleted = 1)")
        .bind(scope.scope)
        .run();
    db.prepare(
          "INSERT OR REPLACE INTO entity (scope, type, id, rev, seq, generation, body, parent_id, at_ms, created_at, "
          "warmth) SELECT scope, type, id, rev, seq, ?2, body, parent_id, at_ms, created_at, warmth FROM staged "
          "WHERE scope = ?1 AND deleted = 0")
        .bind(scope.scope, totals.generation)
        .run();
    if (scope.whole)
        db.prepare("DELETE FROM entity WHERE scope = ? AND generation < ?").bind(scope.scope, totals.generation).run();
    db.prepare("DELETE FROM staged WHERE scope = ?").bind(scope.scope).run();
    db.prepare("INSERT OR REPLACE INTO scope (name, cursor, epoch, seq, generation, checksum, limited, fetched_at) "
               "VALUES (?,?,?,?,?,?,?,?)")
        .bind(scope.scope, scope.cursor, scope.epoch, scope.seq, totals.generation,
              static_cast<qint64>(totals.checksum.value()), scope.limited, nowMs)
        .run();
    return scope.checksum.isEmpty() || scope.checksum == totals.checksum.toString();
}

void drop(store::Database& db, const QString& scope)
{
    for (const auto* sql : {"DELETE FROM entity WHERE scope = ?", "DELETE FROM staged WHERE scope = ?",
                            "DELETE FROM scope WHERE name = ?"})
        db.prepare(sql).bind(scope).run();
}

QJsonObject body(store::Database& db, const QString& scope, const QString& type, const QString& id)
{
    auto row = db.prepare("SELECT body FROM entity WHERE scope = ? AND type = ? AND id = ?");
    row.bind(scope, type, id);
    return row.step() ? jsonObject(row.text(0)) : QJsonObject();
}

QString epoch(store::Database& db, const QString& scope)
{
    auto row = db.prepare("SELECT epoch FROM scope WHERE name = ?");
    row.bind(scope);
    return row.step() ? row.text(0) : QString();
}

qint64 revision(store::Database& db, const QString& scope, const QString& type, const QString& id)
{
    auto row = db.prepare("SELECT rev FROM entity WHERE scope = ? AND type = ? AND id = ?");
    row.bind(scope, type, id);
    return row.step() ? row.integer(0) : 0;
}

std::vector<QJsonObject> bodies(store::Database& db, const QString& scope, const QString& type)
{
    std::vector<QJsonObject> found;
    auto row = db.prepare("SELECT body FROM entity WHERE scope = ? AND type = ? ORDER BY id");
    row.bind(scope, type);
    while (row.step())
        found.push_back(jsonObject(row.text(0)));
    return found;
}

} // namespace groundswell::sync::cache
