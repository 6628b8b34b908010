#include "ui/application/application.h"

#include "community/village.h"
#include "languages/languages.h"
#include "library/path_kinds.h"
#include "library/track_queries.h"
#include "library/track_store.h"
#include "ui/application/single_instance.h"
#include "ui/library/library_playback.h"
#include "ui/library/network_page.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/panel/queue/queue_page.h"
#include "ui/panel/side_panel.h"
#include "ui/panel/sync/conflict_page.h"
#include "ui/panel/sync/sync_page.h"
#include "ui/parts/notice.h"
#include "ui/people/sign_in_dialog.h"
#include "ui/player/player_bar.h"
#include "ui/shell/main_window.h"
#include "ui/style/type_scale.h"

#include <QApplication>
#include <QFileInfo>
#include <QFuture>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <future>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A play counts after half of the track or four minutes, whichever comes first (ListenBrainz's rule).
bool isHeard(qint64 positionMs, qint64 durationMs)
{
    return positionMs >= 240'000 || (durationMs > 0 && positionMs * 2 >= durationMs);
}

} // namespace

Result<std::unique_ptr<Application>> Application::start(QApplication& app, const ApplicationOptions& options)
{
    installLanguage(app, QLocale()); // what may go wrong is told in it
    // Reading the system's typefaces takes as long as opening the profile, and needs nothing of it.
    const auto typefaces = std::async(std::launch::async, loadBundledFonts);
    // One that has just been closed is still writing, and a command is soon done: those are waited for.
    const QString folder = options.profileFolder.isEmpty() ? Profile::defaultFolder() : options.profileFolder;
    const auto startsOnline = [&folder] { return keptSetting(folder, SyncPage::stayOfflineKey()).isEmpty(); };
    auto profile = Profile::open(folder, {.startsOnline = startsOnline, .lockPatience = 2s});
    if (!profile) return std::unexpected(profile.error());
    return std::unique_ptr<Application>(new Application(app, std::move(*profile), options));
}

Application::Application(QApplication& app, std::unique_ptr<Profile> profile, const ApplicationOptions& options)
    : m_profile(std::move(profile))
    , m_settings(m_profile->tracks(), m_profile->trackStore())
    , m_look(app, readLook(m_settings))
    , m_chunks(m_profile->media())
    , m_covers(m_profile->library().readers(), m_chunks)
    , m_scanner(m_profile->library(), m_profile->clock())
    , m_upkeep(m_profile->tracks(), m_scanner)
    , m_player(media::PlayerParts{.output = options.output,
                                  .opener = &m_profile->streams(),
                                  .crashMarkFile = m_profile->folder() + u"/opening"_s})
    , m_backgroundAnalysis({m_analyser, m_profile->tracks(), m_profile->trackStore()})
    , m_nowPlaying({m_player, m_analyser, m_profile->tracks(), m_profile->trackStore(), m_profile->village()})
    , m_villageTracks(m_http)
    , m_community(options.community)
{
    const Services services{
        m_look,    m_settings, m_profile->clock(),   m_player,    m_profile->tracks(), m_profile->trackStore(),
        m_scanner, m_covers,   m_profile->village(), m_nowPlaying};
    m_window = std::make_unique<MainWindow>(services);
    bindWindow();
    m_memory.emplace(PlayerMemory::Parts{m_player, m_profile->tracks(), m_profile->trackStore(), m_settings});
    followMeasurements();
    countPlays();
    measureInBackground();
    connect(&app, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive) m_upkeep.comeBack();
    });
    if (!options.demoFolder.isEmpty()) m_window->setDemoFolder(options.demoFolder);

    addFolders(options.addFolders);
    if (!options.open.isEmpty()) openFiles(options.open);
}

void Application::addFolders(const QStringList& folders)
{
    QList<QUrl> urls;
    for (const QString& folder : folders)
        urls.append(QUrl::fromLocalFile(QFileInfo(folder).absoluteFilePath()));
    if (!urls.isEmpty()) m_window->addMusic(urls);
}

void Application::startAgain(const StartRequest& request)
{
    addFolders(request.addFolders);
    if (!request.open.isEmpty()) openFiles(request.open);
    // Wayland lets a window come to the front only for who shows the token of the person's act.
    if (!request.activationToken.isEmpty()) qputenv("XDG_ACTIVATION_TOKEN", request.activationToken);
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

// Not while the window comes up, nor while a scan adds tracks by the thousand.
void Application::measureInBackground()
{
    constexpr int quietMs = 10'000;
    m_backgroundAnalysis.lookThrough(quietMs);
    const auto again = [this] { m_backgroundAnalysis.lookThrough(quietMs); };
    connect(&m_scanner, &library::Scanner::tracksChanged, this, again);
    connect(&m_profile->trackStore(), &library::TrackStore::tracksChanged, this, again);
}

Application::~Application()
{
    m_panel->flush();
    m_memory->keep();
    m_window.reset();
}

void Application::bindWindow()
{
    const PanelContext context{m_look,     m_profile->clock(), m_profile->village(),    m_player,
                               m_settings, m_window->notice(), &m_window->entryCovers()};
    m_panel = new SidePanel(context);
    m_panel->follow(m_nowPlaying);
    m_window->setPanel(m_panel, [this](PanelPage page) { m_panel->setPage(page); });

    m_window->setLyricAt([this](qint64 ms) { return m_panel->lyricAt(ms); });
    m_window->setLineAt([this](qint64 ms) { return m_panel->lineSpanAt(ms); });
    connect(m_window.get(), &MainWindow::undoRequested, this, [this] {
        if (!m_panel->queue().undo()) m_window->notice().tell(tr("There is nothing to undo."), u"undo"_s);
    });
    bindOutbox(context);
    bindNetwork();

    connect(m_panel, &SidePanel::pageChanged, m_window.get(), &MainWindow::panelTurned);
    connect(m_panel, &SidePanel::tracksDropped, &m_window->playback(), &LibraryPlayback::insert);
    connect(m_panel, &SidePanel::closeRequested, m_window.get(), &MainWindow::closePanel);
    connect(m_panel, &SidePanel::signInRequested, this, [this] { showSignIn(); });
    connect(m_window.get(), &MainWindow::signInRequested, this, [this] { showSignIn(); });
    connect(m_window.get(), &MainWindow::commentRequested, this, [this](const QString& id) {
        m_window->openPanel(PanelPage::Comments);
        m_panel->showComment(CommentId::fromString(id));
    });
    connect(m_window.get(), &MainWindow::writeRequested, this, [this] {
        m_window->openPanel(PanelPage::Comments);
        m_panel->writeCommentAt(m_player.positionMs());
    });
    connect(m_window.get(), &MainWindow::closing, this, [this] {
        m_panel->flush();
        m_memory->keep();
    });
}

void Application::bindOutbox(const PanelContext& context)
{
    const auto decide = [this](OperationId operation) {
        m_window->go(Place::Conflict);
        m_conflict->show(operation);
    };
    m_window->addPage(Place::Sync, [this, context, decide] {
        auto* outbox = new SyncPage(context);
        connect(outbox, &SyncPage::conflictRequested, this, decide);
        connect(outbox, &SyncPage::signInRequested, this, [this] { showSignIn(); });
        return outbox;
    });
    m_window->addPage(Place::Conflict, [this, context] {
        m_conflict = new ConflictPage(context);
        connect(m_conflict, &ConflictPage::left, m_window.get(), &MainWindow::leavePage);
        return m_conflict;
    });
    connect(m_panel, &SidePanel::conflictRequested, this, decide);
}

/// What is heard from the network: the community's songs, stations, and what is kept offline of it.
void Application::bindNetwork()
{
    auto& streams = m_profile->streams();
    auto& village = m_profile->village();
    m_window->addPage(Place::Network, [this, &streams] {
        m_network =
            new NetworkPage({m_look, m_player, streams, m_profile->keptOffline(), m_window->entryCovers(), m_settings});
        connect(m_network, &NetworkPage::shown, this, &Application::readNetwork);
        return m_network;
    });
    connect(&village.account(), &community::Account::changed, this, &Application::readNetwork);
    connect(&streams, &streaming::Streams::stationChanged, this,
            [this](const QUrl& station, const streaming::StationInfo& info) {
                m_window->player().showStation(station, info.title, info.name);
            });
    connect(&m_player, &media::Player::currentChanged, this, [this, &streams] {
        const auto& queue = m_player.queue();
        const int next = queue.peekNext(media::Advance::Ended);
        streams.prefetch(next >= 0 ? queue.entries().at(next).source : QUrl());
    });
}

void Application::readNetwork()
{
    const auto& account = m_profile->village().account().current();
    if (!account || !m_network || !m_network->isVisible()) return;
    m_villageTracks.list(account->server)
        .then(this, [this, name = account->communityName](const Result<QList<sources::VillageTrack>>& tracks) {
            if (!tracks) return; // away: what is kept offline is shown all the same
            std::vector<NetworkTrack> shown;
            for (const auto& track : *tracks)
                shown.push_back(
                    {track.stream, track.title, track.artist, track.durationMs, track.size, track.album, track.song});
            m_network->setCommunity(name, std::move(shown));
        });
}

SignInDialog& Application::showSignIn()
{
    if (!m_signIn) {
        QList<QUrl> suggested;
        if (m_community.isValid()) suggested.append(m_community);
        m_signIn = new SignInDialog(m_look, m_profile->village(), suggested, m_window.get());
        followLook(m_look, m_signIn, [this, card = m_signIn] { card->setFloor(PlayerBar::tallFor(m_look)); });
        connect(m_signIn, &SignInDialog::left, m_signIn, &QObject::deleteLater);
        connect(m_signIn, &SignInDialog::signedIn, m_signIn, &QObject::deleteLater);
    }
    m_signIn->open();
    return *m_signIn;
}

void Application::openFiles(const QList<QUrl>& files)
{
    QStringList paths;
    for (const QUrl& file : files)
        paths.append(file.toLocalFile());
    library::kindsOf(paths).then(this, [this](const library::PathKinds& kinds) {
        QList<QUrl> others; // what is not there is told there
        for (const QString& path : kinds.folders + kinds.absent)
            others.append(QUrl::fromLocalFile(path));
        if (!others.isEmpty()) m_window->addMusic(others);
        if (!kinds.files.isEmpty()) playFiles(kinds.files);
    });
}

void Application::playFiles(const QStringList& paths)
{
    QList<QFuture<Result<TrackId>>> reading;
    for (const QString& path : paths)
        reading.append(m_profile->trackStore().addFile(path));
    QtFuture::whenAll(reading.begin(), reading.end()).then(this, [this](const QList<QFuture<Result<TrackId>>>& read) {
        library::TrackIds ids;
        for (const auto& file : read) {
            if (const auto track = file.result())
                ids.push_back(*track);
            else
                m_window->notice().tell(track.error().message, u"alert"_s, Tone::Failed);
        }
        m_profile->tracks().rows(std::move(ids)).then(this, [this](const Result<QList<library::TrackRow>>& rows) {
            if (!rows || rows->isEmpty()) return;
            QList<media::QueueEntry> entries;
            for (const auto& row : *rows)
                entries.append(queueEntryOf(row));
            m_settings.setValue(u"queue/from"_s, {}); // from no list
            m_player.playAll(std::move(entries));
        });
    });
}

/// What is measured while a track waits in the queue counts when its turn comes; what plays keeps its loudness.
void Application::followMeasurements()
{
    connect(&m_profile->trackStore(), &library::TrackStore::changed, this, [this](TrackId track) {
        const auto& entries = m_player.queue().entries();
        if (std::ranges::find(entries, track, &media::QueueEntry::track) == entries.end()) return;
        m_profile->tracks().rows({track}).then(this, [this, track](const Result<QList<library::TrackRow>>& rows) {
            if (!rows || rows->isEmpty()) return;
            auto& queue = m_player.queue();
            const auto gain = rows->first().replayGain();
            std::vector<quint64> places;
            for (int row = 0; row < queue.size(); ++row)
                if (row != queue.currentRow() && queue.entries().at(row).track == track)
                    places.push_back(queue.entries().at(row).id);
            for (const quint64 place : places)
                queue.setGain(place, gain);
        });
    });
}

void Application::countPlays()
{
    connect(&m_player, &media::Player::positionChanged, this, [this](qint64 ms) {
        const auto entry = m_player.current();
        if (!entry || entry->track == TrackId{} || entry->id == m_counted || !isHeard(ms, m_player.durationMs()))
            return;
        m_counted = entry->id;
        m_profile->trackStore().recordPlay(entry->track);
    });
}

} // namespace groundswell::ui
