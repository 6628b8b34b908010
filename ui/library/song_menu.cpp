#include "ui/library/song_menu.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

SongMenu::SongMenu(const Look& look, QObject* parent)
    : QObject(parent)
    , m_look(look)
{
}

QMenu* SongMenu::make(const Choice& choice, QWidget* parent)
{
    auto* menu = new QMenu(parent);
    const auto add = [&](const QString& icon, const QString& text, auto act, const QKeySequence& keys = {}) {
        auto* action = menu->addAction(m_look.icon(icon), text);
        action->setShortcut(keys);
        // The keys are shown here and bound elsewhere.
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    const auto& track = choice.row.track;
    const auto addPlaying = [&](const QString& icon, const QString& text, auto act, const QKeySequence& keys = {}) {
        add(icon, text, act, keys)->setEnabled(choice.playable);
    };
    // The key says Enter on most keyboards, as the other texts do.
    addPlaying(u"play"_s, tr("Play"), [this] { Q_EMIT play(); }, QKeySequence(Qt::Key_Enter));
    addPlaying(u"next"_s, tr("Play next"), [this] { Q_EMIT playNext(); }, QKeySequence(Qt::Key_P));
    addPlaying(u"queue"_s, tr("Add to queue"), [this] { Q_EMIT enqueue(); }, QKeySequence(Qt::Key_Q));
    if (choice.selected == 1) {
        menu->addSeparator();
        const auto addWithPanel = [&](const QString& icon, const QString& text, PanelPage page) {
            addPlaying(icon, text, [this, page] {
                Q_EMIT play();
                Q_EMIT openPanel(page);
            });
        };
        addWithPanel(u"comment"_s, tr("Play with comments"), PanelPage::Comments);
        addWithPanel(u"lyrics"_s, tr("Play with lyrics"), PanelPage::Lyrics);
        addWithPanel(u"translate"_s, tr("Play and translate"), PanelPage::Translate);
        menu->addSeparator();
        const QString albumArtist = track.albumArtist.isEmpty() ? track.artist : track.albumArtist;
        if (!track.album.isEmpty())
            add(u"album"_s, tr("Go to the album"),
                [this, album = track.album, albumArtist] { Q_EMIT goToAlbum(album, albumArtist); });
        if (!track.artist.isEmpty())
            add(u"user"_s, tr("Go to the artist"), [this, artist = track.artist] { Q_EMIT goToArtist(artist); });
        add(u"folder"_s, tr("Show in its folder"), [this, path = track.path()] { Q_EMIT showInFolder(path); });
    }
    return menu;
}

} // namespace groundswell::ui
