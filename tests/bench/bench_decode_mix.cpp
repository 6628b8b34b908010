// What playing costs, as a share of one core: decoding, resampling from 44.1 to 48 kHz, ReplayGain, equaliser, balance
// and limiter, all on. The silent output is used: a device adds its own work. The bound is in quality.md's budgets.
#include "audio_files.h"
#include "bench_report.h"
#include "media/dsp/equaliser.h"
#include "media/player.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <sys/resource.h>

#include <cstdio>

using namespace groundswell;
using namespace groundswell::media;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 44'100;
constexpr double Seconds = 60;
constexpr qint64 MeasuredMs = 10'000;

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

void waitFor(qint64 ms)
{
    QElapsedTimer timer;
    timer.start();
    QTimer wake;
    wake.start(16); // as often as a window draws
    while (timer.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

SoundSettings everythingOn()
{
    SoundSettings settings;
    settings.replayGain = {.mode = ReplayGainMode::Track, .preampDb = 3};
    EqualiserSetting equaliser{.on = true};
    for (std::size_t i = 0; i < equaliser.curve.gainsDb.size(); ++i)
        equaliser.curve.gainsDb.at(i) = i % 2 == 0 ? 4 : -3;
    settings.equalisers.insert({}, equaliser);
    settings.balance = 0.2;
    settings.limiter = true;
    return settings;
}

double share(const QueueEntry& entry, const SoundSettings& settings, double speed)
{
    Player player(OutputKind::Silent);
    player.setSoundSettings(settings);
    player.practice().setSpeed(speed);
    player.playAll({entry});
    waitFor(1000);
    QElapsedTimer timer;
    timer.start();
    const double before = cpuSeconds();
    waitFor(MeasuredMs);
    const double used = (cpuSeconds() - before) / (double(timer.nsecsElapsed()) * 1e-9) * 100;
    if (player.underruns() > 0) qFatal("the sound ran dry: the figure is worth nothing");
    return used;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const test::Files files;
    const test::Pcm pcm = test::music(Rate, Seconds);
    for (const QString& format : {u"flac"_s, u"mp3"_s, u"m4a"_s, u"opus"_s}) {
        const QString name = u"bench."_s + format;
        if (!files.make(name, pcm, Rate)) {
            std::fprintf(stderr, "bench_decode_mix: ffmpeg makes no %s here, so it is left out\n", qPrintable(format));
            continue;
        }
        QueueEntry entry{.source = files.url(name), .title = format};
        entry.gain = {.trackGainDb = 4.0, .albumGainDb = {}, .trackPeak = {}, .albumPeak = {}};
        const auto report = [&](const QString& what, double value) {
            bench::report("decode-mix", qPrintable(what + format), value, "% of a core", 1);
        };
        SoundSettings plain;
        plain.limiter = false;
        report(u"plain_"_s, share(entry, plain, 1));
        report(u"everything_on_"_s, share(entry, everythingOn(), 1));
        if (format == u"flac"_s) report(u"everything_on_slower_"_s, share(entry, everythingOn(), 0.8));
    }
    return 0;
}
