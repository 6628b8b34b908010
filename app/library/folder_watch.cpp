#include "library/folder_watch.h"

#include <QFileSystemWatcher>
#include <QSet>

namespace groundswell::library {

namespace {

QStringList without(const QStringList& paths, const QStringList& others)
{
    const QSet<QString> left(others.begin(), others.end());
    QStringList result;
    for (const QString& path : paths) {
        if (!left.contains(path)) result.append(path);
    }
    return result;
}

} // namespace

FolderWatch::FolderWatch(QObject* parent)
    : QObject(parent)
    , m_watcher(new QFileSystemWatcher)
{
    m_watcher->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_watcher, &QObject::deleteLater);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderWatch::stirred);
    m_thread.start(QThread::LowestPriority);
}

FolderWatch::~FolderWatch()
{
    m_thread.quit();
    m_thread.wait();
}

void FolderWatch::setFolders(const QStringList& paths)
{
    QMetaObject::invokeMethod(
        m_watcher,
        [watcher = m_watcher, paths] {
            const QStringList watched = watcher->directories();
            if (const QStringList old = without(watched, paths); !old.isEmpty()) watcher->removePaths(old);
            if (const QStringList fresh = without(paths, watched); !fresh.isEmpty()) watcher->addPaths(fresh);
        },
        Qt::QueuedConnection);
}

} // namespace groundswell::library
