#include "ui/shell/main_window.h"

#include "community/village.h"
#include "library/cover_loader.h"
#include "library/scanner.h"
#include "library/track_queries.h"
#include "library/track_store.h"
#include "listening/now_playing.h"
#include "listening/playback_trouble.h"
#include "media/player.h"
#include "ui/library/collection_page.h"
#include "ui/library/entry_covers.h"
#include "ui/library/song_table.h"
#include "ui/library/songs_page.h"
#include "ui/parts/notice.h"
#include "ui/parts/search_field.h"
#include "ui/player/player_bar.h"
#include "ui/shell/add_music.h"
#include "ui/shell/content_area.h"
#include "ui/shell/drop_sign.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/leaving_folders.h"
#include "ui/shell/pane_ring.h"
#include "ui/shell/settings_page.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/window_frame.h"
#include "ui/shell/window_pages.h"

#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int filterPauseMs = 120;
constexpr int playerCoverPx = 128;
} // namespace

MainWindow::MainWindow(const Services& services, QWidget* parent)
    : QMainWindow(parent)
    , m_services(services)
{
    build();
    connectPages();
    connectPlayer();
    connectVillage();
    addPanes();
    bindKeys();
    restore();
    readCounts();
    showCurrent();
    findMusicFolders().then(this, [this](const QList<FoundFolder>& found) { m_firstRun->setFound(found); });
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto& s = m_services;
    m_covers = new CoverPixmaps(s.covers, this);
    m_entryCovers = new EntryCovers(s.queries, *m_covers, this);
    m_playback = new LibraryPlayback(s.queries, s.player, this);
    m_panes = new PaneRing(this);
    m_addMusic = new AddMusic(s.queries, s.tracks, s.scanner, this);
    // First of all, so that the songs are read while the rest is built.
    m_songs = new SongsPage({s.look, s.queries, s.player, *m_covers, *m_playback});
    m_songs->setKept(s.settings.value(u"songs/order"_s), s.settings.value(u"songs/place"_s));
    m_songs->show(WindowPages::allSongs());
    m_sidebar = new Sidebar(s.look, s.clock, s.scanner);
    m_header = new HeaderBar(s.look);
    m_albums = new CollectionPage(s.look, s.queries, *m_covers, CollectionModel::Kind::Albums);
    m_artists = new CollectionPage(s.look, s.queries, *m_covers, CollectionModel::Kind::Artists);
    m_firstRun = new FirstRunPage(s.look);
    m_pages = new WindowPages({m_songs, m_albums, m_artists, m_firstRun});
    m_pages->addPage(Place::Settings, [this] {
        auto& all = m_services;
        auto* page = new SettingsPage(
            {all.look, all.settings, all.queries, all.tracks, *m_addMusic, *m_leaving, all.village, all.clock});
        connect(page, &SettingsPage::signInRequested, this, &MainWindow::signInRequested);
        return page;
    });
    m_content = new ContentArea(s.look);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_pages, 1);
    m_player = new PlayerBar(s.look, s.player);
    m_player->setPanelAvailable(false);
    m_frame = new WindowFrame(s.look, s.settings, m_sidebar, m_content, m_player);
    setCentralWidget(m_frame);
    m_notice = new Notice(s.look, m_frame);
    m_leaving = new LeavingFolders(s.tracks, *m_notice, this);
    followLook(s.look, m_notice, [this, &look = s.look] { m_notice->setFloor(PlayerBar::tallFor(look) + 16); });
    m_notice->setRoom([this] { return m_frame->contentRoom(); });
    // Afterwards, when the splitter has laid its widgets out.
    connect(m_frame, &WindowFrame::roomChanged, m_notice, &Notice::place, Qt::QueuedConnection);
    m_dropSign = new DropSign(s.look, m_frame);
    setAcceptDrops(true);
    setMinimumSize(tokens::sizeWindowMin[0], tokens::sizeWindowMin[1]);
    resize(tokens::sizeWindowDefault[0], tokens::sizeWindowDefault[1]);
    setWindowIcon(QIcon(u":/look/icons/app-icon-512.png"_s));
    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(filterPauseMs);
}

void MainWindow::connectPages()
{
    connect(m_sidebar, &Sidebar::placeRequested, this, &MainWindow::go);
    connect(m_sidebar, &Sidebar::railToggled, m_frame, &WindowFrame::toggleSidebar);
    connect(m_sidebar, &Sidebar::syncClicked, this, [this] { go(Place::Sync); });
    connect(m_sidebar, &Sidebar::accountClicked, this, &MainWindow::showAccountMenu);
    connect(m_pages, &WindowPages::wentTo, this, &MainWindow::showPlace);
    connect(m_header, &HeaderBar::backClicked, m_pages, &WindowPages::back);
    connect(m_header, &HeaderBar::forwardClicked, m_pages, &WindowPages::forward);
    auto& search = m_header->search();
    connect(&search, &QLineEdit::textChanged, &m_filterTimer, qOverload<>(&QTimer::start));
    connect(&m_filterTimer, &QTimer::timeout, this, [this] { filter(m_header->search().text().trimmed()); });
    const auto enterList = [this] {
        m_filterTimer.stop();
        filter(m_header->search().text().trimmed());
        enterPage();
    };
    connect(&search, &QLineEdit::returnPressed, this, enterList);
    connect(&search, &SearchField::listRequested, this, enterList);
    connect(&search, &SearchField::left, this, [this] { focusPage(); });
    connect(m_songs, &SongsPage::filterRequested, m_header, &HeaderBar::focusSearch);
    connect(m_songs, &SongsPage::filterCleared, &search, &QLineEdit::clear);
    connect(m_songs, &SongsPage::tintChanged, this, [this](const QColor& tint) {
        if (m_pages->currentWidget() == m_songs) m_content->setTint(tint);
    });
    connect(m_songs, &SongsPage::panelRequested, this, &MainWindow::openPanel);
    connect(m_songs, &SongsPage::addMusicRequested, this, [this] { m_addMusic->chooseFolder(this); });
    connect(m_songs, &SongsPage::albumRequested, this,
            [this](const QString& album, const QString& artist) { m_pages->goToAlbum(album, artist, {}); });
    connect(m_songs, &SongsPage::artistRequested, this,
            [this](const QString& artist) { m_pages->goToArtist(artist, {}); });
    connect(m_albums, &CollectionPage::opened, this,
            [this](const CollectionItem& item) { m_pages->goToAlbum(item.title, item.artist, item.coverKey); });
    connect(m_artists, &CollectionPage::opened, this,
            [this](const CollectionItem& item) { m_pages->goToArtist(item.title, item.coverKey); });
    connect(&m_songs->table(), &SongTable::columnsChanged, this,
            [this] { m_services.settings.setValue(u"songs/columns"_s, m_songs->table().columnsText()); });
    connect(&m_songs->table(), &SongTable::writeRequested, this, &MainWindow::writeRequested);
    connect(m_songs, &SongsPage::keptChanged, this, &MainWindow::keepList);
    connect(m_firstRun, &FirstRunPage::chooseFolderClicked, this, [this] { m_addMusic->chooseFolder(this); });
    connect(m_firstRun, &FirstRunPage::addFolderClicked, m_addMusic, &AddMusic::addFolder);
    connect(m_firstRun, &FirstRunPage::chooseCommunityClicked, this, &MainWindow::signInRequested);
    connect(m_addMusic, &AddMusic::told, this, &MainWindow::tellOfMusic);
    const auto tellFailure = [this](const QString& text) { m_notice->tell(text, u"alert"_s, Tone::Failed, 8'000); };
    connect(m_addMusic, &AddMusic::failed, this, tellFailure);
    connect(m_playback, &LibraryPlayback::nothingToPlay, this,
            [tellFailure] { tellFailure(tr("None of these files can be read: each song's row says why.")); });
    connect(m_leaving, &LeavingFolders::failed, this, tellFailure);
    connect(m_addMusic, &AddMusic::folderAdded, m_leaving, &LeavingFolders::keep);
    connect(&m_services.tracks, &library::TrackStore::tracksChanged, this, &MainWindow::readCounts);
    connect(&m_services.scanner, &library::Scanner::tracksChanged, this, &MainWindow::readCounts);
    connect(&m_services.scanner, &library::Scanner::finished, m_entryCovers, &EntryCovers::forget);
    connect(&m_services.tracks, &library::TrackStore::changed, this,
            [this](TrackId track) { m_songs->model().refreshTrack(track); });
}

void MainWindow::connectPlayer()
{
    connect(&m_services.player, &media::Player::currentChanged, this, &MainWindow::showCurrent);
    connect(&m_services.player, &media::Player::stateChanged, this, &MainWindow::showCurrent);
    connect(&m_services.player, &media::Player::stateChanged, this, [this](media::PlayState state) {
        if (state == media::PlayState::Playing && m_services.settings.value(u"window/panel"_s).isEmpty())
            openPanel(PanelPage::Comments);
    });
    const auto* trouble = new listening::PlaybackTrouble(m_services.player, std::chrono::milliseconds(400), this);
    connect(trouble, &listening::PlaybackTrouble::told, this,
            [this](const QString& text) { m_notice->tell(text, u"alert"_s, Tone::Failed, 8'000); });
    connect(m_player, &PlayerBar::panelPageToggled, this, &MainWindow::togglePanel);
    connect(m_player, &PlayerBar::revealRequested, this, &MainWindow::revealPlaying);
    connect(m_frame, &WindowFrame::panelClosed, this, [this] { m_player->setOpenPage({}); });
    connect(&m_player->swell(), &SwellWidget::lanternOpened, this, [this](const QString& id) {
        openPanel(PanelPage::Comments);
        Q_EMIT commentRequested(id);
    });
    connect(m_playback, &LibraryPlayback::started, this,
            [this](const QString& from) { m_services.settings.setValue(u"queue/from"_s, from); });
    connect(m_covers, &CoverPixmaps::arrived, this, [this](const QString& key) {
        if (key == m_coverKey) showCover();
    });
    auto& now = m_services.nowPlaying;
    connect(&now, &listening::NowPlaying::waveformChanged, this,
            [this] { m_player->swell().setWaveform(m_services.nowPlaying.waveform()); });
    connect(&now, &listening::NowPlaying::marksChanged, this, &MainWindow::showMarks);
    connect(&now, &listening::NowPlaying::entryChanged, this, [this] {
        m_player->swell().setWaveform(m_services.nowPlaying.waveform());
        showMarks();
    });
    m_player->swell().setWaveform(now.waveform());
    showMarks();
}

void MainWindow::connectVillage()
{
    auto& village = m_services.village;
    const auto showAccount = [this] {
        const auto& account = m_services.village.account().current();
        m_sidebar->setAccount(account);
        m_firstRun->setCommunity(account && account->signedIn ? account->communityName : QString());
    };
    connect(&village, &community::Village::statusChanged, m_sidebar, &Sidebar::setStatus);
    connect(&village.account(), &community::Account::changed, this, showAccount);
    m_sidebar->setStatus(village.status());
    showAccount();
}

void MainWindow::setPanel(QWidget* panel, std::function<void(PanelPage)> turnTo)
{
    m_panel = panel;
    m_turnTo = std::move(turnTo);
    m_frame->setPanel(panel);
    m_panes->add(panel, [this] { focusPanel(); }, m_player);
    m_player->setPanelAvailable(true);
    m_notice->raise();
    // Where nothing was kept yet it waits for the first song, or for the person to ask.
    const QString kept = m_services.settings.value(u"window/panel"_s);
    if (!kept.isEmpty() && kept != "closed"_L1)
        openPanel(static_cast<PanelPage>(std::clamp(kept.toInt(), 0, panelPageCount - 1)));
}

void MainWindow::setDemoFolder(const QString& path)
{
    m_firstRun->setDemoFolder(path);
}

void MainWindow::addPage(Place place, std::function<QWidget*()> make)
{
    m_pages->addPage(place, std::move(make));
    m_sidebar->offer(place);
}

void MainWindow::go(Place place)
{
    if (m_frame->isDrawer()) closePanel(); // it lies over the page that is asked for
    m_pages->go(place);
}

void MainWindow::leavePage()
{
    m_pages->leave();
}

void MainWindow::setLyricAt(std::function<QString(qint64)> lyricAt)
{
    m_player->swell().setLyricAt(std::move(lyricAt));
}

void MainWindow::setLineAt(std::function<std::optional<std::pair<qint64, qint64>>(qint64)> lineAt)
{
    m_player->setLineAt(std::move(lineAt));
}

void MainWindow::openPanel(PanelPage page)
{
    if (!m_panel) return;
    m_turnTo(page);
    panelTurned(page);
}

void MainWindow::panelTurned(PanelPage page)
{
    m_frame->openPanel(page);
    m_player->setOpenPage(page);
    m_services.settings.setValue(u"window/panel"_s, QString::number(static_cast<int>(page)));
}

void MainWindow::addMusic(const QList<QUrl>& urls)
{
    m_addMusic->add(urls);
}

void MainWindow::filter(const QString& text)
{
    const auto place = m_pages->place();
    const bool elsewhere =
        place != Place::Songs && place != Place::Albums && place != Place::Artists && place != Place::Recent;
    if (!text.isEmpty() && elsewhere && m_hadMusic.value_or(false)) m_pages->go(Place::Songs);
    m_songs->setFilterText(text);
    m_albums->setFilterText(text);
    m_artists->setFilterText(text);
}

void MainWindow::readCounts()
{
    m_services.queries.counts().then(this, [this](const Result<library::LibraryCounts>& counts) {
        if (counts) showCounts(*counts);
    });
}

void MainWindow::showCounts(const library::LibraryCounts& counts)
{
    m_sidebar->setCounts(counts);
    const bool music = counts.tracks > 0;
    if (m_hadMusic != music) {
        m_hadMusic = music;
        m_pages->restart(music ? Place::Songs : Place::Home);
        if (music) m_songs->table().setFocus(Qt::OtherFocusReason);
    }
    m_header->search().setVisible(music);
    m_songs->setUnread(counts.failed);
    m_songs->refresh();
    m_albums->refresh();
    m_artists->refresh();
}

void MainWindow::showPlace(Place place)
{
    giveRoom(place == Place::Conflict);
    m_sidebar->setPlace(place);
    m_header->setHistory(m_pages->canGoBack(), m_pages->canGoForward());
    m_content->setTint(m_pages->currentWidget() == m_songs ? m_songs->tint() : QColor());
}

void MainWindow::showCurrent()
{
    const auto entry = m_services.player.current();
    setWindowTitle(!entry ? u"Groundswell"_s
                   : entry->artist.isEmpty()
                       ? entry->title
                       : tr("%1 · %2", "window title: song, artist").arg(entry->title, entry->artist));
    if (!entry || entry->track == TrackId{}) {
        m_coverKey.clear();
        return;
    }
    m_services.queries.rows({entry->track})
        .then(this, [this, track = entry->track](const Result<QList<library::TrackRow>>& rows) {
            const auto now = m_services.player.current();
            if (!rows || rows->isEmpty() || !now || now->track != track) return;
            m_coverKey = rows->first().track.coverKey;
            showCover();
        });
}

void MainWindow::showCover()
{
    if (const QImage cover = m_covers->image(m_coverKey, playerCoverPx); !cover.isNull()) m_player->setCover(cover);
}

void MainWindow::showMarks()
{
    std::vector<Lantern> lanterns;
    for (const auto& mark : m_services.nowPlaying.marks())
        lanterns.push_back({.id = mark.id.toString(),
                            .ms = mark.atMs,
                            .likes = static_cast<int>(mark.likes),
                            .author = mark.author,
                            .seed = mark.authorId.toString(),
                            .text = mark.text});
    m_player->swell().setLanterns(std::move(lanterns));
}

void MainWindow::revealPlaying()
{
    const auto entry = m_services.player.current();
    if (!entry || m_songs->table().reveal(entry->track)) return;
    m_header->search().clear();
    m_pages->go(Place::Songs);
}

void MainWindow::showAccountMenu(const QPoint& globalPos)
{
    const auto& account = m_services.village.account().current();
    if (!account || !account->signedIn) {
        Q_EMIT signInRequested();
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_services.look.icon(u"user"_s), tr("Another account"), this, &MainWindow::signInRequested);
    menu->addAction(m_services.look.icon(u"lock"_s), tr("Sign out"), this, [this] {
        m_services.village.account().signOut().then(this, [this](const Result<void>& done) {
            if (!done) m_notice->tell(done.error().message, u"alert"_s, Tone::Failed, 8'000);
        });
    });
    menu->addSeparator();
    auto* quit = menu->addAction(m_services.look.icon(u"close"_s), tr("Quit"), this, &QWidget::close);
    quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    quit->setShortcutContext(Qt::WidgetShortcut); // shown here, heard by the window
    menu->popup(globalPos - QPoint(0, menu->sizeHint().height()));
}

} // namespace groundswell::ui
