#include "sources/village_tracks.h"

#include "community/api/json.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace groundswell::sources {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostPages = 200; // of 100: a server that never ends is not followed

QUrl under(const QUrl& village, const QString& path)
{
    QUrl url = village.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QString base = url.path();
    url.setPath((base.endsWith(u'/') ? base.chopped(1) : base) + path);
    return url;
}

/// Addresses are made here, from a digest and nothing else: what others write never becomes one.
std::optional<VillageTrack> trackOf(const api::Song& song, const QUrl& village)
{
    static const QRegularExpression digest(u"^[0-9a-f]{64}$"_s);
    if (!song.audio || !digest.match(song.audio->blob).hasMatch() || song.audio->size <= 0) return {};
    return VillageTrack{song.id,         song.title,      song.artist,
                        song.album,      song.durationMs, under(village, u"/v1/blobs/"_s + song.audio->blob),
                        song.audio->size};
}

} // namespace

VillageTracks::VillageTracks(net::HttpClient& http, QObject* parent)
    : QObject(parent)
    , m_http(http)
{
}

QFuture<Result<QList<VillageTrack>>> VillageTracks::list(const QUrl& village)
{
    return listAfter(village, {}, {}, 0);
}

QFuture<Result<QList<VillageTrack>>> VillageTracks::listAfter(const QUrl& village, const QString& after,
                                                              QList<VillageTrack> before, int page)
{
    QUrl url = under(village, u"/v1/tracks"_s);
    QUrlQuery query{{u"limit"_s, u"100"_s}};
    if (!after.isEmpty()) query.addQueryItem(u"after"_s, after);
    url.setQuery(query);
    return m_http.send({.url = url})
        .then(this,
              [this, village, before = std::move(before), page](const Result<net::HttpAnswer>& answer) mutable {
                  using Listed = Result<QList<VillageTrack>>;
                  if (!answer) return QtFuture::makeReadyValueFuture(Listed(std::unexpected(answer.error())));
                  if (answer->status == 404) return QtFuture::makeReadyValueFuture(Listed(before)); // an older server
                  const auto tracks = api::parse<api::TrackPage>(answer->body);
                  if (answer->status != 200 || !tracks)
                      return QtFuture::makeReadyValueFuture(Listed(
                          fail(ErrorCode::Network, tr("%1 did not tell what can be heard there.").arg(village.host()),
                               tracks ? QString::number(answer->status) : tracks.error().message)));
                  for (const auto& song : tracks->songs)
                      if (auto track = trackOf(song, village)) before.append(*std::move(track));
                  if (tracks->after.isEmpty() || page + 1 == MostPages)
                      return QtFuture::makeReadyValueFuture(Listed(before));
                  return listAfter(village, tracks->after, std::move(before), page + 1);
              })
        .unwrap();
}

} // namespace groundswell::sources
