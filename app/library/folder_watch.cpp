#include "library/folder_watch.h"

#include "library/folder_walk.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QSet>
#include <QTimer>

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

/// Asks the disk now and then whether some folders are there. Lives on the watching thread.
class RootPoll final : public QObject
{
    Q_OBJECT

public:
    RootPoll(std::chrono::milliseconds every, QObject* parent)
        : QObject(parent)
        , m_timer(this)
    {
        m_timer.setTimerType(Qt::CoarseTimer);
        m_timer.setInterval(every);
        connect(&m_timer, &QTimer::timeout, this, &RootPoll::look);
    }

    void set(const QMap<QString, bool>& thereByPath)
    {
        QMap<QString, Root> roots;
        for (const auto& [path, there] : thereByPath.asKeyValueRange())
            roots.insert(path, {.there = there, .born = m_roots.value(path).born});
        m_roots = roots;
        if (m_roots.isEmpty())
            m_timer.stop();
        else if (!m_timer.isActive())
            m_timer.start();
    }

Q_SIGNALS:
    void changed();

private:
    struct Root
    {
        bool there = false;
        QDateTime born; ///< tells a folder from another one under the same path; null before the first look
    };

    void look()
    {
        bool anyChanged = false;
        for (const auto& [path, root] : m_roots.asKeyValueRange()) {
            if (QThread::currentThread()->isInterruptionRequested()) return;
            const bool there = isThere(path);
            const QDateTime born = there ? QFileInfo(path).birthTime() : root.born;
            const bool isOther = root.born.isValid() && born != root.born;
            anyChanged = anyChanged || there != root.there || isOther;
            root = {.there = there, .born = born};
        }
        if (anyChanged) Q_EMIT changed();
    }

    QMap<QString, Root> m_roots;
    QTimer m_timer;
};

FolderWatch::FolderWatch(std::chrono::milliseconds rootsEvery, QObject* parent)
    : QObject(parent)
    , m_thread(std::make_unique<QThread>())
    , m_watcher(new QFileSystemWatcher)
    , m_roots(new RootPoll(rootsEvery, m_watcher))
{
    m_watcher->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_watcher, &QObject::deleteLater);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderWatch::stirred);
    connect(m_roots, &RootPoll::changed, this, &FolderWatch::rootsChanged);
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

void FolderWatch::setRoots(const QMap<QString, bool>& thereByPath)
{
    QMetaObject::invokeMethod(
        m_roots, [roots = m_roots, thereByPath] { roots->set(thereByPath); }, Qt::QueuedConnection);
}

} // namespace groundswell::library

#include "folder_watch.moc"
