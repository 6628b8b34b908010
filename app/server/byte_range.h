#pragma once

#include <QByteArray>

#include <expected>
#include <optional>

namespace groundswell::server {

/// A part of a file, in bytes.
struct ByteRange
{
    qint64 offset = 0;
    qint64 length = 0;

    bool operator==(const ByteRange&) const = default;
};

/// Why a Range header names no part.
enum class RangeProblem {
    Ignored,       ///< no range, several ranges or another unit: send the whole
    Unsatisfiable, ///< it begins after the end: 416
};

/// One "Range: bytes=a-b", "a-" or "-n" of something `size` bytes long (RFC 9110 section 14.1.2).
[[nodiscard]] std::expected<ByteRange, RangeProblem> parseRange(const QByteArray& header, qint64 size);

/// "Content-Range: bytes a-b/total" of an upload's part (RFC 9110 section 14.4): its offset, length and total.
struct UploadRange
{
    qint64 offset = 0;
    qint64 length = 0;
    qint64 total = 0;
};
[[nodiscard]] std::optional<UploadRange> parseContentRange(const QByteArray& header);

} // namespace groundswell::server
