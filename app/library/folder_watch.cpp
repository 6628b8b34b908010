#include "library/folder_watch.h"

#include <QDeadlineTimer>
#include <QFileSystemWatcher>
#include <QSet>

#include <chrono>

namespace groundswell::library {

namespace {

// A look at a folder takes microseconds; at one of a dead share it may take minutes.
constexpr std::chrono::milliseconds patience{200};

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
    , m_thread(std::make_unique<QThread>())
    , m_watcher(new QFileSystemWatcher)
{
    m_watcher->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_watcher, &QObject::deleteLater);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderWatch::stirred);
    m_thread->start(QThread::LowestPriority);
}

FolderWatch::~FolderWatch()
{
    m_thread->requestInterruption();
    m_thread->quit();
    // One that does not come back from a folder ends with the process, rather than hold up its end.
    if (!m_thread->wait(QDeadlineTimer(patience))) static_cast<void>(m_thread.release());
}

void FolderWatch::setFolders(const QStringList& paths)
{
    QMetaObject::invokeMethod(
        m_watcher,
        [watcher = m_watcher, paths] {
            const QStringList watched = watcher->directories();
            if (const QStringList old = without(watched, paths); !old.isEmpty()) watcher->removePaths(old);
            for (const QString& path : without(paths, watched)) {
                if (QThread::currentThread()->isInterruptionRequested()) return;
                watcher->addPath(path);
            }
        },
        Qt::QueuedConnection);
}

} // namespace groundswell::library
