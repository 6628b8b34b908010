#include "server/byte_range.h"

#include <algorithm>

namespace groundswell::server {

namespace {

/// Digits only: toLongLong would take signs and spaces too.
std::optional<qint64> digits(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || !std::ranges::all_of(text, isDigit)) return std::nullopt;
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    return fits ? std::optional(number) : std::nullopt;
}

} // namespace

std::expected<ByteRange, RangeProblem> parseRange(const QByteArray& header, qint64 size)
{
    constexpr QByteArrayView unit = "bytes=";
    if (!header.startsWith(unit)) return std::unexpected(RangeProblem::Ignored);
    const QByteArrayView spec = QByteArrayView(header).sliced(unit.size()).trimmed();
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0 || spec.contains(',')) return std::unexpected(RangeProblem::Ignored);
    const auto first = digits(spec.first(dash));
    const auto last = digits(spec.sliced(dash + 1));

    if (dash == 0) {
        if (!last) return std::unexpected(RangeProblem::Ignored);
        if (*last == 0 || size == 0) return std::unexpected(RangeProblem::Unsatisfiable);
        const qint64 length = std::min(*last, size);
        return ByteRange{size - length, length};
    }
    const bool isOpen = dash + 1 == spec.size();
    if (!first || (!isOpen && (!last || *last < *first))) return std::unexpected(RangeProblem::Ignored);
    if (*first >= size) return std::unexpected(RangeProblem::Unsatisfiable);
    const qint64 end = isOpen ? size - 1 : std::min(*last, size - 1);
    return ByteRange{*first, end - *first + 1};
}

std::optional<UploadRange> parseContentRange(const QByteArray& header)
{
    constexpr QByteArrayView unit = "bytes ";
    if (!header.startsWith(unit)) return std::nullopt;
    const QByteArrayView spec = QByteArrayView(header).sliced(unit.size()).trimmed();
    const qsizetype dash = spec.indexOf('-');
    const qsizetype slash = spec.indexOf('/');
    if (dash < 0 || slash < dash) return std::nullopt;
    const auto first = digits(spec.first(dash));
    const auto last = digits(spec.sliced(dash + 1, slash - dash - 1));
    const auto total = digits(spec.sliced(slash + 1));
    if (!first || !last || !total || *last < *first || *last >= *total) return std::nullopt;
    return UploadRange{*first, *last - *first + 1, *total};
}

} // namespace groundswell::server
