#include "community/reading.h"

#include <algorithm>

namespace groundswell::community {

using namespace Qt::StringLiterals;

api::Operation makeOperation(const Clock& clock, const QString& kind, const QString& scope, const QString& entityId,
                             const QJsonObject& args)
{
    return {OperationId::make(clock), scope, entityId, kind, args, 0};
}

WriteTarget writeTarget(store::Database& outbox, SongId song, const Clock& clock)
{
    const auto local = sync::outbox::localSong(outbox, song);
    if (!local) return {song, {}};
    if (!local->renamedTo.isNull()) return {local->renamedTo, {}};
    if (local->known) return {song, {}};
    const auto entries = ownEntries(outbox, api::songScope(song)); // another account's goes when that one is there
    const bool queued =
        std::ranges::any_of(entries, [&](const sync::OutboxEntry& e) { return e.operation.kind == "song.ensure"_L1; });
    if (queued) return {song, {}};
    QJsonObject args{{u"title"_s, local->title}, {u"artist"_s, local->artist}};
    if (!local->album.isEmpty()) args[u"album"_s] = local->album;
    if (local->durationMs > 0) args[u"duration_ms"_s] = local->durationMs;
    if (!local->mbid.isEmpty()) args[u"mbid"_s] = local->mbid;
    if (!local->isrc.isEmpty()) args[u"isrc"_s] = local->isrc;
    return {song, {makeOperation(clock, u"song.ensure"_s, api::songScope(song), song.toString(), args)}};
}

} // namespace groundswell::community
