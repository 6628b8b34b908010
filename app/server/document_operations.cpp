#include "server/change_log.h"
#include "server/entities.h"
#include "server/operation_results.h"
#include "server/server_text.h"
#include "server/suggestions.h"
#include "server/text_rules.h"
#include "server/translation_review.h"

#include "community/api/json.h"
#include "lyrics/document_json.h"
#include "store/database.h"
#include "translation/units_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

using api::Operation;
using api::OperationResult;

constexpr qsizetype largestDocument = 512LL * 1024;

/// The compact text of a document that its own room has read and found whole.
template <class Document>
Result<QString> checkedDocument(const QJsonObject& json, const Result<Document>& read)
{
    if (!read) return fail(read.error().code, read.error().message, u"invalid_document"_s);
    const QByteArray bytes = api::toBytes(json);
    if (bytes.size() > largestDocument)
        return fail(ErrorCode::InvalidInput, tr("This text is larger than half a megabyte."), u"too_long"_s);
    return QString::fromUtf8(bytes);
}

/// Lyrics as the village calls them, given the id under which the client wrote them for a song that got another id.
LyricsId canonicalLyrics(OperationContext& context, LyricsId named, SongId namedSong, SongId song)
{
    if (readLyrics(context.database, named)) return named;
    for (const api::Lyrics& lyrics : readLyricsOf(context.database, song))
        if (api::lyricsIdFor(namedSong, lyrics.lang) == named) return lyrics.id;
    return {};
}

struct Target
{
    SongId named; ///< the song as the client calls it
    SongId song;  ///< as the village calls it
    QString lang;
};

Result<Target> readTarget(OperationContext& context, api::ObjectReader& args)
{
    Target target;
    target.named = SongId(args.uuid(u"song_id"));
    const QString lang = args.text(u"lang");
    if (args.error()) return std::unexpected(*args.error());
    const auto checked = checkedLanguage(lang, true, u"lang"_s);
    if (!checked) return std::unexpected(checked.error());
    target.lang = *checked;
    target.song = canonicalSong(context.database, target.named);
    if (target.song.isNull()) return fail(ErrorCode::NotFound, tr("This song is not known here."), u"not_found"_s);
    return target;
}

/// Whether all of this was suggested before.
bool areSuggested(OperationContext& context, TranslationId translation, const std::vector<Proposal>& proposals)
{
    return std::ranges::all_of(proposals, [&](const Proposal& proposal) {
        const auto known =
            readSuggestion(context.database, api::suggestionIdFor(translation, proposal.line, context.person));
        return known && known->text == proposal.text;
    });
}

/// Ends what the lines say now.
void settleSuggestions(OperationContext& context, const QString& scope, TranslationId id,
                       const translation::TranslationDocument& document)
{
    for (const api::Suggestion& suggestion : readSuggestionsOf(context.database, id)) {
        const translation::Unit* unit = translation::findUnit(document, suggestion.lineId);
        if (unit && unit->text == suggestion.text) endSuggestion(context, scope, suggestion.id);
    }
}

OperationResult wrongEntity(const Operation& operation)
{
    return rejected(operation, u"invalid_input"_s,
                    tr("The field entity_id does not belong to this song and language."));
}

} // namespace

OperationResult putLyrics(OperationContext& context, const Operation& operation)
{
    api::ObjectReader args(operation.args, u"args"_s);
    const QJsonObject json = args.object(u"document");
    const QString source = args.optionalText(u"source");
    const QString licence = args.optionalText(u"licence");
    const auto target = readTarget(context, args);
    if (!target) return rejected(operation, target.error());
    if (LyricsId::fromString(operation.entityId) != api::lyricsIdFor(target->named, target->lang))
        return wrongEntity(operation);
    const auto read = lyrics::documentFromJson(json);
    const auto document = checkedDocument(json, read);
    if (!document) return rejected(operation, document.error());
    if (!lyrics::hasContent(*read))
        return rejected(operation, u"invalid_document"_s, tr("There are no words in these lyrics."));
    const auto checkedSource = checkedText(source, {.most = 300, .required = false}, u"source"_s);
    if (!checkedSource) return rejected(operation, checkedSource.error());
    const auto checkedLicence = checkedText(licence, {.most = 300, .required = false}, u"licence"_s);
    if (!checkedLicence) return rejected(operation, checkedLicence.error());

    const LyricsId id = api::lyricsIdFor(target->song, target->lang);
    const QString scope = api::songScope(target->song);
    const auto current = readLyrics(context.database, id);
    const qint64 rev = current ? current->rev : 0;
    if (current && current->document == json && current->author.id == context.person)
        return duplicate(operation, rev, context.log.seqOf(scope, u"lyrics"_s, id.toString()), id.toString());
    if (operation.baseRev != rev) return conflict(operation, rev, current ? toJson(*current) : QJsonObject());

    context.database
        .prepare("INSERT INTO lyrics(id, song_id, lang, rev) VALUES(?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET rev = "
                 "excluded.rev")
        .bind(id, target->song, target->lang, rev + 1)
        .run();
    context.database
        .prepare("INSERT INTO lyrics_revision(lyrics_id, rev, document, author_id, source, licence, created_at) "
                 "VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(id, rev + 1, *document, context.person, *checkedSource, *checkedLicence, context.log.nowMs())
        .run();
    return applied(operation, rev + 1, context.log.touch(scope, u"lyrics"_s, id.toString(), rev + 1), id.toString());
}

OperationResult putTranslation(OperationContext& context, const Operation& operation)
{
    api::ObjectReader args(operation.args, u"args"_s);
    const QJsonObject json = args.object(u"document");
    const LyricsId namedLyrics(args.uuid(u"lyrics_id"));
    const qint64 baseLyricsRev = args.number(u"base_lyrics_rev");
    const auto target = readTarget(context, args);
    if (!target) return rejected(operation, target.error());
    if (TranslationId::fromString(operation.entityId) != api::translationIdFor(namedLyrics, target->lang))
        return wrongEntity(operation);
    const auto wanted = translation::translationFromJson(json);
    if (const auto checked = checkedDocument(json, wanted); !checked) return rejected(operation, checked.error());
    const LyricsId lyricsId = canonicalLyrics(context, namedLyrics, target->named, target->song);
    const auto lyrics = readLyrics(context.database, lyricsId);
    if (!lyrics || lyrics->songId != target->song)
        return notFound(operation, tr("The lyrics that this translates are not known here."));
    if (baseLyricsRev > lyrics->rev)
        return rejected(operation, u"invalid_input"_s,
                        tr("The field base_lyrics_rev names a revision that does not exist."));

    const TranslationId id = api::translationIdFor(lyricsId, target->lang);
    const QString scope = api::songScope(target->song);
    const auto current = readTranslation(context.database, id);
    const qint64 rev = current ? current->rev : 0;
    // A stale one of somebody else's revision cannot be there already, and its review may read long histories.
    if (operation.baseRev != rev && !(current && current->author.id == context.person))
        return conflict(operation, rev, current ? toJson(*current) : QJsonObject());
    const Reviewed result = reviewed(context, current, *wanted, *lyrics);
    const QJsonObject kept = result.document == *wanted ? json : translation::toJson(result.document);
    const auto document = checkedDocument(kept, translation::translationFromJson(kept));
    if (!document) return rejected(operation, document.error());
    const bool isThere = current && current->document == kept && current->baseLyricsRev == baseLyricsRev;
    if (isThere && current->author.id == context.person && areSuggested(context, id, result.proposals))
        return duplicate(operation, rev, context.log.seqOf(scope, u"translation"_s, id.toString()), id.toString());
    if (operation.baseRev != rev) return conflict(operation, rev, current ? toJson(*current) : QJsonObject());

    qint64 seq = 0;
    for (const Proposal& proposal : result.proposals)
        seq = std::max(seq, keepSuggestion(context, scope, id, proposal.line, proposal.text));
    if (isThere && seq > 0) return applied(operation, rev, seq, id.toString());
    settleSuggestions(context, scope, id, result.document);
    context.database
        .prepare("INSERT INTO translation(id, lyrics_id, song_id, lang, rev) VALUES(?, ?, ?, ?, ?) "
                 "ON CONFLICT(id) DO UPDATE SET rev = excluded.rev")
        .bind(id, lyricsId, target->song, target->lang, rev + 1)
        .run();
    context.database
        .prepare(
            "INSERT INTO translation_revision(translation_id, rev, base_lyrics_rev, document, author_id, created_at) "
            "VALUES(?, ?, ?, ?, ?, ?)")
        .bind(id, rev + 1, baseLyricsRev, *document, context.person, context.log.nowMs())
        .run();
    return applied(operation, rev + 1, context.log.touch(scope, u"translation"_s, id.toString(), rev + 1),
                   id.toString());
}

} // namespace groundswell::server
