#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>
#include <QThread>

#include <chrono>
#include <memory>

class QFileSystemWatcher;

namespace groundswell::library {

class RootPoll;

/// Tells when something comes or goes in folders, where the system tells of that (most do for local disks, hardly any
/// for networks). The watching has a thread of its own, since to begin it looks at each folder; a folder that never
/// answers does not hold up the destructor. Also tells when a whole folder of music goes away or comes back, which no
/// system tells reliably: it looks now and then whether each is there.
class FolderWatch final : public QObject
{
    Q_OBJECT

public:
    /// Looks for whole folders this often, roughly: with other timers where that saves the machine from waking.
    explicit FolderWatch(std::chrono::milliseconds rootsEvery, QObject* parent = nullptr);
    ~FolderWatch() override;

    /// From now on these, each by itself, without the folders below it.
    void setFolders(const QStringList& paths);
    /// From now on these whole folders, and whether each was there when last looked through.
    void setRoots(const QMap<QString, bool>& thereByPath);

Q_SIGNALS:
    void stirred();
    /// A whole folder went, came back, or is another one under the same path (a disk under its mount point).
    void rootsChanged();

private:
    std::unique_ptr<QThread> m_thread;
    QFileSystemWatcher* m_watcher; // lives on m_thread and ends with it
    RootPoll* m_roots;             // a child of m_watcher
};

} // namespace groundswell::library
