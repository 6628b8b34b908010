// Makes a PNG of each screen in both themes at 1440x900: groundswell_screenshots OUTPUT_DIR

#include "components_page.h"
#include "demo/generator.h"
#include "ui/shell/languages.h"
#include "ui/shell/main_window.h"
#include "window_bed.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;

namespace {

/// Lets the event loop run until something is true, or 20 s are over.
bool waitFor(const std::function<bool()>& isTrue)
{
    QElapsedTimer timer;
    timer.start();
    while (!isTrue() && timer.elapsed() < 20'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
    return isTrue();
}

void settle()
{
    // Covers, pages of rows and the swell's growth come from elsewhere.
    QElapsedTimer timer;
    timer.start();
    waitFor([&] { return timer.elapsed() > 900; });
}

class Album
{
public:
    explicit Album(const QDir& target)
        : m_target(target)
    {
    }

    void shoot(QWidget& widget, const QString& name)
    {
        settle();
        if (!widget.grab().save(m_target.filePath(name + u".png"_s))) {
            std::fprintf(stderr, "groundswell_screenshots: cannot write %s\n", qPrintable(m_target.filePath(name)));
            m_good = false;
        }
    }
    void fail(const Error& error)
    {
        std::fprintf(stderr, "groundswell_screenshots: %s\n", qPrintable(error.message));
        m_good = false;
    }
    [[nodiscard]] bool good() const { return m_good; }

private:
    QDir m_target;
    bool m_good = true;
};

void shootFirstRun(Album& album, Look& look, const QString& theme)
{
    QTemporaryDir folder;
    auto bed = WindowBed::open(folder.path());
    if (!bed) return album.fail(bed.error());
    MainWindow window((*bed)->services(look));
    window.resize(1440, 900);
    window.show();
    album.shoot(window, u"first-run-"_s + theme);
}

void shootWindow(Album& album, Look& look, const QString& theme, const QString& music)
{
    QTemporaryDir folder;
    auto bed = WindowBed::open(folder.path());
    if (!bed) return album.fail(bed.error());
    if (auto added = (*bed)->addMusic(music); !added) return album.fail(added.error());
    MainWindow window((*bed)->services(look));
    window.resize(1440, 900);
    window.show();
    const auto entries = (*bed)->entries();
    auto& player = (*bed)->player();
    player.playAll(entries, std::min<int>(1, static_cast<int>(entries.size()) - 1));
    waitFor([&] { return player.positionMs() > 100; });
    player.seek(player.durationMs() * 4 / 10);
    player.pause();
    waitFor([&] { return (*bed)->services(look).nowPlaying.waveform().has_value(); });
    album.shoot(window, u"songs-"_s + theme);
    window.go(Place::Albums);
    album.shoot(window, u"albums-"_s + theme);
    window.go(Place::Artists);
    album.shoot(window, u"artists-"_s + theme);
    window.go(Place::Settings);
    album.shoot(window, u"settings-"_s + theme);
    window.go(Place::Songs);
    window.resize(900, 600);
    album.shoot(window, u"songs-small-"_s + theme);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    installLanguage(app, QLocale(QLocale::English));
    const QDir target(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"screenshots"_s);
    const QString demo = target.filePath(u".demo"_s);
    if (!target.mkpath(u"."_s)) {
        std::fprintf(stderr, "groundswell_screenshots: cannot make the folder %s\n", qPrintable(target.path()));
        return 1;
    }
    Album album(target);
    if (auto made = demo::generate({.folder = demo, .length = demo::Length::Quick}, [](const QString&) {}); !made)
        album.fail(made.error());
    Look look(app, {.scheme = LookSettings::Scheme::Dark});
    for (const auto scheme : {LookSettings::Scheme::Dark, LookSettings::Scheme::Light}) {
        look.setSettings({.scheme = scheme});
        const QString theme = scheme == LookSettings::Scheme::Dark ? u"dark"_s : u"light"_s;
        std::unique_ptr<QWidget> components(makeComponentsPage(look));
        components->resize(1440, 900);
        components->show();
        album.shoot(*components, u"components-"_s + theme);
        components.reset();
        shootFirstRun(album, look, theme);
        shootWindow(album, look, theme, demo + u"/music"_s);
    }
    return album.good() ? 0 : 1;
}
