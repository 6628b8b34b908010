// bench_analyse: waveform, loudness and fingerprint of four minutes of sound, for each format: in CPU time of one core,
// beside FFmpeg's own program that only decodes the same file; and through the helper process, as the player does it.
#include "audio_files.h"
#include "bench_report.h"
#include "media/analysis/file_analysis.h"
#include "media/analysis/track_analyser.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <sys/resource.h>

#include <cstdio>
#include <functional>

using namespace groundswell;
using namespace groundswell::bench;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 44'100;
constexpr double Seconds = 240;
constexpr int Runs = 3;

double cpuSeconds(int whose)
{
    rusage usage{};
    getrusage(whose, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

double cpuOf(int whose, const std::function<void()>& work)
{
    std::vector<double> seconds;
    for (int run = 0; run < Runs; ++run) {
        const double before = cpuSeconds(whose);
        work();
        seconds.push_back(cpuSeconds(whose) - before);
    }
    return median(seconds);
}

void decodeOnly(const QString& path)
{
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-nostdin"_s, u"-threads"_s, u"1"_s, u"-i"_s, path, u"-f"_s,
                               u"null"_s, u"-"_s});
    ffmpeg.waitForFinished(-1);
}

void measure(const QString& format, const Files& files, const QString& name)
{
    const auto figure = [&](const char* metric, double value) {
        report("analyse", (QByteArray(metric) + '_' + format.toUtf8()).constData(), value, "x", Runs);
    };
    const QUrl source = files.url(name);
    const double analysed = cpuOf(RUSAGE_SELF, [&] {
        if (const auto analysis = analyseFile(source); !analysis)
            qFatal("%ls", qUtf16Printable(analysis.error().message));
    });
    const double decoded = cpuOf(RUSAGE_CHILDREN, [&] { decodeOnly(files.path(name)); });
    figure("times_real_time", Seconds / analysed);
    figure("ratio_to_bare_decode", analysed / decoded);

    worker::WorkerProcess helper;
    std::vector<double> walls;
    for (int run = 0; run < Runs; ++run) {
        QElapsedTimer timer;
        timer.start();
        if (!TrackAnalyser::analyse(helper, source)) qFatal("the helper could not measure it");
        walls.push_back(double(timer.nsecsElapsed()) * 1e-9);
    }
    figure("wall_times_real_time_in_helper", Seconds / median(walls));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const Files files;
    const Pcm pcm = music(Rate, Seconds);
    for (const auto& format : {u"wav"_s, u"flac"_s, u"mp3"_s, u"opus"_s, u"ogg"_s, u"m4a"_s}) {
        const QString name = u"song."_s + format;
        if (files.make(name, pcm, Rate))
            measure(format, files, name);
        else
            std::fprintf(stderr, "bench analyse: ffmpeg makes no %s here, so it is left out\n", qPrintable(format));
    }
    return 0;
}
