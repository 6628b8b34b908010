#pragma once

#include "community/api/json.h"
#include "sync/qt/cache_tables.h"
#include "sync/qt/engine.h"
#include "sync/qt/outbox_tables.h"

/// Shared by this room's parts: how they read the two stores, and what stands before a write.
namespace groundswell::community {

/// Runs `function(Database& outbox, Database& cache) -> Result<T>` on reader threads. It must read the outbox first: an
/// operation leaves the outbox only after the cache has its effect, so nothing can be missed.
template <class F>
auto readBoth(sync::Engine& engine, F function)
{
    using R = std::invoke_result_t<F&, store::Database&, store::Database&>;
    auto& outboxReaders = engine.outbox().readers();
    return engine.cache().readers().post(
        [&outboxReaders, function = std::move(function)](store::Database& cache) mutable -> R {
            return outboxReaders.run([&](store::Database& outbox) -> R { return function(outbox, cache); });
        });
}

/// The person of the current account; a null id when there is none.
[[nodiscard]] inline api::Person currentPerson(store::Database& outbox)
{
    const auto accounts = sync::outbox::accounts(outbox);
    return accounts.empty() || !accounts.front().current ? api::Person{} : accounts.front().person;
}

/// The entries of a scope that the current account made.
[[nodiscard]] inline std::vector<sync::OutboxEntry> ownEntries(store::Database& outbox, const QString& scope)
{
    auto entries = sync::outbox::entriesOf(outbox, scope);
    const auto accounts = sync::outbox::accounts(outbox);
    const auto mine = accounts.empty() || !accounts.front().current ? AccountId{} : accounts.front().id;
    std::erase_if(entries, [&](const sync::OutboxEntry& entry) { return entry.account != mine; });
    return entries;
}

/// A scope's entities of a type as values; what cannot be read (a newer server's) is left out.
template <class T>
[[nodiscard]] std::vector<T> entitiesOf(store::Database& cache, const QString& scope, const QString& type)
{
    std::vector<T> found;
    for (const auto& body : sync::cache::bodies(cache, scope, type)) {
        if (auto entity = api::fromJson<T>(body)) found.push_back(std::move(*entity));
    }
    return found;
}

/// Where something that is written about a song goes, and what must be sent before it.
struct WriteTarget
{
    SongId song;
    std::vector<api::Operation> before; ///< a song.ensure where the village never heard of the song
};
[[nodiscard]] WriteTarget writeTarget(store::Database& outbox, SongId song, const Clock& clock);

/// An operation of the person's.
[[nodiscard]] api::Operation makeOperation(const Clock& clock, const QString& kind, const QString& scope,
                                           const QString& entityId, const QJsonObject& args);

} // namespace groundswell::community
