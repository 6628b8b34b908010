#include "library/library_upkeep.h"

#include <algorithm>

namespace groundswell::library {

LibraryUpkeep::LibraryUpkeep(const TrackQueries& queries, Scanner& scanner, QObject* parent)
    : LibraryUpkeep(queries, scanner, Pace(), parent)
{
}

LibraryUpkeep::LibraryUpkeep(const TrackQueries& queries, Scanner& scanner, const Pace& pace, QObject* parent)
    : QObject(parent)
    , m_queries(queries)
    , m_scanner(scanner)
    , m_pace(pace)
    , m_watch(pace.roots)
{
    m_next.setSingleShot(true);
    m_next.callOnTimeout(this, &LibraryUpkeep::look);
    m_next.start(m_pace.first);
    connect(&m_watch, &FolderWatch::stirred, this, &LibraryUpkeep::onStirred);
    connect(&m_watch, &FolderWatch::rootsChanged, this, &LibraryUpkeep::onRootsChanged);
    connect(&scanner, &Scanner::started, this, [this] {
        m_next.stop();
        m_stirredMeanwhile = false;
        m_began.start();
    });
    connect(&scanner, &Scanner::finished, this, &LibraryUpkeep::onFinished);
    connect(&scanner, &Scanner::failed, this, [this] { planNext(m_pace.regular); });
}

void LibraryUpkeep::comeBack()
{
    // Before the first look has been it is still to come; and the end of one that runs plans the next.
    if (m_sinceLook.isValid() && m_sinceLook.durationElapsed() >= m_pace.least) planNext({});
}

void LibraryUpkeep::onStirred()
{
    m_stirredMeanwhile = m_scanner.isRunning();
    planNext(m_pace.stirred);
}

// Somebody may be listening to what is in it: this does not wait until a look is due.
void LibraryUpkeep::onRootsChanged()
{
    m_stirredMeanwhile = m_scanner.isRunning();
    if (!m_scanner.isRunning()) m_next.start(0);
}

void LibraryUpkeep::watchRoots()
{
    m_queries.folders().then(this, [this](const Result<QList<Folder>>& folders) {
        if (!folders) return;
        QMap<QString, bool> roots;
        for (const Folder& folder : *folders)
            roots.insert(folder.path, folder.online);
        m_watch.setRoots(roots);
    });
}

void LibraryUpkeep::look()
{
    if (m_scanner.isRunning() || m_asking) return;
    m_asking = true;
    m_queries.folders().then(this, [this](const Result<QList<Folder>>& folders) {
        m_asking = false;
        QStringList paths;
        for (const Folder& folder : folders.value_or(QList<Folder>()))
            paths.append(folder.path);
        if (!paths.isEmpty()) m_scanner.start(paths, ScanReason::Upkeep);
    });
}

void LibraryUpkeep::onFinished(const ScanReport& report)
{
    if (m_scanner.isRunning()) return; // another followed at once
    m_sinceLook.start();
    if (!report.cancelled) watchRoots();
    const bool whole = !report.cancelled && report.reason == ScanReason::Upkeep;
    if (whole) m_watch.setFolders(report.walked);
    // Reading what is new says nothing of how long it takes to find that nothing is.
    if (whole && !report.changedTracks())
        m_took = std::chrono::duration_cast<std::chrono::milliseconds>(m_began.durationElapsed());
    const bool more = m_stirredMeanwhile || report.changedTracks();
    planNext(more && !report.cancelled ? m_pace.again : m_pace.regular);
}

void LibraryUpkeep::planNext(std::chrono::milliseconds wish)
{
    if (m_scanner.isRunning()) return; // its end plans the next
    const auto since = m_sinceLook.isValid() ? m_sinceLook.durationElapsed() : std::chrono::nanoseconds(0);
    const auto rest = m_took * m_pace.timesAsLong - std::chrono::duration_cast<std::chrono::milliseconds>(since);
    const std::chrono::milliseconds in = std::max(wish, rest);
    if (!m_next.isActive() || m_next.remainingTimeAsDuration() > in) m_next.start(in);
}

} // namespace groundswell::library
