#pragma once

#include "community/view.h"
#include "store/database.h"

/// What is said about a song, read from the two stores: the village's from the cache, with one's own that is on its way
/// laid over it. Runs on a reader's thread, inside of readBoth(); each
/// reads the outbox first, as that asks.
namespace groundswell::community {

/// All of them, with their replies; of very many the newest 5,000.
[[nodiscard]] CommentsView readComments(store::Database& outbox, store::Database& cache, SongId song, CommentSort sort);
/// See Talk::page().
[[nodiscard]] TalkPage readPage(store::Database& outbox, store::Database& cache, SongId song, const TalkPage& former,
                                CommentId also);
/// See Talk::older().
[[nodiscard]] OlderTalk readOlder(store::Database& outbox, store::Database& cache, SongId song, const TalkPlace& place);
/// How many of one's own the village does not have yet.
[[nodiscard]] qint64 countUnsent(store::Database& outbox, store::Database& cache, SongId song);
/// What is said about moments of the song, by time.
[[nodiscard]] std::vector<TimedComment> readMoments(store::Database& outbox, store::Database& cache, SongId song);

} // namespace groundswell::community
