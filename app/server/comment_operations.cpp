#include "server/change_log.h"
#include "server/entities.h"
#include "server/operation_results.h"
#include "server/server_text.h"
#include "server/text_rules.h"

#include "community/api/json.h"
#include "store/database.h"

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

using api::Comment;
using api::Operation;
using api::OperationResult;

constexpr TextLimit commentText{.most = 2000, .oneLine = false};
constexpr qint64 editWindowMs = 15LL * 60 * 1000;
constexpr qint64 latestMoment = 24LL * 60 * 60 * 1000;

struct StoredComment
{
    SongId song;
    CommentId parent;
    UserId author;
    qint64 rev = 0;
    bool gone = false;
    bool removed = false;
};

std::optional<StoredComment> stored(OperationContext& context, CommentId id)
{
    auto row =
        context.database.prepare("SELECT song_id, parent_id, author_id, rev, gone, state FROM comment WHERE id = ?");
    if (id.isNull() || !row.bind(id).step()) return std::nullopt;
    return StoredComment{row.id<SongId>(0), row.id<CommentId>(1), row.id<UserId>(2),
                         row.integer(3),    row.boolean(4),       row.text(5) == "removed"_L1};
}

qint64 seqOfComment(OperationContext& context, SongId song, CommentId id)
{
    return context.log.seqOf(api::commentsScope(song), u"comment"_s, id.toString());
}

qint64 touchComment(OperationContext& context, SongId song, CommentId id, bool gone = false)
{
    auto row = context.database.prepare("SELECT rev FROM comment WHERE id = ?");
    if (!row.bind(id).step()) return 0;
    return context.log.touch(api::commentsScope(song), u"comment"_s, id.toString(), row.integer(0), gone);
}

void countComment(OperationContext& context, SongId song, int by)
{
    context.database.prepare("UPDATE song SET comment_count = comment_count + ? WHERE id = ?").bind(by, song).run();
    context.log.touch(api::songScope(song), u"song"_s, song.toString(), 1);
}

void countReply(OperationContext& context, SongId song, CommentId root, int by)
{
    context.database.prepare("UPDATE comment SET reply_count = reply_count + ? WHERE id = ?").bind(by, root).run();
    touchComment(context, song, root);
}

/// The comment on the song itself that a reply hangs below: replies are one level deep.
Result<CommentId> rootOf(OperationContext& context, CommentId parent, SongId song)
{
    const auto found = stored(context, parent);
    if (!found || found->song != song)
        return fail(ErrorCode::NotFound, tr("The comment that this answers is not known here."), u"not_found"_s);
    if (found->gone) return fail(ErrorCode::NotFound, tr("The comment that this answers was deleted."), u"gone"_s);
    return found->parent.isNull() ? parent : found->parent;
}

struct NewComment
{
    Comment comment;
    SongId named; ///< the song as the client calls it
};

Result<NewComment> readNew(OperationContext& context, const Operation& operation)
{
    api::ObjectReader args(operation.args, u"args"_s);
    NewComment made;
    Comment& comment = made.comment;
    comment.id = CommentId::fromString(operation.entityId);
    made.named = SongId(args.uuid(u"song_id"));
    const CommentId parent(args.optionalUuid(u"parent_id"));
    const QString text = args.text(u"text");
    const QString lang = args.optionalText(u"lang");
    comment.atMs = args.optionalNumber(u"at_ms");
    comment.lineId = LineId(args.optionalUuid(u"line_id"));
    if (comment.id.isNull()) args.wrong(u"entity_id"_s, tr("it must be a UUID"));
    if (comment.atMs.value_or(0) > latestMoment) args.wrong(u"args.at_ms"_s, tr("it is longer than a day"));
    if (args.error()) return std::unexpected(*args.error());

    const auto checked = checkedText(text, commentText, u"text"_s);
    if (!checked) return std::unexpected(checked.error());
    comment.text = *checked;
    const auto language = checkedLanguage(lang, false, u"lang"_s);
    if (!language) return std::unexpected(language.error());
    comment.lang = *language;
    comment.songId = canonicalSong(context.database, made.named);
    if (comment.songId.isNull()) return fail(ErrorCode::NotFound, tr("This song is not known here."), u"not_found"_s);
    if (!parent.isNull()) {
        const auto root = rootOf(context, parent, comment.songId);
        if (!root) return std::unexpected(root.error());
        comment.parentId = *root;
    }
    return made;
}

/// Takes away a comment without live replies, and the empty place above it that stood only for its sake.
void takeAway(OperationContext& context, CommentId id, const StoredComment& comment)
{
    context.database
        .prepare(
            "UPDATE comment SET gone = 1, text = '', author_id = NULL, state = 'removed', rev = rev + 1 WHERE id = ?")
        .bind(id)
        .run();
    if (!comment.parent.isNull()) {
        countReply(context, comment.song, comment.parent, -1);
        const auto root = stored(context, comment.parent);
        const auto rest = readComment(context.database, comment.parent);
        if (root && root->removed && rest && rest->replyCount == 0) takeAway(context, comment.parent, *root);
    }
    touchComment(context, comment.song, id, true);
}

/// The seq in the scope that the client put the operation in: a reaction shows in its author's and in the song's.
qint64 reactionSeq(OperationContext& context, const Operation& operation, SongId song, CommentId id,
                   const QString& entity)
{
    const QString own = api::userScope(context.person);
    return operation.scope == own ? context.log.seqOf(own, u"reaction"_s, entity) : seqOfComment(context, song, id);
}

} // namespace

OperationResult createComment(OperationContext& context, const Operation& operation)
{
    const auto made = readNew(context, operation);
    if (const auto known = stored(context, CommentId::fromString(operation.entityId))) {
        if (known->gone) return rejected(operation, u"gone"_s, tr("This comment was deleted."));
        if (known->author != context.person)
            return rejected(operation, u"id_taken"_s, tr("This comment's id is taken."));
        const CommentId id = CommentId::fromString(operation.entityId);
        return duplicate(operation, known->rev, seqOfComment(context, known->song, id));
    }
    if (!made) return rejected(operation, made.error());

    const Comment& comment = made->comment;
    context.database
        .prepare("INSERT INTO comment(id, song_id, parent_id, author_id, text, lang, at_ms, line_id, created_at) "
                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(comment.id, comment.songId, comment.parentId, context.person, comment.text, comment.lang, comment.atMs,
              comment.lineId, context.log.nowMs())
        .run();
    if (!comment.parentId.isNull()) countReply(context, comment.songId, comment.parentId, 1);
    const qint64 seq = touchComment(context, comment.songId, comment.id);
    countComment(context, comment.songId, 1);
    return applied(operation, 1, seq);
}

OperationResult editComment(OperationContext& context, const Operation& operation)
{
    api::ObjectReader args(operation.args, u"args"_s);
    const QString written = args.text(u"text");
    if (args.error()) return rejected(operation, *args.error());
    const auto text = checkedText(written, commentText, u"text"_s);
    if (!text) return rejected(operation, text.error());

    const CommentId id = CommentId::fromString(operation.entityId);
    const auto known = stored(context, id);
    const auto comment = readComment(context.database, id);
    if (!known) return notFound(operation, tr("This comment is not known here."));
    if (!comment || known->removed) return rejected(operation, u"gone"_s, tr("This comment was deleted."));
    if (known->author != context.person)
        return rejected(operation, u"forbidden"_s, tr("Only its author can edit a comment."));
    if (comment->text == *text) return duplicate(operation, known->rev, seqOfComment(context, known->song, id));
    if (operation.baseRev != known->rev) return conflict(operation, known->rev, toJson(*comment));
    if (context.log.nowMs() - comment->createdAt > editWindowMs)
        return rejected(operation, u"edit_window_closed"_s,
                        tr("A comment can be edited for 15 minutes after it was sent."));

    context.database.prepare("UPDATE comment SET text = ?, edited_at = ?, rev = rev + 1 WHERE id = ?")
        .bind(*text, context.log.nowMs(), id)
        .run();
    return applied(operation, known->rev + 1, touchComment(context, known->song, id));
}

OperationResult deleteComment(OperationContext& context, const Operation& operation)
{
    const CommentId id = CommentId::fromString(operation.entityId);
    const auto known = stored(context, id);
    if (!known) return notFound(operation, tr("This comment is not known here."));
    if (known->gone || known->removed) return duplicate(operation, known->rev, seqOfComment(context, known->song, id));
    if (known->author != context.person && !context.role.isModerator)
        return rejected(operation, u"forbidden"_s, tr("Only its author or a moderator can delete a comment."));

    const auto comment = readComment(context.database, id);
    if (comment && comment->replyCount > 0) {
        context.database
            .prepare("UPDATE comment SET text = '', author_id = NULL, state = 'removed', rev = rev + 1 WHERE id = ?")
            .bind(id)
            .run();
        touchComment(context, known->song, id);
    } else {
        takeAway(context, id, *known);
    }
    countComment(context, known->song, -1);
    return applied(operation, known->rev + 1, seqOfComment(context, known->song, id));
}

OperationResult setReaction(OperationContext& context, const Operation& operation)
{
    api::ObjectReader args(operation.args, u"args"_s);
    const QString kind = args.text(u"kind");
    const bool isOn = args.flag(u"on");
    if (!args.error() && !api::fromWord<api::ReactionKind>(kind))
        args.wrong(u"args.kind"_s, tr("it is an unknown word"));
    if (args.error()) return rejected(operation, *args.error());

    const CommentId id = CommentId::fromString(operation.entityId);
    const auto known = stored(context, id);
    if (!known) return notFound(operation, tr("This comment is not known here."));
    if (known->gone || known->removed) return rejected(operation, u"gone"_s, tr("This comment was deleted."));

    const QString entity = id.toString() + u':' + kind;
    qint64 rev = 0;
    bool wasOn = false;
    {
        auto row = context.database.prepare(
            "SELECT is_on, rev FROM reaction WHERE comment_id = ? AND person_id = ? AND kind = ?");
        if (row.bind(id, context.person, kind).step()) {
            wasOn = row.boolean(0);
            rev = row.integer(1);
        }
    }
    if (wasOn == isOn) return duplicate(operation, rev, reactionSeq(context, operation, known->song, id, entity));

    ++rev;
    context.database
        .prepare("INSERT INTO reaction(comment_id, person_id, kind, is_on, rev) VALUES(?, ?, ?, ?, ?) "
                 "ON CONFLICT(comment_id, person_id, kind) DO UPDATE SET is_on = excluded.is_on, rev = excluded.rev")
        .bind(id, context.person, kind, isOn, rev)
        .run();
    const int by = isOn ? 1 : -1;
    const bool isLike = kind == "like"_L1;
    context.database.prepare("UPDATE comment SET likes = likes + ?, hugs = hugs + ? WHERE id = ?")
        .bind(isLike ? by : 0, isLike ? 0 : by, id)
        .run();
    touchComment(context, known->song, id);
    context.log.touch(api::userScope(context.person), u"reaction"_s, entity, rev, !isOn);
    return applied(operation, rev, reactionSeq(context, operation, known->song, id, entity));
}

} // namespace groundswell::server
