#include "streaming/range_set.h"

#include <algorithm>
#include <numeric>

namespace groundswell::streaming {

void RangeSet::insert(ByteRange range)
{
    if (range.begin >= range.end) return;
    auto next = m_ends.upper_bound(range.begin);
    if (next != m_ends.begin() && std::prev(next)->second >= range.begin) {
        --next;
        range = {next->first, std::max(range.end, next->second)};
        next = m_ends.erase(next);
    }
    while (next != m_ends.end() && next->first <= range.end) {
        range.end = std::max(range.end, next->second);
        next = m_ends.erase(next);
    }
    m_ends.emplace_hint(next, range.begin, range.end);
}

void RangeSet::remove(ByteRange range)
{
    if (range.begin >= range.end) return;
    auto next = m_ends.lower_bound(range.begin);
    if (next != m_ends.begin() && std::prev(next)->second > range.begin) --next;
    while (next != m_ends.end() && next->first < range.end) {
        const auto [begin, end] = *next;
        next = m_ends.erase(next);
        if (begin < range.begin) m_ends.emplace(begin, range.begin);
        if (end > range.end) m_ends.emplace(range.end, end);
    }
}

qint64 RangeSet::endFrom(qint64 position) const
{
    const auto next = m_ends.upper_bound(position);
    if (next == m_ends.begin()) return position;
    return std::max(position, std::prev(next)->second);
}

qint64 RangeSet::holeBegin(qint64 position) const
{
    const auto next = m_ends.upper_bound(position);
    return next == m_ends.begin() ? 0 : std::prev(next)->second;
}

std::optional<ByteRange> RangeSet::firstHole(ByteRange within) const
{
    const qint64 begin = endFrom(within.begin);
    if (begin >= within.end) return {};
    const auto next = m_ends.upper_bound(begin);
    return ByteRange{begin, next == m_ends.end() ? within.end : std::min(within.end, next->first)};
}

std::optional<ByteRange> RangeSet::firstHoles(ByteRange within, qint64 bridge) const
{
    auto holes = firstHole(within);
    while (holes) {
        const auto next = firstHole({holes->end, within.end});
        if (!next || next->begin - holes->end >= bridge) break;
        holes->end = next->end;
    }
    return holes;
}

qint64 RangeSet::count() const
{
    return std::accumulate(m_ends.begin(), m_ends.end(), qint64(0),
                           [](qint64 sum, const auto& range) { return sum + range.second - range.first; });
}

} // namespace groundswell::streaming
