// bench_scroll [TRACKS [COMMENTS]]: what a frame costs the GUI thread while somebody scrolls through a library of
// TRACKS (1000000) songs, by the wheel and with the scroll bar's handle, and through COMMENTS (100000) of one song; 0
// leaves that part out. Each figure is the median of three runs of 600 frames.
#include "bench_report.h"
#include "gui_frames.h"
#include "made_up_library.h"
#include "many_comments.h"
#include "quiet_profile.h"
#include "wait_until.h"

#include "ui/application/application.h"
#include "ui/library/song_table.h"
#include "ui/panel/comments/comments_page.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QScrollBar>
#include <QTemporaryDir>

#include <random>

using namespace groundswell;
using namespace groundswell::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 patience = 60'000;

void scrollSongs(QApplication& app, int tracks)
{
    const QTemporaryDir profile;
    {
        auto library = store::Store::open(profile.filePath(u"library.db"_s), library::librarySchema());
        if (!library) stop(u"the library could not be made"_s);
        fillLibrary(**library, tracks);
        // There are no files: the analysis would find that out for hundreds of them in a frame. It leaves out what has
        // no size.
        const auto quiet = (*library)->writer().run([](store::Database& database) -> Result<void> {
            database.execute("UPDATE track SET size = -1");
            return {};
        });
        if (!quiet) stop(quiet.error().message);
    }
    ui::ApplicationOptions options;
    options.profileFolder = profile.path();
    options.output = media::OutputKind::Silent;
    auto program = ui::Application::start(app, options);
    if (!program) stop(program.error().message);
    auto& window = (*program)->window();
    window.resize(1440, 900);
    window.show();
    auto* songs = window.findChild<ui::SongTable*>();
    if (!songs) stop(u"the window has no table of songs"_s);
    msUntil([songs, tracks] { return songs->isVisible() && songs->model()->rowCount() == tracks; }, patience);

    QScrollBar& bar = *songs->verticalScrollBar();
    reportFrames("scroll", "songs_wheel", [&](int) { wheel(*songs->viewport(), -90); });
    if (bar.value() == 0) stop(u"the songs did not scroll"_s);
    std::mt19937 random(1);
    reportFrames("scroll", "songs_handle",
                 [&](int) { bar.setValue(std::uniform_int_distribution(0, bar.maximum())(random)); });
    report("scroll", "songs", tracks, "tracks", 1);
}

void scrollComments(int comments)
{
    const ui::QuietProfile profile;
    auto village = profile.open();
    const SongId song = SongId::make(profile.clock);
    if (!ui::cacheComments(*village->cache, song, comments, profile.clock))
        stop(u"the comments could not be written"_s);
    ui::CommentsPage page(village->context());
    page.resize(408, 740);
    page.show();
    page.setSong(song, true);
    auto& list = page.list();
    msUntil([&] { return page.model().rowCount() > 0 && list.verticalScrollBar()->maximum() > 0; }, patience);

    reportFrames("scroll", "comments_wheel", [&](int) { wheel(*list.viewport(), -90); });
    if (list.verticalScrollBar()->value() == 0) stop(u"the comments did not scroll"_s);
    // From the beginning, in each run, to the end of what is there again and again: older ones come by the page.
    int most = 0;
    reportFrames("scroll", "comments_end", [&](int frame) {
        if (frame == 0) {
            page.setSong({}, false);
            page.setSong(song, true);
        }
        list.verticalScrollBar()->setValue(list.verticalScrollBar()->maximum());
        most = std::max(most, page.model().rowCount());
    });
    if (most < comments / 10) stop(u"too few older comments came"_s);
    report("scroll", "comments", comments, "comments", 1);
    report("scroll", "comments_shown", most, "rows", 1);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const auto number = [&](int place, int otherwise) {
        return argc > place ? QByteArray(argv[place]).toInt() : otherwise;
    };
    return run("scroll", [&] {
        if (const int comments = number(2, 100'000); comments > 0) scrollComments(comments);
        if (const int tracks = number(1, 1'000'000); tracks > 0) scrollSongs(app, tracks);
        return 0;
    });
}
