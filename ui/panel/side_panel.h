#pragma once

#include "base/ids.h"
#include "lyrics/document.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/parts/panel_page.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

QT_BEGIN_NAMESPACE
class QStackedWidget;
class QToolButton;
QT_END_NAMESPACE

namespace groundswell::listening {
class NowPlaying;
}

namespace groundswell::ui {

class CommentsPage;
class LyricsPage;
class QueuePage;
class SongWords;
class TabStrip;
class TranslatePage;

/// What stands beside the song: its comments, its words, their translation, and the queue. Pages are made when they are
/// first shown. GUI thread.
class SidePanel final : public QWidget
{
    Q_OBJECT

public:
    /// Where the panel says what happened is `context.notice`.
    explicit SidePanel(const PanelContext& context, QWidget* parent = nullptr);
    ~SidePanel() override;

    /// Shows from now on what belongs to the entry being played; `now` outlives the panel.
    void follow(listening::NowPlaying& now);
    /// The song to show; a null id for none. `known` is false for a local file that no village has heard of yet.
    void setSong(SongId song, bool known);
    /// The words that came with the track's file (tag or side-car), when there are any.
    void setLocalLyrics(const std::optional<lyrics::Document>& document);
    void setPage(PanelPage page);
    [[nodiscard]] PanelPage page() const noexcept { return m_page; }
    /// The song shown; null while none is known.
    [[nodiscard]] SongId song() const noexcept { return m_song; }

    /// The line of the words that is sung at a moment; empty where none is, and in untimed words.
    [[nodiscard]] QString lyricAt(qint64 ms) const;
    /// Its begin and end in ms; none where no line is sung.
    [[nodiscard]] std::optional<std::pair<qint64, qint64>> lineSpanAt(qint64 ms) const;

    /// Opens the comments at one of them, as Enter on a lantern does.
    void showComment(CommentId comment);
    /// Opens the comments and begins one about a moment.
    void writeCommentAt(qint64 ms);
    /// Commits everything that is being typed; before the program ends.
    void flush();

    [[nodiscard]] CommentsPage& comments();
    [[nodiscard]] LyricsPage& lyrics();
    [[nodiscard]] TranslatePage& translate();
    [[nodiscard]] QueuePage& queue();

Q_SIGNALS:
    void pageChanged(groundswell::ui::PanelPage page);
    /// The cross in the tab bar.
    void closeRequested();
    /// Somebody wants to write who never signed in.
    void signInRequested();
    void songChanged(groundswell::SongId song);
    /// Songs of a list were dropped on the queue, to stand before this row.
    void tracksDropped(const std::vector<groundswell::TrackId>& tracks, int row);
    /// Two edits of one document crossed: the page where one chooses.
    void conflictRequested(groundswell::OperationId conflict);

private:
    void build();

    PanelContext m_context;
    SongWords* m_words;
    SongWords* m_translated = nullptr; ///< what the translation page shows: it may stay behind
    TabStrip* m_tabs;
    QToolButton* m_queueButton;
    QStackedWidget* m_stack;
    CommentsPage* m_comments = nullptr;
    LyricsPage* m_lyrics = nullptr;
    TranslatePage* m_translate = nullptr;
    QueuePage* m_queue = nullptr;
    PanelPage m_page = PanelPage::Comments;
    SongId m_song;
    std::optional<lyrics::Document> m_local; ///< the words of its file
    bool m_known = false;
};

} // namespace groundswell::ui
