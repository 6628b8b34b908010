#pragma once

#include "base/ids.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <QTimer>

#include <optional>
#include <vector>

namespace groundswell::media {
class PlayQueue;
}

namespace groundswell::ui {

class EntryCovers;
class Look;

/// Paints one place of the queue: number or swell, cover, title over artist, length.
class QueueDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `covers` may be null: then every cover is drawn. All outlive it.
    QueueDelegate(const Look& look, media::PlayQueue& queue, EntryCovers* covers, QObject* parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_look(look)
        , m_queue(queue)
        , m_covers(covers)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The queue's current row; -1 for none.
    [[nodiscard]] int playingRow() const;
    /// The cover of an entry, `side` px wide at 1x.
    [[nodiscard]] QPixmap cover(int row, int side, double dpr) const;

private:
    const Look& m_look;
    media::PlayQueue& m_queue;
    EntryCovers* m_covers;
};

/// A list whose drop place is the design's: a tide line with a ring at its start.
class QueueView final : public QListView
{
    Q_OBJECT

public:
    /// `covers` may be null. All outlive it.
    QueueView(const Look& look, media::PlayQueue& queue, EntryCovers* covers, QWidget* parent = nullptr);
    /// Before which row a drag would drop now; none while nothing is dragged over it.
    [[nodiscard]] std::optional<int> dropRow() const noexcept { return m_dropRow; }

Q_SIGNALS:
    void removeRequested();
    /// Alt+Up and Alt+Down: by -1 or 1.
    void moveRequested(int by);
    /// Songs of a list were dropped, to stand before this row.
    void tracksDropped(const std::vector<groundswell::TrackId>& tracks, int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// What a drag that may be dropped here does to its rows: moves its own, copies songs of a list; nothing otherwise.
    [[nodiscard]] Qt::DropAction actionOf(const QDropEvent& event) const;
    void setDropRow(std::optional<int> row);
    void showDropRow();
    /// Scrolls on while the pointer stands near the upper or lower edge, or left over it.
    void scrollAtEdge();

    const Look& m_look;
    QueueDelegate* m_delegate;
    std::optional<int> m_dropRow;
    QPoint m_draggedAt;   ///< the pointer, when it was last over the view
    QTimer m_scrolling;   ///< runs while a drag scrolls
    int m_scrollStep = 0; ///< px at each of its ticks, upwards below 0
};

} // namespace groundswell::ui
