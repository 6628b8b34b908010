#include "community/words.h"

#include "base/heard_by.h"
#include "community/overlay.h"
#include "community/words_reading.h"

#include <algorithm>

namespace groundswell::community {

using namespace Qt::StringLiterals;
namespace draft_kind = sync::draft_kind;

namespace {

std::vector<TranslationView> translationsOf(store::Database& outbox, store::Database& cache, SongId song,
                                            LyricsId lyrics)
{
    const auto scope = api::songScope(song);
    const auto entries = ownEntries(outbox, scope);
    auto views = overlaidTranslations(entitiesOf<api::Translation>(cache, scope, u"translation"_s),
                                      sync::cache::epoch(cache, scope), entries, currentPerson(outbox));
    std::erase_if(views, [lyrics](const TranslationView& view) { return view.translation.lyricsId != lyrics; });
    return views;
}

TranslationDraft draftOf(const sync::Draft& kept)
{
    return {TranslationId::fromString(kept.id),
            kept.lyricsId,
            kept.songId,
            kept.lang,
            kept.baseLyricsRev,
            kept.baseRev,
            kept.body,
            kept.baseBody,
            kept.updatedAt,
            kept.baseEpoch,
            {kept.account, kept.adopted}};
}

/// What is kept of a draft, also when its song has another id since.
std::optional<sync::Draft> keptDraft(store::Database& outbox, const TranslationDraft& draft)
{
    sync::DraftKey key{*draft.owner.account, draft_kind::translation, draft.id.toString()};
    if (auto kept = sync::outbox::draft(outbox, key)) return kept;
    key.kind = sync::asideKind(key.kind);
    return sync::outbox::draft(outbox, key);
}

} // namespace

Words::Words(sync::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
}

AccountId Words::writer() const
{
    return m_engine.writer();
}

QFuture<Result<std::vector<LyricsView>>> Words::lyrics(SongId song)
{
    return readBoth(m_engine,
                    [song](store::Database& outbox, store::Database& cache) -> Result<std::vector<LyricsView>> {
                        return lyricsOf(outbox, cache, song);
                    });
}

QFuture<Result<std::vector<TranslationView>>> Words::translations(SongId song, LyricsId lyrics)
{
    return readBoth(
        m_engine,
        [song, lyrics](store::Database& outbox, store::Database& cache) -> Result<std::vector<TranslationView>> {
            return translationsOf(outbox, cache, song, lyrics);
        });
}

QFuture<Result<TranslationDraft>> Words::openDraft(SongId song, LyricsId lyrics, const QString& lang)
{
    const auto id = api::translationIdFor(lyrics, lang);
    const sync::DraftKey key{writer(), draft_kind::translation, id.toString()};
    const auto read = [song, lyrics, lang, id, key](store::Database& outbox,
                                                    store::Database& cache) -> Result<TranslationDraft> {
        const auto kept = sync::outbox::draft(outbox, key);
        if (kept && kept->body != kept->baseBody) return draftOf(*kept);
        TranslationDraft draft;
        draft.id = id;
        draft.lyricsId = lyrics;
        draft.songId = song;
        draft.lang = lang;
        draft.owner.account = key.account;
        for (const auto& view : translationsOf(outbox, cache, song, lyrics)) {
            if (view.translation.id != id) continue;
            draft.baseLyricsRev = view.translation.baseLyricsRev;
            draft.baseRev = view.translation.rev;
            draft.document = view.translation.document;
            draft.baseDocument = view.translation.document;
            draft.baseEpoch = view.epoch;
        }
        return draft;
    };
    return m_engine.outbox()
        .writer()
        .post([song, key](store::Database& db) -> Result<void> {
            (void)sync::outbox::gatherDraft(db, key, song);
            return {};
        })
        .then(this,
              [this, read](const Result<void>& gathered) {
                  if (!gathered)
                      return QtFuture::makeReadyValueFuture(
                          Result<TranslationDraft>(std::unexpected(gathered.error())));
                  return heardBy(this, readBoth(m_engine, read));
              })
        .unwrap();
}

QFuture<Result<std::vector<api::Suggestion>>> Words::suggestions(SongId song, TranslationId translation)
{
    return readBoth(
        m_engine,
        [song, translation](store::Database& outbox, store::Database& cache) -> Result<std::vector<api::Suggestion>> {
            const auto scope = api::songScope(song);
            const auto entries = ownEntries(outbox, scope);
            auto found = entitiesOf<api::Suggestion>(cache, scope, u"suggestion"_s);
            std::erase_if(found, [&](const api::Suggestion& one) {
                return one.translationId != translation ||
                       std::ranges::any_of(entries, [&](const sync::OutboxEntry& entry) {
                           return entry.operation.kind == "suggestion.delete"_L1 &&
                                  entry.operation.entityId == one.id.toString() &&
                                  sendStateOf(entry) != SendState::Failed;
                       });
            });
            return found;
        });
}

QFuture<Result<OperationId>> Words::dropSuggestion(const api::Suggestion& suggestion, std::chrono::milliseconds delay)
{
    const auto operation = makeOperation(m_engine.clock(), u"suggestion.delete"_s, api::songScope(suggestion.songId),
                                         suggestion.id.toString(), {{u"song_id"_s, suggestion.songId.toString()}});
    return m_engine.submit({operation}, {}, delay).then(this, [id = operation.opId](const Result<void>& done) {
        return done.transform([id] { return id; });
    });
}

QFuture<Result<qint64>> Words::saveDraft(const TranslationDraft& draft)
{
    return m_engine.outbox().writer().post([draft = owned(draft),
                                            now = m_engine.clock().nowMs()](store::Database& db) -> Result<qint64> {
        sync::Draft row{draft_kind::translation, draft.id.toString(), draft.songId,   draft.lyricsId,     draft.lang,
                        draft.baseRev,           draft.baseLyricsRev, draft.document, draft.baseDocument, now,
                        draft.baseEpoch,         *draft.owner.account};
        // An editor that goes on after publishing still names the base that it began with; the row knows the one
        // since.
        if (const auto kept = keptDraft(db, draft); kept && kept->baseRev == row.baseRev) {
            row.baseBody = kept->baseBody;
            row.baseEpoch = kept->baseEpoch;
        }
        sync::outbox::keepDraft(db, row);
        return now;
    });
}

QFuture<Result<void>> Words::discardDraft(TranslationId draft)
{
    return m_engine.outbox().writer().post([draft, account = writer()](store::Database& db) -> Result<void> {
        sync::outbox::dropDraft(db, {account, draft_kind::translation, draft.toString()});
        return {};
    });
}

QFuture<Result<OperationId>> Words::publish(const TranslationDraft& written)
{
    const auto draft = owned(written);
    auto publication = readBoth(
        m_engine,
        [draft, &clock = m_engine.clock()](store::Database& outbox, store::Database& cache) -> Result<Publication> {
            auto target = writeTarget(outbox, draft.songId, clock);
            Base begunOn{draft.baseRev, {draft.baseDocument, draft.baseEpoch}};
            const auto kept = keptDraft(outbox, draft);
            if (kept && kept->baseRev == draft.baseRev) begunOn.of = {kept->baseBody, kept->baseEpoch};
            return Publication{std::move(target),
                               baseOf(cache, draft.songId, u"translation"_s, draft.id.toString(), begunOn)};
        });
    return publication
        .then(this,
              [this, draft](const Result<Publication>& to) {
                  if (!to) return QtFuture::makeReadyValueFuture(Result<OperationId>(std::unexpected(to.error())));
                  const QJsonObject args{{u"song_id"_s, draft.songId.toString()},
                                         {u"lyrics_id"_s, draft.lyricsId.toString()},
                                         {u"lang"_s, draft.lang},
                                         {u"base_lyrics_rev"_s, draft.baseLyricsRev},
                                         {u"document"_s, draft.document}};
                  auto put = makeOperation(m_engine.clock(), u"translation.put"_s, api::songScope(draft.songId),
                                           draft.id.toString(), args);
                  put.baseRev = to->base.rev;
                  if (draft.songId != to->target.song)
                      put = sync::renamed(std::move(put), draft.songId, to->target.song);
                  const auto id = put.opId;
                  auto operations = to->target.before;
                  operations.push_back(std::move(put));
                  auto base = to->base.of;
                  base.draft = draft.id.toString();
                  return m_engine.submit(std::move(operations), base, {}, *draft.owner.account)
                      .then(this, [id](const Result<void>& done) { return done.transform([id] { return id; }); });
              })
        .unwrap();
}

} // namespace groundswell::community
