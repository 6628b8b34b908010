#include "community/talk.h"

#include "community/overlay.h"
#include "community/reading.h"

#include <algorithm>

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

Result<void> checked(const QString& text, qsizetype longest)
{
    if (text.isEmpty()) return fail(ErrorCode::InvalidInput, Talk::tr("Write something first."));
    if (text.size() > longest)
        return fail(ErrorCode::InvalidInput,
                    Talk::tr("That is too long: %Ln character(s) at most.", nullptr, static_cast<int>(longest)));
    return {};
}

/// What an edit of a comment begins on. What was not sent yet is rewritten in the outbox; what was needs a further
/// operation, which names the revision that it changes.
struct EditBase
{
    std::optional<api::Operation> unsent;
    qint64 rev = 0;
};

EditBase editBase(store::Database& outbox, store::Database& cache, const QString& scope, const QString& comment)
{
    EditBase base;
    for (const auto& entry : ownEntries(outbox, scope)) {
        const auto& operation = entry.operation;
        const bool writes = operation.kind == "comment.create"_L1 || operation.kind == "comment.edit"_L1;
        if (!writes || operation.entityId != comment) continue;
        base.unsent.reset();
        if (entry.state == sync::EntryState::Pending && entry.attempts == 0) base.unsent = operation;
        if (entry.state == sync::EntryState::Acked) base.rev = entry.ackedRev;
    }
    base.rev = std::max(base.rev, sync::cache::revision(cache, scope, u"comment"_s, comment));
    return base;
}

} // namespace

Talk::Talk(sync::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
}

QFuture<Result<CommentsView>> Talk::comments(SongId song, CommentSort sort)
{
    return readBoth(m_engine, [song, sort](store::Database& outbox, store::Database& cache) -> Result<CommentsView> {
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
    });
}

QFuture<Result<TalkPage>> Talk::page(SongId song, int newest, CommentId also)
{
    return readBoth(
        m_engine, [song, newest, also](store::Database& outbox, store::Database& cache) -> Result<TalkPage> {
            const auto scope = api::commentsScope(song);
            const auto entries = ownEntries(outbox, scope);
            const auto me = currentPerson(outbox);
            TalkPage page;
            page.songId = song;
            share(overlaidComments(cachedPage(cache, scope, newest, also), ownReactions(cache, me), entries, me),
                  newest, page);
            const auto [all, tops] = cachedCounts(cache, scope);
            const auto [own, ownTops] = ownCounts(cache, scope, entries);
            page.total = all + own;
            page.others = qMax<qint64>(static_cast<qint64>(page.newest.size()),
                                       tops + ownTops - static_cast<qint64>(page.loved.size()));
            readSaved(cache, scope, page);
            return page;
        });
}

QFuture<Result<std::vector<TimedComment>>> Talk::moments(SongId song)
{
    return readBoth(
        m_engine, [song](store::Database& outbox, store::Database& cache) -> Result<std::vector<TimedComment>> {
            const auto scope = api::commentsScope(song);
            const auto me = currentPerson(outbox);
            std::vector<api::Comment> timed;
            auto row = cache.prepare("SELECT body FROM entity WHERE scope = ? AND type = 'comment' AND parent_id = '' "
                                     "AND at_ms IS NOT NULL ORDER BY warmth DESC, created_at DESC LIMIT ?");
            row.bind(scope, mostMoments);
            collect(row, timed);
            auto comments = overlaidComments(std::move(timed), ownReactions(cache, me), ownEntries(outbox, scope), me);
            sortComments(comments, CommentSort::Moment);
            std::vector<TimedComment> found;
            for (const auto& view : comments) {
                const api::Comment& comment = view.comment;
                if (!comment.atMs || comment.state != api::CommentState::Visible) continue;
                found.push_back({comment.id, *comment.atMs, comment.likes, comment.author.displayName,
                                 comment.author.id, comment.text});
            }
            return found;
        });
}

QFuture<Result<std::vector<StoryView>>> Talk::stories(SongId song)
{
    return readBoth(
        m_engine, [song](store::Database& outbox, store::Database& cache) -> Result<std::vector<StoryView>> {
            const auto entries = ownEntries(outbox, api::songScope(song));
            const auto me = currentPerson(outbox);
            return overlaidStories(entitiesOf<api::Story>(cache, api::songScope(song), u"story"_s), entries, me);
        });
}

QFuture<Result<SongId>> Talk::songOf(CommentId comment)
{
    return readBoth(m_engine, [comment](store::Database& outbox, store::Database& cache) -> Result<SongId> {
        for (const auto& entry : sync::outbox::entries(outbox)) {
            if (entry.operation.kind == "comment.create"_L1 && entry.operation.entityId == comment.toString())
                return sync::songOf(entry.operation);
        }
        auto row = cache.prepare("SELECT scope FROM entity WHERE type = 'comment' AND id = ?");
        row.bind(comment);
        if (!row.step()) return fail(ErrorCode::NotFound, tr("This computer does not know that comment."));
        const auto scope = row.text(0);
        return SongId::fromString(QStringView(scope).mid(scope.indexOf(u':') + 1));
    });
}

QFuture<Result<CommentId>> Talk::post(const NewComment& comment)
{
    auto text = comment.text.trimmed();
    if (const auto fine = checked(text, 2000); !fine)
        return QtFuture::makeReadyValueFuture(Result<CommentId>(std::unexpected(fine.error())));
    auto target = m_engine.outbox().readers().post(
        [song = comment.songId, &clock = m_engine.clock()](store::Database& db) -> Result<WriteTarget> {
            return writeTarget(db, song, clock);
        });
    return target
        .then(this,
              [this, comment, text](const Result<WriteTarget>& to) {
                  if (!to) return QtFuture::makeReadyValueFuture(Result<CommentId>(std::unexpected(to.error())));
                  const auto id = CommentId::make(m_engine.clock());
                  QJsonObject args{{u"song_id"_s, to->song.toString()}, {u"text"_s, text}};
                  if (!comment.parentId.isNull()) args[u"parent_id"_s] = comment.parentId.toString();
                  if (!comment.lang.isEmpty()) args[u"lang"_s] = comment.lang;
                  if (comment.atMs) args[u"at_ms"_s] = *comment.atMs;
                  if (!comment.lineId.isNull()) args[u"line_id"_s] = comment.lineId.toString();
                  auto operations = to->before;
                  operations.push_back(makeOperation(m_engine.clock(), u"comment.create"_s,
                                                     api::commentsScope(to->song), id.toString(), args));
                  return m_engine.submit(std::move(operations)).then([id](const Result<void>& done) {
                      return done.transform([id] { return id; });
                  });
              })
        .unwrap();
}

QFuture<Result<void>> Talk::edit(SongId song, CommentId comment, const QString& newText)
{
    const auto text = newText.trimmed();
    if (const auto fine = checked(text, 2000); !fine) return QtFuture::makeReadyValueFuture(fine);
    const auto scope = api::commentsScope(song);
    return readBoth(m_engine,
                    [scope, comment](store::Database& outbox, store::Database& cache) -> Result<EditBase> {
                        return editBase(outbox, cache, scope, comment.toString());
                    })
        .then(this,
              [this, scope, comment, text](const Result<EditBase>& base) {
                  if (!base) return QtFuture::makeReadyValueFuture(Result<void>(std::unexpected(base.error())));
                  const auto send = [this, scope, comment, text, rev = base->rev] {
                      auto edit = makeOperation(m_engine.clock(), u"comment.edit"_s, scope, comment.toString(),
                                                {{u"text"_s, text}});
                      edit.baseRev = rev;
                      return m_engine.submit({edit});
                  };
                  if (!base->unsent) return send();
                  auto args = base->unsent->args;
                  args[u"text"_s] = text;
                  return m_engine.act(sync::event::Rewritten{base->unsent->opId, args})
                      .then(this,
                            [send](const Result<void>& done) {
                                if (!done && done.error().code == ErrorCode::Conflict)
                                    return send(); // it left meanwhile
                                return QtFuture::makeReadyValueFuture(done);
                            })
                      .unwrap();
              })
        .unwrap();
}

QFuture<Result<OperationId>> Talk::remove(SongId song, CommentId comment, std::chrono::milliseconds delay)
{
    const auto operation =
        makeOperation(m_engine.clock(), u"comment.delete"_s, api::commentsScope(song), comment.toString(), {});
    return m_engine.submit({operation}, {}, delay).then([id = operation.opId](const Result<void>& done) {
        return done.transform([id] { return id; });
    });
}

QFuture<Result<void>> Talk::react(SongId song, CommentId comment, api::ReactionKind kind, bool on)
{
    const QJsonObject args{{u"kind"_s, api::word(kind)}, {u"on"_s, on}};
    return m_engine.submit(
        {makeOperation(m_engine.clock(), u"reaction.set"_s, api::commentsScope(song), comment.toString(), args)});
}

QFuture<Result<StoryId>> Talk::tell(const NewStory& story)
{
    for (const auto& fine : {checked(story.title.trimmed(), 120), checked(story.text.trimmed(), 20'000)}) {
        if (!fine) return QtFuture::makeReadyValueFuture(Result<StoryId>(std::unexpected(fine.error())));
    }
    auto target = m_engine.outbox().readers().post(
        [song = story.songId, &clock = m_engine.clock()](store::Database& db) -> Result<WriteTarget> {
            return writeTarget(db, song, clock);
        });
    return target
        .then(this,
              [this, story](const Result<WriteTarget>& to) {
                  if (!to) return QtFuture::makeReadyValueFuture(Result<StoryId>(std::unexpected(to.error())));
                  const auto id = StoryId::make(m_engine.clock());
                  QJsonObject args{{u"song_id"_s, to->song.toString()},
                                   {u"title"_s, story.title.trimmed()},
                                   {u"text"_s, story.text.trimmed()},
                                   {u"lang"_s, story.lang},
                                   {u"source_kind"_s, api::word(story.sourceKind)}};
                  if (!story.sourceNote.isEmpty()) args[u"source_note"_s] = story.sourceNote;
                  auto operations = to->before;
                  operations.push_back(makeOperation(m_engine.clock(), u"story.create"_s, api::songScope(to->song),
                                                     id.toString(), args));
                  return m_engine.submit(std::move(operations)).then([id](const Result<void>& done) {
                      return done.transform([id] { return id; });
                  });
              })
        .unwrap();
}

QFuture<Result<CommentDraft>> Talk::draft(SongId song)
{
    return m_engine.outbox().readers().post([song](store::Database& db) -> Result<CommentDraft> {
        CommentDraft draft{song, {}, {}, {}};
        const auto kept = sync::outbox::draft(db, u"comment"_s, song.toString());
        if (!kept) return draft;
        draft.text = kept->body.value("text"_L1).toString();
        draft.parentId = CommentId::fromString(kept->body.value("parent_id"_L1).toString());
        if (kept->body.contains("at_ms"_L1)) draft.atMs = kept->body.value("at_ms"_L1).toInteger();
        return draft;
    });
}

QFuture<Result<void>> Talk::saveDraft(const CommentDraft& draft)
{
    return m_engine.outbox().writer().post([draft,
                                            now = m_engine.clock().nowMs()](store::Database& db) -> Result<void> {
        if (draft.text.isEmpty()) {
            sync::outbox::removeDraft(db, u"comment"_s, draft.songId.toString());
            return {};
        }
        QJsonObject body{{u"text"_s, draft.text}};
        if (!draft.parentId.isNull()) body[u"parent_id"_s] = draft.parentId.toString();
        if (draft.atMs) body[u"at_ms"_s] = *draft.atMs;
        sync::outbox::saveDraft(db, {u"comment"_s, draft.songId.toString(), draft.songId, {}, {}, 0, 0, body, {}, now});
        return {};
    });
}

} // namespace groundswell::community
