#pragma once

#include "base/error.h"
#include "community/view.h"

#include <QFuture>
#include <QObject>

#include <chrono>

namespace groundswell::sync {
class Engine;
}

namespace groundswell::community {

/// A comment as it is written.
struct NewComment
{
    SongId songId;
    QString text; ///< 1 to 2000 characters after trimming
    CommentId parentId;
    QString lang;
    std::optional<qint64> atMs;
    LineId lineId;
};

/// A story as it is written; limits as in api::Story.
struct NewStory
{
    SongId songId;
    QString title;
    QString text;
    QString lang;
    api::StorySource sourceKind = api::StorySource::Memory;
    QString sourceNote;
};

/// Comments, reactions and stories. Reading asks only this computer; writing is done when it is on the disk, and goes
/// out by itself. ErrorCode::Unauthorised when somebody writes who never signed in. Lives on the GUI thread.
class Talk final : public QObject
{
    Q_OBJECT
public:
    Talk(sync::Engine& engine, QObject* parent);

    /// All of them; a page or a list of moments is what a window should ask for.
    [[nodiscard]] QFuture<Result<CommentsView>> comments(SongId song, CommentSort sort);
    /// The most loved and the newest, with their replies: a page of them, and all as far as the end of `former`, which
    /// was read before; what is as it was there is shared with it. And the comment `also` (or what it replies to)
    /// wherever it stands.
    [[nodiscard]] QFuture<Result<TalkPage>> page(SongId song, const TalkPage& former = {}, CommentId also = {});
    /// The page after a place, the most loved among it.
    [[nodiscard]] QFuture<Result<OlderTalk>> older(SongId song, const TalkPlace& place);
    /// What is said about moments of the song, by time; of very many the most loved 2,000.
    [[nodiscard]] QFuture<Result<std::vector<TimedComment>>> moments(SongId song);
    [[nodiscard]] QFuture<Result<std::vector<StoryView>>> stories(SongId song); ///< the most supported first

    /// The song that a comment which is known here belongs to; ErrorCode::NotFound otherwise.
    [[nodiscard]] QFuture<Result<SongId>> songOf(CommentId comment);

    /// The text is a draft until the outbox has it, and leaves the drafts in the same transaction.
    [[nodiscard]] QFuture<Result<CommentId>> post(const NewComment& comment);
    /// Changes the text: of an unsent comment in the outbox itself, of a sent one by a further operation.
    [[nodiscard]] QFuture<Result<void>> edit(SongId song, CommentId comment, const QString& text);
    /// Deletes a comment, on this computer at once and in the village after `delay`: until then Outbox::undo() of what
    /// this answers keeps it, whatever happens to the program meanwhile.
    [[nodiscard]] QFuture<Result<OperationId>> remove(SongId song, CommentId comment, std::chrono::milliseconds delay);
    [[nodiscard]] QFuture<Result<void>> react(SongId song, CommentId comment, api::ReactionKind kind, bool on);
    [[nodiscard]] QFuture<Result<StoryId>> tell(const NewStory& story);

    /// What the one who writes now was typing beside this song when it was last left, also by a crash; an empty text
    /// when nothing was. What was to be posted and did not reach the outbox stands before it.
    [[nodiscard]] QFuture<Result<CommentDraft>> draft(SongId song);
    /// Commits it to the disk; an empty text forgets it. Needs no account and no network.
    [[nodiscard]] QFuture<Result<void>> saveDraft(const CommentDraft& draft);
    /// Commits what was typed before draft() answered: both are kept, and given together the next time, unless
    /// saveDraft() has both by then.
    [[nodiscard]] QFuture<Result<void>> addDraft(const CommentDraft& draft);
    /// The comments of this song that the one who writes now was changing, the last one first.
    [[nodiscard]] QFuture<Result<std::vector<CommentEdit>>> edits(SongId song);
    /// Commits a change in work to the disk; an empty text forgets it, and so does edit() when it is in the outbox.
    [[nodiscard]] QFuture<Result<void>> saveEdit(const CommentEdit& edit);

Q_SIGNALS:
    /// Comments or reactions of the song are different now: read them again.
    void commentsChanged(groundswell::SongId song);
    void storiesChanged(groundswell::SongId song);

private:
    /// The draft with its owner said.
    template <class Kept>
    [[nodiscard]] Kept owned(Kept draft) const;

    sync::Engine& m_engine;
    QStringList m_posting; ///< ids of comments on their way into the outbox: their drafts are not for the editor
};

} // namespace groundswell::community
