#include "community/songs.h"

#include "base/heard_by.h"
#include "community/comment_reading.h"
#include "community/reading.h"

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

sync::LocalSong localSongOf(const TrackQuery& query, SongId id)
{
    return {id, query.title, query.artist, query.album, query.durationMs, query.mbid, query.isrc, false, {}};
}

} // namespace

Songs::Songs(sync::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
    const auto serverOf = [](const sync::EngineStatus& status) {
        return status.account ? status.account->server : QUrl();
    };
    m_server = serverOf(engine.initialStatus());
    connect(&engine, &sync::Engine::statusChanged, this, [this, serverOf](const sync::EngineStatus& status) {
        const auto now = serverOf(status);
        if (now != m_server) m_renamed.clear(); // the last community's word
        m_server = now;
    });
    connect(&engine, &sync::Engine::songRenamed, this, &Songs::follow);
    connect(&engine, &sync::Engine::scopesChanged, this, [this](const QStringList& scopes) {
        if (!m_opened.isNull() && !m_watching && scopes.contains(api::songScope(m_opened))) watchOpened();
    });
}

QFuture<Result<Songs::Memory>> Songs::recall(const TrackQuery& query)
{
    return m_engine.outbox().readers().post([query](store::Database& db) -> Result<Memory> {
        auto local = sync::outbox::localSong(db, query.knownSong);
        const bool onlyHere = !query.knownSong.isNull() && !sync::outbox::hasSeveralCommunities(db);
        if (!local && onlyHere) return Memory{.song = query.knownSong, .known = true, .remembered = true};
        // An id that another community gave says nothing here; what the track is called does.
        if (!local || local->elsewhere) {
            if (auto like = sync::outbox::localSongLike(db, localSongOf(query, {}))) local = std::move(like);
        }
        if (!local) return Memory{};
        if (!local->renamedTo.isNull()) return Memory{.song = local->renamedTo, .known = true, .remembered = true};
        return Memory{.song = local->id, .known = local->known, .remembered = true, .elsewhere = local->elsewhere};
    });
}

QFuture<Result<SongMatch>> Songs::match(const TrackQuery& query)
{
    return recall(query)
        .then(this,
              [this, query](const Result<Memory>& memory) {
                  if (!memory)
                      return QtFuture::makeReadyValueFuture(Result<SongMatch>(std::unexpected(memory.error())));
                  if (memory->known)
                      return QtFuture::makeReadyValueFuture(
                          Result<SongMatch>(SongMatch{memory->song, true, {u"remembered"_s}}));
                  return ask(query, *memory);
              })
        .unwrap()
        .then(this, [this, query](const Result<SongMatch>& match) {
            if (match && query.track != TrackId{} && match->song != query.knownSong)
                Q_EMIT matched(query.track, match->song);
            return match;
        });
}

/// Asks the server, and falls back to an id made here.
QFuture<Result<SongMatch>> Songs::ask(const TrackQuery& query, const Memory& memory)
{
    const auto proposed = memory.song.isNull() ? SongId::make(m_engine.clock()) : memory.song;
    api::MatchRequest request{proposed,         query.title, query.artist, query.album,
                              query.durationMs, query.mbid,  query.isrc,   false};
    return m_engine.match(request)
        .then(this,
              [this, query, memory, proposed](const Result<api::MatchAnswer>& answer) -> QFuture<Result<SongMatch>> {
                  if (answer && answer->song)
                      return remember(query, memory, {answer->song->id, true, answer->evidence});
                  return heardBy(this, make(localSongOf(query, proposed), !memory.song.isNull()));
              })
        .unwrap();
}

/// Keeps what the community said. All that was written under an id which no community has goes under the one that this
/// one has; what is kept under another community's id is meant for that one, and stays.
QFuture<Result<SongMatch>> Songs::remember(const TrackQuery& query, const Memory& memory, const SongMatch& match)
{
    const auto giveMatch = [match](const Result<void>&) {
        return Result<SongMatch>(match);
    }; // a full disk hides no song
    const bool same = memory.song == match.song;
    const bool moves = !memory.song.isNull() && !same && !memory.elsewhere;
    if (moves) return m_engine.act(sync::event::SongFound{memory.song, match.song}).then(this, giveMatch);
    const auto song = localSongOf(query, SongId::make(m_engine.clock()));
    return m_engine.outbox()
        .writer()
        .post([song, same, found = match.song](store::Database& db) -> Result<void> {
            if (same)
                sync::outbox::markKnown(db, found);
            else
                sync::outbox::rememberMatch(db, song, found);
            return {};
        })
        .then(this, giveMatch);
}

/// A song of this computer's own, until a community knows it.
QFuture<Result<SongMatch>> Songs::make(const sync::LocalSong& song, bool remembered)
{
    return m_engine.outbox().writer().post([song, remembered](store::Database& db) -> Result<SongMatch> {
        sync::outbox::addLocalSong(db, song);
        const auto kept = sync::outbox::localSongLike(db, song); // another match of the same track may have been faster
        return SongMatch{kept ? kept->id : song.id, false,
                         remembered ? std::vector<QString>{u"remembered"_s} : std::vector<QString>{}};
    });
}

QFuture<Result<api::Song>> Songs::song(SongId song)
{
    return readBoth(m_engine, [song](store::Database& outbox, store::Database& cache) -> Result<api::Song> {
        const auto local = sync::outbox::localSong(outbox, song);
        const auto id = local && !local->renamedTo.isNull() ? local->renamedTo : song;
        if (const auto body = sync::cache::body(cache, api::songScope(id), u"song"_s, id.toString()); !body.isEmpty())
            return api::fromJson<api::Song>(body);
        if (!local) return fail(ErrorCode::NotFound, tr("This computer does not know that song."));
        return api::Song{
            local->id, local->title, local->artist, local->album, local->durationMs, local->mbid, local->isrc, 0, 0};
    });
}

QFuture<Result<std::optional<qint64>>> Songs::commentCount(SongId song)
{
    using Count = std::optional<qint64>;
    return readBoth(m_engine, [song](store::Database& outbox, store::Database& cache) -> Result<Count> {
        const auto local = sync::outbox::localSong(outbox, song);
        const auto id = local && !local->renamedTo.isNull() ? local->renamedTo : song;
        const qint64 unsent = countUnsent(outbox, cache, id);
        const auto body = sync::cache::body(cache, api::songScope(id), u"song"_s, id.toString());
        if (body.isEmpty()) return Count();
        return api::fromJson<api::Song>(body).transform(
            [unsent](const api::Song& told) { return Count(told.commentCount + unsent); });
    });
}

QFuture<void> Songs::open(SongId song)
{
    m_opened = song;
    m_watching = false;
    if (!song.isNull()) return watchOpened();
    m_engine.watch({});
    return QtFuture::makeReadyVoidFuture();
}

/// A song that only this computer knows has nothing to fetch.
QFuture<void> Songs::watchOpened()
{
    return m_engine.outbox()
        .readers()
        .post([song = m_opened](store::Database& db) -> Result<bool> {
            const auto local = sync::outbox::localSong(db, song);
            return !local || local->known;
        })
        .then(this, [this, song = m_opened](const Result<bool>& known) {
            if (song != m_opened || m_watching) return;
            m_watching = known.value_or(true);
            m_engine.watch(m_watching ? QStringList{api::songScope(song), api::commentsScope(song)} : QStringList{});
        });
}

void Songs::follow(SongId from, SongId to)
{
    for (auto& known : m_renamed)
        if (known == from) known = to;
    m_renamed.insert(from, to);
    if (from == m_opened) open(to);
    Q_EMIT renamed(from, to);
}

} // namespace groundswell::community
