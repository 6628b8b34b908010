#pragma once

#include "ui/library/collection_page.h"
#include "ui/library/songs_page.h"
#include "ui/shell/pages.h"

#include <QHash>
#include <QStackedWidget>

#include <vector>

namespace groundswell::ui {

class FirstRunPage;
class SettingsPage;

/// Where one is and was: the pages of the content area with back and forward. Switching pages is a cut.
class WindowPages final : public QStackedWidget
{
    Q_OBJECT

public:
    struct Parts
    {
        SongsPage* songs;
        CollectionPage* albums;
        CollectionPage* artists;
        SettingsPage* settings;
        FirstRunPage* firstRun;
    };
    /// Takes the pages over.
    explicit WindowPages(const Parts& pages, QWidget* parent = nullptr);

    /// Takes a page from outside over, shown at a place that has none of `Parts`.
    void addPage(Place place, QWidget* page);

    void go(Place place);
    void goToAlbum(const QString& album, const QString& artist, const QString& coverKey);
    void goToArtist(const QString& artist, const QString& coverKey);
    void back();
    void forward();
    /// Back, without a way forward to the page that is left.
    void leave();
    [[nodiscard]] bool canGoBack() const noexcept { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const noexcept { return m_at + 1 < static_cast<int>(m_stops.size()); }
    [[nodiscard]] Place place() const;
    /// Forgets where one was; used when the library comes to life or empties.
    void restart(Place place);

Q_SIGNALS:
    void wentTo(groundswell::ui::Place place);

private:
    struct Stop
    {
        Place place;
        SongScope scope; ///< for pages of songs
        bool operator==(const Stop&) const = default;
    };
    [[nodiscard]] SongScope scopeOf(Place place) const;
    void visit(Stop stop);
    void showStop();

    Parts m_pages;
    QHash<Place, QWidget*> m_added;
    std::vector<Stop> m_stops;
    int m_at = -1;
};

} // namespace groundswell::ui
