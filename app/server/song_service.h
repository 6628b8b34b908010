#pragma once

#include "base/error.h"
#include "community/api/types.h"

#include <QJsonObject>

namespace groundswell::store {
class Database;
}

/// Reading songs and what stands beside them, without sync. For jobs of a reader; an id may be an alias.
namespace groundswell::server {

/// Hot: as hotOrder() of hot_ranking.h has them; New: the newest first.
enum class CommentSort { Hot, New };

/// What GET songs/{id}/comments asks for.
struct CommentQuery
{
    SongId song;
    CommentSort sort = CommentSort::Hot;
    int limit = 20;   ///< 1 to 100
    int start = 0;    ///< hot: how many come before this page, at most mostHot
    CommentId before; ///< new: the last one of the page before; null for the first page
};
/// How deep the hot order goes: what readTalkedOf() answers at most.
inline constexpr int mostHot = 1000;

/// Comments on the song itself. NotFound for an unknown song; InvalidInput for a page that begins beyond the list, or
/// after what is no comment on the song.
[[nodiscard]] Result<api::CommentList> listComments(store::Database& database, const CommentQuery& query, qint64 nowMs);
/// What GET songs/{id}/comments/{id}/replies asks for.
struct ReplyQuery
{
    SongId song;
    CommentId comment;
    int limit = 100; ///< 1 to 100
    CommentId after; ///< the last one of the page before; null for the first page
};
/// The replies of a comment, oldest first. NotFound for an unknown comment.
[[nodiscard]] Result<api::CommentList> listReplies(store::Database& database, const ReplyQuery& query);

/// The song under one of its ids. NotFound for an unknown one.
[[nodiscard]] Result<api::Song> findSong(store::Database& database, SongId id);
/// The songs that have their sound here, 1 to 100 a page. InvalidInput for an `after` that no page gave.
[[nodiscard]] Result<api::TrackPage> listTracks(store::Database& database, const QString& after, int limit);
/// {"stories": [...]}: pinned ones, then by support; at most 100
[[nodiscard]] Result<QJsonObject> listStories(store::Database& database, SongId song);
/// {"lyrics": [...]}: the newest revision in each language
[[nodiscard]] Result<QJsonObject> listLyrics(store::Database& database, SongId song);
/// {"translations": [...]}
[[nodiscard]] Result<QJsonObject> listTranslations(store::Database& database, SongId song);
/// {"revisions": [...]}, newest first, at most 20
[[nodiscard]] Result<QJsonObject> lyricsHistory(store::Database& database, SongId song, LyricsId lyrics);
/// What is proposed in place of its approved lines. NotFound for an unknown translation.
[[nodiscard]] Result<QJsonObject> listSuggestions(store::Database& database, SongId song, TranslationId translation);
[[nodiscard]] Result<QJsonObject> translationHistory(store::Database& database, SongId song, TranslationId translation);

/// POST songs/match without `create`: looks only.
[[nodiscard]] Result<api::MatchAnswer> lookUpSong(store::Database& database, const api::MatchRequest& request);

class ChangeLog;
/// POST songs/match with `create`: for jobs of the writer and signed-in people.
[[nodiscard]] Result<api::MatchAnswer> matchOrCreateSong(store::Database& database, ChangeLog& log,
                                                         const api::MatchRequest& request, UserId person);

} // namespace groundswell::server
