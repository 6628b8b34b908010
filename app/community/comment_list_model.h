#pragma once

#include "community/view.h"

#include <QAbstractListModel>
#include <QSet>

namespace groundswell::community {

class Village;

/// The comment page of one song as rows: the story, then sections ("most loved", "newest"), each a header with its
/// comments, replies under their comment. Follows the village's changes by itself and keeps rows by id, so that a view
/// keeps its place. Holds the most loved and the newest page; older ones come by the page as they are scrolled to, and
/// are appended to those that are here. GUI thread.
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
    /// Older comments are read when a view asks for them, a page at a time and in the background.
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// total(), savedAt() or isLoading() changed.
    void summaryChanged();

private:
    /// What stays the same row across reloads.
    struct RowKey
    {
        RowKind kind = RowKind::Comment;
        Section section = Section::Newest;
        QUuid id; ///< of the comment or story; null for a header

        bool operator==(const RowKey&) const = default;
        friend size_t qHash(const RowKey& key, size_t seed) noexcept
        {
            return qHashMulti(seed, int(key.kind), int(key.section), key.id);
        }
    };
    struct Row
    {
        RowKey key;
        SharedComment comment;
        std::shared_ptr<const StoryView> story;
        qint64 count = 0;

        bool operator==(const Row& other) const;
    };

    void reload();
    void append(const OlderTalk& older);
    void rebuild();
    void show(std::vector<Row> rows);
    [[nodiscard]] static QString textOf(const RowKey& key);
    [[nodiscard]] QString spoken(const Row& row) const;
    void addSection(std::vector<Row>& rows, Section section, const std::vector<SharedComment>& comments,
                    qint64 count) const;
    void addThread(std::vector<Row>& rows, Section section, const SharedComment& comment) const;

    Village& m_village;
    SongId m_song;
    TalkPage m_page; ///< with what was appended
    CommentId m_included;
    std::vector<StoryView> m_stories;
    QSet<CommentId> m_expanded;
    std::vector<Row> m_rows;
    quint64 m_request = 0;  ///< the newest reload; answers to what was asked before it are dropped
    bool m_reading = false; ///< comments are on their way
    bool m_loading = false;
};

} // namespace groundswell::community
