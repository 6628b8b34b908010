#pragma once

#include "answers.h"

#include "base/clock.h"
#include "server/account_service.h"
#include "server/change_log.h"
#include "server/village.h"

#include <QCoreApplication>

#include <latch>
#include <memory>

/// Runs a route's work on the database's threads and sends what comes of it.
namespace groundswell::server {

/// A job's failure as an answer, its value through `send`.
template <class T, class Send>
void replyWith(const Reply& reply, const Result<T>& result, Send send)
{
    if (result)
        reply(send(*result));
    else
        reply(problem(result.error()));
}

/// Whether a call may begin that costs so many units (admission.h); replies with 429 where it may not.
[[nodiscard]] inline bool isAdmitted(Village& village, const Call& call, const Reply& reply, double units)
{
    const auto allowed = village.admission().admit(call.accessToken(), call.address(), units, village.clock().nowMs());
    if (!allowed) reply(problem(allowed.error()));
    return allowed.has_value();
}

/// Who shows this token; a good one is remembered, so that the next calls with it are counted as this person's.
[[nodiscard]] inline Result<Viewer> viewerOf(Village& village, store::Database& database, const QString& token)
{
    const qint64 now = village.clock().nowMs();
    auto viewer = authenticate(database, token, now);
    if (viewer && !viewer->person.isNull()) village.admission().recognise(token, viewer->person, now);
    return viewer;
}

/// Runs `job(Database&)`, which gives a Result<T>, on a thread of the store's readers or its writer, and `then(result)`
/// after it there. A continuation that is attached in the very moment in which its future finishes is run twice by Qt
/// 6.8 (QFutureInterfaceBase::setContinuation() and runContinuation()), which crashes: so the job waits for it.
template <class Threads, class Job, class Then>
void runJob(Threads& threads, Job job, Then then)
{
    const auto attached = std::make_shared<std::latch>(1);
    threads
        .post([attached, job = std::move(job)](
                  store::Database& database) mutable -> std::invoke_result_t<Job&, store::Database&> {
            attached->wait();
            return job(database);
        })
        .then(std::move(then));
    attached->count_down();
}

/// `read(Database&, Viewer)` gives a Result<T> on a reader's thread, after the caller's token was checked; `send(T)`
/// makes the Answer.
template <class Read, class Send>
void readJob(Village& village, const Call& call, const Reply& reply, Read read, Send send)
{
    using R = std::invoke_result_t<Read&, store::Database&, const Viewer&>;
    runJob(
        village.store().readers(),
        [&village, token = call.accessToken(), read = std::move(read)](store::Database& database) mutable -> R {
            const auto viewer = viewerOf(village, database, token);
            if (!viewer) return std::unexpected(viewer.error());
            return read(database, *viewer);
        },
        [reply, send = std::move(send)](const R& result) { replyWith(reply, result, send); });
}

/// `write(Database&, ChangeLog&, Viewer)` gives a Result<T> in a transaction of the writer, for signed-in people only
/// who may still write so many operations; when the commit is done, the touched scopes are published and `send(T)`
/// makes the Answer.
template <class Write, class Send>
void writeJob(Village& village, const Call& call, const Reply& reply, double operations, Write write, Send send)
{
    using Value = std::invoke_result_t<Write&, store::Database&, ChangeLog&, const Viewer&>::value_type;
    using Done = std::pair<Value, std::vector<api::Poke>>;
    runJob(
        village.store().writer(),
        [&village, token = call.accessToken(), address = call.address(), operations,
         write = std::move(write)](store::Database& database) mutable -> Result<Done> {
            const qint64 now = village.clock().nowMs();
            const auto viewer = viewerOf(village, database, token);
            if (!viewer) return std::unexpected(viewer.error());
            if (viewer->person.isNull())
                return fail(ErrorCode::Unauthorised, QCoreApplication::translate("Server", "Sign in to write here."),
                            QStringLiteral("sign_in"));
            if (const auto allowed = village.admission().admitWrite(viewer->person, address, operations, now); !allowed)
                return std::unexpected(allowed.error());
            ChangeLog log(database, now);
            auto value = write(database, log, *viewer);
            if (!value) return std::unexpected(value.error());
            return Done(*std::move(value), log.touched());
        },
        [&village, reply, send = std::move(send)](const Result<Done>& done) {
            if (done) village.publish(done->second);
            replyWith(reply, done, [&](const Done& d) { return send(d.first); });
        });
}

} // namespace groundswell::server
