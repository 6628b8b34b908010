#pragma once

#include "base/clock.h"
#include "community/api/types.h"
#include "store/store.h"
#include "sync/qt/cache_tables.h"

#include <QJsonObject>

namespace groundswell::ui {

/// Gives a song this many comments, a minute apart and of different heights, as a pull leaves them in the cache.
[[nodiscard]] inline bool cacheComments(store::Store& cache, SongId song, int count, const Clock& clock)
{
    using namespace Qt::StringLiterals;
    constexpr int perPage = 5000;
    constexpr qint64 minute = 60'000;
    api::Page page;
    page.scope = api::commentsScope(song);
    for (int i = 0; i < count; ++i) {
        const qint64 at = clock.nowMs() - minute * (count - i);
        QString text = u"Comment %1: heard it on the last ferry, and the harbour lights went out one by one. "_s.arg(i);
        if (i % 3 == 0) text += u"\u591c\u306e\u96e8\u3001\u6e2f\u306e\u706f\u308a\u3002"_s.repeated(3);
        if (i % 7 == 0) text += u"\nAnd then it was morning."_s;
        const QJsonObject author{{u"id"_s, UserId::make(clock).toString()},
                                 {u"name"_s, u"person%1"_s.arg(i % 200)},
                                 {u"display_name"_s, u"Person %1"_s.arg(i % 200)}};
        const QString id = CommentId::make(clock).toString();
        const QJsonObject body{
            {u"id"_s, id},       {u"song_id"_s, song.toString()}, {u"text"_s, text},    {u"created_at"_s, at},
            {u"likes"_s, i % 5}, {u"at_ms"_s, i * 7 % 200'000},   {u"author"_s, author}};
        page.changes.push_back({u"comment"_s, id, i + 1, at, false, body});
        if (static_cast<int>(page.changes.size()) < perPage && i + 1 < count) continue;
        const auto done = cache.writer().run([&](store::Database& db) -> Result<bool> {
            sync::cache::stage(db, page, true);
            return sync::cache::applyStaged(db, {page.scope, u"cursor"_s, u"epoch"_s, {}, i + 1, false, false}, at);
        });
        if (!done || !*done) return false;
        page.changes.clear();
    }
    return true;
}

} // namespace groundswell::ui
