#include "jobs.h"
#include "routes.h"
#include "shared_making.h"

#include "community/api/json.h"
#include "server/server_text.h"
#include "server/song_service.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr qint64 mostMatchBytes = 16LL * 1024;

/// An id of the path; a null one is not found anywhere.
template <class IdType>
IdType pathId(const Call& call, size_t index)
{
    const QString& text = call.parameter(index);
    return text.size() == 36 ? IdType::fromString(text) : IdType();
}

/// What the readers of comments share.
struct CommentReads
{
    Village& village;
    SharedMaking making;
};
using Reads = std::shared_ptr<CommentReads>;

/// A GET whose JSON is read from the database and revalidated by its ETag.
template <class Read>
void getJson(Village& village, const Call& call, const Reply& reply, Read read)
{
    readJob(
        village, call, reply,
        [read = std::move(read)](store::Database& database, const Viewer&) -> Result<QByteArray> {
            const Result<QJsonObject> object = read(database);
            if (!object) return std::unexpected(object.error());
            return api::toBytes(*object);
        },
        [call](const QByteArray& body) { return revalidated(call, body, etagOf(body)); });
}

template <class T>
Result<QJsonObject> asObject(const Result<T>& value)
{
    if (!value) return std::unexpected(value.error());
    return toJson(*value);
}

/// The query's "limit", or `otherwise` where it names none.
Result<int> limitOf(const Call& call, int otherwise)
{
    const QString text = call.query("limit");
    if (text.isEmpty()) return otherwise;
    bool isNumber = false;
    const int limit = text.toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > 100)
        return fail(ErrorCode::InvalidInput, tr("The field limit must be a number from 1 to 100."), u"field: limit"_s);
    return limit;
}

std::unexpected<Error> notFromAPage(const QString& field)
{
    return fail(ErrorCode::InvalidInput, tr("The field %1 is not from an earlier page.").arg(field),
                u"field: "_s + field);
}

Result<CommentQuery> commentQuery(const Call& call)
{
    CommentQuery query;
    query.song = pathId<SongId>(call, 0);
    const QString sort = call.query("sort");
    if (sort == "new"_L1)
        query.sort = CommentSort::New;
    else if (!sort.isEmpty() && sort != "hot"_L1)
        return fail(ErrorCode::InvalidInput, tr("The field sort must be hot or new."), u"field: sort"_s);
    const QString before = call.query("before");
    if (query.sort == CommentSort::New) {
        query.before = CommentId::fromString(before);
        if (!before.isEmpty() && query.before.isNull()) return notFromAPage(u"before"_s);
    } else if (!before.isEmpty()) {
        bool isNumber = false;
        query.start = before.toInt(&isNumber);
        if (!isNumber || query.start < 1 || query.start > mostHot) return notFromAPage(u"before"_s);
    }
    const auto limit = limitOf(call, query.limit);
    if (!limit) return std::unexpected(limit.error());
    query.limit = *limit;
    return query;
}

Result<ReplyQuery> replyQuery(const Call& call)
{
    ReplyQuery query;
    query.song = pathId<SongId>(call, 0);
    query.comment = pathId<CommentId>(call, 1);
    const QString after = call.query("after");
    query.after = CommentId::fromString(after);
    if (!after.isEmpty() && query.after.isNull()) return notFromAPage(u"after"_s);
    const auto limit = limitOf(call, query.limit);
    if (!limit) return std::unexpected(limit.error());
    query.limit = *limit;
    return query;
}

Result<ReadyAnswer> commentsAnswer(store::Database& database, const CommentQuery& query, const QString& scope,
                                   qint64 nowMs)
{
    const auto list = listComments(database, query, nowMs);
    if (!list) return std::unexpected(list.error());
    ReadyAnswer made;
    made.body = api::toBytes(toJson(*list));
    made.etag = etagOf(made.body);
    made.head = readScope(database, scope).head;
    made.madeMs = nowMs;
    return made;
}

/// Makes the answer, once for all who ask for it meanwhile, and keeps it until the song's talk changes.
void makeComments(const Reads& reads, const Call& call, const Reply& reply, const CommentQuery& query,
                  const QString& scope, const QString& key)
{
    Village& village = reads->village;
    // With the head in its name, nobody who asks after a change gets an answer from before it.
    const QString name = u"%1 %2 %3"_s.arg(scope, key).arg(village.readyAnswers().headOf(scope));
    if (!reads->making.join(name, call, reply)) return;
    runJob(
        village.store().readers(),
        [query, scope, now = village.clock().nowMs()](store::Database& database) {
            return commentsAnswer(database, query, scope, now);
        },
        [&village, reads, scope, key, name](const Result<ReadyAnswer>& made) {
            // A song known under another id has its head elsewhere, and nobody would tell when it moves.
            if (made && made->head > 0)
                village.readyAnswers().keep(scope, key, std::make_shared<const ReadyAnswer>(*made));
            for (const auto& [waitingCall, waitingReply] : reads->making.finish(name))
                replyWith(waitingReply, made, [&](const ReadyAnswer& answer) {
                    return revalidated(waitingCall, answer.body, answer.etag);
                });
        });
}

/// The ready answer, which costs no more than a refusal and is therefore nobody's to pay; else one that is made for it.
void serveComments(const Reads& reads, const Call& call, const Reply& reply, const CommentQuery& query, bool isPaid)
{
    Village& village = reads->village;
    const QString scope = api::commentsScope(query.song);
    const QString key = query.sort == CommentSort::Hot ? u"hot %1 %2"_s.arg(query.limit).arg(query.start)
                                                       : u"new %1 %2"_s.arg(query.limit).arg(query.before.toString());
    if (const auto ready = village.readyAnswers().find(scope, key, village.clock().nowMs()))
        return reply(revalidated(call, ready->body, ready->etag));
    if (isPaid || isAdmitted(village, call, reply, price::read)) makeComments(reads, call, reply, query, scope, key);
}

/// The busiest call: served from memory as ready bytes, to guests and to those whose token was found good lately.
void getComments(const Reads& reads, const Call& call, const Reply& reply)
{
    Village& village = reads->village;
    const auto query = commentQuery(call);
    if (!query) return reply(problem(query.error()));
    const QString token = call.accessToken();
    if (token.isEmpty() || village.admission().knows(token, village.clock().nowMs()))
        return serveComments(reads, call, reply, *query, false);

    if (!isAdmitted(village, call, reply, price::read)) return;
    runJob(
        village.store().readers(),
        [&village, token](store::Database& database) { return viewerOf(village, database, token); },
        [reads, call, reply, query = *query](const Result<Viewer>& viewer) {
            if (viewer)
                serveComments(reads, call, reply, query, true);
            else
                reply(problem(viewer.error()));
        });
}

void matchSongs(Village& village, const Call& call, const Reply& reply)
{
    const auto object = bodyObject(call, mostMatchBytes);
    if (!object) return reply(object.error());
    const auto request = api::fromJson<api::MatchRequest>(*object);
    if (!request) return reply(problem(request.error()));
    const auto send = [](const api::MatchAnswer& answer) { return json(toJson(answer), answer.created ? 201 : 200); };
    if (request->create) {
        writeJob(
            village, call, reply, 1,
            [request = *request](store::Database& database, ChangeLog& log, const Viewer& viewer) {
                return matchOrCreateSong(database, log, request, viewer.person);
            },
            send);
    } else {
        readJob(
            village, call, reply,
            [request = *request](store::Database& database, const Viewer&) { return lookUpSong(database, request); },
            send);
    }
}

} // namespace

void addSongRoutes(Router& router, Village& village)
{
    using Database = store::Database;
    router.add(drogon::Get, "/v1/capabilities", price::read, [&village](const Call& call, const Reply& reply) {
        getJson(village, call, reply,
                [&village](Database& database) { return asObject(village.capabilities(database)); });
    });
    router.add(drogon::Post, "/v1/songs/match", price::read,
               [&village](const Call& call, const Reply& reply) { matchSongs(village, call, reply); });
    router.add(drogon::Get, "/v1/songs/{}/comments", 0,
               [reads = std::make_shared<CommentReads>(village)](const Call& call, const Reply& reply) {
                   getComments(reads, call, reply);
               });

    const auto add = [&](std::string_view pattern, Result<QJsonObject> (*read)(Database&, const Call&)) {
        router.add(drogon::Get, pattern, price::read, [&village, read](const Call& call, const Reply& reply) {
            getJson(village, call, reply, [call, read](Database& database) { return read(database, call); });
        });
    };
    add("/v1/songs/{}",
        [](Database& database, const Call& call) { return asObject(findSong(database, pathId<SongId>(call, 0))); });
    add("/v1/tracks", [](Database& database, const Call& call) -> Result<QJsonObject> {
        const auto limit = limitOf(call, 100);
        if (!limit) return std::unexpected(limit.error());
        return asObject(listTracks(database, call.query("after"), *limit));
    });
    add("/v1/songs/{}/comments/{}/replies", [](Database& database, const Call& call) {
        return replyQuery(call).and_then(
            [&](const ReplyQuery& query) { return asObject(listReplies(database, query)); });
    });
    add("/v1/songs/{}/stories",
        [](Database& database, const Call& call) { return listStories(database, pathId<SongId>(call, 0)); });
    add("/v1/songs/{}/lyrics",
        [](Database& database, const Call& call) { return listLyrics(database, pathId<SongId>(call, 0)); });
    add("/v1/songs/{}/translations",
        [](Database& database, const Call& call) { return listTranslations(database, pathId<SongId>(call, 0)); });
    add("/v1/songs/{}/lyrics/{}/history", [](Database& database, const Call& call) {
        return lyricsHistory(database, pathId<SongId>(call, 0), pathId<LyricsId>(call, 1));
    });
    add("/v1/songs/{}/translations/{}/suggestions", [](Database& database, const Call& call) {
        return listSuggestions(database, pathId<SongId>(call, 0), pathId<TranslationId>(call, 1));
    });
    add("/v1/songs/{}/translations/{}/history", [](Database& database, const Call& call) {
        return translationHistory(database, pathId<SongId>(call, 0), pathId<TranslationId>(call, 1));
    });
}

} // namespace groundswell::server
