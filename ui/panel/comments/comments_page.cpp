#include "ui/panel/comments/comments_page.h"

#include "base/clock.h"
#include "community/village.h"
#include "media/player.h"
#include "ui/panel/comments/composer.h"
#include "ui/panel/comments/composer_keeper.h"
#include "ui/panel/parts/now_playing_bar.h"
#include "ui/panel/parts/put_back.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/parts/surface.h"
#include "ui/style/look.h"

#include <QApplication>
#include <QClipboard>
#include <QHideEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using community::CommentListModel;
using community::CommentView;
using community::SendState;
using community::SyncState;

CommentsPage::CommentsPage(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new CommentListModel(context.village, this))
    , m_elsewhere(new NowPlayingBar(context.look, tr("You are still writing about \u201c%1\u201d"), this))
    , m_body(new QWidget(this))
    , m_list(new CommentListView(context.look, context.clock, m_body))
    , m_empty(new EmptyState(context.look, u"comment"_s, {}, {}, m_body))
    , m_draftLine(wrappingLabel(context.look, {}, Type::Small, Tone::Secondary, this))
    , m_composer(new Composer(context.look, this))
    , m_keeper(std::make_unique<ComposerKeeper>(context.village, *m_composer))
{
    setObjectName(u"commentsPage"_s);
    build();
    connect(m_composer, &Composer::sendRequested, this, &CommentsPage::send);
    connect(m_keeper.get(), &ComposerKeeper::failed, this, &CommentsPage::report);
    connect(m_keeper.get(), &ComposerKeeper::told, this, &CommentsPage::tellOfDraft);
    setFocusProxy(m_list);
    m_list->setModel(m_model);
    connect(m_model, &CommentListModel::summaryChanged, this, &CommentsPage::refresh);
    connect(m_model, &CommentListModel::summaryChanged, m_list, &CommentListView::lookAhead);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &CommentsPage::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CommentsPage::refresh);
    connect(&m_context.village, &community::Village::statusChanged, this, &CommentsPage::refresh);
    connect(&m_context.village.account(), &community::Account::changed, this, &CommentsPage::refresh);
    connect(m_list, &CommentListView::acted, this, &CommentsPage::act);
    connect(m_list, &CommentListView::copyRequested, this, &CommentsPage::copy);
    connect(m_list, &CommentListView::composeRequested, m_composer, &Composer::focusText);
    connect(m_list, &CommentListView::typed, this, [this](const QString& text) {
        if (!m_composer->isEnabled()) return;
        m_composer->focusText();
        m_composer->editor().insertPlainText(text);
    });
    connect(m_list, &CommentListView::removeRequested, this, [this](const QModelIndex& index) {
        removeLater(index.data(CommentListModel::CommentRole).value<CommentView>());
    });
    connect(&m_context.player, &media::Player::positionChanged, this, &CommentsPage::showPosition);
    connect(&m_context.player, &media::Player::currentChanged, this, &CommentsPage::showElsewhere);
    connect(m_elsewhere, &NowPlayingBar::goOverRequested, this, &CommentsPage::goOver);
    connect(&m_context.village.songs(), &community::Songs::renamed, this, [this](SongId from, SongId to) {
        if (m_next && from == m_song) take({to, true}); // the panel tells only of the song that plays
    });
    refresh();
}

CommentsPage::~CommentsPage() = default;

void CommentsPage::build()
{
    m_stack = new QStackedLayout(m_body);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_elsewhere);
    all->addWidget(m_body, 1);
    all->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, this));
    m_draftLine->setObjectName(u"draftLine"_s);
    m_draftLine->setContentsMargins(16, 10, 16, 0);
    m_draftLine->hide();
    all->addWidget(m_draftLine);
    all->addWidget(m_composer);
    connect(m_empty, &EmptyState::acted, this, &CommentsPage::signInRequested);
}

void CommentsPage::setSong(SongId song, bool known)
{
    if (staysFor(song)) {
        m_next = Song{song, known};
    } else {
        m_next.reset();
        take({song, known});
    }
    showElsewhere();
}

/// Whether somebody is writing, and this is another song than the one they write about. Which song plays is not known
/// in the first moment; that takes the field from nobody who is in it.
bool CommentsPage::staysFor(SongId song) const
{
    const QWidget* focus = window()->focusWidget();
    if (m_song.isNull() || m_context.village.songs().current(m_song) == song || !m_composer->isAncestorOf(focus))
        return false;
    const bool plays = m_context.player.current().has_value();
    const bool written = !m_composer->editor().document()->isEmpty();
    return song.isNull() ? written || plays : written && plays;
}

void CommentsPage::take(const Song& song)
{
    m_known = song.known;
    if (song.id == m_song) {
        refresh();
        return;
    }
    m_keeper->setSong(song.id);
    m_song = song.id;
    if (const auto playing = m_context.player.current(); playing && !m_next) m_title = playing->title;
    m_wanted = {};
    m_model->setSong(song.id);
    m_list->scrollToTop();
    showPosition();
    refresh();
}

void CommentsPage::goOver()
{
    if (const auto next = std::exchange(m_next, std::nullopt)) take(*next);
    showElsewhere();
}

void CommentsPage::showElsewhere()
{
    const auto playing = m_context.player.current();
    const bool written = !m_composer->editor().document()->isEmpty();
    const bool elsewhere = m_next && playing && (written || !m_next->id.isNull());
    if (elsewhere) m_elsewhere->setSongs(m_title, playing->title);
    m_elsewhere->setVisible(elsewhere);
    showPosition();
}

void CommentsPage::seek(qint64 ms)
{
    if (m_next)
        m_context.notice.tell(tr("\u201c%1\u201d is not playing now.").arg(m_title), u"info"_s);
    else
        Q_EMIT seekRequested(ms);
}

void CommentsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous()) return;
    // A panel that changes its place in the window is hidden for a moment; only who is gone has left.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!isVisible()) goOver();
        },
        Qt::QueuedConnection);
}

void CommentsPage::flush()
{
    m_keeper->flush();
}

void CommentsPage::showComment(CommentId comment)
{
    goOver(); // it is the playing song's
    reveal(comment);
}

void CommentsPage::reveal(CommentId comment)
{
    const int row = m_model->rowOf(comment);
    m_wanted = row < 0 ? comment : CommentId();
    if (row < 0) {
        m_model->include(comment);
        return;
    }
    const QModelIndex index = m_model->index(row);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
    // What is typed next must not be taken for the list's keys.
    if (const QWidget* focus = QApplication::focusWidget(); !focus || !m_composer->isAncestorOf(focus))
        m_list->setFocus(Qt::OtherFocusReason);
}

void CommentsPage::showMoments(qint64 fromMs, qint64 toMs)
{
    goOver();
    m_context.village.talk().moments(m_song).then(
        this, [this, song = m_song, fromMs, toMs](const Result<std::vector<community::TimedComment>>& moments) {
            if (!moments || song != m_song) return;
            const auto first = std::ranges::find_if(*moments, [&](const community::TimedComment& comment) {
                return comment.atMs >= fromMs && comment.atMs < toMs;
            });
            if (first != moments->end()) reveal(first->id);
        });
}

void CommentsPage::writeAt(qint64 ms)
{
    goOver();
    m_composer->pin(ms);
}

void CommentsPage::showPosition()
{
    const bool plays = m_context.player.current().has_value() && !m_song.isNull() && !m_next;
    m_composer->setPosition(plays ? std::optional(m_context.player.positionMs()) : std::nullopt);
}

void CommentsPage::refresh()
{
    const community::SyncStatus& status = m_context.village.status();
    const auto& account = m_context.village.account().current();
    const bool offline = status.state == SyncState::Offline || status.flightMode;
    const bool signedIn = account && account->signedIn;
    m_list->setSituation(offline, signedIn, offline ? m_model->savedAt() : 0);
    m_composer->setEnabled(!m_song.isNull());
    const bool mayWrite = !m_context.village.account().writer().isNull();
    m_composer->setPlaceholder(mayWrite ? tr("Say something kind about this moment")
                                        : tr("Sign in to say something about this moment"));
    m_empty->setAct({});
    if (m_song.isNull()) {
        m_empty->setSentence(tr("Play a song, and what people say about it stands here."));
    } else if (m_model->rowCount() == 0 && !m_model->isLoading()) {
        if (!account)
            m_empty->setSentence(tr("Sign in to a community to read what people say about this song."));
        else if (!m_known)
            m_empty->setSentence(tr("Nobody in the community has this song yet. The first comment brings it there."));
        else if (offline && m_model->savedAt() == 0)
            m_empty->setSentence(tr("You are offline, and the comments of this song are not on this computer yet. What "
                                    "you write is kept and sent later."));
        else
            m_empty->setSentence(tr("Nobody has said anything about this song yet."));
        if (!account) m_empty->setAct(tr("Sign in"));
    }
    m_stack->setCurrentWidget(m_song.isNull() || (m_model->rowCount() == 0 && !m_model->isLoading())
                                  ? static_cast<QWidget*>(m_empty)
                                  : m_list);
    if (!m_wanted.isNull() && m_model->rowOf(m_wanted) >= 0) reveal(m_wanted);
    Q_EMIT totalChanged(m_song.isNull() || !account ? -1 : m_model->total()); // unknown where nobody signed in
}

void CommentsPage::report(const Error& error)
{
    if (error.code == ErrorCode::Unauthorised) Q_EMIT signInRequested();
    m_context.notice.tell(error.message, u"alert"_s, Tone::Failed);
}

void CommentsPage::tellOfDraft(const QString& line)
{
    m_draftLine->setText(line);
    m_draftLine->setVisible(!line.isEmpty());
}

void CommentsPage::send(const community::CommentDraft& written)
{
    community::CommentDraft draft = written;
    draft.owner.account = m_context.village.account().writer();
    if (draft.owner.account->isNull()) { // the composer has had it kept
        m_context.notice.tell(tr("Your words are kept here until you sign in."), u"check"_s);
        Q_EMIT signInRequested();
        return;
    }
    community::NewComment comment;
    comment.songId = draft.songId;
    comment.text = draft.text;
    comment.parentId = draft.parentId;
    comment.atMs = draft.atMs;
    comment.lang = languageOfScript(draft.text);
    // Whoever writes on, writes into an empty field, and the draft that is kept is the new one.
    m_composer->clear();
    m_composer->focusText();
    m_context.village.talk().post(comment).then(this, [this, draft](const Result<CommentId>& posted) {
        if (!posted) {
            m_keeper->takeBack(draft);
            report(posted.error());
            return;
        }
        m_keeper->sent(draft);
        if (draft.songId != m_song) return;
        m_wanted = *posted;
        refresh();
    });
}

void CommentsPage::react(const CommentView& view, api::ReactionKind kind, bool on)
{
    m_context.village.talk().react(m_song, view.comment.id, kind, on).then(this, [this](const Result<void>& done) {
        if (!done) report(done.error());
    });
}

void CommentsPage::act(const QModelIndex& index, CommentAction action)
{
    const CommentView view = index.data(CommentListModel::CommentRole).value<CommentView>();
    const auto told = [this](const Result<void>& done) {
        if (!done) report(done.error());
    };
    const auto takenOut = [this](const Result<community::TakenOut>& items) { taken(items); };
    community::Outbox& outbox = m_context.village.outbox();
    switch (action) {
    case CommentAction::Seek:
        if (view.comment.atMs) seek(*view.comment.atMs);
        break;
    case CommentAction::Like: react(view, api::ReactionKind::Like, !view.liked); break;
    case CommentAction::Hug: react(view, api::ReactionKind::Hug, !view.hugged); break;
    case CommentAction::Reply:
        m_composer->replyTo(view.comment.parentId.isNull() ? view.comment.id : view.comment.parentId,
                            view.comment.author.displayName);
        m_composer->focusText();
        break;
    case CommentAction::MoreReplies: m_model->setExpanded(view.comment.id, true); break;
    case CommentAction::Edit:
        if (m_context.village.account().writer().isNull())
            Q_EMIT signInRequested();
        else
            m_keeper->edit(view.comment);
        break;
    case CommentAction::Undo: outbox.undo(view.operation).then(this, takenOut); break;
    case CommentAction::Retry: outbox.retry(view.operation).then(this, told); break;
    case CommentAction::Discard: outbox.discard(view.operation).then(this, takenOut); break;
    default: break;
    }
}

void CommentsPage::removeLater(const CommentView& view)
{
    if (!view.own) return;
    const auto takenOut = [this](const Result<community::TakenOut>& items) { taken(items); };
    community::Outbox& outbox = m_context.village.outbox();
    if (view.sendState == SendState::Waiting) {
        outbox.undo(view.operation).then(this, takenOut);
        return;
    }
    if (view.sendState != SendState::Sent && view.sendState != SendState::Sending) {
        outbox.discard(view.operation).then(this, takenOut);
        return;
    }
    m_context.village.talk()
        .remove(m_song, view.comment.id, removalDelay(m_context))
        .then(this, [this](const Result<OperationId>& removal) {
            if (removal)
                offerToKeep(m_context, tr("Your comment is being deleted."), *removal);
            else
                report(removal.error());
        });
}

void CommentsPage::taken(const Result<community::TakenOut>& items)
{
    if (items)
        offerToPutBack(m_context, *items);
    else
        report(items.error());
}

void CommentsPage::copy(const QModelIndex& index) const
{
    QString text = index.data(CommentListModel::TextRole).toString();
    if (index.data(CommentListModel::KindRole).value<CommentListModel::RowKind>() == CommentListModel::RowKind::Story) {
        const api::Story story = index.data(CommentListModel::StoryRole).value<community::StoryView>().story;
        text = story.title + u"\n\n"_s + story.text;
    }
    QApplication::clipboard()->setText(text);
}

} // namespace groundswell::ui
