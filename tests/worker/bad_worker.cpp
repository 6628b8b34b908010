// A helper process that does to itself what a damaged file does to its reader; the payload of ReadTags says what, and
// for words and covers the base name of the file. It runs the real loop under the real limits.
#include "library/parsing/cover_reader.h"
#include "library/parsing/lyrics_reader.h"
#include "library/track_bytes.h"
#include "worker/worker_loop.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThread>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

using namespace groundswell;

namespace {

void takeAllMemory()
{
    std::vector<std::unique_ptr<char[]>> hoard;
    for (;;) {
        constexpr std::size_t Piece = std::size_t{64} * 1024 * 1024;
        hoard.push_back(std::make_unique<char[]>(Piece));
    }
}

void spin()
{
    for (volatile unsigned i = 0;;)
        i = i + 1;
}

void sleepForEver()
{
    std::getchar(); // nothing more comes
    for (;;)
        QThread::sleep(std::chrono::seconds(1000));
}

void misbehave(const QByteArray& how)
{
    if (how == "crash") std::abort();
    if (how == "leave") std::_Exit(0);
    if (how == "memory") takeAllMemory();
    if (how == "spin") spin();
    if (how == "sleep") sleepForEver();
    if (how == "chatter") std::puts("a library that talks");
}

QByteArray howOf(const QByteArray& path)
{
    return QFileInfo(QString::fromUtf8(path)).completeBaseName().toUtf8();
}

Result<QByteArray> readTags(const QByteArray& payload)
{
    misbehave(payload);
    if (payload == "refuse") return fail(ErrorCode::Unsupported, {}, QStringLiteral("not today"));
    library::Track track;
    track.title =
        payload == "process" ? QString::number(QCoreApplication::applicationPid()) : QString::fromUtf8(payload);
    return library::trackToBytes(track);
}

Result<QByteArray> readLyrics(const QByteArray& path)
{
    misbehave(howOf(path));
    return library::lyricsToBytes(library::readEmbeddedLyrics(path));
}

Result<QByteArray> readCover(const QByteArray& bytes)
{
    return library::coverRequestFromBytes(bytes).and_then([](const library::CoverRequest& request) {
        misbehave(howOf(request.nativePath));
        return library::readCover(request).transform(library::coverToBytes);
    });
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return worker::runWorker({{worker::Job::ReadTags, readTags},
                              {worker::Job::ReadLyrics, readLyrics},
                              {worker::Job::ReadCover, readCover}});
}
