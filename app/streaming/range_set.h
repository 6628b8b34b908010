#pragma once

#include "store/chunk_store.h"

#include <map>
#include <optional>

namespace groundswell::streaming {

using store::ByteRange;

/// Which bytes of something are here: ranges in order that neither touch nor overlap.
class RangeSet
{
public:
    /// Adds [begin, end); nothing where that is empty.
    void insert(ByteRange range);
    void remove(ByteRange range);
    void clear() { m_ends.clear(); }

    [[nodiscard]] bool contains(ByteRange range) const { return endFrom(range.begin) >= range.end; }
    /// How far it goes without a break from here on; `position` itself where that byte is missing.
    [[nodiscard]] qint64 endFrom(qint64 position) const;
    /// Where the run of missing bytes around a missing one begins.
    [[nodiscard]] qint64 holeBegin(qint64 position) const;
    /// The first run of missing bytes within a range.
    [[nodiscard]] std::optional<ByteRange> firstHole(ByteRange within) const;
    /// The first hole, and those behind it that less than `bridge` bytes stand between: asking for them together costs
    /// less than asking again.
    [[nodiscard]] std::optional<ByteRange> firstHoles(ByteRange within, qint64 bridge) const;
    [[nodiscard]] qint64 count() const;

private:
    std::map<qint64, qint64> m_ends; // by their begins
};

} // namespace groundswell::streaming
