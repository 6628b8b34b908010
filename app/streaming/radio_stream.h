#pragma once

#include "media/byte_source.h"
#include "streaming/radio_buffer.h"

#include <functional>
#include <memory>

namespace groundswell::streaming {

/// A station's sound as a device without an end and without a length. Given out by Streams.
class RadioStream final : public media::ByteSource
{
    Q_OBJECT
public:
    /// `ended` is called when it is deleted.
    RadioStream(std::shared_ptr<RadioBuffer> buffer, std::function<void()> ended);
    ~RadioStream() override;

    void abort() noexcept override;
    void resume() noexcept override;
    [[nodiscard]] std::optional<Error> error() const override;
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return false; }

protected:
    qint64 readData(char* data, qint64 maxBytes) override;
    qint64 writeData(const char* data, qint64 bytes) override;

private:
    const std::shared_ptr<RadioBuffer> m_buffer;
    const std::function<void()> m_ended;
};

} // namespace groundswell::streaming
