// The part of MainWindow that hears keys, drops and the closing of the window.

#include "community/village.h"
#include "media/player.h"
#include "ui/library/collection_page.h"
#include "ui/library/song_table.h"
#include "ui/library/songs_page.h"
#include "ui/parts/search_field.h"
#include "ui/player/player_bar.h"
#include "ui/player/volume_control.h"
#include "ui/shell/add_music.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/window_frame.h"
#include "ui/shell/window_keys.h"
#include "ui/shell/window_pages.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QListView>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

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
    keys->bindUnlessTyping(QKeySequence::Undo, [this] { Q_EMIT undoRequested(); });
    keys->bind(Qt::CTRL | Qt::Key_K, [this] { m_header->focusSearch(); });
    keys->bind(Qt::CTRL | Qt::Key_F, [this] { m_header->focusSearch(); });
    keys->bind(Qt::CTRL | Qt::Key_B, [this] { m_frame->toggleSidebar(); });
    keys->bind(Qt::CTRL | Qt::Key_Comma, [this] {
        go(Place::Settings);
        m_pages->currentWidget()->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
    });
    keys->bind(Qt::CTRL | Qt::SHIFT | Qt::Key_S,
               [this] { m_services.village.syncNow().then(this, [](const Result<void>&) {}); });
    keys->bind(Qt::ALT | Qt::Key_Left, [this] { m_pages->back(); });
    keys->bind(Qt::ALT | Qt::Key_Right, [this] { m_pages->forward(); });
    keys->bind(Qt::Key_F5, [this] { m_addMusic->rescan(); });
    keys->bind(Qt::Key_F6, [this] { nextPane(); });
    for (int page = 0; page < panelPageCount; ++page)
        keys->bind(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)), [this, page] {
            if (m_panel) togglePanel(static_cast<PanelPage>(page));
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

void MainWindow::focusPage()
{
    QWidget* page = m_pages->currentWidget();
    if (page == m_songs)
        m_songs->table().setFocus(Qt::ShortcutFocusReason);
    else if (page == m_albums || page == m_artists)
        static_cast<CollectionPage*>(page)->list().setFocus(Qt::ShortcutFocusReason);
    else
        page->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::enterPage()
{
    QWidget* page = m_pages->currentWidget();
    if (page == m_songs)
        m_songs->enter();
    else
        focusPage();
}

void MainWindow::nextPane()
{
    // Sidebar, page, panel, player, and round again.
    const auto* focus = focusWidget();
    const auto inside = [focus](const QWidget* pane) {
        return pane && focus && (pane == focus || pane->isAncestorOf(focus));
    };
    const bool panelOpen = m_frame->openPage().has_value();
    if (inside(m_sidebar))
        focusPage();
    else if (inside(m_pages) && panelOpen)
        m_panel->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
    else if (inside(m_pages) || inside(m_panel))
        m_player->swell().setFocus(Qt::ShortcutFocusReason);
    else
        m_sidebar->focusCurrent();
}

void MainWindow::restore()
{
    const auto& settings = m_services.settings;
    restoreGeometry(QByteArray::fromBase64(settings.value(u"window/geometry"_s).toLatin1()));
    m_songs->table().setColumnsText(settings.value(u"songs/columns"_s));
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
    if (event->source() == nullptr && event->mimeData()->hasUrls() && AddMusic::canAdd(event->mimeData()->urls()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_addMusic->add(event->mimeData()->urls());
    event->acceptProposedAction();
}

} // namespace groundswell::ui
