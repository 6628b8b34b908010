#include "community/comment_reading.h"

#include "community/overlay.h"
#include "community/reading.h"

#include <limits>

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

constexpr qint64 never = std::numeric_limits<qint64>::max();

/// Comments on the song itself, the newest first.
struct Tops
{
    std::vector<api::Comment> comments;
    std::optional<TalkPlace> end; ///< the last one's
    bool more = false;
};

/// What follows a place: at most so many, and not what is older than `since`.
void collectTops(store::Database& cache, const QString& scope, qint64 since, qint64 most, Tops& tops)
{
    const TalkPlace after = tops.end.value_or(TalkPlace{never, {}});
    auto row = cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' AND parent_id = '' AND "
                             "created_at BETWEEN ? AND ? AND (created_at < ? OR id > ?) "
                             "ORDER BY created_at DESC, id LIMIT ?");
    row.bind(scope, since, after.createdAt, after.createdAt, after.id.toString(), most);
    collect(row, tops.comments);
    if (!tops.comments.empty()) tops.end = {tops.comments.back().createdAt, tops.comments.back().id};
}

/// A page after a place, or from the newest on; and all as far as `end`.
Tops readTops(store::Database& cache, const QString& scope, const std::optional<TalkPlace>& after,
              const std::optional<TalkPlace>& end = {})
{
    constexpr auto page = static_cast<qint64>(TalkPage::size);
    Tops tops;
    tops.end = after;
    if (end) collectTops(cache, scope, end->createdAt, -1, tops);
    if (const auto left = page - static_cast<qint64>(tops.comments.size()); left > 0)
        collectTops(cache, scope, 0, left, tops);
    Tops next{{}, tops.end, false};
    collectTops(cache, scope, 0, 1, next);
    tops.more = !next.comments.empty();
    return tops;
}

/// The most loved, and `also` or what it replies to.
void collectOthers(store::Database& cache, const QString& scope, CommentId also, std::vector<api::Comment>& found)
{
    auto loved = cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' AND parent_id = '' AND "
                               "warmth >= ? ORDER BY warmth DESC, created_at DESC LIMIT ?");
    loved.bind(scope, leastWarmth, static_cast<qint64>(TalkPage::mostLoved));
    collect(loved, found);
    if (also.isNull()) return;
    auto wanted = cache.prepare(
        "SELECT top.body FROM entity one JOIN entity top ON top.scope = one.scope AND top.type = 'comment' AND "
        "top.id = CASE one.parent_id WHEN '' THEN one.id ELSE one.parent_id END "
        "WHERE one.scope = ? AND one.type = 'comment' AND one.id = ?");
    wanted.bind(scope, also);
    collect(wanted, found);
}

/// Each once, and the replies below them.
void completeThreads(store::Database& cache, const QString& scope, std::vector<api::Comment>& found)
{
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

using KnownComments = QHash<CommentId, SharedComment>;

KnownComments known(const TalkPage& page)
{
    KnownComments found;
    for (const auto* part : {&page.loved, &page.newest}) {
        for (const auto& comment : *part)
            found.insert(comment->comment.id, comment);
    }
    return found;
}

/// What was known and is the same is shared: whoever shows it sees that by the pointer.
std::vector<SharedComment> shared(std::vector<CommentView> comments, const KnownComments& known = {})
{
    std::vector<SharedComment> made;
    made.reserve(comments.size());
    for (auto& view : comments) {
        const auto before = known.constFind(view.comment.id);
        const bool same = before != known.cend() && **before == view;
        made.push_back(same ? *before : std::make_shared<const CommentView>(std::move(view)));
    }
    return made;
}

/// The warmest go to the page's `loved`, the rest to `newest`.
void share(std::vector<CommentView> comments, const KnownComments& known, TalkPage& page)
{
    std::vector<CommentView> loved;
    std::vector<CommentView> newest;
    sortComments(comments, CommentSort::Loved);
    for (auto& view : comments) {
        const bool warm = view.comment.likes + view.comment.hugs >= leastWarmth && view.sendState == SendState::Sent &&
                          loved.size() < TalkPage::mostLoved;
        (warm ? loved : newest).push_back(std::move(view));
    }
    sortComments(newest, CommentSort::Newest);
    page.loved = shared(std::move(loved), known);
    page.newest = shared(std::move(newest), known);
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

TalkPage readPage(store::Database& outbox, store::Database& cache, SongId song, const TalkPage& former, CommentId also)
{
    const auto scope = api::commentsScope(song);
    const auto entries = ownEntries(outbox, scope);
    const auto me = currentPerson(outbox);
    TalkPage page;
    page.songId = song;
    auto read = readTops(cache, scope, {}, former.end);
    page.end = read.end;
    page.more = read.more;
    collectOthers(cache, scope, also, read.comments);
    completeThreads(cache, scope, read.comments);
    share(overlaidComments(std::move(read.comments), ownReactions(cache, me), entries, me), known(former), page);
    const auto [all, tops] = cachedCounts(cache, scope);
    const auto [own, ownTops] = ownCounts(cache, scope, entries);
    page.total = all + own;
    page.others =
        qMax<qint64>(static_cast<qint64>(page.newest.size()), tops + ownTops - static_cast<qint64>(page.loved.size()));
    readSaved(cache, scope, page);
    return page;
}

OlderTalk readOlder(store::Database& outbox, store::Database& cache, SongId song, const TalkPlace& place)
{
    const auto scope = api::commentsScope(song);
    auto entries = ownEntries(outbox, scope);
    const auto me = currentPerson(outbox);
    // One's own that is on its way stands among the newest, and is there already.
    std::erase_if(entries, [](const sync::OutboxEntry& entry) {
        return entry.operation.kind == "comment.create"_L1 &&
               entry.operation.args.value("parent_id"_L1).toString().isEmpty();
    });
    auto tops = readTops(cache, scope, place);
    completeThreads(cache, scope, tops.comments);
    auto comments = overlaidComments(std::move(tops.comments), ownReactions(cache, me), entries, me);
    sortComments(comments, CommentSort::Newest);
    return {shared(std::move(comments)), tops.end, tops.more};
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
