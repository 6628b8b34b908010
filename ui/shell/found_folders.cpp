#include "ui/shell/found_folders.h"

#include "library/folder_walk.h"

#include <QPromise>
#include <QStandardPaths>
#include <QThreadPool>

#include <memory>

namespace groundswell::ui {

namespace {
constexpr int mostCounted = 5'000;

QList<FoundFolder> look()
{
    QList<FoundFolder> found;
    for (const auto place : {QStandardPaths::MusicLocation, QStandardPaths::DownloadLocation}) {
        const QString path = QStandardPaths::writableLocation(place);
        // Systems without such a folder answer with the home folder, which is not ours to walk through.
        if (path.isEmpty() || path == QStandardPaths::writableLocation(QStandardPaths::HomeLocation)) continue;
        FoundFolder folder{path};
        std::stop_source enough;
        const auto count = [&](const library::FoundFile&) {
            if (++folder.songs >= mostCounted) {
                folder.more = true;
                enough.request_stop();
            }
        };
        const bool readable = library::walkFolder(path, enough.get_token(), {.found = count});
        if (readable && folder.songs > 0) found.append(folder);
    }
    return found;
}

} // namespace

QFuture<QList<FoundFolder>> findMusicFolders()
{
    auto promise = std::make_shared<QPromise<QList<FoundFolder>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise] {
        promise->addResult(look());
        promise->finish();
    });
    return promise->future();
}

} // namespace groundswell::ui
