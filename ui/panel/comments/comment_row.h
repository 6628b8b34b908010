#pragma once

#include "community/comment_list_model.h"
#include "community/view.h"
#include "ui/parts/text_block.h"
#include "ui/style/theme.h"

#include <QRectF>
#include <QString>

#include <vector>

namespace groundswell::ui {

class Look;

/// What can be done at a place of a comment row.
enum class CommentAction {
    None,
    Seek, ///< the time chip
    Like,
    Hug,
    Reply,
    Unfold,  ///< a long comment, whole
    Uncover, ///< a held comment, shown on request
    MoreReplies,
    OpenStory, ///< the story card, opened or closed in place
    Edit,
    Undo,
    Retry,
    Discard,
};

/// What the rows are drawn for, beside their own data.
struct RowSituation
{
    qreal width = 0;      ///< of the viewport, px
    bool offline = false; ///< the village does not answer: unsent items say so
    bool signedIn = true;
    qint64 savedAt = 0; ///< shown on the first header when the page may be old; 0: not shown
    Qt::LayoutDirection direction = Qt::LeftToRight; ///< of the program, not of what people wrote
};

/// A place in a row that can be clicked, with what stands in it.
struct RowZone
{
    CommentAction action = CommentAction::None;
    QRectF rect;
    QString icon; ///< empty for text alone
    QString label;
    QString toolTip;
    Tone tone = Tone::Tertiary;
    bool strong = false;
};

/// One row of the comment list laid out for a width: made once, painted often. Lengths in px, relative to the row.
struct CommentRow
{
    community::CommentListModel::RowKind kind = community::CommentListModel::RowKind::Comment;
    qreal height = 0;
    QRectF avatar;
    QString avatarSeed;
    QString name;
    QRectF nameRect;
    qint64 createdAt = 0;
    QRectF dateRect;
    TextBlock text;
    QPointF textPosition;
    bool quiet = false; ///< text in secondary: not sent yet, covered
    QRectF threadLine;  ///< left of a reply
    std::vector<RowZone> zones;
    TextBlock note; ///< under the zones: why it was refused
    QPointF notePosition;

    // the story card
    QRectF card;
    TextBlock title;
    QPointF titlePosition;
    QString storyLabel;
    QString storyMeta;
    QString byline;
    qint64 loves = 0;

    // a header
    QString header;
    qint64 count = 0;
    QString aside;

    /// The zone at a place, or null.
    [[nodiscard]] const RowZone* zoneAt(QPointF place) const;
};

/// Whether a row is shown in its long form.
struct RowOpenness
{
    bool unfolded = false;  ///< long comment or story
    bool uncovered = false; ///< held comment
};

/// Lays a row of a CommentListModel out.
[[nodiscard]] CommentRow layOutRow(const QModelIndex& index, const RowSituation& situation, RowOpenness openness,
                                   const Look& look);

/// Paints it with its top left at `origin`. `hovered` is the zone under the pointer, or null.
void paintRow(QPainter& painter, QPointF origin, const CommentRow& row, const RowZone* hovered, qint64 nowMs,
              const Look& look);

/// Turns a row of a width that was laid out from the left round, to be read from the right. What is painted within the
/// story's card and the heads turns by itself, with the painter's direction.
void mirrorRow(CommentRow& row, qreal width);

/// How the teller knows a story, in words for the card.
[[nodiscard]] QString sourceKindText(api::StorySource kind);

} // namespace groundswell::ui
