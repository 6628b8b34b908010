#pragma once

#include "media/byte_source.h"
#include "streaming/streamed_object.h"

#include <atomic>
#include <functional>
#include <memory>

namespace groundswell::streaming {

class Lease;

/// The bytes of an address, played while they are being downloaded and kept: random access over the chunk store and
/// HTTP. Reading waits for what is not here yet, and a place that is not here is asked for at once.
class CachedStream final : public media::ByteSource
{
    Q_OBJECT
public:
    /// `ended` is called when it is deleted.
    CachedStream(std::shared_ptr<Lease> lease, std::function<void()> ended);
    ~CachedStream() override;

    void abort() noexcept override;
    void resume() noexcept override { m_aborted = false; }
    [[nodiscard]] std::optional<Error> error() const override;

    /// These wait for the header of the first answer, so they belong in a decoder's thread.
    [[nodiscard]] bool isSequential() const override;
    [[nodiscard]] qint64 size() const override;
    [[nodiscard]] bool atEnd() const override;
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 readData(char* data, qint64 maxBytes) override;
    qint64 writeData(const char* data, qint64 bytes) override;

private:
    [[nodiscard]] std::optional<StreamedObject::Head> head() const;
    void keepError(const Error& error) const;

    const std::shared_ptr<Lease> m_lease;
    const std::function<void()> m_ended;
    std::atomic_bool m_aborted = false;
    mutable std::mutex m_mutex; // the sound thread asks why the reading thread failed
    mutable std::optional<Error> m_error;
    mutable std::optional<StreamedObject::Head> m_head; // as first seen: a device does not change its nature
    qint64 m_sequentialAt = 0;                          // pos() stands still on a sequential device
};

} // namespace groundswell::streaming
