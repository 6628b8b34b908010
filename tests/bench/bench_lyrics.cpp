// bench_lyrics: what words that fill one by one cost of a core, at 60 frames a second, and what they cost while the
// song is paused or nobody sees them.
#include "bench_report.h"
#include "panel_seed.h"

#include "ui/panel/lyrics/lyrics_view.h"
#include "ui/style/look.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <ctime>

using namespace groundswell;
using namespace groundswell::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What this program takes of a core while its event loop runs for so long, in per cent.
double shareOfACore(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    QElapsedTimer timer;
    timer.start();
    const std::clock_t before = std::clock();
    loop.exec();
    const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    return 100 * seconds * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

/// Counts what is painted.
class PaintCounter final : public QObject
{
public:
    using QObject::QObject;
    int count = 0;

private:
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
};

int measure()
{
    auto& app = *qobject_cast<QApplication*>(QCoreApplication::instance());
    const ui::Look look(app);
    ui::LyricSheet sheet;
    sheet.document = ui::makePanelSeed().words;
    for (const lyrics::Line& line : std::as_const(sheet.document.lines))
        sheet.roman.insert(line.id, lyrics::textOf(sheet.document.layers.first(), line.id));
    constexpr qint64 lastMs = 3'600'000;
    sheet.durationMs = lastMs;
    const qint64 from = sheet.document.lines.at(1).startMs.value_or(0);

    QElapsedTimer heard;
    heard.start();
    ui::LyricsView view(look, [&] { return from + heard.elapsed(); });
    PaintCounter paints;
    view.viewport()->installEventFilter(&paints);
    view.resize(408, 740);
    view.show();
    view.setSheet(sheet);
    (void)shareOfACore(500ms); // shown, and at rest
    heard.restart();
    view.setPlaying(true);
    view.followNow();

    constexpr auto time = 15s;
    paints.count = 0;
    const int first = view.activeLine();
    const double share = shareOfACore(time);
    if (view.activeLine() == first) stop(u"no other line was sung"_s);
    report("lyrics", "word_by_word", share, "% of a core", 1);
    report("lyrics", "frames_per_second", paints.count / 15.0, "frames/s", 1);

    view.hide();
    report("lyrics", "hidden", shareOfACore(5s), "% of a core", 1);
    view.show();
    view.setPlaying(false);
    (void)shareOfACore(1s); // what moved comes to rest
    report("lyrics", "paused", shareOfACore(5s), "% of a core", 1);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication app(argc, argv);
    return run("lyrics", measure);
}
