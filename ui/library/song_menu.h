#pragma once

#include "library/track.h"
#include "ui/parts/panel_page.h"
#include "ui/style/look.h"

#include <QObject>

class QMenu;

namespace groundswell::ui {

/// What a person can do with songs from a menu; the page that shows the menu connects what it can do.
class SongMenu final : public QObject
{
    Q_OBJECT

public:
    explicit SongMenu(const Look& look, QObject* parent = nullptr);

    /// What a menu is for.
    struct Choice
    {
        const library::TrackRow& row; ///< the first of what is selected
        qsizetype selected = 1;
        bool playable = true; ///< whether any of it can be heard
    };
    /// A new menu each time, owned by the caller.
    [[nodiscard]] QMenu* make(const Choice& choice, QWidget* parent);

Q_SIGNALS:
    void play();
    void playNext();
    void enqueue();
    void openPanel(groundswell::ui::PanelPage page);
    void goToAlbum(const QString& album, const QString& artist);
    void goToArtist(const QString& artist);
    void showInFolder(const QString& path);

private:
    const Look& m_look;
};

} // namespace groundswell::ui
