#pragma once

#include "base/error.h"
#include "worker/worker_process.h"

#include <QByteArray>
#include <QImage>

#include <stop_token>

namespace groundswell::library {

/// px; no cover is asked for or answered larger.
inline constexpr int LargestCoverPx = 1024;

/// Which picture, and how large at most.
struct CoverRequest
{
    QByteArray nativePath;
    bool embedded = false; ///< in the tags of that file; else it is the picture itself
    int sizePx = 0;        ///< of the longer side

    bool operator==(const CoverRequest&) const = default;
};

// Between the helper process and this one. From bytes: Corrupt when they are not what they should be; an image has at
// most the size that was asked for.
[[nodiscard]] QByteArray coverRequestToBytes(const CoverRequest& request);
[[nodiscard]] Result<CoverRequest> coverRequestFromBytes(const QByteArray& bytes);
/// The pixels as they are: nothing of a stranger's picture is left to be decoded. RGB32 or ARGB32_Premultiplied.
[[nodiscard]] QByteArray coverToBytes(const QImage& image);
[[nodiscard]] Result<QImage> coverFromBytes(const QByteArray& bytes, int sizePx);

/// The picture, decoded and scaled by the helper. Blocks. Errors, each with a sentence: Io when there is no picture to
/// read, Unsupported, Corrupt (also when the picture ended its reader: helper.diedReading()), Cancelled, Internal.
[[nodiscard]] Result<QImage> coverOf(worker::WorkerProcess& helper, const CoverRequest& request,
                                     std::stop_token stop = {});

} // namespace groundswell::library
