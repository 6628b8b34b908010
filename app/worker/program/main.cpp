// The program that reads strangers' files: tags and sound. Started by worker::WorkerProcess, never by hand.
#include "library/tag_reader.h"
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

Result<QByteArray> analyse(const QByteArray& path)
{
    return media::analyseFile(QUrl::fromLocalFile(QFile::decodeName(path))).transform(&media::Analysis::toBytes);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return worker::runWorker({{worker::Job::ReadTags, readTags}, {worker::Job::Analyse, analyse}});
}
