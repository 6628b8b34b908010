// bench_search [TRACKS]: what a key stroke in the search field costs over TRACKS (1000000) tracks, and what the track
// list's first page does.
#include "bench_report.h"
#include "made_up_library.h"

#include "library/library_schema.h"
#include "library/track_queries.h"
#include "store/store.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QStringList>
#include <QTemporaryDir>

#include <ctime>

using namespace groundswell;
using namespace groundswell::bench;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

namespace {

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 1'000'000;
    const QTemporaryDir folder;
    auto library = store::Store::open(folder.filePath(u"library.db"_s), librarySchema());
    if (!library) qFatal("The library could not be made.");
    fillLibrary(**library, count);
    const TrackQueries queries((*library)->readers());

    std::vector<double> strokes;
    std::vector<double> strokesCpu; // what is left when other programs share the machine
    double slowestCpu = 0;
    QString slowest;
    const QStringList typed{u"night rain"_s, u"love moon"_s, u"sunrain"_s, u"rokita"_s,   u"in"_s,
                            u"丁"_s,         u"yi ra"_s,     u"zzzz"_s,    u"the end"_s,  u"dael fire"_s,
                            u"loin"_s,       u"ininda"_s,    u"loinlo"_s,  u"rain niin"_s}; // of these, the most common
                                                                                            // words of this library
    for (int round = 0; round < 3; ++round) {
        for (const QString& whole : typed) {
            for (qsizetype length = 1; length <= whole.size(); ++length) {
                QElapsedTimer timer;
                timer.start();
                const std::clock_t cpuBefore = std::clock();
                if (!queries.search(whole.left(length)).takeResult()) qFatal("A search failed.");
                strokes.push_back(milliseconds(timer));
                strokesCpu.push_back(1e3 * static_cast<double>(std::clock() - cpuBefore) / CLOCKS_PER_SEC);
                if (strokesCpu.back() > slowestCpu) {
                    slowestCpu = strokesCpu.back();
                    slowest = whole.left(length);
                }
            }
        }
    }
    report("search", "tracks", count, "tracks", 1);
    report("search", "key_stroke_median", median(strokes), "ms", strokes.size());
    report("search", "key_stroke_p99", p99(strokes), "ms", strokes.size());

    report("search", "key_stroke_cpu_p99", p99(strokesCpu), "ms", strokesCpu.size());
    std::fprintf(stderr, "bench search: the slowest was \"%s\" with %.1f ms\n", qPrintable(slowest), slowestCpu);

    const auto list = [&](const char* metric, const TrackFilter& filter, const TrackOrder& order) {
        std::vector<double> times;
        for (int round = 0; round < 3; ++round) {
            QElapsedTimer timer;
            timer.start();
            if (!queries.ids(filter, order).takeResult()) qFatal("A list failed.");
            times.push_back(milliseconds(timer));
        }
        report("search", metric, median(times), "ms", times.size());
    };
    list("all_ids_by_artist", {}, {TrackField::Artist});
    list("all_ids_by_title", {}, {TrackField::Title});
    list("all_ids_by_duration", {}, {TrackField::Duration});
    list("filtered_ids_rare", {.text = u"rokita"_s}, {});
    list("filtered_ids_common", {.text = u"in"_s}, {});
    return 0;
}
