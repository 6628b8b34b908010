#pragma once

#include "ui/panel/parts/panel_context.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedLayout;
QT_END_NAMESPACE

namespace groundswell::ui {

class QueueModel;

/// Paints one place of the queue: number or swell, title over artist, length.
class QueueDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit QueueDelegate(const Look& look, QObject* parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Look& m_look;
};

/// A list whose drop place is the design's: a tide line with a ring at its start.
class QueueView final : public QListView
{
    Q_OBJECT

public:
    explicit QueueView(const Look& look, QWidget* parent = nullptr);

Q_SIGNALS:
    void removeRequested();
    /// Alt+Up and Alt+Down: by -1 or 1.
    void moveRequested(int by);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Look& m_look;
};

/// The fourth page of the panel: what plays now, what comes, in an order that can be changed by dragging and by keys.
class QueuePage final : public QWidget
{
    Q_OBJECT

public:
    explicit QueuePage(const PanelContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QueueView& view() noexcept { return *m_view; }

private:
    void removeSelected();
    void move(int by);
    void showMenu(QPoint place);
    void refresh();

    PanelContext m_context;
    QueueModel* m_model;
    QueueView* m_view;
    QLabel* m_summary;
    QStackedLayout* m_stack = nullptr;
};

} // namespace groundswell::ui
