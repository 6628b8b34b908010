#include "jobs.h"
#include "routes.h"
#include "shared_making.h"

#include "community/api/json.h"
#include "server/song_service.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr qint64 mostMatchBytes = 16LL * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("Server", text);
}

/// An id of the path; a null one is not found anywhere.
template <class IdType>
IdType pathId(const Call& call, size_t index)
{
    const QString& text = call.parameter(index);
    return text.size() == 36 ? IdType::fromString(text) : IdType();
}

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

Result<CommentQuery> commentQuery(const Call& call)
{
    CommentQuery query;
    query.song = pathId<SongId>(call, 0);
    query.before = call.query("before");
    const QString sort = call.query("sort");
    if (sort == "new"_L1)
        query.sort = CommentSort::New;
    else if (!sort.isEmpty() && sort != "hot"_L1)
        return fail(ErrorCode::InvalidInput, tr("The field sort must be hot or new."), u"field: sort"_s);
    if (const QString limit = call.query("limit"); !limit.isEmpty()) {
        bool isNumber = false;
        query.limit = limit.toInt(&isNumber);
        if (!isNumber || query.limit < 1 || query.limit > 100)
            return fail(ErrorCode::InvalidInput, tr("The field limit must be a number from 1 to 100."),
                        u"field: limit"_s);
    }
    return query;
}

Result<ReadyAnswer> makeComments(store::Database& database, const CommentQuery& query, const QString& scope,
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

/// The busiest call: served from memory as ready bytes until the song's talk changes.
void getComments(Village& village, const std::shared_ptr<SharedMaking>& making, const Call& call, const Reply& reply)
{
    const auto query = commentQuery(call);
    if (!query) return reply(problem(query.error()));
    const QString scope = api::commentsScope(query->song);
    const QString key = u"%1 %2 %3"_s.arg(static_cast<int>(query->sort)).arg(query->limit).arg(query->before);
    const qint64 now = village.clock().nowMs();
    if (const auto ready = village.readyAnswers().find(scope, key, now))
        return reply(revalidated(call, ready->body, ready->etag));

    // With the head in its name, nobody who asks after a change gets an answer from before it.
    const QString name = u"%1 %2 %3"_s.arg(scope, key).arg(village.readyAnswers().headOf(scope));
    if (!making->join(name, call, reply)) return;
    village.store()
        .readers()
        .post([query = *query, scope, now](store::Database& database) {
            return makeComments(database, query, scope, now);
        })
        .then([&village, making, scope, key, name](const Result<ReadyAnswer>& made) {
            // A song known under another id has its head elsewhere, and nobody would tell when it moves.
            if (made && made->head > 0)
                village.readyAnswers().keep(scope, key, std::make_shared<const ReadyAnswer>(*made));
            for (const auto& [waitingCall, waitingReply] : making->finish(name))
                replyWith(waitingReply, made, [&](const ReadyAnswer& answer) {
                    return revalidated(waitingCall, answer.body, answer.etag);
                });
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
            village, call, reply,
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
    router.add(drogon::Get, "/v1/capabilities", [&village](const Call& call, const Reply& reply) {
        getJson(village, call, reply,
                [&village](Database& database) { return asObject(village.capabilities(database)); });
    });
    router.add(drogon::Post, "/v1/songs/match",
               [&village](const Call& call, const Reply& reply) { matchSongs(village, call, reply); });
    router.add(drogon::Get, "/v1/songs/{}/comments",
               [&village, making = std::make_shared<SharedMaking>()](const Call& call, const Reply& reply) {
                   getComments(village, making, call, reply);
               });

    const auto add = [&](std::string_view pattern, Result<QJsonObject> (*read)(Database&, const Call&)) {
        router.add(drogon::Get, pattern, [&village, read](const Call& call, const Reply& reply) {
            getJson(village, call, reply, [call, read](Database& database) { return read(database, call); });
        });
    };
    add("/v1/songs/{}",
        [](Database& database, const Call& call) { return asObject(findSong(database, pathId<SongId>(call, 0))); });
    add("/v1/songs/{}/comments/{}/replies", [](Database& database, const Call& call) {
        return asObject(listReplies(database, pathId<SongId>(call, 0), pathId<CommentId>(call, 1)));
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
    add("/v1/songs/{}/translations/{}/history", [](Database& database, const Call& call) {
        return translationHistory(database, pathId<SongId>(call, 0), pathId<TranslationId>(call, 1));
    });
}

} // namespace groundswell::server
