#include "streaming/cached_stream.h"

#include "streaming/lease.h"

namespace groundswell::streaming {

CachedStream::CachedStream(std::shared_ptr<Lease> lease, std::function<void()> ended)
    : m_lease(std::move(lease))
    , m_ended(std::move(ended))
{
    m_lease->object().addPlayer();
    QIODevice::open(ReadOnly | Unbuffered);
}

CachedStream::~CachedStream()
{
    m_lease->object().removePlayer();
    m_ended();
}

void CachedStream::abort() noexcept
{
    m_aborted = true;
    m_lease->object().wake();
}

std::optional<Error> CachedStream::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

bool CachedStream::isSequential() const
{
    const auto known = head();
    return known && !known->size;
}

qint64 CachedStream::size() const
{
    const auto known = head();
    return known && known->size ? *known->size : 0;
}

bool CachedStream::atEnd() const
{
    const auto known = head();
    if (!known) return m_aborted;
    return known->size && pos() >= *known->size;
}

qint64 CachedStream::bytesAvailable() const
{
    const auto known = head();
    return known && known->size ? std::max<qint64>(0, *known->size - pos()) : 0;
}

qint64 CachedStream::readData(char* data, qint64 maxBytes)
{
    const bool sequential = isSequential();
    const qint64 from = sequential ? m_sequentialAt : pos();
    const auto read = m_lease->object().read(from, {data, std::size_t(maxBytes)}, m_aborted);
    if (!read) {
        if (!m_aborted) keepError(read.error());
        return -1;
    }
    if (sequential) m_sequentialAt += *read;
    return *read;
}

qint64 CachedStream::writeData(const char*, qint64)
{
    return -1;
}

std::optional<StreamedObject::Head> CachedStream::head() const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_head) return m_head;
    }
    const auto head = m_lease->object().waitForHead(m_aborted);
    if (!head) {
        if (!m_aborted) keepError(head.error());
        return {};
    }
    const std::lock_guard lock(m_mutex);
    if (!m_head) m_head = *head;
    return m_head;
}

void CachedStream::keepError(const Error& error) const
{
    const std::lock_guard lock(m_mutex);
    if (!m_error) m_error = error;
}

} // namespace groundswell::streaming
