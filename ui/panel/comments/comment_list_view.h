#pragma once

#include "ui/panel/comments/comment_delegate.h"
#include "ui/panel/comments/row_stack_view.h"

#include <QTimer>

namespace groundswell::ui {

/// The talk beside a song as one list: story, sections, comments, replies. One tab stop; arrows move from row to row,
/// and what a row offers is in its zones, its keys (L, H, R, Enter) and its context menu.
class CommentListView final : public RowStackView
{
    Q_OBJECT

public:
    CommentListView(const Look& look, const Clock& clock, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    [[nodiscard]] CommentDelegate& rows() noexcept { return *m_delegate; }
    /// Whether unsent items say "when you're back online", and how old the page is (0: fresh).
    void setSituation(bool offline, bool signedIn, qint64 savedAt);
    /// Asks the model for older rows where few are left below what is in sight, a moment later. Also to be called when
    /// the model has read more of them.
    void lookAhead();
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
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) override;
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
    void fetchAhead();
    void step(int by);
    void setKeyboard(bool on);

    const Look& m_look;
    const Clock& m_clock;
    CommentDelegate* m_delegate;
    QTimer m_ahead; ///< asks for older rows outside of the change that showed that few are left
    CommentAction m_pressed = CommentAction::None;
};

} // namespace groundswell::ui
