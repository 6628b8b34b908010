#include "streaming/streamed_object.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <limits>

namespace groundswell::streaming {

namespace {

constexpr qint64 Unknown = std::numeric_limits<qint64>::max();
// FFmpeg looks for a frame from its guess back (10 KiB for FLAC), and for the last one from the end back: 1, 2, 4 ...
// 64 KiB. One request for it all is quicker than one for each step.
constexpr qint64 StepBack = 16 * 1024;
constexpr qint64 LastBytes = 64 * 1024;

std::unexpected<Error> cancelled()
{
    return groundswell::fail(ErrorCode::Cancelled, QCoreApplication::translate("Streaming", "Reading was stopped."));
}

} // namespace

StreamedObject::StreamedObject(QString key, const store::ChunkStore& chunks)
    : m_key(std::move(key))
    , m_chunks(chunks)
{
}

Result<StreamedObject::Head> StreamedObject::waitForHead(const std::atomic_bool& aborted)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return aborted || m_head || m_error; });
    if (aborted) return cancelled();
    if (!m_head) return std::unexpected(*m_error);
    m_wasRead = true;
    return *m_head;
}

Result<qint64> StreamedObject::read(qint64 offset, std::span<char> out, const std::atomic_bool& aborted)
{
    if (out.empty()) return 0;
    std::unique_lock lock(m_mutex);
    bool asked = false;
    for (;;) {
        if (aborted) return cancelled();
        if (m_head && m_head->size && offset >= *m_head->size) return 0;
        if (m_here.endFrom(offset) > offset) {
            if (const qint64 copied = copyOut(offset, out); copied > 0) {
                m_wasRead = true;
                m_readEnd = offset + copied;
                return copied;
            }
            fetchFromStore(lock, offset / chunkBytes);
            continue;
        }
        if (m_error) return std::unexpected(*m_error);
        m_waitingAt = offset;
        if (m_wanted && !std::exchange(asked, true)) m_wanted();
        m_changed.wait(lock);
        m_waitingAt.reset();
    }
}

void StreamedObject::wake()
{
    const std::lock_guard lock(m_mutex); // so that no reader is between looking and waiting
    m_changed.notify_all();
}

StreamedObject::Progress StreamedObject::progress() const
{
    const std::lock_guard lock(m_mutex);
    Progress progress{.here = m_here.count(), .size = {}, .complete = false, .error = m_error};
    if (m_head) progress.size = m_head->size;
    progress.complete = progress.size && progress.here == *progress.size;
    return progress;
}

void StreamedObject::onWanted(std::function<void()> wanted)
{
    const std::lock_guard lock(m_mutex);
    m_wanted = std::move(wanted);
    if (m_wanted && m_waitingAt) m_wanted();
}

Result<std::optional<store::ObjectInfo>> StreamedObject::load()
{
    auto info = m_chunks.info(m_key);
    if (!info || !*info || !(*info)->size) return info;
    const qint64 size = *(*info)->size;
    const auto holes = m_chunks.holes(m_key, {0, size});
    if (!holes) return std::unexpected(holes.error());
    const std::lock_guard lock(m_mutex);
    m_head = Head{size, true};
    m_here.insert({0, size});
    for (const ByteRange& hole : *holes)
        m_here.remove(hole);
    for (qint64 number = 0; number * chunkBytes < size; ++number)
        if (isWhole(number)) m_handedOut.insert(number);
    m_changed.notify_all();
    return info;
}

void StreamedObject::setHead(Head head)
{
    const std::lock_guard lock(m_mutex);
    m_head = head;
    m_changed.notify_all();
}

std::vector<StreamedObject::Chunk> StreamedObject::write(qint64 offset, QByteArrayView bytes)
{
    if (bytes.isEmpty()) return {};
    const std::lock_guard lock(m_mutex);
    const qint64 first = offset / chunkBytes;
    while (!bytes.isEmpty()) {
        const qint64 number = offset / chunkBytes;
        const qint64 inside = offset % chunkBytes;
        const qint64 count = std::min<qint64>(bytes.size(), chunkBytes - inside);
        if (!m_handedOut.contains(number)) {
            QByteArray& chunk = m_memory[number];
            if (chunk.isEmpty()) chunk.resize(chunkBytes);
            std::memcpy(chunk.data() + inside, bytes.data(), std::size_t(count));
            m_here.insert({offset, offset + count});
        }
        bytes = bytes.sliced(count);
        offset += count;
    }
    m_changed.notify_all();
    return takeWhole(first, (offset - 1) / chunkBytes);
}

std::vector<StreamedObject::Chunk> StreamedObject::finish(qint64 size)
{
    const std::lock_guard lock(m_mutex);
    m_head = Head{size, true};
    m_changed.notify_all();
    return size > 0 ? takeWhole((size - 1) / chunkBytes, (size - 1) / chunkBytes) : std::vector<Chunk>();
}

void StreamedObject::stored(qint64 chunkNumber)
{
    const std::lock_guard lock(m_mutex);
    m_memory.erase(chunkNumber);
}

bool StreamedObject::restart()
{
    const std::lock_guard lock(m_mutex);
    if (m_wasRead) return false;
    m_head.reset();
    m_here.clear();
    m_memory.clear();
    m_handedOut.clear();
    m_lastRead = {-1, {}};
    return true;
}

void StreamedObject::fail(const Error& error)
{
    const std::lock_guard lock(m_mutex);
    if (!m_error) m_error = error;
    m_changed.notify_all();
}

std::optional<ByteRange> StreamedObject::nextHole(qint64 bridge, const std::vector<ByteRange>& coming) const
{
    const std::lock_guard lock(m_mutex);
    const qint64 size = m_head && m_head->size ? *m_head->size : Unknown;
    const qint64 from = m_waitingAt.value_or(std::min(m_readEnd, size));
    RangeSet known = m_here;
    for (const ByteRange& range : coming)
        known.insert(range);
    auto hole = known.firstHoles({from, size}, bridge);
    if (!hole) return known.firstHoles({0, size}, bridge);
    if (hole->begin == m_waitingAt) {
        const qint64 earlier = size - from < StepBack ? size - LastBytes : from - StepBack;
        hole->begin = std::max(known.holeBegin(from), earlier);
    }
    return hole;
}

std::optional<qint64> StreamedObject::waitingAt() const
{
    const std::lock_guard lock(m_mutex);
    return m_waitingAt;
}

qint64 StreamedObject::endFrom(qint64 position) const
{
    const std::lock_guard lock(m_mutex);
    return m_here.endFrom(position);
}

qint64 StreamedObject::ahead() const
{
    const std::lock_guard lock(m_mutex);
    const qint64 end = m_here.endFrom(m_readEnd);
    return m_head && m_head->size && end >= *m_head->size ? Unknown : end - m_readEnd;
}

qint64 StreamedObject::chunkEnd(qint64 number) const
{
    const qint64 end = (number + 1) * chunkBytes;
    return m_head && m_head->size ? std::min(end, *m_head->size) : end;
}

/// From what is in memory; 0 when it is in the store only.
qint64 StreamedObject::copyOut(qint64 offset, std::span<char> out) const
{
    const qint64 number = offset / chunkBytes;
    const auto found = m_memory.find(number);
    const QByteArray* chunk = nullptr;
    if (found != m_memory.end())
        chunk = &found->second;
    else if (m_lastRead.number == number)
        chunk = &m_lastRead.bytes;
    else
        return 0;
    const qint64 end = std::min(m_here.endFrom(offset), chunkEnd(number));
    const qint64 count = std::min(end - offset, qint64(out.size()));
    std::memcpy(out.data(), chunk->constData() + offset % chunkBytes, std::size_t(count));
    return count;
}

bool StreamedObject::isWhole(qint64 number) const
{
    return m_here.contains({number * chunkBytes, chunkEnd(number)});
}

std::vector<StreamedObject::Chunk> StreamedObject::takeWhole(qint64 first, qint64 last)
{
    std::vector<Chunk> whole;
    for (qint64 number = first; number <= last; ++number) {
        if (m_handedOut.contains(number) || !isWhole(number)) continue;
        m_handedOut.insert(number);
        whole.push_back({number, m_memory.at(number).first(chunkEnd(number) - number * chunkBytes)});
    }
    return whole;
}

/// Reads a chunk with the lock given free meanwhile. What the store has lost is missing from then on.
void StreamedObject::fetchFromStore(std::unique_lock<std::mutex>& lock, qint64 number)
{
    const qint64 length = chunkEnd(number) - number * chunkBytes;
    lock.unlock();
    auto bytes = m_chunks.read(m_key, number * chunkBytes, chunkBytes);
    lock.lock();
    if (bytes && bytes->size() == length) {
        m_lastRead = {number, *std::move(bytes)};
    } else if (!m_memory.contains(number)) {
        m_here.remove({number * chunkBytes, (number + 1) * chunkBytes});
        m_handedOut.erase(number);
    }
}

} // namespace groundswell::streaming
