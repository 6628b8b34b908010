#include "cli/commands.h"

#include "sources/village_tracks.h"
#include "streaming/streams.h"

#include <QCoreApplication>
#include <QLocale>

namespace groundswell::cli {

using namespace Qt::StringLiterals;
using streaming::KeptState;
using streaming::KeptTrack;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

QString nameOf(KeptState state)
{
    switch (state) {
    case KeptState::None: return u"none"_s;
    case KeptState::Queued: return u"queued"_s;
    case KeptState::Downloading: return u"downloading"_s;
    case KeptState::Paused: return u"paused"_s;
    case KeptState::Kept: return u"kept"_s;
    case KeptState::Failed: return u"failed"_s;
    }
    return {};
}

Result<QList<QUrl>> addresses(const Call& call)
{
    if (call.words.isEmpty()) return fail(ErrorCode::InvalidInput, tr("URL is missing."));
    QList<QUrl> urls;
    for (const auto& word : call.words) {
        const QUrl url(word, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty())
            return fail(ErrorCode::InvalidInput, tr("%1 is not an address.").arg(word));
        urls << url;
    }
    return urls;
}

/// The list, once it is loaded.
streaming::KeptOffline& loaded(Call& call)
{
    auto& kept = call.profile.keptOffline();
    QEventLoop loop;
    QObject::connect(&kept, &streaming::KeptOffline::loaded, &loop, &QEventLoop::quit);
    if (!kept.isLoaded()) loop.exec();
    return kept;
}

void waitForDownloads(streaming::KeptOffline& kept)
{
    QEventLoop loop;
    const auto look = [&] {
        if (!kept.isBusy()) loop.quit();
    };
    QObject::connect(&kept, &streaming::KeptOffline::changed, &loop, look);
    QObject::connect(&kept, &streaming::KeptOffline::listChanged, &loop, look);
    if (kept.isBusy()) loop.exec();
}

void answerTracks(const Call& call, const QList<KeptTrack>& tracks)
{
    QJsonArray values;
    QStringList lines;
    for (const auto& track : tracks) {
        QJsonObject value{{u"url"_s, track.source.toString()},
                          {u"state"_s, nameOf(track.state)},
                          {u"bytes"_s, track.here},
                          {u"size"_s, track.size}};
        if (!track.title.isEmpty()) value[u"title"_s] = track.title;
        if (!track.reason.isEmpty()) value[u"reason"_s] = track.reason;
        values << value;
        lines << u"%1\t%2 %\t%3\t%4"_s.arg(nameOf(track.state))
                     .arg(track.percent())
                     .arg(track.source.toString(), track.reason);
    }
    if (lines.isEmpty()) lines << tr("Nothing is kept offline.");
    call.console.answer(values, lines);
}

Result<void> keep(Call& call)
{
    const auto urls = addresses(call);
    if (!urls) return std::unexpected(urls.error());
    auto& kept = loaded(call);
    QList<KeptTrack> tracks;
    for (const auto& url : *urls) {
        call.profile.streams().trust(url); // the person typed it
        if (kept.track(url).state == KeptState::None)
            tracks.append({.source = url, .title = call.option(u"title"_s).value_or(QString())});
        else
            kept.resume(url);
    }
    kept.keep(tracks);
    waitForDownloads(kept);
    QList<KeptTrack> now;
    for (const auto& url : *urls)
        now << kept.track(url);
    answerTracks(call, now);
    for (const auto& track : now)
        if (track.state == KeptState::Failed) return fail(ErrorCode::Network, track.reason);
    return {};
}

Result<void> unkeep(Call& call)
{
    const auto urls = addresses(call);
    if (!urls) return std::unexpected(urls.error());
    auto& kept = loaded(call);
    for (const auto& url : *urls) {
        if (kept.track(url).state == KeptState::None)
            return fail(ErrorCode::NotFound, tr("%1 is not kept offline.").arg(url.toString()));
        kept.remove({url});
    }
    answerTracks(call, kept.tracks());
    return {};
}

Result<void> listKept(Call& call)
{
    auto& kept = loaded(call);
    answerTracks(call, kept.tracks());
    return {};
}

/// "500M", "2G", or bytes.
Result<qint64> bytesOf(const QString& text)
{
    QString digits = text;
    qint64 factor = 1;
    for (const auto& [unit, bytes] : {std::pair{u'K', 1LL << 10}, {u'M', 1LL << 20}, {u'G', 1LL << 30}})
        if (digits.endsWith(unit, Qt::CaseInsensitive)) factor = bytes;
    if (factor > 1) digits.chop(1);
    bool isNumber = false;
    const double number = digits.toDouble(&isNumber);
    if (!isNumber || number < 0 || number * double(factor) > double(1LL << 50))
        return fail(ErrorCode::InvalidInput, tr("%1 is not a size: write for example 500M or 2G.").arg(text));
    return qint64(number * double(factor));
}

Result<void> quota(Call& call)
{
    auto& media = call.profile.media();
    qint64 quota = streaming::Streams::keptQuota(media);
    if (!call.words.isEmpty()) {
        const auto bytes = bytesOf(call.words.first());
        if (!bytes) return std::unexpected(bytes.error());
        quota = *bytes;
        call.profile.streams().setQuota(quota);
    }
    const store::ChunkStore chunks(media);
    const auto stored = chunks.storedBytes();
    const auto pinned = chunks.pinnedBytes();
    if (!stored) return std::unexpected(stored.error());
    if (!pinned) return std::unexpected(pinned.error());
    const QLocale locale;
    call.console.answer(
        QJsonObject{{u"quota"_s, quota}, {u"cached"_s, *stored - *pinned}, {u"kept"_s, *pinned}},
        {tr("Cache: %1 of %2").arg(locale.formattedDataSize(*stored - *pinned), locale.formattedDataSize(quota)),
         tr("Kept offline: %1").arg(locale.formattedDataSize(*pinned))});
    return {};
}

Result<void> villageTracks(Call& call)
{
    const auto& account = call.profile.village().account().current();
    const auto given = call.option(u"server"_s);
    if (!given && !account)
        return fail(ErrorCode::InvalidInput, tr("--server URL is missing: nobody signed in here yet."));
    net::HttpClient http;
    sources::VillageTracks source(http);
    const auto tracks = await(source.list(given ? QUrl::fromUserInput(*given) : account->server));
    if (!tracks) return std::unexpected(tracks.error());
    QJsonArray values;
    QStringList lines;
    for (const auto& track : *tracks) {
        values << QJsonObject{{u"song"_s, track.song.toString()},   {u"title"_s, track.title},
                              {u"artist"_s, track.artist},          {u"album"_s, track.album},
                              {u"duration_ms"_s, track.durationMs}, {u"size"_s, track.size},
                              {u"url"_s, track.stream.toString()}};
        lines << u"%1\t%2\t%3"_s.arg(track.artist, track.title, track.stream.toString());
    }
    if (lines.isEmpty()) lines << tr("Nothing can be heard from there yet.");
    call.console.answer(values, lines);
    return {};
}

} // namespace

QList<Command> streamCommands()
{
    return {
        {u"village tracks"_s,
         u"[--server URL]"_s,
         tr("what can be heard from the community"),
         {u"server"_s},
         villageTracks},
        {u"keep"_s, u"URL... [--title TEXT]"_s, tr("download tracks and keep them offline"), {u"title"_s}, keep},
        {u"unkeep"_s, u"URL..."_s, tr("keep them no longer; the cache may still have them"), {}, unkeep},
        {u"kept"_s, {}, tr("what is kept offline, and how far it is"), {}, listKept},
        {u"quota"_s, u"[SIZE]"_s, tr("show or set what the cache of sound and covers may hold (500M, 2G)"), {}, quota}};
}

} // namespace groundswell::cli
