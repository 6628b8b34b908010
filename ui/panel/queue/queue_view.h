#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace groundswell::ui {

class Look;

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

} // namespace groundswell::ui
