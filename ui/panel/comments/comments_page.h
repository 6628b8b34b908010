#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "community/comment_list_model.h"
#include "community/outbox.h"
#include "ui/panel/comments/comment_list_view.h"
#include "ui/panel/parts/panel_context.h"

#include <QWidget>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedLayout;
QT_END_NAMESPACE

namespace groundswell::ui {

class Composer;
class ComposerKeeper;
class EmptyState;
class NowPlayingBar;

/// The talk beside the song that plays: its story, its comments and where one writes. Works offline and, for reading,
/// without an account; what is being typed is kept for each song. Whoever is writing when the next song begins stays
/// with the one they write about, until they go over or leave the page, or another one begins while they do not write.
class CommentsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit CommentsPage(const PanelContext& context, QWidget* parent = nullptr);
    ~CommentsPage() override;

    /// A null id: no song. One that was renamed keeps what is being typed in sight. `known` is false for a local file
    /// that no village has heard of yet.
    void setSong(SongId song, bool known);
    /// Brings a comment into sight and to the keyboard.
    void showComment(CommentId comment);
    /// The first comment about a moment in this span of the song, in ms.
    void showMoments(qint64 fromMs, qint64 toMs);
    /// Begins a comment about a moment.
    void writeAt(qint64 ms);
    /// Commits what is being typed.
    void flush();
    /// To the song that plays.
    void goOver();

    [[nodiscard]] community::CommentListModel& model() noexcept { return *m_model; }
    [[nodiscard]] CommentListView& list() noexcept { return *m_list; }
    [[nodiscard]] Composer& composer() noexcept { return *m_composer; }

Q_SIGNALS:
    void seekRequested(qint64 ms);
    void signInRequested();
    /// How many comments the song has, for the tab.
    void totalChanged(qint64 total);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    struct Song
    {
        SongId id;
        bool known = false;
    };
    void build();
    [[nodiscard]] bool staysFor(SongId song) const;
    void take(const Song& song);
    void seek(qint64 ms);
    void showElsewhere();
    void reveal(CommentId comment);
    void refresh();
    void showPosition();
    void act(const QModelIndex& index, CommentAction action);
    void send(const community::CommentDraft& written);
    void react(const community::CommentView& view, api::ReactionKind kind, bool on);
    void removeLater(const community::CommentView& view);
    void taken(const Result<community::TakenOut>& items);
    void copy(const QModelIndex& index) const;
    void report(const Error& error);
    void tellOfDraft(const QString& line);

    PanelContext m_context;
    community::CommentListModel* m_model;
    NowPlayingBar* m_elsewhere;
    QWidget* m_body; // with its parts before the field, as the keyboard goes
    CommentListView* m_list;
    EmptyState* m_empty;
    QLabel* m_draftLine; ///< whose words stand in the field, where that needs saying
    Composer* m_composer;
    std::unique_ptr<ComposerKeeper> m_keeper; // goes before the field, which loses the focus while it goes
    QStackedLayout* m_stack = nullptr;
    SongId m_song;
    QString m_title;            ///< of this song, as it began to play
    std::optional<Song> m_next; ///< plays, while somebody writes about another one
    CommentId m_wanted;         ///< to be shown once its row is there
    bool m_known = false;
};

} // namespace groundswell::ui
