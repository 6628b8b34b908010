#pragma once

#include "base/error.h"
#include "library/cover_loader.h"
#include "library/library_upkeep.h"
#include "library/scanner.h"
#include "listening/background_analysis.h"
#include "listening/now_playing.h"
#include "media/analysis/track_analyser.h"
#include "media/player.h"
#include "net/http_client.h"
#include "profile/profile.h"
#include "sources/village_tracks.h"
#include "store/chunk_store.h"
#include "ui/application/player_memory.h"
#include "ui/application/window_settings.h"
#include "ui/style/look.h"

#include <QPointer>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <optional>

class QApplication;

namespace groundswell::ui {

class ConflictPage;
class MainWindow;
class NetworkPage;
class SidePanel;
struct PanelContext;
class SignInDialog;
struct StartRequest;

/// How the program is started.
struct ApplicationOptions
{
    QString profileFolder;
    QUrl community;         ///< offered in the sign-in dialog, besides those used before
    QString demoFolder;     ///< a first list to try, offered while the library is empty
    QStringList addFolders; ///< made part of the library
    QList<QUrl> open;       ///< files to add and play
    media::OutputKind output = media::OutputKind::DefaultDevice;
};

/// The composition root of the program with a window: opens the profile, builds the engine's parts and the window over
/// them, and binds them. Everything lives on the GUI thread and ends in the reverse order.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// Fails when the profile cannot be used: another process has it, or a file of it is damaged or too new.
    [[nodiscard]] static Result<std::unique_ptr<Application>> start(QApplication& app,
                                                                    const ApplicationOptions& options);
    ~Application() override;

    [[nodiscard]] Look& look() noexcept { return m_look; }
    [[nodiscard]] Profile& profile() noexcept { return *m_profile; }
    [[nodiscard]] media::Player& player() noexcept { return m_player; }
    [[nodiscard]] library::Scanner& scanner() noexcept { return m_scanner; }
    [[nodiscard]] listening::NowPlaying& nowPlaying() noexcept { return m_nowPlaying; }
    [[nodiscard]] MainWindow& window() noexcept { return *m_window; }
    [[nodiscard]] SidePanel& panel() noexcept { return *m_panel; }

    /// Adds the files to the library and plays them as soon as their tags are read; folders are only added.
    void openFiles(const QList<QUrl>& files);
    /// The program was started a second time: the window comes to the front and does what that start asked for.
    void startAgain(const StartRequest& request);
    /// The sign-in dialog over the window; gives the one that is open.
    SignInDialog& showSignIn();

private:
    Application(QApplication& app, std::unique_ptr<Profile> profile, const ApplicationOptions& options);
    void addFolders(const QStringList& folders);
    void playFiles(const QStringList& paths);
    void bindWindow();
    void bindOutbox(const PanelContext& context);
    void bindNetwork();
    void readNetwork();
    void followMeasurements();
    void countPlays();
    void measureInBackground();

    std::unique_ptr<Profile> m_profile;
    WindowSettings m_settings;
    Look m_look;
    store::ChunkStore m_chunks;
    library::CoverLoader m_covers;
    library::Scanner m_scanner;
    library::LibraryUpkeep m_upkeep;
    media::Player m_player;
    media::TrackAnalyser m_analyser;
    listening::BackgroundAnalysis m_backgroundAnalysis;
    listening::NowPlaying m_nowPlaying;
    net::HttpClient m_http;
    sources::VillageTracks m_villageTracks;
    QUrl m_community;
    std::unique_ptr<MainWindow> m_window;
    SidePanel* m_panel = nullptr;       ///< owned by the window
    ConflictPage* m_conflict = nullptr; ///< made at the first conflict looked at; owned by the window
    NetworkPage* m_network = nullptr;   ///< the same
    QPointer<SignInDialog> m_signIn;
    std::optional<PlayerMemory> m_memory; ///< from when the window can show what it gives back
    quint64 m_counted = 0;                ///< the entry whose play was counted
};

} // namespace groundswell::ui
