#pragma once

#include <QObject>
#include <QStringList>
#include <QThread>

#include <memory>

class QFileSystemWatcher;

namespace groundswell::library {

/// Tells when something comes or goes in folders, where the system tells of that (most do for local disks, hardly any
/// for networks). The watching has a thread of its own, since to begin it looks at each folder; a folder that never
/// answers does not hold up the destructor.
class FolderWatch final : public QObject
{
    Q_OBJECT

public:
    explicit FolderWatch(QObject* parent = nullptr);
    ~FolderWatch() override;

    /// From now on these, each by itself, without the folders below it.
    void setFolders(const QStringList& paths);

Q_SIGNALS:
    void stirred();

private:
    std::unique_ptr<QThread> m_thread;
    QFileSystemWatcher* m_watcher; // lives on m_thread and ends with it
};

} // namespace groundswell::library
