// A helper process that does to itself what a damaged file does to its reader; the payload says what. It runs the real
// loop under the real limits.
#include "library/track_bytes.h"
#include "worker/worker_loop.h"

#include <QCoreApplication>
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

Result<QByteArray> misbehave(const QByteArray& payload)
{
    if (payload == "crash") std::abort();
    if (payload == "leave") std::_Exit(0);
    if (payload == "memory") takeAllMemory();
    if (payload == "spin") spin();
    if (payload == "sleep") sleepForEver();
    if (payload == "refuse") return fail(ErrorCode::Unsupported, {}, QStringLiteral("not today"));
    if (payload == "chatter") std::puts("a library that talks");
    library::Track track;
    track.title = QString::fromUtf8(payload);
    return library::trackToBytes(track);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return worker::runWorker({{worker::Job::ReadTags, misbehave}});
}
