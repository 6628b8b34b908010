// bench_lyrics: what words that fill one by one cost of a core and how many frames a second they get, and what they
// cost between two lines, while the song is paused and while nobody sees them.
#include "bench_report.h"
#include "panel_seed.h"

#include "ui/panel/lyrics/lyrics_view.h"
#include "ui/style/look.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>
#include <ctime>

using namespace groundswell;
using namespace groundswell::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype linesBeforeRest = 8;
constexpr qint64 wordMs = 800;
constexpr qint64 restMs = 20'000;

/// Words without a pause, so that something fills at every moment; then a long rest between two lines. With all that
/// may stand around a line: romanisation, translation, count.
ui::LyricSheet makeSheet()
{
    ui::LyricSheet sheet;
    sheet.document = ui::makePanelSeed().words;
    sheet.durationMs = 3'600'000;
    qint64 at = 1000;
    for (lyrics::Line& line : sheet.document.lines) {
        line.startMs = at;
        for (lyrics::Word& word : line.words) {
            word.startMs = at;
            at += wordMs;
            word.endMs = at;
        }
        line.endMs = at;
        sheet.roman.insert(line.id, lyrics::textOf(sheet.document.layers.first(), line.id));
        sheet.translation.insert(line.id, u"One by one the harbour lights go out"_s);
        sheet.commentCounts.insert(line.id, 12);
        if (&line == &sheet.document.lines.at(linesBeforeRest - 1)) at += restMs;
    }
    sheet.translationLang = u"en"_s;
    return sheet;
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

struct Share
{
    double ofACore = 0; ///< in per cent
    double framesPerSecond = 0;
};

/// What this program takes of a core while its event loop runs for so long, and how often it paints.
Share share(std::chrono::milliseconds time, PaintCounter& paints)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    QElapsedTimer timer;
    timer.start();
    paints.count = 0;
    const std::clock_t before = std::clock();
    loop.exec();
    const double cpu = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    return {100 * cpu / seconds, paints.count / seconds};
}

int measure()
{
    auto& app = *qobject_cast<QApplication*>(QCoreApplication::instance());
    const ui::Look look(app);
    const ui::LyricSheet sheet = makeSheet();
    QElapsedTimer heard;
    heard.start();
    qint64 from = *sheet.document.lines.first().startMs;

    QWidget window; // what stands behind the words would be painted too, if they let it be seen
    window.resize(408, 740);
    auto* view = new ui::LyricsView(look, [&] { return from + heard.elapsed(); });
    auto* column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view);
    PaintCounter paints;
    view->viewport()->installEventFilter(&paints);
    window.show();
    view->setSheet(sheet);
    (void)share(500ms, paints); // shown, and at rest
    const auto listenFrom = [&](qint64 ms) {
        from = ms;
        heard.restart();
        view->setPlaying(true);
    };

    std::vector<double> cost;
    std::vector<double> frames;
    listenFrom(from);
    for (int run = 0; run < 5; ++run) {
        const int first = view->activeLine();
        const Share taken = share(4s, paints);
        if (view->activeLine() == first) stop(u"no other line was sung"_s);
        cost.push_back(taken.ofACore);
        frames.push_back(taken.framesPerSecond);
    }
    report("lyrics", "word_by_word", median(cost), "% of a core", cost.size());
    report("lyrics", "frames_per_second", median(frames), "frames/s", frames.size());

    listenFrom(*sheet.document.lines.at(linesBeforeRest - 1).endMs + 100);
    (void)share(1s, paints); // what moved comes to rest
    const Share rest = share(5s, paints);
    report("lyrics", "between_lines", rest.ofACore, "% of a core", 1);
    report("lyrics", "frames_between_lines", rest.framesPerSecond, "frames/s", 1);

    listenFrom(*sheet.document.lines.first().startMs);
    view->hide();
    report("lyrics", "hidden", share(5s, paints).ofACore, "% of a core", 1);
    view->show();
    view->setPlaying(false);
    (void)share(1s, paints);
    report("lyrics", "paused", share(5s, paints).ofACore, "% of a core", 1);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication app(argc, argv);
    return run("lyrics", measure);
}
