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

/// How a scan ended.
struct ScanReport
{
    ScanProgress progress;
    qint64 added = 0;
    qint64 updated = 0;
    qint64 missing = 0;      ///< tracks whose file is gone: kept, marked offline
    QStringList foldersAway; ///< folders that could not be opened: their tracks are kept, marked offline
    bool cancelled = false;  ///< what was read until then is kept
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

    /// Scans on a thread of its own; progressed() and finished() tell. A scan that runs already goes on, then this one.
    void start(const QStringList& folders);
    void stop();
    [[nodiscard]] bool isRunning() const noexcept { return m_running; }

    /// The scan itself, blocking: for the command line and tests. `progress` is called from the calling thread.
    [[nodiscard]] static Result<ScanReport> scan(store::Store& library, const Clock& clock, const QStringList& folders,
                                                 std::stop_token stop,
                                                 const std::function<void(const ScanProgress&)>& progress = {});

Q_SIGNALS:
    /// A few times a second while it runs.
    void progressed(const groundswell::library::ScanProgress& progress);
    /// New rows are in the library (several times in a long scan).
    void tracksChanged();
    void finished(const groundswell::library::ScanReport& report);
    void failed(const groundswell::Error& error);

private:
    void startNext();
    void tell(const ScanProgress& progress);
    void ended(const Result<ScanReport>& result);

    store::Store& m_library;
    const Clock& m_clock;
    QList<QStringList> m_waiting;
    bool m_running = false;
    QElapsedTimer m_sinceChange; // since tracksChanged() was emitted
    std::jthread m_thread;
};

} // namespace groundswell::library
