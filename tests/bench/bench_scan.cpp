// bench_scan [FILES]: a first scan and a rescan of FILES (10000) small real audio files, beside a bare TagLib loop on
// all cores and mpd's own update over the same files in the same run.
#include "bench_report.h"
#include "support/places.h"

#include "library/library_schema.h"
#include "library/scanner.h"

#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <ctime>
#include <optional>
#include <thread>

using namespace groundswell;
using namespace groundswell::bench;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 3;
constexpr int tracksPerAlbum = 12;

/// A seed with tags whose values can be replaced in place: these formats have no checksum over their tags.
QByteArray taggedSeed(const QString& extension, const QString& folder)
{
    const QString path = folder + u"/seed."_s + extension;
    QFile::copy(test::dataPath(u"audio/tone."_s + extension), path);
    {
        TagLib::FileRef file(path.toUtf8().constData());
        TagLib::PropertyMap tags;
        const auto set = [&](const char* key, const char* value) {
            tags.insert(key, TagLib::StringList(TagLib::String(value)));
        };
        set("TITLE", "Title of number @@@@@@@");
        set("ARTIST", "Artist #######");
        set("ALBUM", "Album of many songs &&&&&&&");
        set("ALBUMARTIST", "Artist #######");
        set("TRACKNUMBER", "7");
        set("DATE", "2019");
        set("GENRE", "Folk");
        set("MUSICBRAINZ_TRACKID", "01920000-0000-7000-8000-00000@@@@@@@");
        file.setProperties(tags);
        file.save();
    }
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Files in folders of an album each.
QStringList makeFiles(const QString& music, const QString& seeds, int count)
{
    const std::array extensions{u"mp3"_s, u"flac"_s, u"m4a"_s};
    std::array<QByteArray, extensions.size()> tagged;
    for (size_t i = 0; i < extensions.size(); ++i)
        tagged.at(i) = taggedSeed(extensions.at(i), seeds);
    QStringList paths;
    for (int i = 0; i < count; ++i) {
        const int album = i / tracksPerAlbum;
        const auto seven = [](int number) { return QByteArray::number(number).rightJustified(7, '0'); };
        QByteArray bytes = tagged.at(static_cast<size_t>(album) % extensions.size());
        bytes.replace("@@@@@@@", seven(i)).replace("#######", seven(album / 3)).replace("&&&&&&&", seven(album));
        const QString folder = u"%1/%2/%3"_s.arg(music).arg(album / 3).arg(album);
        QDir().mkpath(folder);
        paths.append(
            u"%1/%2.%3"_s.arg(folder).arg(i).arg(extensions.at(static_cast<size_t>(album) % extensions.size())));
        QFile file(paths.last());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("The bench's files could not be written.");
    }
    return paths;
}

/// Of all threads of this process: what is left when other programs share the machine.
double cpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double bareTagLib(const QStringList& paths)
{
    QElapsedTimer timer;
    timer.start();
    std::atomic<qsizetype> next = 0;
    std::atomic<qsizetype> read = 0;
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
            threads.emplace_back([&] {
                for (qsizetype at = next++; at < paths.size(); at = next++) {
                    const TagLib::FileRef file(paths[at].toUtf8().constData(), true, TagLib::AudioProperties::Average);
                    if (!file.isNull() && file.audioProperties()->lengthInMilliseconds() > 0 &&
                        !file.properties().isEmpty())
                        ++read;
                }
            });
        }
    }
    if (read != paths.size()) qFatal("TagLib could not read its own files.");
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

double scanOnce(store::Store& library, const QString& music, qint64 expectedRead)
{
    QElapsedTimer timer;
    timer.start();
    const SystemClock clock;
    const auto report = Scanner::scan(library, clock, {music}, {});
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    if (!report || report->progress.read != expectedRead || report->progress.failed > 0)
        qFatal("The scan did not read all files.");
    return seconds;
}

/// From the start of an mpd without a database until it has all songs in it; none when there is no mpd.
std::optional<double> mpdUpdate(const QString& music, const QString& folder, qsizetype songs)
{
    if (QStandardPaths::findExecutable(u"mpd"_s).isEmpty()) return std::nullopt;
    const QString socketPath = folder + u"/mpd.socket"_s;
    const QString database = folder + u"/mpd.db"_s;
    QFile::remove(database);
    QFile::remove(socketPath);
    QFile configuration(folder + u"/mpd.conf"_s);
    if (!configuration.open(QIODevice::WriteOnly)) return std::nullopt;
    configuration.write(
        u"music_directory \"%1\"\ndb_file \"%2\"\nbind_to_address \"%3\"\nlog_file \"/dev/null\"\nauto_update \"no\"\naudio_output {\n type \"null\"\n name \"none\"\n}\n"_s
            .arg(music, database, socketPath)
            .toUtf8());
    configuration.close();

    QProcess mpd;
    QElapsedTimer timer;
    timer.start();
    mpd.start(u"mpd"_s, {u"--no-daemon"_s, configuration.fileName()});
    if (!mpd.waitForStarted()) return std::nullopt;
    QLocalSocket socket;
    while (timer.elapsed() < 5000 && socket.state() != QLocalSocket::ConnectedState) {
        socket.connectToServer(socketPath);
        if (!socket.waitForConnected(50)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const auto ask = [&socket](const QByteArray& command) {
        socket.write(command + '\n');
        QByteArray answer;
        while (!answer.contains("OK\n") && !answer.contains("ACK") && socket.waitForReadyRead(60'000))
            answer += socket.readAll();
        return answer;
    };
    while (socket.waitForReadyRead(5000) && !socket.readAll().endsWith('\n')) {
    }
    ask("update");
    while (ask("status").contains("updating_db") && timer.elapsed() < 600'000)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const bool complete = ask("stats").contains("songs: " + QByteArray::number(songs) + '\n');
    mpd.terminate();
    mpd.waitForFinished();
    if (!complete) std::fprintf(stderr, "bench scan: mpd did not list all files, so it is not compared\n");
    return complete ? std::optional(seconds) : std::nullopt;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 10'000;
    const QTemporaryDir folder;
    const QString music = folder.filePath(u"music"_s);
    const QStringList paths = makeFiles(music, folder.path(), count);
    static_cast<void>(bareTagLib(paths)); // warms the page cache for all

    std::vector<double> bare;
    std::vector<double> scan;
    std::vector<double> rescan;
    std::vector<double> mpd;
    std::vector<double> bareCpu;
    std::vector<double> scanCpu;
    std::vector<double> rescanCpu;
    for (int run = 0; run < runs; ++run) {
        const auto cpuOf = [](std::vector<double>& cpu, auto work) {
            const double before = cpuSeconds();
            const double seconds = work();
            cpu.push_back(cpuSeconds() - before);
            return seconds;
        };
        bare.push_back(cpuOf(bareCpu, [&] { return bareTagLib(paths); }));
        auto library = store::Store::open(folder.filePath(u"library-%1.db"_s.arg(run)), librarySchema());
        if (!library) qFatal("The library could not be made.");
        scan.push_back(cpuOf(scanCpu, [&] { return scanOnce(**library, music, count); }));
        for (int again = 0; again < 2; ++again)
            rescan.push_back(cpuOf(rescanCpu, [&] { return scanOnce(**library, music, 0); }));
        if (const auto seconds = mpdUpdate(music, folder.path(), count)) mpd.push_back(*seconds);
    }

    report("scan", "files", count, "files", 1);
    report("scan", "scan", median(scan), "s", scan.size());
    report("scan", "bare_taglib", median(bare), "s", bare.size());
    report("scan", "ratio_to_bare_taglib", median(scan) / median(bare), "x", scan.size());
    if (mpd.empty()) {
        std::fprintf(stderr, "bench scan: mpd is not installed or did not work here; its figures are left out\n");
    } else {
        report("scan", "mpd_update", median(mpd), "s", mpd.size());
        report("scan", "times_as_fast_as_mpd", median(mpd) / median(scan), "x", mpd.size());
    }
    report("scan", "cpu_per_track", 1e6 * median(scanCpu) / count, "us", scanCpu.size());
    report("scan", "cpu_ratio_to_bare_taglib", median(scanCpu) / median(bareCpu), "x", scanCpu.size());
    report("scan", "rescan_cpu_per_100k", median(rescanCpu) * 100'000 / count, "s", rescanCpu.size());
    report("scan", "rescan_unchanged", median(rescan), "s", rescan.size());
    report("scan", "rescan_per_100k", median(rescan) * 100'000 / count, "s", rescan.size());
    return 0;
}
