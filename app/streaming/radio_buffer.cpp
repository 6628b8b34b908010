#include "streaming/radio_buffer.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace groundswell::streaming {

void RadioBuffer::onDrained(std::function<void()> drained)
{
    const std::lock_guard lock(m_mutex);
    m_drained = std::move(drained);
}

void RadioBuffer::append(const QByteArray& sound)
{
    const std::lock_guard lock(m_mutex);
    m_bytes += sound;
    m_wasFull = m_bytes.size() - m_begin >= enoughBytes;
    m_changed.notify_all();
}

bool RadioBuffer::isFull() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes.size() - m_begin >= enoughBytes;
}

void RadioBuffer::fail(const Error& error)
{
    const std::lock_guard lock(m_mutex);
    m_error = error;
    m_changed.notify_all();
}

std::optional<Error> RadioBuffer::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_aborted ? std::nullopt : m_error;
}

Result<qint64> RadioBuffer::read(std::span<char> out)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_aborted || m_error || m_begin < m_bytes.size(); });
    if (m_aborted)
        return groundswell::fail(ErrorCode::Cancelled,
                                 QCoreApplication::translate("Streaming", "Reading was stopped."));
    if (m_begin == m_bytes.size()) return std::unexpected(*m_error);
    const auto count = std::min<qsizetype>(m_bytes.size() - m_begin, qsizetype(out.size()));
    std::memcpy(out.data(), m_bytes.constData() + m_begin, std::size_t(count));
    m_begin += count;
    const bool isFull = m_bytes.size() - m_begin >= enoughBytes;
    const bool drained = std::exchange(m_wasFull, isFull) && !isFull;
    if (m_begin > enoughBytes / 4 || m_begin == m_bytes.size()) {
        m_bytes.remove(0, m_begin);
        m_begin = 0;
    }
    if (drained && m_drained) m_drained();
    return count;
}

void RadioBuffer::setAborted(bool aborted)
{
    const std::lock_guard lock(m_mutex);
    m_aborted = aborted;
    m_changed.notify_all();
}

} // namespace groundswell::streaming
