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

void put(store::Database& db, const QString& scope, const api::Change& change, qint64 generation)
{
    std::optional<QString> parent;
    std::optional<qint64> atMs;
    std::optional<qint64> createdAt;
    std::optional<qint64> warmth;
    if (change.type == "comment"_L1) {
        parent = change.body.value("parent_id"_L1).toString(); // empty, not NULL: the index is searched for it
        if (parent->isNull()) parent = u""_s;
        if (const auto at = change.body.value("at_ms"_L1); at.isDouble()) atMs = at.toInteger();
        createdAt = change.body.value("created_at"_L1).toInteger();
        warmth = change.body.value("likes"_L1).toInteger() + change.body.value("hugs"_L1).toInteger();
    }
    db.prepare("INSERT OR REPLACE INTO entity (scope, type, id, rev, seq, generation, body, parent_id, at_ms, "
               "created_at, warmth) VALUES (?,?,?,?,?,?,?,?,?,?,?)")
        .bind(scope, change.type, change.id, change.rev, change.seq, generation, jsonText(change.body), parent, atMs,
              createdAt, warmth)
        .run();
}

std::vector<api::Change> stagedOf(store::Database& db, const QString& scope, const QString& afterType,
                                  const QString& afterId)
{
    std::vector<api::Change> found;
    auto row = db.prepare("SELECT type, id, rev, seq, deleted, body FROM staged WHERE scope = ? AND (type, id) > (?, "
                          "?) ORDER BY type, id LIMIT 1000");
    row.bind(scope, afterType, afterId);
    while (row.step())
        found.push_back(
            {row.text(0), row.text(1), row.integer(2), row.integer(3), row.boolean(4), jsonObject(row.text(5))});
    return found;
}

void mergeOne(store::Database& db, const QString& scope, const api::Change& change, Totals& totals)
{
    {
        auto old = db.prepare("SELECT rev, generation FROM entity WHERE scope = ? AND type = ? AND id = ?");
        old.bind(scope, change.type, change.id);
        if (old.step() && old.integer(1) == totals.generation)
            totals.checksum.remove(change.type, change.id, old.integer(0));
    }
    if (change.deleted) {
        db.prepare("DELETE FROM entity WHERE scope = ? AND type = ? AND id = ?")
            .bind(scope, change.type, change.id)
            .run();
        return;
    }
    put(db, scope, change, totals.generation);
    totals.checksum.add(change.type, change.id, change.rev);
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
        db.prepare("INSERT OR REPLACE INTO staged (scope, type, id, rev, seq, deleted, body) VALUES (?,?,?,?,?,?,?)");
    for (const auto& change : page.changes)
        insert
            .bind(page.scope, change.type, change.id, change.rev, change.seq, change.deleted,
                  change.body.isEmpty() ? u""_s : jsonText(change.body))
            .run();
}

bool applyStaged(store::Database& db, const effect::ApplyScope& scope, qint64 nowMs)
{
    auto totals = totalsOf(db, scope.scope);
    if (scope.whole) totals = {totals.generation + 1, {}};
    QString type;
    QString id;
    for (;;) {
        const auto changes = stagedOf(db, scope.scope, type, id);
        if (changes.empty()) break;
        for (const auto& change : changes)
            mergeOne(db, scope.scope, change, totals);
        type = changes.back().type;
        id = changes.back().id;
    }
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
