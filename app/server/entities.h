#pragma once

#include "community/api/types.h"

#include <functional>
#include <optional>
#include <vector>

namespace groundswell::store {
class Database;
}

/// Reads the village's entities as they travel. For jobs of a database's reader or writer; throws SQLite::Exception.
namespace groundswell::server {

/// None for an id that nobody and nothing has.
[[nodiscard]] std::optional<api::Person> readPerson(store::Database& database, UserId id);
[[nodiscard]] std::optional<api::Song> readSong(store::Database& database, SongId id);
/// In the order of their ids, after one (null: from the first).
[[nodiscard]] std::vector<api::Song> readSongsWithAudio(store::Database& database, SongId after, int limit);
/// None for a comment that is gone.
[[nodiscard]] std::optional<api::Comment> readComment(store::Database& database, CommentId id);
/// Replies of a comment, oldest first, from the one after `after` on (a null id: from the first).
[[nodiscard]] std::vector<api::Comment> readReplies(store::Database& database, CommentId parent, CommentId after,
                                                    int limit);
/// Comments on the song itself, newest first, that are older than the given one; a null id starts at the newest.
[[nodiscard]] std::vector<api::Comment> readNewest(store::Database& database, SongId song, CommentId before, int limit);
/// The visible comments on the song itself that may be hot: the most liked, the most answered and the newest; at most
/// 1000.
[[nodiscard]] std::vector<api::Comment> readTalkedOf(store::Database& database, SongId song);
/// How many people other than its author answered a comment.
[[nodiscard]] qint64 countRepliers(store::Database& database, const api::Comment& comment);
[[nodiscard]] std::optional<api::Story> readStory(store::Database& database, StoryId id);
/// The stories of a song: pinned ones, then by support.
[[nodiscard]] std::vector<api::Story> readStories(store::Database& database, SongId song, int limit);
/// A revision of lyrics; 0 is the newest.
[[nodiscard]] std::optional<api::Lyrics> readLyrics(store::Database& database, LyricsId id, qint64 rev = 0);
[[nodiscard]] std::vector<api::Lyrics> readLyricsOf(store::Database& database, SongId song);
[[nodiscard]] std::optional<api::Translation> readTranslation(store::Database& database, TranslationId id,
                                                              qint64 rev = 0);
[[nodiscard]] std::vector<api::Translation> readTranslationsOf(store::Database& database, SongId song);
/// All revisions, newest first, at most `limit`.
[[nodiscard]] std::vector<api::Lyrics> readLyricsHistory(store::Database& database, LyricsId id, int limit);
[[nodiscard]] std::vector<api::Translation> readTranslationHistory(store::Database& database, TranslationId id,
                                                                   int limit);
/// The same one after the other, so that only one is in memory, until `visit` says false.
void visitTranslationHistory(store::Database& database, TranslationId id, int limit,
                             const std::function<bool(const api::Translation&)>& visit);

/// The body of a change in the feed; none when the entity is gone.
[[nodiscard]] std::optional<QJsonObject> readBody(store::Database& database, const QString& type,
                                                  const QString& entity);

/// The song that an id means: itself, or the one it was found to be. A null id when the village knows neither.
[[nodiscard]] SongId canonicalSong(store::Database& database, SongId id);

} // namespace groundswell::server
