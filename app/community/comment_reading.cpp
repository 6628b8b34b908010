#include "community/comment_reading.h"

#include "community/overlay.h"
#include "community/reading.h"

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostComments = 5000; ///< of a list of all
constexpr qint64 leastWarmth = 3;  ///< of a comment among the most loved
constexpr int mostReplies = 500;   ///< of one comment
constexpr int mostMoments = 2000;

/// The bodies that a statement finds, as comments.
void collect(store::Statement& row, std::vector<api::Comment>& found)
{
    while (row.step()) {
        if (auto comment = api::parse<api::Comment>(row.text(0).toUtf8())) found.push_back(std::move(*comment));
    }
}

std::vector<api::Comment> cachedComments(store::Database& cache, const QString& scope)
{
    std::vector<api::Comment> found;
    auto row =
        cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' ORDER BY created_at DESC LIMIT ?");
    row.bind(scope, mostComments);
    collect(row, found);
    return found;
}

/// The top comments of a page as the cache has them, each once, and the replies below them.
std::vector<api::Comment> cachedPage(store::Database& cache, const QString& scope, int newest, CommentId also)
{
    std::vector<api::Comment> found;
    auto loved = cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' AND parent_id = '' AND "
                               "warmth >= ? ORDER BY warmth DESC, created_at DESC LIMIT ?");
    loved.bind(scope, leastWarmth, static_cast<qint64>(TalkPage::mostLoved));
    collect(loved, found);
    // As many more as the loved ones take away, and one that tells whether there are older ones.
    auto recent = cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' AND parent_id = '' "
                                "ORDER BY created_at DESC LIMIT ?");
    recent.bind(scope, newest + static_cast<int>(TalkPage::mostLoved) + 1);
    collect(recent, found);
    if (!also.isNull()) {
        auto wanted = cache.prepare(
            "SELECT top.body FROM entity one JOIN entity top ON top.scope = one.scope AND top.type = 'comment' AND "
            "top.id = CASE one.parent_id WHEN '' THEN one.id ELSE one.parent_id END "
            "WHERE one.scope = ? AND one.type = 'comment' AND one.id = ?");
        wanted.bind(scope, also);
        collect(wanted, found);
    }
    QSet<CommentId> seen;
    std::erase_if(found, [&seen](const api::Comment& comment) {
        const auto before = seen.size();
        seen.insert(comment.id);
        return seen.size() == before;
    });
    const size_t tops = found.size();
    auto replies = cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' AND parent_id = ? "
                                 "ORDER BY created_at LIMIT ?");
    for (size_t i = 0; i < tops; ++i) {
        replies.reset();
        replies.bind(scope, found[i].id, mostReplies);
        collect(replies, found);
    }
    return found;
}

/// How many comments the cache has, and how many of them on the song itself.
std::pair<qint64, qint64> cachedCounts(store::Database& cache, const QString& scope)
{
    auto row = cache.prepare("SELECT count(*), count(CASE parent_id WHEN '' THEN 1 END) FROM entity WHERE scope = ? "
                             "AND type = 'comment' AND parent_id IS NOT NULL");
    row.bind(scope);
    return row.step() ? std::pair(row.integer(0), row.integer(1)) : std::pair<qint64, qint64>();
}

/// Own comments that the cache does not have yet, all and on the song itself.
std::pair<qint64, qint64> ownCounts(store::Database& cache, const QString& scope,
                                    const std::vector<OutboxEntry>& entries)
{
    std::pair<qint64, qint64> counts;
    for (const auto& entry : entries) {
        const auto& operation = entry.operation;
        if (operation.kind != "comment.create"_L1 ||
            sync::cache::revision(cache, scope, u"comment"_s, operation.entityId) > 0)
            continue;
        ++counts.first;
        counts.second += operation.args.value("parent_id"_L1).toString().isEmpty() ? 1 : 0;
    }
    return counts;
}

void readSaved(store::Database& cache, const QString& scope, TalkPage& page)
{
    auto row = cache.prepare("SELECT fetched_at FROM scope WHERE name = ?");
    row.bind(scope);
    if (row.step()) page.savedAt = row.integer(0);
}

/// The warmest go to the page's `loved`, the rest to `newest`.
void share(std::vector<CommentView> comments, int newest, TalkPage& page)
{
    sortComments(comments, CommentSort::Loved);
    for (auto& view : comments) {
        const bool warm = view.comment.likes + view.comment.hugs >= leastWarmth && view.sendState == SendState::Sent &&
                          page.loved.size() < TalkPage::mostLoved;
        (warm ? page.loved : page.newest).push_back(std::move(view));
    }
    sortComments(page.newest, CommentSort::Newest);
    page.more = page.newest.size() > static_cast<size_t>(newest);
}

OwnReactions ownReactions(store::Database& cache, const api::Person& me)
{
    OwnReactions found;
    if (me.id.isNull()) return found;
    auto row = cache.prepare("SELECT id FROM entity WHERE scope = ? AND type = 'reaction'");
    row.bind(api::userScope(me.id));
    while (row.step())
        found.insert(row.text(0));
    return found;
}

qint64 countOf(const std::vector<CommentView>& comments)
{
    qint64 total = 0;
    for (const auto& view : comments)
        total += 1 + view.comment.replyCount;
    return total;
}

} // namespace

CommentsView readComments(store::Database& outbox, store::Database& cache, SongId song, CommentSort sort)
{
    const auto scope = api::commentsScope(song);
    const auto entries = ownEntries(outbox, scope);
    const auto me = currentPerson(outbox);
    CommentsView view;
    view.songId = song;
    view.comments = overlaidComments(cachedComments(cache, scope), ownReactions(cache, me), entries, me);
    sortComments(view.comments, sort);
    view.total = countOf(view.comments);
    auto row = cache.prepare("SELECT fetched_at, limited FROM scope WHERE name = ?");
    row.bind(scope);
    if (row.step()) {
        view.savedAt = row.integer(0);
        view.limited = row.boolean(1);
    }
    return view;
}

TalkPage readPage(store::Database& outbox, store::Database& cache, SongId song, int newest, CommentId also)
{
    const auto scope = api::commentsScope(song);
    const auto entries = ownEntries(outbox, scope);
    const auto me = currentPerson(outbox);
    TalkPage page;
    page.songId = song;
    share(overlaidComments(cachedPage(cache, scope, newest, also), ownReactions(cache, me), entries, me), newest, page);
    const auto [all, tops] = cachedCounts(cache, scope);
    const auto [own, ownTops] = ownCounts(cache, scope, entries);
    page.total = all + own;
    page.others =
        qMax<qint64>(static_cast<qint64>(page.newest.size()), tops + ownTops - static_cast<qint64>(page.loved.size()));
    readSaved(cache, scope, page);
    return page;
}

qint64 countUnsent(store::Database& outbox, store::Database& cache, SongId song)
{
    const auto scope = api::commentsScope(song);
    return ownCounts(cache, scope, ownEntries(outbox, scope)).first;
}

std::vector<TimedComment> readMoments(store::Database& outbox, store::Database& cache, SongId song)
{
    const auto scope = api::commentsScope(song);
    const auto entries = ownEntries(outbox, scope);
    const auto me = currentPerson(outbox);
    std::vector<api::Comment> timed;
    auto row = cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' AND parent_id = '' "
                             "AND at_ms IS NOT NULL ORDER BY warmth DESC, created_at DESC LIMIT ?");
    row.bind(scope, mostMoments);
    collect(row, timed);
    auto comments = overlaidComments(std::move(timed), ownReactions(cache, me), entries, me);
    sortComments(comments, CommentSort::Moment);
    std::vector<TimedComment> found;
    for (const auto& view : comments) {
        const api::Comment& comment = view.comment;
        if (!comment.atMs || comment.state != api::CommentState::Visible) continue;
        found.push_back(
            {comment.id, *comment.atMs, comment.likes, comment.author.displayName, comment.author.id, comment.text});
    }
    return found;
}

} // namespace groundswell::community
