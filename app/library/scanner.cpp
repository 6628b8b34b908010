#include "library/scanner.h"

#include "base/low_priority.h"
#include "library/folder_walk.h"
#include "library/native_path.h"
#include "library/scan_pipeline.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <chrono>

namespace groundswell::library {

namespace {

constexpr std::chrono::milliseconds progressInterval{100};
constexpr qint64 showNewTracksMs = 1500;

Result<QHash<QByteArray, KnownFile>> knownFiles(store::Store& library)
{
    return library.readers().run([](store::Database& database) -> Result<QHash<QByteArray, KnownFile>> {
        QHash<QByteArray, KnownFile> known;
        store::Statement count = database.prepare("SELECT count(*) FROM track");
        if (count.step()) known.reserve(count.integer(0));
        store::Statement statement = database.prepare("SELECT path, id, size, modified_ms, online FROM track");
        while (statement.step())
            known.insert(statement.blob(0),
                         {statement.integer(1), statement.integer(2), statement.integer(3), statement.boolean(4)});
        return known;
    });
}

/// The folder's id, made where it is new; its `online` is set to what was seen.
Result<qint64> noteFolder(store::Store& library, const QByteArray& path, bool online, qint64 nowMs)
{
    return library.writer().run([&](store::Database& database) -> Result<qint64> {
        store::Statement statement =
            database.prepare("INSERT INTO folder(path, added_ms, online) VALUES(?, ?, ?) ON CONFLICT(path) DO UPDATE "
                             "SET online = excluded.online RETURNING id");
        static_cast<void>(statement.bind(path, nowMs, online).step());
        return statement.integer(0);
    });
}

Result<void> setOnline(store::Store& library, std::vector<qint64> ids, bool online)
{
    if (ids.empty()) return {};
    return library.writer().run([&](store::Database& database) -> Result<void> {
        store::Statement statement = database.prepare("UPDATE track SET online = ? WHERE id = ?");
        for (const qint64 id : ids)
            statement.bind(online, id).run();
        return {};
    });
}

bool isBelow(const QByteArray& path, const QByteArray& folder)
{
    return path.size() > folder.size() && path.startsWith(folder) &&
           (folder.endsWith('/') || path[folder.size()] == '/');
}

/// One run over some folders.
class Scan
{
public:
    Scan(store::Store& library, const Clock& clock, std::stop_token stop,
         const std::function<void(const ScanProgress&)>& progress)
        : m_library(library)
        , m_clock(clock)
        , m_stop(std::move(stop))
        , m_progress(progress)
    {
    }

    Result<ScanReport> run(const QStringList& folders)
    {
        auto known = knownFiles(m_library);
        if (!known) return std::unexpected(known.error());
        m_known = *std::move(known);
        for (const QString& folder : folders) {
            if (m_stop.stop_requested()) break;
            if (auto result = runFolder(QDir::cleanPath(QDir(folder).absolutePath())); !result)
                return std::unexpected(result.error());
        }
        m_report.cancelled = m_stop.stop_requested();
        if (m_progress) m_progress(m_report.progress);
        return m_report;
    }

private:
    Result<void> runFolder(const QString& folder)
    {
        const QByteArray root = toNativeBytes(folder);
        const bool there = isThere(folder);
        const auto id = noteFolder(m_library, root, there, m_clock.nowMs());
        if (!id) return std::unexpected(id.error());
        m_report.foldersAway += there ? QStringList() : QStringList(folder);

        std::vector<qint64> back;
        if (there) {
            ScanPipeline pipeline(m_library, *id, m_clock.nowMs(), m_stop);
            const bool walked = walkFolder(folder, m_stop,
                                           {.found = [&](FoundFile file) { visit(std::move(file), pipeline, back); },
                                            .entered = [this](const QByteArray& path) { enter(path); }});
            if (!walked) m_report.foldersAway.append(folder);
            if (auto ended = finish(pipeline); !ended) return ended;
        }
        if (m_stop.stop_requested()) return {};
        m_report.back += qint64(back.size());
        if (auto result = setOnline(m_library, std::move(back), true); !result) return result;
        return markMissing(root);
    }

    void enter(const QByteArray& path)
    {
        if (m_folders++ < MostWatched)
            m_report.walked.append(pathText(path));
        else
            m_report.walked.clear();
    }

    void visit(FoundFile file, ScanPipeline& pipeline, std::vector<qint64>& back)
    {
        ++m_report.progress.found;
        const auto known = m_known.find(file.nativePath);
        if (known == m_known.end()) {
            // A folder reached twice by overlapping roots is read once.
            m_known.insert(file.nativePath, {.sizeBytes = file.sizeBytes, .modifiedMs = file.modifiedMs, .seen = true});
            ++m_report.added;
            pipeline.read(std::move(file));
        } else if (known->sizeBytes == file.sizeBytes && known->modifiedMs == file.modifiedMs) {
            ++m_report.progress.unchanged;
            if (!known->online) back.push_back(known->id);
            known->seen = true;
        } else {
            known->seen = true;
            ++m_report.updated;
            pipeline.read(std::move(file));
        }
        tell(pipeline);
    }

    Result<void> finish(ScanPipeline& pipeline)
    {
        while (!pipeline.waitUntilDone(progressInterval))
            tell(pipeline);
        m_readBefore += pipeline.readCount();
        m_failedBefore += pipeline.failedCount();
        m_report.progress.read = m_readBefore;
        m_report.progress.failed = m_failedBefore;
        return pipeline.result();
    }

    Result<void> markMissing(const QByteArray& root)
    {
        std::vector<qint64> gone;
        for (auto each = m_known.cbegin(); each != m_known.cend(); ++each) {
            if (each->seen || !isBelow(each.key(), root)) continue;
            ++m_report.missing;
            if (each->online) gone.push_back(each->id);
        }
        m_report.gone += qint64(gone.size());
        return setOnline(m_library, std::move(gone), false);
    }

    void tell(const ScanPipeline& pipeline)
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_progress || now - m_told < progressInterval) return;
        m_told = now;
        m_report.progress.read = m_readBefore + pipeline.readCount();
        m_report.progress.failed = m_failedBefore + pipeline.failedCount();
        m_progress(m_report.progress);
    }

    store::Store& m_library;
    const Clock& m_clock;
    std::stop_token m_stop;
    const std::function<void(const ScanProgress&)>& m_progress;
    QHash<QByteArray, KnownFile> m_known;
    ScanReport m_report;
    qsizetype m_folders = 0;
    qint64 m_readBefore = 0;
    qint64 m_failedBefore = 0;
    std::chrono::steady_clock::time_point m_told;
};

} // namespace

Scanner::Scanner(store::Store& library, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_clock(clock)
{
}

Scanner::~Scanner()
{
    m_thread.request_stop();
}

void Scanner::start(const QStringList& folders, ScanReason reason)
{
    const auto upkeep = std::ranges::find(m_waiting, ScanReason::Upkeep, &Errand::reason);
    m_waiting.insert(reason == ScanReason::Asked ? upkeep : m_waiting.end(), {folders, reason});
    if (!m_running) return startNext();
    if (reason == ScanReason::Asked && m_now.reason == ScanReason::Upkeep && !m_makesWay) {
        m_makesWay = true;
        m_waiting.append(m_now);
        m_thread.request_stop();
    }
}

void Scanner::stop()
{
    m_waiting.clear();
    m_makesWay = false;
    m_thread.request_stop();
}

void Scanner::startNext()
{
    m_now = m_waiting.takeFirst();
    m_running = true;
    m_makesWay = false;
    m_sinceChange.start();
    m_thread = std::jthread([this, errand = m_now](std::stop_token stop) {
        if (errand.reason == ScanReason::Upkeep) runAtLowPriority();
        const auto posted = [this](const ScanProgress& progress) {
            QMetaObject::invokeMethod(this, [this, progress] { tell(progress); }, Qt::QueuedConnection);
        };
        auto result = scan(m_library, m_clock, errand.folders, std::move(stop), posted);
        QMetaObject::invokeMethod(this, [this, result] { ended(result); }, Qt::QueuedConnection);
    });
    Q_EMIT started(m_now.reason);
}

void Scanner::tell(const ScanProgress& progress)
{
    Q_EMIT progressed(progress);
    if (progress.read == 0 || m_sinceChange.elapsed() < showNewTracksMs) return;
    m_sinceChange.restart();
    Q_EMIT tracksChanged();
}

void Scanner::ended(Result<ScanReport> result)
{
    m_running = false;
    if (result) result->reason = m_now.reason;
    const bool told = !m_makesWay; // the report of one that begins again comes at its end
    if (!m_waiting.isEmpty()) startNext();
    if (!result || result->changedTracks()) Q_EMIT tracksChanged();
    if (!told) return;
    if (result)
        Q_EMIT finished(*result);
    else
        Q_EMIT failed(result.error());
}

Result<ScanReport> Scanner::scan(store::Store& library, const Clock& clock, const QStringList& folders,
                                 std::stop_token stop, const std::function<void(const ScanProgress&)>& progress)
{
    return Scan(library, clock, std::move(stop), progress).run(folders);
}

} // namespace groundswell::library
