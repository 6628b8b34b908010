// The drafts of comments, and Talk's half that keeps them.

#include "community/comment_drafts.h"

#include "community/reading.h"
#include "community/talk.h"

#include <ranges>

namespace groundswell::community {

using namespace Qt::StringLiterals;
namespace draft_kind = sync::draft_kind;

namespace {

/// A draft whose owner is said.
sync::Draft rowOf(const CommentDraft& draft, qint64 nowMs)
{
    QJsonObject body{{u"text"_s, draft.text}};
    if (!draft.parentId.isNull()) body[u"parent_id"_s] = draft.parentId.toString();
    if (draft.atMs) body[u"at_ms"_s] = *draft.atMs;
    return {draft_kind::comment, draft.songId.toString(), draft.songId, {}, {}, 0, 0, body, {}, nowMs, {},
            *draft.owner.account};
}

/// The id of what was typed before the song's draft was known to its editor.
QString earlyId(SongId song)
{
    return u"early:"_s + song.toString();
}

QString textOf(const sync::Draft& row)
{
    return row.body.value("text"_L1).toString();
}

} // namespace

void beginPosting(store::Database& outbox, const CommentDraft& comment, CommentId id, qint64 nowMs)
{
    auto row = rowOf(comment, nowMs);
    row.kind = sync::asideKind(draft_kind::comment);
    row.id = id.toString();
    row.songId = sync::outbox::currentSong(outbox, comment.songId);
    sync::outbox::saveDraft(outbox, row);
    const auto letGo = [&](const QString& kind, const QString& draftId) {
        const auto typed = sync::outbox::draft(outbox, {row.account, kind, draftId});
        if (typed && textOf(*typed).trimmed() == comment.text) sync::outbox::removeDraft(outbox, keyOf(*typed));
    };
    letGo(draft_kind::comment, row.songId.toString());
    letGo(row.kind, comment.songId.toString()); // its editor may not know yet that the song has another id
    letGo(row.kind, earlyId(comment.songId));
    // What could not be sent while nobody was signed in, and is sent by the one who signed in for that.
    for (const auto& aside : sync::outbox::draftsOf(outbox, row.account, row.kind, row.songId)) {
        if (sync::isAdopted(aside)) letGo(row.kind, aside.id);
    }
}

template <class Kept>
Kept Talk::owned(Kept draft) const
{
    if (!draft.owner.account) draft.owner.account = m_engine.writer();
    return draft;
}

QFuture<Result<CommentDraft>> Talk::draft(SongId song)
{
    return m_engine.outbox().writer().post([song, account = m_engine.writer(),
                                            posting = m_posting](store::Database& db) -> Result<CommentDraft> {
        CommentDraft draft{song, {}, {}, {}};
        const auto now = sync::outbox::currentSong(db, song);
        const auto kept = sync::outbox::gatherDraft(db, {account, draft_kind::comment, now.toString()}, now, posting);
        if (!kept) return draft;
        draft.text = textOf(*kept);
        draft.parentId = CommentId::fromString(kept->body.value("parent_id"_L1).toString());
        if (kept->body.contains("at_ms"_L1)) draft.atMs = kept->body.value("at_ms"_L1).toInteger();
        draft.owner.adopted = kept->adopted;
        return draft;
    });
}

QFuture<Result<void>> Talk::saveDraft(const CommentDraft& draft)
{
    return m_engine.outbox().writer().post(
        [draft = owned(draft), now = m_engine.clock().nowMs()](store::Database& db) -> Result<void> {
            const auto row = rowOf(draft, now);
            sync::outbox::removeDraft(db, {row.account, sync::asideKind(draft_kind::comment), earlyId(draft.songId)});
            if (draft.text.isEmpty())
                sync::outbox::dropDraft(db, keyOf(row));
            else
                sync::outbox::keepDraft(db, row);
            return {};
        });
}

QFuture<Result<void>> Talk::addDraft(const CommentDraft& draft)
{
    return m_engine.outbox().writer().post(
        [draft = owned(draft), now = m_engine.clock().nowMs()](store::Database& db) -> Result<void> {
            auto row = rowOf(draft, now);
            row.kind = sync::asideKind(draft_kind::comment);
            row.id = earlyId(draft.songId);
            row.songId = sync::outbox::currentSong(db, draft.songId);
            if (draft.text.isEmpty())
                sync::outbox::removeDraft(db, keyOf(row));
            else
                sync::outbox::keepDraft(db, row);
            return {};
        });
}

QFuture<Result<std::vector<CommentEdit>>> Talk::edits(SongId song)
{
    return m_engine.outbox().writer().post(
        [song, account = m_engine.writer()](store::Database& db) -> Result<std::vector<CommentEdit>> {
            std::vector<CommentEdit> found;
            const auto now = sync::outbox::currentSong(db, song);
            const auto rows = sync::outbox::draftsOf(db, account, draft_kind::commentEdit, now);
            for (const auto& row : rows | std::views::reverse)
                found.push_back({song, CommentId::fromString(row.id), textOf(row)});
            return found;
        });
}

QFuture<Result<void>> Talk::saveEdit(const CommentEdit& edit)
{
    return m_engine.outbox().writer().post(
        [edit = owned(edit), now = m_engine.clock().nowMs()](store::Database& db) -> Result<void> {
            sync::Draft row{draft_kind::commentEdit, edit.comment.toString(), edit.songId, {}, {}, 0, 0, {}, {}, now};
            row.account = *edit.owner.account;
            row.body = {{u"text"_s, edit.text}};
            if (edit.text.trimmed().isEmpty())
                sync::outbox::removeDraft(db, keyOf(row));
            else
                sync::outbox::keepDraft(db, row);
            return {};
        });
}

} // namespace groundswell::community
