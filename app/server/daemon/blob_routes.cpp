#include "jobs.h"
#include "routes.h"

#include "server/byte_range.h"
#include "server/server_text.h"
#include "server/upload_quota.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

/// With the place where the caller's own interrupted upload goes on. Waits for the database.
Answer notHere(Village& village, const Call& call)
{
    const auto viewer = village.store().readers().run(
        [&](store::Database& database) { return viewerOf(village, database, call.accessToken()); });
    if (!viewer) return problem(viewer.error());
    Answer answer = problem(404, u"not_found"_s, tr("This file is not here."));
    const qint64 held = viewer->person.isNull() ? 0 : village.blobs().heldBytes(viewer->person, call.parameter(0));
    if (held > 0) answer.headers.emplace_back("Upload-Offset", std::to_string(held));
    return answer;
}

Answer getBlob(Village& village, const Call& call)
{
    const QString& digest = call.parameter(0);
    const auto blob = village.blobs().find(digest);
    if (!blob) return notHere(village, call);

    const QByteArray etag = '"' + digest.toLatin1() + '"';
    Answer answer;
    answer.contentType = "application/octet-stream";
    answer.headers = {{"ETag", etag.toStdString()},
                      {"Cache-Control", "public, max-age=31536000, immutable"},
                      {"Accept-Ranges", "bytes"},
                      {"X-Content-Type-Options", "nosniff"}};
    if (hasAlready(call, etag)) {
        answer.status = 304;
        return answer;
    }
    const QByteArray condition = call.header("if-range");
    const auto range =
        parseRange(condition.isEmpty() || condition == etag ? call.header("range") : QByteArray(), blob->size);
    if (!range && range.error() == RangeProblem::Unsatisfiable) {
        answer = problem(416, u"range_not_satisfiable"_s, tr("The file is shorter than that."));
        answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(blob->size));
        return answer;
    }
    const ByteRange part = range.value_or(ByteRange{0, blob->size});
    if (range) {
        answer.status = 206;
        answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(part.offset) + '-' +
                                                         std::to_string(part.offset + part.length - 1) + '/' +
                                                         std::to_string(blob->size));
    }
    if (part.length > 0) answer.file = Answer::FilePart{blob->path, part.offset, part.length};
    return answer;
}

/// Which part of which blob the body is; none where its header does not fit it.
std::optional<UploadRange> partOf(const Call& call)
{
    const QByteArray header = call.header("content-range");
    if (header.isEmpty()) return UploadRange{0, call.body().size(), call.body().size()};
    const auto given = parseContentRange(header);
    return given && given->length == call.body().size() ? given : std::nullopt;
}

Answer takePart(Village& village, const Call& call, UserId person, const UploadRange& part)
{
    const QString& digest = call.parameter(0);
    BlobStore& blobs = village.blobs();
    const auto held = keepPart(village.store(), blobs, person, digest, call.body(), part.offset, part.total);
    if (!held) {
        Answer answer = problem(held.error());
        if (answer.status == 409)
            answer.headers.emplace_back("Upload-Offset", std::to_string(blobs.heldBytes(person, digest)));
        return answer;
    }
    Answer answer = noContent();
    answer.status = blobs.find(digest) ? 201 : 202;
    answer.headers.emplace_back("Upload-Offset", std::to_string(*held));
    return answer;
}

/// Books the upload under the person's name, then keeps the bytes in a worker.
void putBlob(Village& village, QThreadPool& workers, const Call& call, const Reply& reply)
{
    const auto part = partOf(call);
    if (!part)
        return reply(problem(422, u"invalid_input"_s, tr("The header Content-Range does not fit the body."),
                             u"content-range"_s));
    const auto person = std::make_shared<UserId>(); // known when it is booked
    const auto booked = [&village, &workers, call, reply, person, part = *part](const Answer& answer) {
        if (answer.status != 204) return reply(answer);
        workers.start([&village, call, reply, person, part] { reply(takePart(village, call, *person, part)); });
    };
    writeJob(
        village, call, booked, 0,
        [&village, person, digest = call.parameter(0),
         total = part->total](store::Database& database, const ChangeLog& log, const Viewer& viewer) -> Result<bool> {
            *person = viewer.person;
            const api::Capabilities limits;
            // What is no blob is refused by the store, with its reason; what is here already is nobody's to bring.
            if (!BlobStore::isDigest(digest) || total > limits.maxBlobBytes || village.blobs().find(digest))
                return true;
            return bookUpload(database, viewer.person, digest, total, limits.uploadQuotaBytes, log.nowMs());
        },
        [](bool) { return noContent(); });
}

} // namespace

void addBlobRoutes(Router& router, Village& village, QThreadPool& workers)
{
    router.add(drogon::Get, "/v1/blobs/{}", price::read, [&village, &workers](const Call& call, const Reply& reply) {
        workers.start([&village, call, reply] { reply(getBlob(village, call)); });
    });
    router.add(drogon::Put, "/v1/blobs/{}", price::read,
               [&village, &workers](const Call& call, const Reply& reply) { putBlob(village, workers, call, reply); });
}

} // namespace groundswell::server
