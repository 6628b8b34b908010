#include "community/talk.h"

#include "base/heard_by.h"
#include "community/comment_drafts.h"
#include "community/comment_reading.h"
#include "community/overlay.h"
#include "community/reading.h"

#include <algorithm>

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

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
    return readBoth(m_engine, [=](store::Database& outbox, store::Database& cache) -> Result<CommentsView> {
        return readComments(outbox, cache, song, sort);
    });
}

QFuture<Result<TalkPage>> Talk::page(SongId song, const TalkPage& former, CommentId also)
{
    return readBoth(m_engine, [=](store::Database& outbox, store::Database& cache) -> Result<TalkPage> {
        return readPage(outbox, cache, song, former, also);
    });
}

QFuture<Result<OlderTalk>> Talk::older(SongId song, const TalkPlace& place)
{
    return readBoth(m_engine, [=](store::Database& outbox, store::Database& cache) -> Result<OlderTalk> {
        return readOlder(outbox, cache, song, place);
    });
}

QFuture<Result<std::vector<TimedComment>>> Talk::moments(SongId song)
{
    return readBoth(m_engine,
                    [song](store::Database& outbox, store::Database& cache) -> Result<std::vector<TimedComment>> {
                        return readMoments(outbox, cache, song);
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
    const auto id = CommentId::make(m_engine.clock());
    const AccountId writer = m_engine.writer();
    m_posting << id.toString();
    auto target = m_engine.outbox().writer().post(
        [comment, text, id, writer, &clock = m_engine.clock()](store::Database& db) -> Result<WriteTarget> {
            beginPosting(db, {comment.songId, text, comment.parentId, comment.atMs, {writer}}, id, clock.nowMs());
            return writeTarget(db, comment.songId, clock);
        });
    return target
        .then(this,
              [this, comment, text, id, writer](const Result<WriteTarget>& to) {
                  if (!to) return QtFuture::makeReadyValueFuture(Result<void>(std::unexpected(to.error())));
                  QJsonObject args{{u"song_id"_s, to->song.toString()}, {u"text"_s, text}};
                  if (!comment.parentId.isNull()) args[u"parent_id"_s] = comment.parentId.toString();
                  if (!comment.lang.isEmpty()) args[u"lang"_s] = comment.lang;
                  if (comment.atMs) args[u"at_ms"_s] = *comment.atMs;
                  if (!comment.lineId.isNull()) args[u"line_id"_s] = comment.lineId.toString();
                  auto operations = to->before;
                  operations.push_back(makeOperation(m_engine.clock(), u"comment.create"_s,
                                                     api::commentsScope(to->song), id.toString(), args));
                  return heardBy(this, m_engine.submit(std::move(operations), {}, {}, writer));
              })
        .unwrap()
        .then(this, [this, id](const Result<void>& done) {
            m_posting.removeOne(id.toString());
            return done.transform([id] { return id; });
        });
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
              [this, scope, comment, text, writer = m_engine.writer()](const Result<EditBase>& base) {
                  if (!base) return QtFuture::makeReadyValueFuture(Result<void>(std::unexpected(base.error())));
                  const auto send = [this, scope, comment, text, writer, rev = base->rev] {
                      auto edit = makeOperation(m_engine.clock(), u"comment.edit"_s, scope, comment.toString(),
                                                {{u"text"_s, text}});
                      edit.baseRev = rev;
                      return heardBy(this, m_engine.submit({edit}, {}, {}, writer));
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
    return m_engine.submit({operation}, {}, delay).then(this, [id = operation.opId](const Result<void>& done) {
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
              [this, story, writer = m_engine.writer()](const Result<WriteTarget>& to) {
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
                  return m_engine.submit(std::move(operations), {}, {}, writer)
                      .then(this, [id](const Result<void>& done) { return done.transform([id] { return id; }); });
              })
        .unwrap();
}

} // namespace groundswell::community
