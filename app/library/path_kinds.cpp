#include "library/path_kinds.h"

#include <QFileInfo>
#include <QPromise>

#include <thread>

namespace groundswell::library {

QFuture<PathKinds> kindsOf(const QStringList& paths)
{
    QPromise<PathKinds> promise;
    promise.start();
    auto future = promise.future();
    // Not one of a pool's: a few dead paths would take all of those away from everybody else, and hold up the end of
    // the program.
    std::thread([paths, promise = std::move(promise)]() mutable {
        PathKinds kinds;
        for (const QString& path : paths) {
            const QFileInfo info(path);
            (info.isDir() ? kinds.folders : info.exists() ? kinds.files : kinds.absent).append(path);
        }
        promise.addResult(std::move(kinds));
        promise.finish();
    }).detach();
    return future;
}

} // namespace groundswell::library
