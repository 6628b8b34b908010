#include "cli/commands.h"

#include <QCoreApplication>

#include <chrono>

namespace groundswell::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

QJsonObject toJson(const community::CommentView& view)
{
    const auto& comment = view.comment;
    QJsonObject json{{u"id"_s, comment.id.toString()},
                     {u"author"_s, comment.author.displayName},
                     {u"text"_s, comment.text},
                     {u"created_at"_s, comment.createdAt},
                     {u"likes"_s, comment.likes},
                     {u"hugs"_s, comment.hugs},
                     {u"liked"_s, view.liked},
                     {u"hugged"_s, view.hugged},
                     {u"state"_s, stateName(view.sendState)}};
    if (!comment.parentId.isNull()) json[u"parent"_s] = comment.parentId.toString();
    if (comment.atMs) json[u"at_ms"_s] = *comment.atMs;
    if (!view.problem.isEmpty()) json[u"problem"_s] = view.problem;
    QJsonArray replies;
    for (const auto& reply : view.replies)
        replies << toJson(reply);
    if (!replies.isEmpty()) json[u"replies"_s] = replies;
    return json;
}

void addLines(QStringList& lines, const community::CommentView& view, const QString& indent)
{
    auto line = u"%1%2  %3: %4"_s.arg(indent, view.comment.id.toString(), view.comment.author.displayName,
                                      view.comment.text.simplified());
    if (view.sendState != community::SendState::Sent) line += u"  [%1]"_s.arg(stateName(view.sendState));
    lines << line;
    for (const auto& reply : view.replies)
        addLines(lines, reply, indent + u"    "_s);
}

Result<void> comment(Call& call)
{
    const auto song = call.id<SongId>(0, u"SONG"_s);
    if (!song) return std::unexpected(song.error());
    const auto text = call.word(1, u"TEXT"_s);
    if (!text) return std::unexpected(text.error());
    community::NewComment fresh{*song, *text, {}, {}, {}, {}};
    if (const auto at = call.option(u"at"_s)) {
        bool isNumber = false;
        const auto ms = at->toLongLong(&isNumber);
        if (!isNumber || ms < 0) return fail(ErrorCode::InvalidInput, tr("--at needs milliseconds, not %1.").arg(*at));
        if (ms > std::chrono::milliseconds(24h).count())
            return fail(ErrorCode::InvalidInput, tr("--at is at most a day of milliseconds, not %1.").arg(*at));
        fresh.atMs = ms;
    }
    if (const auto parent = call.option(u"reply"_s)) {
        fresh.parentId = CommentId::fromString(*parent);
        if (fresh.parentId.isNull())
            return fail(ErrorCode::InvalidInput, tr("--reply needs a comment's id, not %1.").arg(*parent));
    }
    const auto id = await(call.profile.village().talk().post(fresh));
    if (!id) return std::unexpected(id.error());
    return deliver(call, u"comment.create"_s, id->toString(), {{u"id"_s, id->toString()}});
}

Result<void> comments(Call& call)
{
    const auto song = call.id<SongId>(0, u"SONG"_s);
    if (!song) return std::unexpected(song.error());
    if (const auto fetched = fetch(call, *song); !fetched) return fetched;
    const auto view = await(call.profile.village().talk().comments(*song, community::CommentSort::Newest));
    if (!view) return std::unexpected(view.error());
    QJsonArray values;
    QStringList lines;
    for (const auto& one : view->comments) {
        values << toJson(one);
        addLines(lines, one, {});
    }
    call.console.answer(values, lines);
    return {};
}

/// Which song a comment that is known here belongs to.
Result<SongId> songOfComment(Call& call, CommentId comment)
{
    auto song = await(call.profile.village().talk().songOf(comment));
    if (!song && song.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound,
                    tr("This computer does not know that comment: \"comments SONG\" fetches those of its song."));
    return song;
}

Result<void> react(Call& call)
{
    const auto id = call.id<CommentId>(0, u"ID"_s);
    if (!id) return std::unexpected(id.error());
    const auto kind = call.word(1, tr("like or hug"));
    if (!kind) return std::unexpected(kind.error());
    if (*kind != u"like"_s && *kind != u"hug"_s)
        return fail(ErrorCode::InvalidInput, tr("The reaction is like or hug, not %1.").arg(*kind));
    const auto song = songOfComment(call, *id);
    if (!song) return std::unexpected(song.error());
    const auto which = *kind == u"like"_s ? api::ReactionKind::Like : api::ReactionKind::Hug;
    const auto off = call.yesOrNo(u"off"_s, false);
    if (!off) return std::unexpected(off.error());
    const bool on = !*off;
    if (const auto done = await(call.profile.village().talk().react(*song, *id, which, on)); !done) return done;
    return deliver(call, u"reaction.set"_s, id->toString(),
                   {{u"comment"_s, id->toString()}, {u"kind"_s, *kind}, {u"on"_s, on}});
}

} // namespace

QList<Command> talkCommands()
{
    return {
        {u"comment"_s, u"SONG TEXT [--at MS] [--reply ID]"_s, tr("write a comment"), {u"at"_s, u"reply"_s}, comment},
        {u"comments"_s, u"SONG"_s, tr("the comments on a song, newest first, unsent ones included"), {}, comments},
        {u"react"_s, u"ID like|hug [--off yes]"_s, tr("like or hug a comment, or take that back"), {u"off"_s}, react}};
}

} // namespace groundswell::cli
