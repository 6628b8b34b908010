// How soon a person hears what was asked for, and what playing costs. The silent output is used: a device adds its own
// buffer to the times, and its own work to the share.
#include "audio_files.h"
#include "media/player.h"
#include "wait_until.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <random>

using namespace groundswell;
using namespace groundswell::media;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 44'100; // so that the resampler works too
constexpr double Seconds = 120;
constexpr int Runs = 15;

void report(const QString& metric, double value, const char* unit, std::size_t n)
{
    bench::report("play", qPrintable(metric), value, unit, n);
}

double msUntil(const std::function<bool()>& done)
{
    return bench::msUntil(done, 15'000);
}

void run(double ms)
{
    QElapsedTimer timer;
    timer.start();
    msUntil([&] { return double(timer.elapsed()) > ms; });
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

void benchPlayer(const QString& format, const QUrl& source)
{
    const QueueEntry entry{
        .id = 0, .track = {}, .source = source, .title = format, .artist = {}, .durationMs = 0, .problem = {}};
    Player player(OutputKind::Silent);
    player.playAll({entry});
    msUntil([&] { return player.positionMs() > 0; });

    std::vector<double> starts;
    std::vector<double> seeks;
    std::mt19937 random(1);
    for (int i = 0; i < Runs; ++i) {
        player.stop();
        run(50);
        QElapsedTimer timer;
        timer.start();
        player.play();
        msUntil([&] { return player.positionMs() > 0; });
        starts.push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
    report(u"first_sound_"_s + format, bench::median(starts), "ms", starts.size());
    for (int i = 0; i < Runs; ++i) {
        const auto target = qint64(random() % 110'000) + 2000;
        QElapsedTimer timer;
        timer.start();
        player.seek(target);
        msUntil([&] { return player.positionMs() > target; });
        seeks.push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
    report(u"seek_"_s + format, bench::median(seeks), "ms", seeks.size());
    report(u"seek_worst_"_s + format, std::ranges::max(seeks), "ms", seeks.size());

    player.seek(0);
    run(1000);
    // Without asking for the position more often than a window does.
    QElapsedTimer timer;
    timer.start();
    const double before = cpuSeconds();
    while (timer.elapsed() < 10'000) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        (void)player.positionMs();
    }
    report(u"decode_mix_"_s + format, (cpuSeconds() - before) / (double(timer.nsecsElapsed()) * 1e-9) * 100,
           "% of a core", 1);
    report(u"underruns_"_s + format, double(player.underruns()), "", 1);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    return bench::run("play", [] {
        const test::Files files;
        const test::Pcm pcm = test::music(Rate, Seconds);
        for (const QString& format : {u"wav"_s, u"flac"_s, u"mp3"_s, u"opus"_s, u"m4a"_s}) {
            const QString name = u"bench."_s + format;
            if (!files.make(name, pcm, Rate)) {
                std::fprintf(stderr, "bench_play: ffmpeg makes no %s here, so it is left out\n", qPrintable(format));
                continue;
            }
            benchPlayer(format, files.url(name));
        }
        return 0;
    });
}
