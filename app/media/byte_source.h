#pragma once

#include "base/error.h"

#include <QIODevice>
#include <QUrl>

#include <memory>
#include <optional>

namespace groundswell::media {

/// The bytes of a source that is not a local file: a cached stream, a radio. Random access unless isSequential().
///
/// A decoder's thread reads it: readData() may block there until bytes arrive, and so may size() and isSequential().
/// Made, opened for reading, aborted and deleted in the sound thread.
class ByteSource : public QIODevice
{
    Q_OBJECT

public:
    using QIODevice::QIODevice;

    /// Any thread: a read that waits returns -1 at once, and so does every later one until resume().
    virtual void abort() noexcept = 0;
    /// The reading thread: reads wait again.
    virtual void resume() noexcept = 0;
    /// Any thread: why reading failed, as a sentence for a person; none while nothing is wrong.
    [[nodiscard]] virtual std::optional<Error> error() const = 0;
};

/// Opens sources that are no local files.
class SourceOpener
{
public:
    SourceOpener() = default;
    SourceOpener(const SourceOpener&) = delete;
    SourceOpener& operator=(const SourceOpener&) = delete;
    virtual ~SourceOpener() = default;

    /// Called in the sound thread, which it must not block: waiting is readData()'s part. The result is open for
    /// reading. An error is shown to the person with the entry.
    [[nodiscard]] virtual Result<std::unique_ptr<ByteSource>> open(const QUrl& source) = 0;
};

} // namespace groundswell::media
