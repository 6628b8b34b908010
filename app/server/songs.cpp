#include "server/songs.h"

#include "base/text_fold.h"
#include "server/change_log.h"
#include "server/entities.h"
#include "server/text_rules.h"
#include "store/database.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr qint64 durationTolerance = 3000; // ms: fades and padding differ between releases and encoders

struct Candidate
{
    SongId id;
    QString albumKey;
    qint64 durationMs = 0;
    QString mbid;
};

std::optional<SongId> songWhere(store::Database& database, const char* sql, const QString& value)
{
    if (value.isEmpty()) return std::nullopt;
    auto rows = database.prepare(sql);
    return rows.bind(value).step() ? std::optional(rows.id<SongId>(0)) : std::nullopt;
}

std::vector<Candidate> sameTitleAndArtist(store::Database& database, const QString& title, const QString& artist)
{
    auto rows =
        database.prepare("SELECT id, album_key, duration_ms, mbid FROM song WHERE title_key = ? AND artist_key = ? "
                         "ORDER BY created_at, id");
    std::vector<Candidate> found;
    rows.bind(title, artist);
    while (rows.step())
        found.push_back({rows.id<SongId>(0), rows.text(1), rows.integer(2), rows.text(3)});
    return found;
}

bool mayBe(const Candidate& candidate, const api::MatchRequest& request, bool artistKnown)
{
    if (!candidate.mbid.isEmpty() && !request.mbid.isEmpty() && candidate.mbid != request.mbid) return false;
    const bool bothLengths = candidate.durationMs > 0 && request.durationMs > 0;
    if (bothLengths) return std::abs(candidate.durationMs - request.durationMs) <= durationTolerance;
    return artistKnown; // a title alone is too little
}

} // namespace

std::optional<SongMatch> matchSong(store::Database& database, const api::MatchRequest& request)
{
    if (const auto song = songWhere(database, "SELECT id FROM song WHERE mbid = ?", request.mbid))
        return SongMatch{*song, {u"mbid"_s}};
    if (const auto song = songWhere(database, "SELECT id FROM song WHERE isrc = ?", request.isrc))
        return SongMatch{*song, {u"isrc"_s}};

    const QString artist = foldForSearch(request.artist);
    const QString album = foldForSearch(request.album);
    auto candidates = sameTitleAndArtist(database, foldForSearch(request.title), artist);
    std::erase_if(candidates, [&](const Candidate& c) { return !mayBe(c, request, !artist.isEmpty()); });
    if (candidates.empty()) return std::nullopt;

    const auto distance = [&](const Candidate& c) {
        const qint64 off = c.durationMs > 0 ? std::abs(c.durationMs - request.durationMs) : durationTolerance;
        return std::pair(c.albumKey == album ? 0 : 1, off);
    };
    const Candidate best = *std::ranges::min_element(candidates, {}, distance);
    SongMatch match{best.id, {u"title"_s}};
    if (!artist.isEmpty()) match.evidence.push_back(u"artist"_s);
    if (best.durationMs > 0 && request.durationMs > 0) match.evidence.push_back(u"duration"_s);
    if (!album.isEmpty() && best.albumKey == album) match.evidence.push_back(u"album"_s);
    return match;
}

SongMatch ensureSong(store::Database& database, ChangeLog& log, const api::MatchRequest& request, UserId person)
{
    if (const SongId known = canonicalSong(database, request.proposedId); !known.isNull()) return {known, {u"id"_s}};
    if (auto match = matchSong(database, request)) {
        database.prepare("INSERT INTO song_alias(alias, song_id) VALUES(?, ?)")
            .bind(request.proposedId, match->song)
            .run();
        return *match;
    }
    api::Song song;
    song.id = request.proposedId;
    song.title = request.title;
    song.artist = request.artist;
    song.album = request.album;
    song.durationMs = request.durationMs;
    song.mbid = request.mbid;
    song.isrc = request.isrc;
    song.createdAt = log.nowMs();
    insertSong(database, log, song, person);
    return {song.id, {}, true};
}

void insertSong(store::Database& database, ChangeLog& log, const api::Song& song, UserId person)
{
    const auto audio = song.audio.value_or(api::SongAudio());
    database
        .prepare(
            "INSERT INTO song(id, title, artist, album, duration_ms, mbid, isrc, title_key, artist_key, album_key, "
            "created_by, created_at, audio_blob, audio_type, audio_size) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(song.id, song.title, song.artist, song.album, song.durationMs, song.mbid, song.isrc,
              foldForSearch(song.title), foldForSearch(song.artist), foldForSearch(song.album), person, song.createdAt,
              audio.blob, audio.contentType, audio.size)
        .run();
    log.touch(api::songScope(song.id), u"song"_s, song.id.toString(), 1);
}

Result<api::MatchRequest> checkedSong(api::MatchRequest request)
{
    constexpr qint64 longest = 24LL * 60 * 60 * 1000;
    const std::array fields{std::tuple{&request.title, u"title"_s, true},
                            std::tuple{&request.artist, u"artist"_s, false},
                            std::tuple{&request.album, u"album"_s, false}, std::tuple{&request.mbid, u"mbid"_s, false},
                            std::tuple{&request.isrc, u"isrc"_s, false}};
    for (const auto& [text, name, required] : fields) {
        auto checked = checkedText(*text, {.most = 300, .required = required}, name);
        if (!checked) return std::unexpected(checked.error());
        *text = *checked;
    }
    request.durationMs = std::clamp(request.durationMs, qint64{0}, longest);
    return request;
}

} // namespace groundswell::server
