#include "ui/shell/window_pages.h"

#include "ui/shell/first_run_page.h"

using namespace Qt::StringLiterals;

namespace groundswell::ui {

using library::TrackField;

WindowPages::WindowPages(const Parts& pages, QWidget* parent)
    : QStackedWidget(parent)
    , m_pages(pages)
{
    for (QWidget* page : std::initializer_list<QWidget*>{pages.songs, pages.albums, pages.artists, pages.firstRun})
        addWidget(page);
}

SongScope WindowPages::scopeOf(Place place)
{
    if (place == Place::Recent)
        return {.kind = tr("Your library"),
                .title = tr("Recently played"),
                .seed = u"recently played"_s,
                .coverKey = {},
                .filter = {.playedOnly = true},
                .order = {TrackField::LastPlayed, true}};
    return allSongs();
}

SongScope WindowPages::allSongs()
{
    return {.kind = tr("Your library"),
            .title = tr("Songs"),
            .seed = u"songs"_s,
            .coverKey = {},
            .filter = {},
            .order = {TrackField::Artist, false},
            .isLibrary = true};
}

void WindowPages::addPage(Place place, MakePage make)
{
    m_makers.insert(place, std::move(make));
}

QWidget* WindowPages::added(Place place)
{
    if (const MakePage make = m_makers.take(place)) {
        QWidget* page = make();
        m_added.insert(place, page);
        addWidget(page);
    }
    return m_added.value(place);
}

void WindowPages::go(Place place)
{
    visit({place, place == Place::Songs || place == Place::Recent ? scopeOf(place) : SongScope{}});
}

void WindowPages::goToAlbum(const QString& album, const QString& artist, const QString& coverKey)
{
    visit({Place::Albums,
           {.kind = artist.isEmpty() ? tr("Album") : tr("Album by %1").arg(artist),
            .title = album,
            .seed = album,
            .coverKey = coverKey,
            .filter = {.album = album},
            .order = {TrackField::Album, false}}});
}

void WindowPages::goToArtist(const QString& artist, const QString& coverKey)
{
    visit({Place::Artists,
           {.kind = tr("Artist"),
            .title = artist,
            .seed = artist,
            .coverKey = coverKey,
            .filter = {.artist = artist},
            .order = {TrackField::Album, false}}});
}

void WindowPages::goToUnread()
{
    visit({Place::Songs,
           {.kind = tr("Your library"),
            .title = tr("Not readable"),
            .seed = u"not readable"_s,
            .coverKey = {},
            .filter = {.failedOnly = true},
            .order = {TrackField::Title, false}}});
}

void WindowPages::visit(Stop stop)
{
    if (m_at >= 0 && m_stops[static_cast<size_t>(m_at)] == stop) return;
    m_stops.resize(static_cast<size_t>(m_at + 1));
    m_stops.push_back(std::move(stop));
    ++m_at;
    showStop();
}

void WindowPages::restart(Place place)
{
    m_stops.clear();
    m_at = -1;
    go(place);
}

void WindowPages::back()
{
    if (canGoBack()) {
        --m_at;
        showStop();
    }
}

void WindowPages::forward()
{
    if (canGoForward()) {
        ++m_at;
        showStop();
    }
}

void WindowPages::leave()
{
    if (!canGoBack()) return;
    --m_at;
    m_stops.resize(static_cast<size_t>(m_at + 1));
    showStop();
}

Place WindowPages::place() const
{
    return m_at < 0 ? Place::Songs : m_stops[static_cast<size_t>(m_at)].place;
}

void WindowPages::showStop()
{
    const auto& stop = m_stops[static_cast<size_t>(m_at)];
    if (!stop.scope.title.isEmpty()) {
        m_pages.songs->show(stop.scope);
        setCurrentWidget(m_pages.songs);
    } else if (stop.place == Place::Albums) {
        setCurrentWidget(m_pages.albums);
    } else if (stop.place == Place::Artists) {
        setCurrentWidget(m_pages.artists);
    } else if (QWidget* page = added(stop.place)) {
        setCurrentWidget(page);
    } else {
        setCurrentWidget(m_pages.firstRun);
    }
    Q_EMIT wentTo(stop.place);
}

} // namespace groundswell::ui
