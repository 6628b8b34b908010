#pragma once

#include "media/player.h"
#include "ui/library/network_model.h"
#include "ui/style/look.h"

#include <QListView>
#include <QWidget>

class QLabel;
class QStackedLayout;

namespace groundswell::ui {

class AddressPopover;
class EmptyState;
class EntryCovers;
class SwitchButton;
class ListHeader;
class NetworkDelegate;
class SettingsStore;

/// What the community gives to hear, and what of it is kept offline, as the library shows its own songs; also where an
/// address is opened.
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
        EntryCovers& covers;
        SettingsStore& settings;
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
    [[nodiscard]] QWidget* makeChips();
    [[nodiscard]] QWidget* makeKeepAll();
    void keepAll(bool keep);
    void connectList();
    void refresh();
    void showCovers();
    void showPlaying();
    void hear(const QUrl& address, const QUrl& source);
    [[nodiscard]] bool isCurrent(int row) const;
    void play(int row);
    void shuffle();
    void start(QList<media::QueueEntry> entries, int row);
    /// Keeps a song offline, tries again what failed, or keeps it no more.
    void toggleKept(int row);
    [[nodiscard]] QList<media::QueueEntry> allEntries() const;
    [[nodiscard]] QList<media::QueueEntry> selectedEntries() const;
    [[nodiscard]] QList<QUrl> selectedSources() const;
    void keepSelected();
    void showMenu(QPoint place);

    Parts m_parts;
    NetworkModel* m_model;
    QListView* m_list;
    NetworkDelegate* m_delegate;
    ListHeader* m_header;
    SwitchButton* m_keepAll = nullptr;
    QLabel* m_keptCount = nullptr;
    EmptyState* m_empty;
    AddressPopover* m_address = nullptr;
    QStackedLayout* m_stack = nullptr;
    QString m_community;
    QString m_shownKind;         ///< the small line that the header shows
    QList<qint64> m_shownCovers; ///< keys of the pictures in the header
};

} // namespace groundswell::ui
