// bench_startup [TRACKS]: from the start of the process to a window that shows its songs and takes keys, over a library
// of TRACKS (100000), with the files in the system's cache; and the memory the program holds then, and when it has come
// to rest: the sound engine is started a moment after the window. Each run is a process of its own: this program again,
// as the player.
#include "bench_report.h"
#include "made_up_library.h"

#include "ui/application/application.h"
#include "ui/library/song_table.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <unistd.h>

using namespace groundswell;
using namespace groundswell::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 7;
constexpr std::chrono::seconds untilRest{3};

/// Resident memory in bytes (proc(5), statm: the second number, in pages); 0 where the system does not tell.
qint64 residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly)) return 0;
    return statm.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

void printMemory()
{
    std::printf("%lld\n", static_cast<long long>(residentBytes()));
    std::fflush(stdout);
}

/// The player, until its window has painted the loaded list; then it prints its memory, and again before it ends.
int play(QApplication& app, const QString& profile)
{
    ui::ApplicationOptions options;
    options.profileFolder = profile;
    options.output = media::OutputKind::Silent;
    auto program = ui::Application::start(app, options);
    if (!program) qFatal("%s", qUtf8Printable(program.error().message));
    auto& window = (*program)->window();
    window.show();
    auto* songs = window.findChild<ui::SongTable*>();
    QTimer look;
    look.callOnTimeout([&] {
        auto* model = songs ? qobject_cast<library::TrackListModel*>(songs->model()) : nullptr;
        if (!window.isVisible() || !model || model->rowCount() == 0 || !model->rowAt(0)) return;
        look.stop();
        window.repaint();
        printMemory();
        QTimer::singleShot(untilRest, &window, [] {
            printMemory();
            QApplication::quit();
        });
    });
    look.start(1);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--play") == 0) {
        QApplication app(argc, argv);
        return play(app, QString::fromLocal8Bit(argv[2]));
    }
    const QCoreApplication app(argc, argv);
    const int count = argc > 1 ? qMax(1, QByteArray(argv[1]).toInt()) : 100'000;
    const QTemporaryDir profile;
    {
        auto library = store::Store::open(profile.filePath(u"library.db"_s), library::librarySchema());
        if (!library) qFatal("The library could not be made.");
        fillLibrary(**library, count);
    }

    std::vector<double> usable;
    std::vector<double> memory;
    std::vector<double> memoryAtRest;
    for (int run = 0; run <= runs; ++run) {
        QProcess player;
        QElapsedTimer timer;
        timer.start();
        player.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        player.start(QCoreApplication::applicationFilePath(), {u"--play"_s, profile.path()});
        if (!player.waitForReadyRead(60'000)) qFatal("The player showed no window.");
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        const double bytes = player.readLine().trimmed().toDouble();
        if (!player.waitForFinished()) qFatal("The player did not end.");
        const double atRest = player.readLine().trimmed().toDouble();
        if (run == 0) continue; // makes the other databases and warms the system's cache
        usable.push_back(ms);
        memory.push_back(bytes / 1e6);
        memoryAtRest.push_back(atRest / 1e6);
    }
    report("startup", "usable_window", median(usable), "ms", usable.size());
    report("startup", "usable_window_worst", std::ranges::max(usable), "ms", usable.size());
    report("startup", "resident_memory", median(memory), "MB", memory.size());
    report("startup", "resident_memory_at_rest", median(memoryAtRest), "MB", memoryAtRest.size());
    report("startup", "tracks", count, "tracks", 1);
    return 0;
}
