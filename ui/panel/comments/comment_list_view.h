#pragma once

#include "ui/panel/comments/comment_row.h"

#include <QCache>
#include <QHash>
#include <QListView>
#include <QPersistentModelIndex>
#include <QSet>
#include <QStyledItemDelegate>
#include <QTimer>

namespace groundswell {
class Clock;
}

namespace groundswell::ui {

/// Paints the rows of a CommentListModel from layouts that are made once for a width and dropped when their row
/// changes. Keeps the height of every row, and the layouts of the last few hundred. When the width or the look changes
/// the former heights stand in for those that are not measured yet.
class CommentDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CommentDelegate(const Look& look, const Clock& clock, QObject* parent = nullptr);

    /// Drops every layout, and trusts no height, when something in it changed. True when it did.
    bool setSituation(const RowSituation& situation);
    [[nodiscard]] const RowSituation& situation() const noexcept { return m_situation; }
    void forget(const QModelIndex& index);
    void forgetAll();
    /// Every height must be measured again.
    void distrustAll();
    [[nodiscard]] bool isMeasured(const QModelIndex& index) const;
    void open(const QModelIndex& index, RowOpenness openness);
    [[nodiscard]] RowOpenness openness(const QModelIndex& index) const;
    void setHovered(const QModelIndex& index, QPointF place);
    /// Whether the current row shows that the keyboard is there.
    void setKeyboard(bool on) noexcept { m_keyboard = on; }
    [[nodiscard]] bool isKeyboard() const noexcept { return m_keyboard; }

    /// The row as it is laid out now; the reference lives until the next call.
    [[nodiscard]] const CommentRow& row(const QModelIndex& index) const;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    static constexpr int mostLaidOut = 300;

    const Look& m_look;
    const Clock& m_clock;
    RowSituation m_situation;
    mutable QCache<QString, CommentRow> m_rows{mostLaidOut}; ///< by the model's KeyRole, as all here
    mutable QHash<QString, int> m_heights;                   ///< px
    QHash<QString, int> m_formerHeights;                     ///< px, in another width or look
    QHash<QString, RowOpenness> m_open;
    QPersistentModelIndex m_hovered;
    QPointF m_hoverPlace;
    bool m_keyboard = false;
};

/// The talk beside a song as one list: story, sections, comments, replies. One tab stop; arrows move from row to row,
/// and what a row offers is in its zones, its keys (L, H, R, Enter) and its context menu.
class CommentListView final : public QListView
{
    Q_OBJECT

public:
    CommentListView(const Look& look, const Clock& clock, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    [[nodiscard]] CommentDelegate& rows() noexcept { return *m_delegate; }
    /// Whether unsent items say "when you're back online", and how old the page is (0: fresh).
    void setSituation(bool offline, bool signedIn, qint64 savedAt);
    /// Where a zone stands in the viewport; an empty rectangle when the row has none such.
    [[nodiscard]] QRect zoneRect(const QModelIndex& index, CommentAction action) const;

Q_SIGNALS:
    /// Somebody wants this done; unfolding and opening in place are done by the view itself.
    void acted(const QModelIndex& index, groundswell::ui::CommentAction action);
    void copyRequested(const QModelIndex& index);
    void removeRequested(const QModelIndex& index);
    /// Typing elsewhere than in the composer: letter C.
    void composeRequested();
    /// Somebody began to type where no row was marked.
    void typed(const QString& text);

protected:
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void reset() override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void markSome();
    void act(const QModelIndex& index, CommentAction action);
    [[nodiscard]] const RowZone* zoneAt(QPoint place, QModelIndex* index) const;
    void relayout();
    void measureAnew();
    void measureSome();
    void fetchAhead();
    void step(int by);
    void setKeyboard(bool on);

    const Look& m_look;
    const Clock& m_clock;
    CommentDelegate* m_delegate;
    QTimer m_measuring; ///< runs while heights are not measured
    QTimer m_ahead;     ///< asks for older rows outside of the layout that showed that few are left
    int m_measured = 0; ///< rows before this one are
    CommentAction m_pressed = CommentAction::None;
};

} // namespace groundswell::ui
