#include "streaming/kept_list.h"

#include "store/chunk_store.h"
#include "streaming/stream_worker.h"

namespace groundswell::streaming {

using namespace Qt::StringLiterals;

namespace {

QString wordOf(KeptState state)
{
    switch (state) {
    case KeptState::Paused: return u"paused"_s;
    case KeptState::Kept: return u"kept"_s;
    case KeptState::Failed: return u"failed"_s;
    case KeptState::None:
    case KeptState::Queued:
    case KeptState::Downloading: break;
    }
    return u"queued"_s;
}

KeptState stateOf(const QString& word)
{
    if (word == "paused"_L1) return KeptState::Paused;
    if (word == "kept"_L1) return KeptState::Kept;
    return word == "failed"_L1 ? KeptState::Failed : KeptState::Queued;
}

QList<KeptTrack> readAll(store::Database& database)
{
    QList<KeptTrack> tracks;
    auto rows = database.prepare("SELECT url, title, state, reason, coalesce(size, expected), coalesce(stored, 0) "
                                 "FROM kept LEFT JOIN object USING(key) ORDER BY place");
    while (rows.step()) {
        KeptTrack track{.source = QUrl(rows.text(0)),
                        .title = rows.text(1),
                        .state = stateOf(rows.text(2)),
                        .here = rows.integer(5),
                        .size = rows.integer(4),
                        .reason = rows.text(3)};
        // The file of the bytes was damaged and begun anew, or a crash came before the last of them.
        if (track.state == KeptState::Kept && (track.size == 0 || track.here < track.size))
            track.state = KeptState::Queued;
        tracks.append(track);
    }
    return tracks;
}

} // namespace

int KeptTrack::percent() const noexcept
{
    return size > 0 ? int(here * 100 / size) : 0;
}

QFuture<Result<QList<KeptTrack>>> KeptList::load() const
{
    return m_media.readers().post(
        [](store::Database& database) -> Result<QList<KeptTrack>> { return readAll(database); });
}

void KeptList::add(const QList<KeptTrack>& tracks)
{
    static_cast<void>(m_media.writer().post([tracks](store::Database& database) -> Result<void> {
        for (const auto& track : tracks) {
            const QString key = storeKeyOf(track.source);
            database
                .prepare("INSERT INTO kept(key, place, url, title, expected, state) "
                         "VALUES(?, (SELECT coalesce(max(place), 0) + 1 FROM kept), ?, ?, ?, 'queued') "
                         "ON CONFLICT DO NOTHING")
                .bind(key, track.source.toString(QUrl::FullyEncoded), track.title, track.size)
                .run();
            store::ChunkStore::pin(database, key, true);
        }
        return {};
    }));
}

void KeptList::update(const KeptTrack& track)
{
    static_cast<void>(m_media.writer().post([track](store::Database& database) -> Result<void> {
        database.prepare("UPDATE kept SET state = ?, reason = ? WHERE key = ?")
            .bind(wordOf(track.state), track.reason, storeKeyOf(track.source))
            .run();
        return {};
    }));
}

void KeptList::remove(const QList<QUrl>& sources)
{
    static_cast<void>(m_media.writer().post([sources](store::Database& database) -> Result<void> {
        for (const QUrl& source : sources) {
            const QString key = storeKeyOf(source);
            database.prepare("DELETE FROM kept WHERE key = ?").bind(key).run();
            store::ChunkStore::pin(database, key, false);
        }
        return {};
    }));
}

} // namespace groundswell::streaming
