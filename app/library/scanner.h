#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "store/store.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>

#include <functional>
#include <stop_token>
#include <thread>

namespace groundswell::library {

/// How far a scan is. Numbers only grow.
struct ScanProgress
{
    qint64 found = 0;     ///< audio files seen so far
    qint64 read = 0;      ///< of those, tags read
    qint64 unchanged = 0; ///< of those, skipped because size and time are as they were
    qint64 failed = 0;    ///< of those read, listed with a reason
};

/// Who wants a scan.
enum class ScanReason : quint8 {
    Asked,  ///< a person, who waits for it: it runs on all cores
    Upkeep, ///< nobody in particular: it takes what other programs leave
};

/// So many folders are watched at most: each costs the system some memory.
inline constexpr qsizetype MostWatched = 4096;

/// How a scan ended.
struct ScanReport
{
    ScanProgress progress;
    qint64 added = 0;
    qint64 updated = 0;
    qint64 missing = 0;      ///< tracks whose file is gone: kept, marked offline
    qint64 gone = 0;         ///< of those, how many were there at the scan before
    qint64 back = 0;         ///< tracks that were missing and are here again
    QStringList foldersAway; ///< folders that could not be opened: their tracks are kept, marked offline
    QStringList walked;      ///< the folders that were entered; none when there are more than MostWatched
    bool cancelled = false;  ///< what was read until then is kept
    ScanReason reason = ScanReason::Asked;

    /// Whether any track reads differently now.
    [[nodiscard]] bool changedTracks() const noexcept { return added + updated + gone + back > 0; }
};

/// Looks through folders, reads the tags of new and changed files on all cores and writes them in large transactions.
/// One unreadable file is listed with its reason; a folder that is away stops nothing. Symbolic links are followed,
/// each folder once.
class Scanner : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the scanner.
    Scanner(store::Store& library, const Clock& clock, QObject* parent = nullptr);
    /// Stops a running scan and waits for it.
    ~Scanner() override;

    /// Scans on a thread of its own; started(), progressed() and then finished() or failed() tell. What runs already
    /// goes on, then this one; only upkeep makes way for what was asked for, and begins again after it.
    void start(const QStringList& folders, ScanReason reason = ScanReason::Asked);
    /// Ends what runs, with a report that says so, and forgets what waits.
    void stop();
    [[nodiscard]] bool isRunning() const noexcept { return m_running; }

    /// The scan itself, blocking: for the command line and tests. `progress` is called from the calling thread.
    [[nodiscard]] static Result<ScanReport> scan(store::Store& library, const Clock& clock, const QStringList& folders,
                                                 std::stop_token stop,
                                                 const std::function<void(const ScanProgress&)>& progress = {});

Q_SIGNALS:
    void started(groundswell::library::ScanReason reason);
    /// A few times a second while it runs.
    void progressed(const groundswell::library::ScanProgress& progress);
    /// Rows came or changed (several times in a long scan).
    void tracksChanged();
    void finished(const groundswell::library::ScanReport& report);
    void failed(const groundswell::Error& error);

private:
    struct Errand
    {
        QStringList folders;
        ScanReason reason = ScanReason::Asked;
    };
    void startNext();
    void tell(const ScanProgress& progress);
    void ended(Result<ScanReport> result);

    store::Store& m_library;
    const Clock& m_clock;
    QList<Errand> m_waiting; // what was asked for comes first
    Errand m_now;
    bool m_running = false;
    bool m_makesWay = false;     // what runs was stopped for another, and waits again
    QElapsedTimer m_sinceChange; // since tracksChanged() was emitted
    std::jthread m_thread;
};

} // namespace groundswell::library
