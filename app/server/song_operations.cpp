#include "server/change_log.h"
#include "server/entities.h"
#include "server/operation_results.h"
#include "server/server_text.h"
#include "server/songs.h"
#include "server/text_rules.h"

#include "community/api/json.h"
#include "store/database.h"

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

using api::Operation;
using api::OperationResult;

Result<api::Story> readStoryArgs(OperationContext& context, const Operation& operation)
{
    api::ObjectReader args(operation.args, u"args"_s);
    api::Story story;
    story.id = StoryId::fromString(operation.entityId);
    story.songId = canonicalSong(context.database, SongId(args.uuid(u"song_id")));
    const QString title = args.text(u"title");
    const QString text = args.text(u"text");
    const QString lang = args.text(u"lang");
    const auto source = api::fromWord<api::StorySource>(args.text(u"source_kind"));
    const QString note = args.optionalText(u"source_note");
    if (story.id.isNull()) args.wrong(u"entity_id"_s, tr("it must be a UUID"));
    if (!source) args.wrong(u"args.source_kind"_s, tr("it is an unknown word"));
    if (args.error()) return std::unexpected(*args.error());
    if (story.songId.isNull()) return fail(ErrorCode::NotFound, tr("This song is not known here."), u"not_found"_s);

    const auto checkedTitle = checkedText(title, {.most = 120}, u"title"_s);
    if (!checkedTitle) return std::unexpected(checkedTitle.error());
    const auto checkedBody = checkedText(text, {.most = 20'000, .oneLine = false}, u"text"_s);
    if (!checkedBody) return std::unexpected(checkedBody.error());
    const auto checkedNote = checkedText(note, {.most = 300, .required = false}, u"source_note"_s);
    if (!checkedNote) return std::unexpected(checkedNote.error());
    const auto checkedLang = checkedLanguage(lang, true, u"lang"_s);
    if (!checkedLang) return std::unexpected(checkedLang.error());
    story.title = *checkedTitle;
    story.text = *checkedBody;
    story.sourceNote = *checkedNote;
    story.lang = *checkedLang;
    story.sourceKind = *source;
    return story;
}

} // namespace

OperationResult ensureSongOperation(OperationContext& context, const Operation& operation)
{
    api::ObjectReader args(operation.args, u"args"_s);
    api::MatchRequest request;
    request.proposedId = SongId::fromString(operation.entityId);
    request.title = args.text(u"title");
    request.artist = args.optionalText(u"artist");
    request.album = args.optionalText(u"album");
    request.durationMs = args.optionalNumber(u"duration_ms").value_or(0);
    request.mbid = args.optionalText(u"mbid");
    request.isrc = args.optionalText(u"isrc");
    if (request.proposedId.isNull()) args.wrong(u"entity_id"_s, tr("it must be a UUID"));
    if (args.error()) return rejected(operation, *args.error());
    const auto checked = checkedSong(request);
    if (!checked) return rejected(operation, checked.error());

    const SongMatch match = ensureSong(context.database, context.log, *checked, context.person);
    const QString id = match.song.toString();
    const qint64 seq = context.log.seqOf(api::songScope(match.song), u"song"_s, id);
    return match.created ? applied(operation, 1, seq, id) : duplicate(operation, 1, seq, id);
}

OperationResult createStory(OperationContext& context, const Operation& operation)
{
    const auto story = readStoryArgs(context, operation);
    if (!story) return rejected(operation, story.error());
    const QString scope = api::songScope(story->songId);
    if (const auto known = readStory(context.database, story->id)) {
        if (known->author.id != context.person)
            return rejected(operation, u"id_taken"_s, tr("This story's id is taken."));
        return duplicate(operation, 1,
                         context.log.seqOf(api::songScope(known->songId), u"story"_s, story->id.toString()));
    }
    context.database
        .prepare("INSERT INTO story(id, song_id, title, text, lang, source_kind, source_note, author_id, created_at) "
                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(story->id, story->songId, story->title, story->text, story->lang, word(story->sourceKind),
              story->sourceNote, context.person, context.log.nowMs())
        .run();
    return applied(operation, 1, context.log.touch(scope, u"story"_s, story->id.toString(), 1));
}

} // namespace groundswell::server
