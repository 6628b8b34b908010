#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "community/view.h"
#include "ui/panel/parts/panel_context.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedLayout;
QT_END_NAMESPACE

namespace groundswell::ui {

class OutboxModel;

/// The act an item of the outbox offers, at the right of its row.
enum class OutboxAct { Undo, Retry, Discard, Choose };

/// Paints an item of the outbox: what it is, its words, its state in shape and words, and its acts.
class OutboxDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    OutboxDelegate(const Look& look, OutboxModel& model, QObject* parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_look(look)
        , m_model(model)
    {
    }

    void setOffline(bool offline) noexcept { m_offline = offline; }
    void setHover(QPoint place) noexcept { m_hover = place; }
    /// Of the list that the rows stand in.
    void setDirection(Qt::LayoutDirection direction) noexcept { m_direction = direction; }
    [[nodiscard]] static QList<OutboxAct> actsOf(const community::OutboxItem& item);
    /// The act at a place of the row, if one is there.
    [[nodiscard]] std::optional<OutboxAct> actAt(const QRect& row, const QModelIndex& index, QPoint place) const;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    [[nodiscard]] QRectF actRect(const QRect& row, const QModelIndex& index, qsizetype act) const;

    const Look& m_look;
    OutboxModel& m_model;
    QPoint m_hover{-1, -1};
    bool m_offline = false;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
};

/// The outbox as a place in the program: each thing that is on its way with its state, to be taken back, tried again,
/// let go or decided. Opened by the sync line of the sidebar. GUI thread.
class SyncPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SyncPage(const PanelContext& context, QWidget* parent = nullptr);

    /// The setting that is there while the person wants to stay offline: they find it so after a restart.
    [[nodiscard]] static QString stayOfflineKey() { return QStringLiteral("sync/stayOffline"); }
    [[nodiscard]] QListView& list() noexcept { return *m_list; }
    [[nodiscard]] OutboxModel& model() noexcept { return *m_model; }
    void act(int row, OutboxAct act);

Q_SIGNALS:
    void conflictRequested(groundswell::OperationId conflict);
    void signInRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void report(const Error& error);

    PanelContext m_context;
    OutboxModel* m_model;
    QListView* m_list;
    OutboxDelegate* m_delegate;
    QLabel* m_status;
    QStackedLayout* m_stack = nullptr;
};

} // namespace groundswell::ui
