#pragma once

#include "base/error.h"

#include <QByteArray>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <span>

namespace groundswell::streaming {

/// The sound of a station on its way from the network thread to the decoder's. Thread-safe.
class RadioBuffer
{
public:
    /// Half a minute at 256 kbit/s: beyond that the station is slowed down.
    static constexpr qsizetype enoughBytes = 1 << 20;

    /// `drained` is called, in the reader's thread, when there is space again after isFull().
    void onDrained(std::function<void()> drained);
    void append(const QByteArray& sound);
    [[nodiscard]] bool isFull() const;
    /// Nothing more comes; what is here can still be read.
    void fail(const Error& error);
    [[nodiscard]] std::optional<Error> error() const;

    /// Waits for at least one byte. Fails while aborted, and with the error when all is read.
    [[nodiscard]] Result<qint64> read(std::span<char> out);
    void setAborted(bool aborted);

private:
    mutable std::mutex m_mutex; // a reader blocks in the decoder's thread
    std::condition_variable m_changed;
    std::function<void()> m_drained;
    QByteArray m_bytes;
    qsizetype m_begin = 0; // what is read stays until it is worth moving the rest
    std::optional<Error> m_error;
    bool m_wasFull = false;
    bool m_aborted = false;
};

} // namespace groundswell::streaming
