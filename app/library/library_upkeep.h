#pragma once

#include "library/folder_watch.h"
#include "library/scanner.h"
#include "library/track_queries.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace groundswell::library {

/// Keeps the library in step with its folders, at low priority: looks through them some time after the start, when
/// something comes or goes in one of them, at once when a whole one goes away or comes back, when the program is come
/// back to, and now and then while it is there (not every system tells, and not of every disk). The longer a look
/// takes, the less often. After one that found something it looks again soon, since files arrive in parts. Lives on the
/// GUI thread and touches no file.
class LibraryUpkeep final : public QObject
{
    Q_OBJECT

public:
    /// How often it looks.
    struct Pace
    {
        std::chrono::milliseconds first = std::chrono::seconds(5);   ///< after the start: the window is there by then
        std::chrono::milliseconds stirred = std::chrono::seconds(2); ///< after something came or went
        std::chrono::milliseconds again = std::chrono::seconds(10);  ///< after a look that found something
        std::chrono::milliseconds least = std::chrono::seconds(60);  ///< between looks when the program is come back to
        std::chrono::milliseconds regular = std::chrono::minutes(10); ///< between looks while nothing happens
        std::chrono::milliseconds roots = std::chrono::seconds(4);    ///< between asking whether the folders are there
        int timesAsLong = 20; ///< as a look that finds nothing takes, at least, before the next
    };

    /// Both must outlive it. Begins its work with the event loop's.
    LibraryUpkeep(const TrackQueries& queries, Scanner& scanner, QObject* parent = nullptr);
    LibraryUpkeep(const TrackQueries& queries, Scanner& scanner, const Pace& pace, QObject* parent = nullptr);

    /// The program was come back to: other programs may have been at the files meanwhile.
    void comeBack();

private:
    void look();
    void onStirred();
    void onRootsChanged();
    void watchRoots();
    void onFinished(const ScanReport& report);
    /// After `wish`, or later where looks take long. Never puts off what is planned already.
    void planNext(std::chrono::milliseconds wish);

    const TrackQueries& m_queries;
    Scanner& m_scanner;
    const Pace m_pace;
    FolderWatch m_watch;
    QTimer m_next;
    QElapsedTimer m_began;               ///< of the scan that runs
    QElapsedTimer m_sinceLook;           ///< since the last scan ended
    std::chrono::milliseconds m_took{0}; ///< the last look that found nothing
    bool m_asking = false;
    bool m_stirredMeanwhile = false; ///< while a scan runs: it may have been past that place
};

} // namespace groundswell::library
