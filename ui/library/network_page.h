#pragma once

#include "media/player.h"
#include "ui/library/network_model.h"
#include "ui/style/look.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace groundswell::ui {

class AddressPopover;
class EmptyState;

/// Paints a song of the network: title over artist, length, and where it stands with being kept offline.
class NetworkDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit NetworkDelegate(const Look& look, QObject* parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintState(QPainter& painter, const QRectF& place, const QModelIndex& index) const;

    const Look& m_look;
};

/// What the community gives to hear, and what of it is kept offline; also where an address is opened.
class NetworkPage final : public QWidget
{
    Q_OBJECT

public:
    struct Parts
    {
        const Look& look;
        media::Player& player;
        streaming::Streams& streams;
        streaming::KeptOffline& kept;
    };
    /// All outlive it.
    explicit NetworkPage(const Parts& parts, QWidget* parent = nullptr);

    /// The community's songs; an empty name is a community that nobody has signed in to.
    void setCommunity(const QString& name, std::vector<NetworkTrack> tracks);
    [[nodiscard]] NetworkModel& model() noexcept { return *m_model; }
    [[nodiscard]] QListView& list() noexcept { return *m_list; }
    /// The small form where an address is typed.
    AddressPopover& openAddress();

Q_SIGNALS:
    /// The page came into sight: is there anything new?
    void shown();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    void refresh();
    void play(int row);
    [[nodiscard]] QList<media::QueueEntry> selectedEntries() const;
    [[nodiscard]] QList<QUrl> selectedSources() const;
    void keepSelected();
    void showMenu(QPoint place);

    Parts m_parts;
    NetworkModel* m_model;
    QListView* m_list;
    EmptyState* m_empty;
    QLabel* m_summary = nullptr;
    QPushButton* m_open = nullptr;
    AddressPopover* m_address = nullptr;
    QStackedLayout* m_stack = nullptr;
    QString m_community;
};

} // namespace groundswell::ui
