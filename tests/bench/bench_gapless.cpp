// What is lost, added or changed where one file ends and the next begins: a sweep cut into twelve files of each format,
// through the real decks and mixer. With --record also through the real player and a device: the null sink of a
// PulseAudio server of its own, whose monitor is recorded in real time and compared with what was rendered.
#include "bench_report.h"
#include "media/player.h"
#include "media/renderer.h"
#include "pulse_server.h"
#include "recorder.h"
#include "sweeps.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>

#include <cstdio>

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

std::vector<float> rendered(const QList<Track>& tracks, int rate)
{
    Renderer renderer(rate);
    std::vector<float> got;
    const auto frames = renderer.render(tracks, [&got](std::span<const float> samples) {
        got.insert(got.end(), samples.begin(), samples.end());
        return true;
    });
    if (!frames) qFatal("%ls", qUtf16Printable(frames.error().message));
    return got;
}

void render(const Format& format, const Cut& cut)
{
    QElapsedTimer timer;
    timer.start();
    const auto got = rendered(cut.tracks, format.rate);
    const double seconds = double(timer.nsecsElapsed()) * 1e-9;
    compare(format.name, got, cut.expected, format.isLossless ? 0.0F : format.ending == u"ogg"_s ? 0.1F : 2e-6F);
    bench::report("gapless", qPrintable(format.name + u"_speed"_s), Seconds / seconds, "times real time", 1);
}

/// Plays the files on the null sink and compares what its monitor heard. Half a second of silence comes first: the
/// monitor may miss the first frames that a sink plays after resting (PulseAudio renders them anew when a stream
/// joins).
void record(const Format& format, const Files& files, const Cut& cut)
{
    const QString name = u"silence-%1.flac"_s.arg(format.rate);
    if (!files.make(name, Pcm(std::size_t(format.rate), 0), format.rate)) qFatal("ffmpeg makes no silence");
    const auto tracks = QList<Track>{{.source = files.url(name)}} + cut.tracks;
    const auto exact = rendered(tracks, 48'000);
    Recorder recorder;
    if (!recorder.start(u"gapless"_s)) qFatal("parec does not record");
    Player player;
    SoundSettings settings;
    settings.limiter = false;
    player.setSoundSettings(settings);
    QList<QueueEntry> entries;
    for (const Track& track : tracks)
        entries.append({.source = track.source, .title = track.source.fileName()});
    QEventLoop loop;
    QObject::connect(&player, &Player::stateChanged, &loop, [&](PlayState state) {
        if (state == PlayState::Stopped) loop.quit();
    });
    player.playAll(entries);
    loop.exec();
    const auto recorded = recorder.stop();
    compare(format.name + u"_recorded"_s, withoutSilence(recorded), withoutSilence(exact), 0);
    bench::report("gapless", qPrintable(format.name + u"_recorded_underruns"_s), double(player.underruns()), "", 1);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const Files files;
    const bool records = app.arguments().contains(u"--record"_s);
    PulseServer server;
    if (records && (!server.start() || PulseServer::addSink(u"gapless"_s).isEmpty()))
        qFatal("no PulseAudio server could be started");
    for (const Format& format : formats()) {
        const Cut cut = cutUp(files, format);
        if (cut.tracks.isEmpty()) {
            std::fprintf(stderr, "bench_gapless: ffmpeg makes no %s here, so it is left out\n",
                         qPrintable(format.name));
            continue;
        }
        render(format, cut);
        if (records) record(format, files, cut);
    }
    return 0;
}
