#pragma once

#include "ui/panel/comments/comment_row.h"

#include <QCache>
#include <QHash>
#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace groundswell {
class Clock;
}

namespace groundswell::ui {

/// Paints the rows of a CommentListModel from layouts that are made once for a width and dropped when their row
/// changes; keeps the last few hundred.
class CommentDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CommentDelegate(const Look& look, const Clock& clock, QObject* parent = nullptr);

    /// Drops every layout when something in it changed. True when it did.
    bool setSituation(const RowSituation& situation);
    [[nodiscard]] const RowSituation& situation() const noexcept { return m_situation; }
    void forget(const QModelIndex& index);
    void forgetAll();
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
    QHash<QString, RowOpenness> m_open;
    QPersistentModelIndex m_hovered;
    QPointF m_hoverPlace;
    bool m_keyboard = false;
};

} // namespace groundswell::ui
