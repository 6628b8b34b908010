// What is lost, added or changed where one file ends and the next begins: a sweep cut into twelve files of each format,
// through the real decks and mixer. With --record also through a device: a PulseAudio null sink, whose monitor is
// recorded (needs a running PulseAudio server with pactl and parec).
#include "bench_report.h"
#include "media/player.h"
#include "media/renderer.h"
#include "sweeps.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>

#include <cstdio>
#include <cstring>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Pieces = 12;
constexpr double Seconds = 12;

struct Format
{
    QString name;
    QString ending;
    int rate = 44'100;
    QStringList options = {};
    bool isLossless = false;
};

QList<Format> formats()
{
    return {{u"flac"_s, u"flac"_s, 44'100, {}, true},
            {u"flac_48k"_s, u"flac"_s, 48'000, {}, true},
            {u"wav"_s, u"wav"_s, 44'100, {}, true},
            {u"alac"_s, u"m4a"_s, 44'100, {u"-c:a"_s, u"alac"_s}, true},
            {u"mp3"_s, u"mp3"_s, 44'100, {u"-b:a"_s, u"192k"_s}},
            {u"mp3_vbr"_s, u"mp3"_s, 44'100, {u"-q:a"_s, u"2"_s}},
            {u"aac"_s, u"m4a"_s, 44'100, {u"-b:a"_s, u"192k"_s, u"-aac_pns"_s, u"0"_s}},
            {u"opus"_s, u"opus"_s, 48'000, {u"-b:a"_s, u"160k"_s}},
            {u"vorbis"_s, u"ogg"_s, 44'100, {u"-c:a"_s, u"libvorbis"_s, u"-q:a"_s, u"6"_s}}};
}

/// The sweep in files, and the sound that their decoder alone gives, each cut to its length.
struct Cut
{
    QList<Track> tracks;
    std::vector<float> expected;
};

Cut cutUp(const Files& files, const Format& format)
{
    const auto frames = qint64(Seconds * format.rate);
    const Pcm pcm = rounded(sweep(format.rate, Seconds, 0, frames));
    std::mt19937 random(1);
    const auto places = cuts(frames, Pieces, 4000, random);
    Cut cut;
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        const Pcm part(pcm.begin() + places[i] * ChannelCount, pcm.begin() + places[i + 1] * ChannelCount);
        const QString name = u"%1-%2.%3"_s.arg(format.name).arg(i).arg(format.ending);
        if (!files.make(name, part, format.rate, format.options)) return {};
        cut.tracks.append({.source = files.url(name)});
        // FFmpeg's program loses the end of Vorbis that fits into one page, so that is held against the sweep.
        const bool isReference = !format.isLossless && format.ending != u"ogg"_s;
        const auto decoded = isReference ? files.decoded(name, format.rate) : floats(part);
        cut.expected.insert(cut.expected.end(), decoded.begin(), decoded.begin() + std::ptrdiff_t(part.size()));
    }
    return cut;
}

void compare(const QString& name, std::span<const float> got, std::span<const float> expected, float tolerance)
{
    const auto report = [&name](const char* what, double value, const char* unit) {
        bench::report("gapless", qPrintable(name + u'_' + QLatin1StringView(what)), value, unit, Pieces - 1);
    };
    const qint64 more = qint64(got.size() / ChannelCount) - qint64(expected.size() / ChannelCount);
    report("lost", double(std::max<qint64>(0, -more)), "frames");
    report("added", double(std::max<qint64>(0, more)), "frames");
    qint64 changed = 0;
    double largest = 0;
    for (std::size_t i = 0; i < std::min(got.size(), expected.size()); ++i) {
        const double difference = std::abs(double(got[i]) - double(expected[i]));
        changed += difference > double(tolerance);
        largest = std::max(largest, difference);
    }
    report("changed", double(changed), "samples");
    report("largest_difference", largest, "of full scale");
}

void render(const Format& format, const Cut& cut)
{
    Renderer renderer(format.rate);
    std::vector<float> got;
    QElapsedTimer timer;
    timer.start();
    const auto frames = renderer.render(cut.tracks, [&got](std::span<const float> samples) {
        got.insert(got.end(), samples.begin(), samples.end());
        return true;
    });
    if (!frames) qFatal("%ls", qUtf16Printable(frames.error().message));
    const double seconds = double(timer.nsecsElapsed()) * 1e-9;
    compare(format.name, got, cut.expected, format.isLossless ? 0.0F : format.ending == u"ogg"_s ? 0.1F : 2e-6F);
    bench::report("gapless", qPrintable(format.name + u"_speed"_s), Seconds / seconds, "times real time", 1);
}

QByteArray run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("%ls failed: is there a PulseAudio server?", qUtf16Printable(program));
    return process.readAllStandardOutput().trimmed();
}

/// Plays the files on a null sink and compares what its monitor heard.
void record(const Cut& cut)
{
    const QByteArray module = run(u"pactl"_s, {u"load-module"_s, u"module-null-sink"_s, u"sink_name=gapless"_s,
                                               u"rate=48000"_s, u"format=float32le"_s, u"channels=2"_s});
    QProcess recorder;
    recorder.start(u"parec"_s, {u"-d"_s, u"gapless.monitor"_s, u"--format=float32le"_s, u"--rate=48000"_s,
                                u"--channels=2"_s, u"--latency-msec=50"_s});
    if (!recorder.waitForStarted()) qFatal("parec does not start");

    Player player;
    SoundSettings settings;
    settings.limiter = false;
    settings.deviceId = u"gapless"_s;
    player.setSoundSettings(settings);
    QList<QueueEntry> entries;
    for (const Track& track : cut.tracks)
        entries.append({.source = track.source, .title = track.source.fileName()});
    QEventLoop loop;
    QObject::connect(&player, &Player::stateChanged, &loop, [&](PlayState state) {
        if (state == PlayState::Stopped) loop.quit();
    });
    QByteArray heard;
    QObject::connect(&recorder, &QProcess::readyReadStandardOutput, &loop,
                     [&] { heard += recorder.readAllStandardOutput(); });
    player.playAll(entries);
    loop.exec();
    QTimer::singleShot(1000, &loop, &QEventLoop::quit);
    loop.exec();
    recorder.terminate();
    recorder.waitForFinished();
    run(u"pactl"_s, {u"unload-module"_s, QString::fromLatin1(module)});

    std::vector<float> samples(std::size_t(heard.size()) / sizeof(float));
    std::memcpy(samples.data(), heard.constData(), samples.size() * sizeof(float));
    // From the first sound to the last: the sweep begins and ends loudly.
    const auto isSound = [](float sample) { return sample != 0.0F; };
    const auto first = std::ranges::find_if(samples, isSound) - samples.begin();
    auto last = std::ssize(samples);
    while (last > 0 && !isSound(samples[std::size_t(last - 1)]))
        --last;
    const auto begin = first / ChannelCount * ChannelCount;
    const auto end = std::max(begin, (last + ChannelCount - 1) / ChannelCount * ChannelCount);
    compare(u"recorded"_s, std::span(samples).subspan(std::size_t(begin), std::size_t(end - begin)), cut.expected, 0);
    bench::report("gapless", "recorded_underruns", double(player.underruns()), "", 1);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const Files files;
    for (const Format& format : formats()) {
        const Cut cut = cutUp(files, format);
        if (cut.tracks.isEmpty()) {
            std::fprintf(stderr, "bench_gapless: ffmpeg makes no %s here, so it is left out\n",
                         qPrintable(format.name));
            continue;
        }
        render(format, cut);
        if (format.name == u"flac_48k"_s && app.arguments().contains(u"--record"_s)) record(cut);
    }
    return 0;
}
