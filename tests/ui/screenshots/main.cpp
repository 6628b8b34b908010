// Every screen as a PNG in both themes: groundswell_screenshots OUTPUT_DIR [dark|light [PERCENT]]. The real program
// beside a village of its own, with the demo material, at a text size of 90, 100, 115 or 130 %. Qt's -reverse mirrors
// it.

#include "components_page.h"
#include "demo/generator.h"
#include "languages/languages.h"
#include "window_album.h"

#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace groundswell;

namespace {

Result<void> shootTheme(QApplication& app, const QString& demo, const QString& out, bool dark, int percent)
{
    QTemporaryDir work;
    DemoSession session(
        {QApplication::applicationDirPath(), demo, work.filePath(u"profile"_s), work.filePath(u"village"_s)});
    if (auto started = session.start(app); !started) return started;
    return WindowAlbum(session, out, dark, percent).shootAll();
}

Result<void> shootComponents(QApplication& app, const QString& out, bool dark)
{
    const ui::Look look(app, {.scheme = dark ? ui::LookSettings::Scheme::Dark : ui::LookSettings::Scheme::Light});
    std::unique_ptr<QWidget> page(ui::makeComponentsPage(look));
    page->resize(1440, 900);
    page->show();
    if (!QTest::qWaitForWindowExposed(page.get())) return fail(ErrorCode::Internal, u"The page did not appear."_s);
    const QString path = u"%1/components-%2.png"_s.arg(out, dark ? u"dark"_s : u"light"_s);
    std::printf("%s\n", qPrintable(path));
    return page->grab().save(path) ? Result<void>{} : fail(ErrorCode::Io, u"%1 cannot be written."_s.arg(path));
}

Result<void> shootAll(QApplication& app, const QString& out, bool dark, int percent)
{
    // Kept beside the program: making it takes longer than all pictures.
    const QString material = QApplication::applicationDirPath() + u"/../screenshots-demo"_s;
    if (auto made = demo::generate({.folder = material}, [](const QString&) {}); !made) return made;
    if (auto done = shootComponents(app, out, dark); !done) return done;
    return shootTheme(app, material, out, dark, percent);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"groundswell"_s);
    installLanguage(app, QLocale(QLocale::English)); // its plurals
    const QString out = argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s;
    if (!QDir().mkpath(out)) {
        std::fprintf(stderr, "groundswell_screenshots: %s cannot be made\n", qPrintable(out));
        return 1;
    }
    // A process for each theme: a program has one profile, and libraries below it count on that.
    const QString theme = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    if (theme.isEmpty()) {
        for (const auto& each : {u"dark"_s, u"light"_s}) {
            if (const int code = QProcess::execute(QApplication::applicationFilePath(), {out, each}); code != 0)
                return code;
        }
        return 0;
    }
    const int percent = argc > 3 ? QByteArray(argv[3]).toInt() : 100;
    if (auto done = shootAll(app, out, theme == u"dark"_s, percent); !done) {
        std::fprintf(stderr, "groundswell_screenshots: %s %s\n", qPrintable(done.error().message),
                     qPrintable(done.error().details));
        return 1;
    }
    return 0;
}
