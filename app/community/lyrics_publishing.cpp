// Words' half that writes a song's lyrics; translations are in words.cpp.

#include "community/overlay.h"
#include "community/words.h"
#include "community/words_reading.h"

#include <algorithm>

namespace groundswell::community {

using namespace Qt::StringLiterals;
namespace draft_kind = sync::draft_kind;

namespace {

/// A draft whose owner is said.
sync::Draft rowOf(const LyricsDraft& draft, qint64 nowMs)
{
    return {draft_kind::lyrics,
            draft.songId.toString(),
            draft.songId,
            {},
            draft.lang,
            draft.baseRev,
            0,
            {{u"text"_s, draft.text}},
            draft.baseDocument,
            nowMs,
            draft.baseEpoch,
            *draft.owner.account};
}

/// Keeps with the draft the words that it becomes: the operation that carries them lets go of it.
void beginPublishing(store::Database& outbox, const LyricsDraft& draft, const QJsonObject& document, qint64 nowMs)
{
    auto row = rowOf(draft, nowMs);
    row.body[u"document"_s] = document;
    sync::outbox::keepDraft(outbox, row);
}

} // namespace

std::vector<LyricsView> lyricsOf(store::Database& outbox, store::Database& cache, SongId song)
{
    const auto scope = api::songScope(song);
    const auto entries = ownEntries(outbox, scope);
    return overlaidLyrics(entitiesOf<api::Lyrics>(cache, scope, u"lyrics"_s), sync::cache::epoch(cache, scope), entries,
                          currentPerson(outbox));
}

Base baseOf(store::Database& cache, SongId song, const QString& type, const QString& id, const Base& begunOn)
{
    const auto scope = api::songScope(song);
    const auto body = sync::cache::body(cache, scope, type, id);
    const auto document = body.value("document"_L1).toObject();
    const auto rev = body.value("rev"_L1).toInteger();
    if (body.isEmpty()) return begunOn;
    if (document == begunOn.of.document) return {rev, {document, sync::cache::epoch(cache, scope)}};
    // A text of one's own that was on its way has no number yet, and must not pass for the revision that it lay over.
    return {rev == begunOn.rev ? 0 : begunOn.rev, begunOn.of};
}

QFuture<Result<LyricsId>> Words::putLyrics(SongId song, const QString& lang, const QJsonObject& document,
                                           const QString& source, const QString& licence)
{
    return submitLyrics({song, lang, document, source, licence, {}, writer()});
}

QFuture<Result<LyricsId>> Words::putLyrics(const LyricsDraft& draft, const QString& lang, const QJsonObject& document)
{
    const LyricsDraft own = owned(draft);
    const NewLyrics lyrics{draft.songId, lang, document, u"by hand"_s, {}, own, *own.owner.account};
    return m_engine.outbox()
        .writer()
        .post([own, document, now = m_engine.clock().nowMs()](store::Database& db) -> Result<void> {
            beginPublishing(db, own, document, now);
            return {};
        })
        .then(this,
              [this, lyrics](const Result<void>& kept) {
                  if (!kept) return QtFuture::makeReadyValueFuture(Result<LyricsId>(std::unexpected(kept.error())));
                  return submitLyrics(lyrics);
              })
        .unwrap();
}

QFuture<Result<LyricsId>> Words::submitLyrics(const NewLyrics& lyrics)
{
    if (lyrics.lang.isEmpty())
        return QtFuture::makeReadyValueFuture(
            Result<LyricsId>(fail(ErrorCode::InvalidInput, tr("Say which language the lyrics are in."))));
    auto publication = readBoth(
        m_engine,
        [lyrics, &clock = m_engine.clock()](store::Database& outbox, store::Database& cache) -> Result<Publication> {
            auto target = writeTarget(outbox, lyrics.song, clock);
            const auto id = api::lyricsIdFor(target.song, lyrics.lang);
            const bool isCorrection = lyrics.draft && !lyrics.draft->baseDocument.isEmpty();
            Publication to{std::move(target), {}, lyrics.source, lyrics.licence};
            for (const auto& view : lyricsOf(outbox, cache, to.target.song)) {
                if (view.lyrics.id != id) continue;
                to.base = {view.lyrics.rev, {view.lyrics.document, view.epoch}};
                if (!isCorrection) break;
                // They are still the words of whoever gave them, under the licence that was claimed.
                to.source = view.lyrics.source;
                to.licence = view.lyrics.licence;
            }
            if (isCorrection)
                to.base = baseOf(cache, to.target.song, u"lyrics"_s, id.toString(),
                                 {lyrics.draft->baseRev, {lyrics.draft->baseDocument, lyrics.draft->baseEpoch}});
            return to;
        });
    return publication
        .then(this,
              [this, lyrics](const Result<Publication>& to) {
                  if (!to) return QtFuture::makeReadyValueFuture(Result<LyricsId>(std::unexpected(to.error())));
                  const auto id = api::lyricsIdFor(to->target.song, lyrics.lang);
                  QJsonObject args{{u"song_id"_s, to->target.song.toString()},
                                   {u"lang"_s, lyrics.lang},
                                   {u"document"_s, lyrics.document}};
                  if (!to->source.isEmpty()) args[u"source"_s] = to->source;
                  if (!to->licence.isEmpty()) args[u"licence"_s] = to->licence;
                  auto operations = to->target.before;
                  auto put = makeOperation(m_engine.clock(), u"lyrics.put"_s, api::songScope(to->target.song),
                                           id.toString(), args);
                  put.baseRev = to->base.rev;
                  operations.push_back(std::move(put));
                  return m_engine.submit(std::move(operations), to->base.of, {}, lyrics.writer)
                      .then(this, [id](const Result<void>& done) { return done.transform([id] { return id; }); });
              })
        .unwrap();
}

QFuture<Result<LyricsDraft>> Words::lyricsDraft(SongId song)
{
    return m_engine.outbox().writer().post(
        [song, account = m_engine.writer()](store::Database& db) -> Result<LyricsDraft> {
            const auto now = sync::outbox::currentSong(db, song);
            const auto kept = sync::outbox::gatherDraft(db, {account, draft_kind::lyrics, now.toString()}, now);
            LyricsDraft draft{song, {}, {}, 0, {}, {}, {account}};
            if (!kept) return draft;
            draft.text = kept->body.value("text"_L1).toString();
            draft.lang = kept->lang;
            draft.baseRev = kept->baseRev;
            draft.baseDocument = kept->baseBody;
            draft.baseEpoch = kept->baseEpoch;
            draft.owner.adopted = kept->adopted;
            return draft;
        });
}

QFuture<Result<void>> Words::saveLyricsDraft(const LyricsDraft& draft)
{
    return m_engine.outbox().writer().post(
        [draft = owned(draft), now = m_engine.clock().nowMs()](store::Database& db) -> Result<void> {
            const auto row = rowOf(draft, now);
            if (draft.text.isEmpty())
                sync::outbox::dropDraft(db, keyOf(row));
            else
                sync::outbox::keepDraft(db, row);
            return {};
        });
}

} // namespace groundswell::community
