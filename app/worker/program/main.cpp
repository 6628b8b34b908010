// The program that reads strangers' files: tags, words, pictures and sound. Started by worker::WorkerProcess, never by
// hand.
#include "library/parsing/cover_reader.h"
#include "library/parsing/lyrics_reader.h"
#include "library/parsing/tag_reader.h"
#include "library/track_bytes.h"
#include "media/analysis/file_analysis.h"
#include "worker/worker_loop.h"

#include <QCoreApplication>
#include <QFile>

using namespace groundswell;

namespace {

Result<QByteArray> readTags(const QByteArray& path)
{
    return library::readTags(path).transform(library::trackToBytes);
}

Result<QByteArray> readLyrics(const QByteArray& path)
{
    return library::lyricsToBytes(library::readEmbeddedLyrics(path));
}

Result<QByteArray> readCover(const QByteArray& request)
{
    return library::coverRequestFromBytes(request).and_then(library::readCover).transform(library::coverToBytes);
}

Result<QByteArray> analyse(const QByteArray& path)
{
    return media::analyseFile(QUrl::fromLocalFile(QFile::decodeName(path))).transform(&media::Analysis::toBytes);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return worker::runWorker({{worker::Job::ReadTags, readTags},
                              {worker::Job::ReadLyrics, readLyrics},
                              {worker::Job::ReadCover, readCover},
                              {worker::Job::Analyse, analyse}});
}
