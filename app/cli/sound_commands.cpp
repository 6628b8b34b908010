#include "cli/commands.h"

#include "library/native_path.h"
#include "library/tag_helper.h"
#include "media/dsp/equaliser.h"
#include "media/player.h"
#include "media/renderer.h"
#include "media/wav_writer.h"
#include "streaming/streams.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace groundswell::cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("cli", text, nullptr, n);
}

/// An option that is a number in a range; `otherwise` when it is not given.
Result<double> number(const Asked& call, const QString& name, double least, double most, double otherwise)
{
    const auto text = call.option(name);
    if (!text) return otherwise;
    bool ok = false;
    const double value = text->toDouble(&ok);
    if (ok && value >= least && value <= most) return value;
    return fail(ErrorCode::InvalidInput, tr("--%1 is a number from %2 to %3, not \"%4\".")
                                             .arg(name, QString::number(least), QString::number(most), *text));
}

constexpr std::array GainNames = {"off"_L1, "track"_L1, "album"_L1, "auto"_L1};

Result<media::ReplayGainMode> gainMode(const Asked& call)
{
    const QString text = call.option(u"gain"_s).value_or(GainNames.front());
    const auto found = std::ranges::find(GainNames, text);
    if (found != GainNames.end()) return media::ReplayGainMode(found - GainNames.begin());
    return fail(ErrorCode::InvalidInput, tr("--gain is off, track, album or auto, not \"%1\".").arg(text));
}

Result<media::EqualiserCurve> curve(const Asked& call)
{
    const auto id = call.option(u"eq"_s);
    if (!id) return media::EqualiserCurve{};
    if (const auto preset = media::equaliserPreset(*id)) return *preset;
    QStringList known;
    for (const auto& preset : media::equaliserPresets())
        known << preset.id;
    return fail(ErrorCode::InvalidInput,
                tr("There is no equaliser preset \"%1\": there are %2.").arg(*id, known.join(u", "_s)));
}

bool isAddress(const QString& word)
{
    return word.startsWith("http://"_L1) || word.startsWith("https://"_L1);
}

/// The entry of a file, with what its tags say; a file without readable tags is played by its name. An address is
/// played as it downloads.
media::QueueEntry entryOf(library::TagHelper& tagsOf, const QString& path)
{
    media::QueueEntry entry;
    if (isAddress(path)) {
        entry.source = QUrl(path);
        entry.title = path;
        return entry;
    }
    const QFileInfo file(path);
    entry.source = QUrl::fromLocalFile(file.absoluteFilePath());
    entry.title = file.fileName();
    if (const auto tags = tagsOf.readOne(library::toNativeBytes(file.absoluteFilePath()))) {
        if (!tags->title.isEmpty()) entry.title = tags->title;
        entry.artist = tags->artist;
        entry.durationMs = tags->durationMs;
        entry.gain = tags->replayGain;
        // Two albums of one name are told apart by whose they are.
        if (!tags->album.isEmpty()) entry.album = tags->albumArtist + u'\n' + tags->album;
    }
    return entry;
}

Result<QList<media::QueueEntry>> entriesOf(const Asked& call)
{
    if (call.words.isEmpty()) return fail(ErrorCode::InvalidInput, tr("FILE is missing."));
    QList<media::QueueEntry> entries;
    library::TagHelper tagsOf;
    for (const auto& word : call.words)
        entries << entryOf(tagsOf, word);
    return entries;
}

/// The entries as tracks to be rendered, each at its level.
QList<media::Track> tracksOf(const QList<media::QueueEntry>& entries, media::ReplayGainMode mode, double crossfade)
{
    QList<media::Track> tracks;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto isOfOneAlbum = [&](qsizetype other) {
            return other >= 0 && other < entries.size() && !entries[i].album.isEmpty() &&
                   entries[other].album == entries[i].album;
        };
        const bool insideAlbum = isOfOneAlbum(i - 1) || isOfOneAlbum(i + 1);
        const double gain = media::replayGainFactor(entries[i].gain, {.mode = mode}, insideAlbum);
        tracks.append({.source = entries[i].source, .gain = float(gain), .crossfadeSeconds = crossfade});
    }
    return tracks;
}

/// The rate of the first file that can be played.
Result<int> firstRate(const QList<media::QueueEntry>& entries)
{
    Result<int> rate = 0;
    for (const auto& entry : entries) {
        rate = media::Renderer::sampleRateOf(entry.source);
        if (rate) return rate;
    }
    return rate;
}

/// Only where every file had its turn has the command succeeded.
Result<void> outcome(const QStringList& failures, qsizetype files)
{
    if (failures.isEmpty()) return {};
    if (files == 1) return fail(ErrorCode::Corrupt, failures.first());
    return fail(ErrorCode::Corrupt,
                tr("%1 of %2 files could not be played. The first: %3")
                    .arg(QString::number(failures.size()), QString::number(files), failures.first()));
}

Result<void> render(const Asked& call)
{
    const auto entries = entriesOf(call);
    if (!entries) return std::unexpected(entries.error());
    const auto out = call.option(u"out"_s);
    if (!out) return fail(ErrorCode::InvalidInput, tr("--out X.wav is missing."));
    const auto mode = gainMode(call);
    if (!mode) return std::unexpected(mode.error());
    const auto equaliser = curve(call);
    if (!equaliser) return std::unexpected(equaliser.error());
    const auto crossfade = number(call, u"crossfade"_s, 0, media::SoundSettings::LongestCrossfade, 0);
    if (!crossfade) return std::unexpected(crossfade.error());
    const auto speed = number(call, u"speed"_s, media::Practice::Slowest, media::Practice::Fastest, 1);
    if (!speed) return std::unexpected(speed.error());
    const auto bits = number(call, u"bits"_s, 16, 32, 32);
    if (!bits) return std::unexpected(bits.error());
    const auto rate = firstRate(*entries);
    if (!rate) return std::unexpected(rate.error());

    auto writer = media::WavWriter::create(*out, *rate, int(*bits));
    if (!writer) return std::unexpected(writer.error());
    media::Renderer renderer(*rate);
    renderer.mixer().setSettings({.curve = *equaliser, .speed = *speed});
    QStringList left;
    QObject::connect(&renderer, &media::Renderer::trackFailed, &renderer,
                     [&left](const QUrl&, const Error& error) { left << error.message; });
    Result<void> written;
    const auto frames = renderer.render(tracksOf(*entries, *mode, *crossfade), [&](std::span<const float> samples) {
        written = (*writer)->write(samples);
        return written.has_value();
    });
    if (!written) return written;
    if (!frames) return std::unexpected(frames.error());
    if (const auto finished = (*writer)->finish(); !finished) return finished;
    QStringList lines{tr("%1: %2 frames at %3 Hz, %4 s")
                          .arg(*out, QString::number(*frames), QString::number(*rate),
                               QString::number(double(*frames) / *rate, 'f', 3))};
    for (const auto& line : std::as_const(left))
        lines << tr("Left out: %1").arg(line);
    call.console.answer(QJsonObject{{u"out"_s, *out},
                                    {u"frames"_s, *frames},
                                    {u"sample_rate"_s, *rate},
                                    {u"left_out"_s, QJsonArray::fromStringList(left)}},
                        lines);
    return outcome(left, entries->size());
}

QString clock(qint64 ms)
{
    return u"%1:%2"_s.arg(QString::number(ms / 60'000), QString::number(ms / 1000 % 60).rightJustified(2, u'0'));
}

/// One line of the terminal that shows what is heard; nothing where there is no terminal.
void showTime(const media::Player& player)
{
#ifdef Q_OS_UNIX
    if (isatty(STDOUT_FILENO) == 0) return;
    std::printf("\r  %s / %s ", qPrintable(clock(player.positionMs())), qPrintable(clock(player.durationMs())));
    std::fflush(stdout);
#else
    Q_UNUSED(player)
#endif
}

Result<void> play(Call& call)
{
    auto entries = entriesOf(call);
    if (!entries) return std::unexpected(entries.error());
    streaming::Streams& streams = call.profile.streams();
    for (const auto& entry : std::as_const(*entries))
        if (!entry.source.isLocalFile()) streams.trust(entry.source); // typed by the person
    media::Player player({.opener = &streams});
    const auto files = entries->size();
    QStringList failures;
    QEventLoop loop;
    std::optional<media::QueueEntry> unsaid; // its name stands there once it is heard: what cannot be read never is
    const auto say = [&] {
        if (!unsaid) return;
        const auto entry = *std::exchange(unsaid, std::nullopt);
        const QString who = entry.artist.isEmpty() ? entry.title : tr("%1 — %2").arg(entry.artist, entry.title);
        const qint64 length = entry.durationMs > 0 ? entry.durationMs : player.durationMs();
        std::printf("\r%s  %s\n", qUtf8Printable(who), qUtf8Printable(clock(length)));
        std::fflush(stdout);
    };
    QObject::connect(&player, &media::Player::currentChanged, &loop, [&] {
        say(); // one that was over before its time was told
        unsaid = player.current();
    });
    QObject::connect(&player, &media::Player::entryFailed, &loop, [&](quint64 id, const Error& failure) {
        failures << failure.message;
        if (unsaid && unsaid->id == id) unsaid.reset();
    });
    QObject::connect(&player, &media::Player::positionChanged, &loop, [&](qint64 ms) {
        if (ms > 0) say();
        showTime(player);
    });
    QObject::connect(&player, &media::Player::stateChanged, &loop, [&](media::PlayState state) {
        if (state != media::PlayState::Stopped) return;
        say();
        loop.quit();
    });
    player.playAll(std::move(*entries));
    loop.exec();
    return outcome(failures, files);
}

} // namespace

QList<Command> soundCommands()
{
    return {
        {u"play"_s, u"FILE|URL..."_s, tr("plays files and addresses, one after the other; Ctrl+C ends it"), {}, play},
        {u"render"_s,
         u"FILE... --out X.wav [--crossfade S] [--gain off|track|album|auto] [--eq PRESET] [--speed R] [--bits N]"_s,
         tr("plays files into a WAV file, at the first one's rate, faster than real time"),
         {u"out"_s, u"crossfade"_s, u"gain"_s, u"eq"_s, u"speed"_s, u"bits"_s},
         render}};
}

} // namespace groundswell::cli
