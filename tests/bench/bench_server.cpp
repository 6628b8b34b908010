#include "bench_report.h"
#include "made_up_village.h"
#include "server_process.h"

#include "base/clock.h"
#include "community/api/sync.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace groundswell;
using groundswell::bench::stop;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

/// The reference server on loopback (arguments go to it): a hot song's comments read by 64 readers, 2,000 queued
/// operations pushed, a large scope pulled. The readers are wrk; a figure's bound is in its own hands where the machine
/// is busy.
namespace {

constexpr int comments = 20'000;
constexpr int runs = 3;

void print(const char* metric, double value, const char* unit, size_t n)
{
    bench::report("server", metric, value, unit, n);
}

struct Load
{
    double requestsPerSecond = 0;
    double p99Ms = 0;
};

Load runWrk(const QString& folder, const QString& url)
{
    QFile script(folder + u"/report.lua"_s);
    if (!script.open(QIODevice::WriteOnly)) stop(script.errorString());
    script.write("done = function(summary, latency)\n"
                 "  local e = summary.errors\n"
                 "  print(string.format('FIGURES %f %f %d', summary.requests / (summary.duration / 1e6), "
                 "latency:percentile(99) / 1e3,\n"
                 "    e.connect + e.read + e.write + e.status + e.timeout))\nend\n");
    script.close();
    QProcess wrk;
    wrk.start(u"wrk"_s, {u"-t1"_s, u"-c64"_s, u"-d3s"_s, u"-s"_s, script.fileName(), url});
    if (!wrk.waitForFinished(30'000)) stop(u"wrk is missing or does not end: "_s + wrk.errorString());
    for (const QByteArray& line : wrk.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.value(0) != "FIGURES") continue;
        if (words.value(3).toInt() != 0) stop(u"some of wrk's requests failed: "_s + QString::fromUtf8(line));
        if (words.value(1).toDouble() < 1) stop(u"no request was answered"_s);
        return {words.value(1).toDouble(), words.value(2).toDouble()};
    }
    stop(u"wrk gave no figures"_s);
}

void benchComments(const ServerProcess& server, SongId song)
{
    const QString url = server.base() + u"/v1/songs/"_s + song.toString() + u"/comments?sort=hot"_s;
    std::vector<double> rates;
    std::vector<double> p99s;
    for (int run = 0; run < runs; ++run) {
        const Load load = runWrk(server.folder(), url);
        rates.push_back(load.requestsPerSecond);
        p99s.push_back(load.p99Ms);
    }
    print("hot_comments", bench::median(rates), "requests/s", runs);
    print("hot_comments_p99", bench::median(p99s), "ms", runs);
}

void benchPush(HttpClient& http, SongId song)
{
    const SystemClock clock;
    const QString scope = api::commentsScope(song);
    QElapsedTimer timer;
    timer.start();
    for (int batch = 0; batch < 20; ++batch) {
        api::PushRequest request;
        for (int i = 0; i < 100; ++i)
            request.operations.push_back(
                {OperationId::make(clock),
                 scope,
                 CommentId::make(clock).toString(),
                 u"comment.create"_s,
                 {{u"song_id"_s, song.toString()}, {u"text"_s, u"queued on the ferry %1"_s.arg(i)}},
                 0});
        const HttpAnswer answer = http.post(u"/v1/sync/push"_s, toJson(request));
        if (answer.status != 200 || !answer.body.contains("applied"))
            stop(u"a push failed: "_s + QString::fromUtf8(answer.body));
    }
    print("push_2000_operations", static_cast<double>(timer.elapsed()), "ms", 1);
}

void benchPull(HttpClient& http, SongId song)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        QElapsedTimer timer;
        timer.start();
        QString cursor;
        qsizetype changes = 0;
        for (bool more = true; more;) {
            const HttpAnswer answer =
                http.post(u"/v1/sync/pull"_s, toJson(api::PullRequest{{{api::commentsScope(song), cursor}}}));
            const auto pages = api::parse<api::PullAnswer>(answer.body);
            if (!pages) stop(pages.error().message);
            changes += static_cast<qsizetype>(pages->pages.front().changes.size());
            cursor = pages->pages.front().nextCursor;
            more = pages->pages.front().hasMore;
        }
        if (changes < comments) stop(u"the pull is not whole"_s);
        times.push_back(static_cast<double>(timer.elapsed()));
    }
    print("pull_22000_changes", bench::median(times), "ms", runs);
}

int measure()
{
    const SystemClock clock;
    const auto song = SongId::make(clock);
    ServerProcess server;
    QFile file(server.folder() + u"/village.json"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(api::toBytes(bench::madeUpVillage({song}, comments))) < 0)
        stop(file.errorString());
    file.close();
    QElapsedTimer timer;
    timer.start();
    if (!server.start(QStringList{u"--seed"_s, file.fileName()} + QCoreApplication::arguments().sliced(1)))
        stop(u"groundswelld did not start: "_s + QString::fromUtf8(server.errors()));
    print("seed_20000_comments", static_cast<double>(timer.elapsed()), "ms", 1);

    benchComments(server, song);
    HttpClient http(server);
    const QJsonObject account{{u"name"_s, u"bench"_s}, {u"password"_s, u"a long bench password"_s}};
    const HttpAnswer session = http.post(u"/v1/auth/register"_s, account);
    if (session.status != 201) stop(u"no account: "_s + session.error);
    http.setToken(session.json().value("access_token"_L1).toString());
    benchPush(http, song);
    benchPull(http, song);
    return server.stop();
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    return bench::run("server", measure);
}
