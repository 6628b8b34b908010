#include "library/scan_pipeline.h"

#include "library/cover_key.h"
#include "library/native_path.h"
#include "library/tag_helper.h"

#include <QFile>

#include <algorithm>
#include <iterator>
#include <utility>

namespace groundswell::library {

namespace {

constexpr size_t filesWaiting = 65'536;  // some 10 MB: how much there is to read is soon known
constexpr size_t filesTaken = 32;        // at a time, so that the threads seldom meet at the lock
constexpr size_t tracksPerCommit = 1000; // of one thread: large enough for the index, small enough to end together
constexpr qint64 largestPicture = 32LL * 1024 * 1024;

} // namespace

ScanPipeline::ScanPipeline(store::Store& library, qint64 folderId, qint64 nowMs, std::stop_token stop)
    : m_library(library)
    , m_folderId(folderId)
    , m_nowMs(nowMs)
    , m_stop(std::move(stop))
    , m_running(static_cast<int>(std::max(1U, std::thread::hardware_concurrency())))
{
    for (int i = 0; i < m_running; ++i)
        m_threads.emplace_back([this] { work(); });
}

ScanPipeline::~ScanPipeline()
{
    {
        const std::lock_guard lock(m_mutex);
        m_noMore = true;
    }
    m_filesCame.notify_all();
}

void ScanPipeline::read(FoundFile file)
{
    std::unique_lock lock(m_mutex);
    m_filesTaken.wait(lock, [this] { return m_files.size() < filesWaiting || m_stop.stop_requested(); });
    m_files.push_back(std::move(file));
    if (m_files.size() % filesTaken == 1) m_filesCame.notify_one();
}

bool ScanPipeline::waitUntilDone(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    m_noMore = true;
    m_filesCame.notify_all();
    return m_threadEnded.wait_for(lock, time, [this] { return m_running == 0; });
}

Result<void> ScanPipeline::result() const
{
    return m_result;
}

std::vector<FoundFile> ScanPipeline::take()
{
    std::unique_lock lock(m_mutex);
    m_filesCame.wait(lock, [this] { return m_noMore || !m_files.empty(); });
    std::vector<FoundFile> taken;
    if (m_stop.stop_requested()) m_files.clear();
    while (!m_files.empty() && taken.size() < filesTaken) {
        taken.push_back(std::move(m_files.front()));
        m_files.pop_front();
    }
    m_filesTaken.notify_one();
    return taken;
}

void ScanPipeline::work()
{
    TagHelper helper;
    TrackPreparer preparer;
    Batch batch;
    std::vector<QByteArray> paths;
    for (;;) {
        auto files = take();
        if (files.empty()) {
            const std::lock_guard lock(m_mutex);
            if (m_noMore && m_files.empty()) break;
            continue;
        }
        paths.clear();
        std::ranges::transform(files, std::back_inserter(paths), &FoundFile::nativePath);
        auto tracks = helper.read(paths, m_stop);
        if (m_stop.stop_requested()) continue; // what was not read now is read another time
        if (!tracks.front() && tracks.front().error().code == ErrorCode::Internal) {
            note(std::unexpected(tracks.front().error()));
            continue;
        }
        for (std::size_t i = 0; i < files.size(); ++i)
            batch.push_back(prepare(preparer, files[i], std::move(tracks[i])));
        if (batch.size() >= tracksPerCommit) write(std::exchange(batch, {}));
    }
    if (!batch.empty()) write(std::move(batch));
    const std::lock_guard lock(m_mutex);
    --m_running;
    m_threadEnded.notify_all();
}

PreparedTrack ScanPipeline::prepare(TrackPreparer& preparer, const FoundFile& file, Result<Track> read)
{
    PreparedTrack prepared = preparer.prepareFile(file.nativePath, file.sizeBytes, file.modifiedMs, std::move(read));
    if (file.hasLyricsFile) prepared.track.words.setFlag(Words::Lyrics);
    ++m_read;
    if (!prepared.track.error.isEmpty()) {
        ++m_failed;
    } else if (prepared.track.coverKey.isEmpty() && !file.folderPicture.isEmpty()) {
        prepared.track.coverKey = folderCoverKey(file.folderPicture);
        prepared.coverPath = file.folderPicture;
    }
    return prepared;
}

QString ScanPipeline::folderCoverKey(const QByteArray& picturePath)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_coverKeys.constFind(picturePath); known != m_coverKeys.constEnd()) return *known;
    }
    QFile picture(pathText(picturePath));
    const bool usable = picture.size() <= largestPicture && picture.open(QIODevice::ReadOnly);
    QString key = usable ? coverKeyOf(picture.readAll()) : QString();
    const std::lock_guard lock(m_mutex);
    return *m_coverKeys.insert(picturePath, key);
}

void ScanPipeline::write(Batch batch)
{
    // Waiting here keeps memory bounded; the other threads read on meanwhile.
    const auto written =
        m_library.writer().run([this, batch = std::move(batch)](store::Database& database) -> Result<void> {
            TrackWriter writer(database, m_folderId, m_nowMs);
            for (const PreparedTrack& prepared : batch)
                writer.write(prepared);
            return {};
        });
    if (!written) note(written);
}

void ScanPipeline::note(const Result<void>& failure)
{
    const std::lock_guard lock(m_mutex);
    if (m_result) m_result = failure;
}

} // namespace groundswell::library
