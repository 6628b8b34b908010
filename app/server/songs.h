#pragma once

#include "base/error.h"
#include "community/api/types.h"

#include <optional>
#include <vector>

namespace groundswell::store {
class Database;
}

namespace groundswell::server {

class ChangeLog;

/// A song that a description was found to mean, and by what ("mbid", "isrc", "title", "artist", "duration", "album").
struct SongMatch
{
    SongId song;
    std::vector<QString> evidence;
    bool created = false;
};

/// Finds the song of a description: by recording id, by ISRC, then by folded title and artist with a length within 3 s
/// where both lengths are known; among several the same album, then the nearest length wins.
[[nodiscard]] std::optional<SongMatch> matchSong(store::Database& database, const api::MatchRequest& request);

/// Finds the song or adds it under the proposed id. When it was known under another id, the proposed one becomes its
/// alias, so that what the client wrote under it arrives. For jobs of the writer; `request` was checked by
/// checkedSong().
[[nodiscard]] SongMatch ensureSong(store::Database& database, ChangeLog& log, const api::MatchRequest& request,
                                   UserId person);

/// Adds a song as it is given.
void insertSong(store::Database& database, ChangeLog& log, const api::Song& song, UserId person);

/// The description with its texts trimmed, or what is wrong with it.
[[nodiscard]] Result<api::MatchRequest> checkedSong(api::MatchRequest request);

} // namespace groundswell::server
