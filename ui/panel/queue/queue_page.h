#pragma once

#include "ui/panel/parts/panel_context.h"
#include "ui/panel/queue/queue_view.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QMenu;
class QStackedLayout;
class QToolButton;
QT_END_NAMESPACE

namespace groundswell::ui {

class CoverPicture;
class ElidedLabel;
class QueueModel;

/// The fourth page of the panel: what plays now, what is next, and the whole queue, in an order that can be changed by
/// dragging and by keys. What was changed can be taken back. GUI thread.
class QueuePage final : public QWidget
{
    Q_OBJECT

public:
    explicit QueuePage(const PanelContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QueueView& view() noexcept { return *m_view; }
    /// Takes the latest change of the queue back, and says so. False when there is none.
    bool undo();
    /// The menu behind the three dots: order, stopping, clearing.
    void fillMenu(QMenu& menu);

Q_SIGNALS:
    /// Songs of a list were dropped, to stand before this row of the queue.
    void tracksDropped(const std::vector<groundswell::TrackId>& tracks, int row);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    [[nodiscard]] QWidget* makeNow();
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeSleep();
    void connectQueue();
    void removeSelected();
    void move(int by);
    void clear(int fromRow);
    void showMenu(QPoint place);
    void showNow();
    void showSleep();
    void refresh();
    void addSleepMenu(QMenu& menu);
    void offerUndo(const QString& text, int changes);

    PanelContext m_context;
    QueueModel* m_model;
    QueueView* m_view;
    QWidget* m_now = nullptr;
    CoverPicture* m_cover = nullptr;
    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_artist = nullptr;
    ElidedLabel* m_next = nullptr;
    QLabel* m_summary = nullptr;
    QWidget* m_sleep = nullptr;
    QLabel* m_sleepText = nullptr;
    QTimer m_sleepTick; ///< the time left grows shorter
    QTimer m_later;     ///< one look at the queue for many changes
    QStackedLayout* m_stack = nullptr;
};

} // namespace groundswell::ui
