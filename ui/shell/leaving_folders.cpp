#include "ui/shell/leaving_folders.h"

#include "library/track_store.h"
#include "ui/parts/notice.h"

#include <QDir>
#include <QTimer>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

LeavingFolders::LeavingFolders(library::TrackStore& tracks, Notice& notice, QObject* parent)
    : QObject(parent)
    , m_tracks(tracks)
    , m_notice(notice)
{
}

LeavingFolders::~LeavingFolders()
{
    for (const Leaving& one : m_leaving)
        (void)m_tracks.removeFolder(one.folder);
}

bool LeavingFolders::isLeaving(qint64 folder) const
{
    return std::ranges::contains(m_leaving, folder, &Leaving::folder);
}

void LeavingFolders::forget(const library::Folder& folder)
{
    if (isLeaving(folder.id)) return;
    auto timer = std::make_unique<QTimer>();
    timer->setSingleShot(true);
    // A moment longer than it is offered, so that the last click still counts.
    timer->setInterval(m_timeToKeep + 500ms);
    connect(timer.get(), &QTimer::timeout, this, [this, id = folder.id] { remove(id); });
    timer->start();
    m_leaving.push_back({folder.id, std::move(timer)});
    const QString name = QDir(folder.path).dirName();
    const auto keepIt = [this, id = folder.id] {
        if (!keep(id) && m_gone.contains(id))
            m_notice.tell(tr("It is gone already. Add the folder again to have its songs back."), u"alert"_s);
    };
    m_notice.offer(
        tr("“%1” leaves the library with %n song(s). Its files stay.", nullptr, int(folder.tracks)).arg(name),
        tr("Keep it"), keepIt, u"trash"_s, int(m_timeToKeep / 1ms));
    Q_EMIT changed();
}

bool LeavingFolders::keep(qint64 folder)
{
    if (std::erase_if(m_leaving, [folder](const Leaving& one) { return one.folder == folder; }) == 0) return false;
    Q_EMIT changed();
    return true;
}

bool LeavingFolders::keepLast()
{
    return !m_leaving.empty() && keep(m_leaving.back().folder);
}

/// It counts as leaving until it is gone, so that no list shows it for a moment in between.
void LeavingFolders::remove(qint64 folder)
{
    m_tracks.removeFolder(folder).then(this, [this, folder](const Result<void>& done) {
        if (done)
            m_gone.insert(folder);
        else
            Q_EMIT failed(done.error().message);
        keep(folder);
    });
}

} // namespace groundswell::ui
