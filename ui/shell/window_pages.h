#pragma once

#include "ui/library/collection_page.h"
#include "ui/library/songs_page.h"
#include "ui/shell/pages.h"

#include <QHash>
#include <QStackedWidget>

#include <functional>
#include <vector>

namespace groundswell::ui {

class FirstRunPage;

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
        FirstRunPage* firstRun;
    };
    /// Takes the pages over.
    explicit WindowPages(const Parts& pages, QWidget* parent = nullptr);

    using MakePage = std::function<QWidget*()>;
    /// What makes the page of a place that has none of `Parts`: called at the first visit, taken over here.
    void addPage(Place place, MakePage make);

    /// Everything in the library, by artist.
    [[nodiscard]] static SongScope allSongs();

    void go(Place place);
    void goToAlbum(const QString& album, const QString& artist, const QString& coverKey);
    void goToArtist(const QString& artist, const QString& coverKey);
    /// The files of the library that could not be read, each with its reason.
    void goToUnread();
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
    [[nodiscard]] static SongScope scopeOf(Place place);
    [[nodiscard]] QWidget* added(Place place);
    void visit(Stop stop);
    void showStop();

    Parts m_pages;
    QHash<Place, MakePage> m_makers;
    QHash<Place, QWidget*> m_added;
    std::vector<Stop> m_stops;
    int m_at = -1;
};

} // namespace groundswell::ui
