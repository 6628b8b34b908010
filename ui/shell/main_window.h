#pragma once

#include "library/track.h"
#include "ui/parts/panel_page.h"
#include "ui/shell/pages.h"
#include "ui/shell/services.h"

#include <QMainWindow>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <optional>
#include <utility>

namespace groundswell::ui {

class AddMusic;
class CollectionPage;
class ContentArea;
class CoverPixmaps;
class DropSign;
class EntryCovers;
class FirstRunPage;
class HeaderBar;
class LateFocus;
class LeavingFolders;
class LibraryPlayback;
class Notice;
class PaneRing;
class PlayerBar;
class SettingsPage;
class Sidebar;
class SongsPage;
class WindowFrame;
class WindowPages;

/// The program's window: sidebar, pages, side panel and player. It binds the parts of Services to each other; the
/// panel's pages come from outside.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Services& services, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// The side panel and how to turn it to a page. Without one its buttons and keys are not there.
    void setPanel(QWidget* panel, std::function<void(PanelPage)> turnTo);
    /// Where anybody says what happened.
    [[nodiscard]] Notice& notice() noexcept { return *m_notice; }
    /// The pictures of the library, and those of what is queued.
    [[nodiscard]] CoverPixmaps& covers() noexcept { return *m_covers; }
    [[nodiscard]] EntryCovers& entryCovers() noexcept { return *m_entryCovers; }
    /// A folder with a first list to try, offered while the library is empty.
    void setDemoFolder(const QString& path);

    /// What makes the page of a place that the window has none for, at the first visit.
    void addPage(Place place, std::function<QWidget*()> make);
    /// The line of the song's words at a moment, told while one seeks.
    void setLyricAt(std::function<QString(qint64)> lyricAt);
    /// Its begin and end, for repeating it.
    void setLineAt(std::function<std::optional<std::pair<qint64, qint64>>(qint64)> lineAt);
    [[nodiscard]] PlayerBar& player() noexcept { return *m_player; }
    [[nodiscard]] LibraryPlayback& playback() noexcept { return *m_playback; }

    void go(Place place);
    /// Leaves a page that is done with: goes back, and there is no way forward to it.
    void leavePage();
    void openPanel(PanelPage page);
    void closePanel();
    /// The panel turned to another page by itself (its tabs).
    void panelTurned(PanelPage page);
    /// Adds local folders and files to the library.
    void addMusic(const QList<QUrl>& urls);
    /// Selects the playing song in its list.
    void revealPlaying();

Q_SIGNALS:
    /// Somebody wants to sign in: show the dialog.
    void signInRequested();
    /// A light on the swell was opened: show this comment.
    void commentRequested(const QString& commentId);
    /// Somebody wants to write a comment about the moment that plays.
    void writeRequested();
    /// The window is about to close: commit what is being typed.
    void closing();
    /// Ctrl+Z where nobody is typing.
    void undoRequested();

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void connectPages();
    void connectPlayer();
    void connectVillage();
    void bindKeys();
    void togglePanel(PanelPage page);
    void filter(const QString& text);
    void readCounts();
    void showCounts(const library::LibraryCounts& counts);
    void showCurrent();
    void showCover();
    void showMarks();
    void showPlace(Place place);
    void giveRoom(bool wanted);
    void showAccountMenu(const QPoint& globalPos);
    void addPanes();
    void focusPanel();
    void hidePanel();
    /// The keyboard goes into the page, where it was.
    void focusPage(Qt::FocusReason reason = Qt::ShortcutFocusReason);
    /// The keyboard goes to the first of what the page lists.
    void enterPage();
    void restore();
    void keepList();
    void tellOfMusic(const QString& sentence, bool unread);

    Services m_services;
    CoverPixmaps* m_covers;
    EntryCovers* m_entryCovers;
    LibraryPlayback* m_playback;
    AddMusic* m_addMusic;
    Sidebar* m_sidebar;
    HeaderBar* m_header;
    ContentArea* m_content;
    SongsPage* m_songs;
    CollectionPage* m_albums;
    CollectionPage* m_artists;
    FirstRunPage* m_firstRun;
    WindowPages* m_pages;
    PlayerBar* m_player;
    WindowFrame* m_frame;
    Notice* m_notice;
    DropSign* m_dropSign;
    LeavingFolders* m_leaving;
    PaneRing* m_panes;
    LateFocus* m_lateFocus;
    QWidget* m_panel = nullptr;
    std::function<void(PanelPage)> m_turnTo;
    QTimer m_filterTimer; ///< a key stroke's pause before the list is asked again
    QString m_coverKey;   ///< of the playing track
    std::optional<bool> m_hadMusic;
    std::optional<PanelPage> m_panelBefore; ///< the panel's page while a page takes its room
};

} // namespace groundswell::ui
