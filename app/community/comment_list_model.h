#pragma once

#include "community/view.h"

#include <QAbstractListModel>
#include <QSet>

namespace groundswell::community {

class Village;

/// The comment page of one song as rows: the story, then sections ("most loved", "newest"), each a header with its
/// comments, replies under their comment. Follows the village's changes by itself and keeps rows by id, so that a view
/// keeps its place. Holds the most loved and the newest page; older ones come as they are scrolled to, a few rows at a
/// time, for a view to lay out within a frame. GUI thread.
class CommentListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class RowKind { Story, Header, Comment, Reply, MoreReplies };
    Q_ENUM(RowKind)
    enum class Section { MostLoved, Newest };
    Q_ENUM(Section)

    enum Role {
        KindRole = Qt::UserRole, ///< RowKind
        KeyRole,                 ///< text: what stays the same row across reloads
        SectionRole,             ///< Section, of every row but the story
        CountRole,               ///< Header: comments in it; MoreReplies: replies not shown
        CommentRole,             ///< CommentView, of Comment and Reply; of MoreReplies its comment
        StoryRole,               ///< StoryView, of Story
        IdRole,                  ///< text: the comment's or story's id
        AuthorRole,              ///< display name
        TextRole,                ///< plain text; also Qt::DisplayRole
        AtMsRole,                ///< qint64, -1 when it is about no moment
        CreatedAtRole,           ///< ms since 1970
        LikesRole,
        HugsRole,
        LikedRole,
        HuggedRole,
        ReplyCountRole,
        OwnRole,
        SendStateRole, ///< SendState
        ProblemRole,   ///< a sentence, or empty
        OperationRole, ///< text: the outbox item to undo, retry or discard; empty when sent
    };

    /// The village must outlive the model.
    explicit CommentListModel(Village& village, QObject* parent = nullptr);

    /// Shows another song; a null id shows nothing.
    void setSong(SongId song);
    [[nodiscard]] SongId song() const noexcept { return m_song; }
    /// Sees to it that this comment is among the rows, however old it is; rowOf() finds it once it is there.
    void include(CommentId comment);
    /// Shows all replies of a comment, or only the first few.
    void setExpanded(CommentId comment, bool expanded);

    /// All comments, with replies.
    [[nodiscard]] qint64 total() const noexcept { return m_page.total; }
    [[nodiscard]] qint64 savedAt() const noexcept { return m_page.savedAt; }
    /// True from setSong() until the first answer.
    [[nodiscard]] bool isLoading() const noexcept { return m_loading; }
    /// The row of a comment, -1 when it is not shown.
    [[nodiscard]] int rowOf(CommentId comment) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /// Older comments come as a view asks for them: at once from the page that is here, which is read ahead of them.
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// total(), savedAt() or isLoading() changed.
    void summaryChanged();

private:
    struct Row
    {
        RowKind kind = RowKind::Comment;
        Section section = Section::Newest;
        QString key; ///< kind, section and id
        CommentView comment;
        StoryView story;
        qint64 count = 0;

        bool operator==(const Row&) const = default;
    };

    void reload();
    void rebuild();
    [[nodiscard]] size_t rowsToShow(const std::vector<Row>& rows) const;
    [[nodiscard]] static size_t wholeThread(const std::vector<Row>& rows, size_t end);
    void show(std::vector<Row> rows);
    [[nodiscard]] bool isMoreToRead() const;
    [[nodiscard]] QString spoken(const Row& row) const;
    void addSection(std::vector<Row>& rows, Section section, const std::vector<CommentView>& comments,
                    qint64 count) const;

    Village& m_village;
    SongId m_song;
    TalkPage m_page;
    int m_wanted = 0; ///< newest comments to show
    CommentId m_included;
    std::vector<StoryView> m_stories;
    QSet<CommentId> m_expanded;
    std::vector<Row> m_rows;
    std::vector<Row> m_older; ///< what follows them, not asked for yet
    quint64 m_request = 0;    ///< the newest reload; answers to older ones are dropped
    bool m_loading = false;
};

} // namespace groundswell::community
