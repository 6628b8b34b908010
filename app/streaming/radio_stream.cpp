#include "streaming/radio_stream.h"

namespace groundswell::streaming {

RadioStream::RadioStream(std::shared_ptr<RadioBuffer> buffer, std::function<void()> ended)
    : m_buffer(std::move(buffer))
    , m_ended(std::move(ended))
{
    QIODevice::open(ReadOnly | Unbuffered);
}

RadioStream::~RadioStream()
{
    m_ended();
}

void RadioStream::abort() noexcept
{
    m_buffer->setAborted(true);
}

void RadioStream::resume() noexcept
{
    m_buffer->setAborted(false);
}

std::optional<Error> RadioStream::error() const
{
    return m_buffer->error();
}

qint64 RadioStream::readData(char* data, qint64 maxBytes)
{
    return m_buffer->read({data, std::size_t(maxBytes)}).value_or(-1);
}

qint64 RadioStream::writeData(const char*, qint64)
{
    return -1;
}

} // namespace groundswell::streaming
