// The part of MainWindow that hears keys, drops and the closing of the window.

#include "community/village.h"
#include "media/player.h"
#include "ui/library/collection_page.h"
#include "ui/library/song_table.h"
#include "ui/library/songs_page.h"
#include "ui/parts/notice.h"
#include "ui/parts/search_field.h"
#include "ui/parts/tab_stop.h"
#include "ui/player/player_bar.h"
#include "ui/player/volume_control.h"
#include "ui/shell/add_music.h"
#include "ui/shell/content_area.h"
#include "ui/shell/drop_sign.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/late_focus.h"
#include "ui/shell/leaving_folders.h"
#include "ui/shell/main_window.h"
#include "ui/shell/pane_ring.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/window_frame.h"
#include "ui/shell/window_keys.h"
#include "ui/shell/window_pages.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QListView>
#include <QMimeData>

#include <utility>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

/// From pane to pane, and past what only hands the keyboard on, as a pane does to one of its parts: that part may be
/// hidden, and Tab would stay where it is.
bool MainWindow::focusNextPrevChild(bool next)
{
    QWidget* stop = m_panes->stopAfter(focusWidget() ? *focusWidget() : *this, next);
    if (stop) stop->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return stop != nullptr;
}

void MainWindow::bindKeys()
{
    auto* keys = new WindowKeys(*this);
    auto& player = m_services.player;
    keys->bindUnlessTyping(Qt::Key_Space, [this, &player] {
        if (player.queue().size() > 0)
            player.toggle();
        else
            m_songs->playAll();
    });
    keys->bindUnlessTyping(Qt::SHIFT | Qt::Key_Left, [this] { m_player->swell().nudge(-5'000); });
    keys->bindUnlessTyping(Qt::SHIFT | Qt::Key_Right, [this] { m_player->swell().nudge(5'000); });
    keys->bindUnlessTyping(Qt::CTRL | Qt::Key_Left, [&player] { player.previous(); });
    keys->bindUnlessTyping(Qt::CTRL | Qt::Key_Right, [&player] { player.next(); });
    keys->bindUnlessTyping(Qt::CTRL | Qt::Key_Up, [this] { m_player->volume().nudge(5); });
    keys->bindUnlessTyping(Qt::CTRL | Qt::Key_Down, [this] { m_player->volume().nudge(-5); });
    keys->bindUnlessTyping(QKeySequence::Undo, [this] {
        if (!m_notice->undo() && !m_leaving->keepLast()) Q_EMIT undoRequested();
    });
    keys->bind(Qt::CTRL | Qt::Key_K, [this] { m_header->focusSearch(); });
    keys->bind(Qt::CTRL | Qt::Key_F, [this] { m_header->focusSearch(); });
    keys->bind(Qt::CTRL | Qt::Key_B, [this] { m_frame->toggleSidebar(); });
    keys->bind(Qt::CTRL | Qt::Key_Comma, [this] {
        go(Place::Settings);
        focusPage();
    });
    keys->bind(Qt::CTRL | Qt::SHIFT | Qt::Key_S,
               [this] { m_services.village.syncNow().then(this, [](const Result<void>&) {}); });
    keys->bind(Qt::ALT | Qt::Key_Left, [this] { m_pages->back(); });
    keys->bind(Qt::ALT | Qt::Key_Right, [this] { m_pages->forward(); });
    keys->bind(Qt::CTRL | Qt::Key_Q, [this] { close(); });
    keys->bind(Qt::Key_F5, [this] { m_addMusic->rescan(); });
    keys->bind(Qt::Key_F6, [this] { m_panes->step(1); });
    keys->bind(Qt::SHIFT | Qt::Key_F6, [this] { m_panes->step(-1); });
    for (int page = 0; page < panelPageCount; ++page)
        keys->bind(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)), [this, page] {
            if (!m_panel) return;
            togglePanel(static_cast<PanelPage>(page));
            if (m_frame->openPage()) focusPanel();
        });
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    // Esc closes the topmost thing; whatever wanted it for itself has had it by now.
    if (event->key() == Qt::Key_Escape && m_frame->isDrawer()) {
        closePanel();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::focusPage(Qt::FocusReason reason)
{
    QWidget* page = m_pages->currentWidget();
    if (page == m_songs)
        m_songs->table().setFocus(reason);
    else if (page == m_albums || page == m_artists)
        static_cast<CollectionPage*>(page)->list().setFocus(reason);
    else if (QWidget* first = firstTabStop(*page))
        first->setFocus(reason);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    // Keys are for something from the start on.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && !focusWidget())
        focusPage(Qt::OtherFocusReason);
}

void MainWindow::enterPage()
{
    QWidget* page = m_pages->currentWidget();
    if (page == m_songs)
        m_songs->enter();
    else
        focusPage();
}

void MainWindow::addPanes()
{
    m_lateFocus = new LateFocus(this);
    m_panes->add(m_sidebar, [this] { m_sidebar->focusCurrent(); });
    m_panes->add(m_content, [this] { focusPage(); });
    m_panes->add(m_player, [this] { m_player->swell().setFocus(Qt::ShortcutFocusReason); });
}

/// What a page is about is its focus proxy. While that is not there yet, the keyboard waits at what is.
void MainWindow::focusPanel()
{
    QWidget* home = m_panel;
    while (home->focusProxy())
        home = home->focusProxy();
    if (home != m_panel && home->isVisible()) {
        home->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    QWidget* meanwhile = firstTabStop(*m_panel);
    if (!meanwhile) return;
    meanwhile->setFocus(Qt::ShortcutFocusReason);
    if (home != m_panel) m_lateFocus->wait(*home, *meanwhile);
}

void MainWindow::closePanel()
{
    m_panelBefore.reset();
    hidePanel();
    m_services.settings.setValue(u"window/panel"_s, u"closed"_s);
}

void MainWindow::togglePanel(PanelPage page)
{
    if (m_frame->openPage() == page)
        closePanel();
    else
        openPanel(page);
    m_player->setOpenPage(m_frame->openPage());
}

/// The keyboard does not go with the panel.
void MainWindow::hidePanel()
{
    const bool hadFocus = m_panel && m_panel->isAncestorOf(focusWidget());
    m_frame->closePanel();
    m_player->setOpenPage({});
    if (hadFocus) focusPage();
}

/// Three columns to compare want the width of the panel too; it comes back with the page before.
void MainWindow::giveRoom(bool wanted)
{
    m_frame->setRoomy(wanted);
    if (wanted && m_frame->openPage()) {
        m_panelBefore = m_frame->openPage();
        hidePanel();
    } else if (!wanted && m_panelBefore) {
        const PanelPage page = *std::exchange(m_panelBefore, std::nullopt);
        if (!m_frame->openPage()) openPanel(page);
    }
}

void MainWindow::restore()
{
    const auto& settings = m_services.settings;
    restoreGeometry(QByteArray::fromBase64(settings.value(u"window/geometry"_s).toLatin1()));
    m_songs->table().setColumnsText(settings.value(u"songs/columns"_s));
}

void MainWindow::keepList()
{
    m_services.settings.setValue(u"songs/order"_s, m_songs->orderText());
    m_services.settings.setValue(u"songs/place"_s, m_songs->placeText());
}

void MainWindow::tellOfMusic(const QString& sentence, bool unread)
{
    if (unread)
        m_notice->offerWay(sentence, tr("See which"), [this] { m_pages->goToUnread(); }, u"alert"_s);
    else
        m_notice->tell(sentence, u"check-circle"_s);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_services.settings.setValue(u"window/geometry"_s, QString::fromLatin1(saveGeometry().toBase64()));
    m_frame->saveState();
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    // A drag of our own rows goes to the queue, not to the library again.
    if (event->source() != nullptr || !event->mimeData()->hasUrls() || !AddMusic::canAdd(event->mimeData()->urls()))
        return;
    event->acceptProposedAction();
    m_dropSign->open();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropSign->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_dropSign->hide();
    m_addMusic->add(event->mimeData()->urls());
    event->acceptProposedAction();
}

} // namespace groundswell::ui
