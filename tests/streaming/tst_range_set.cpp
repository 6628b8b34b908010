#include "streaming/range_set.h"

#include <rapidcheck.h>

#include <QTest>

#include <bitset>

using namespace groundswell::streaming;

namespace {

constexpr qint64 size = 64;
using Bits = std::bitset<size>;

void set(Bits& bits, ByteRange range, bool value)
{
    for (qint64 i = range.begin; i < range.end; ++i)
        bits[std::size_t(i)] = value;
}

qint64 endFrom(const Bits& bits, qint64 position)
{
    while (position < size && bits[std::size_t(position)])
        ++position;
    return position;
}

std::optional<ByteRange> firstHole(const Bits& bits, ByteRange within)
{
    const qint64 begin = endFrom(bits, within.begin);
    if (begin >= within.end) return {};
    qint64 end = begin;
    while (end < within.end && !bits[std::size_t(end)])
        ++end;
    return ByteRange{begin, end};
}

ByteRange anyRange()
{
    const qint64 a = *rc::gen::inRange<qint64>(0, size + 1);
    const qint64 b = *rc::gen::inRange<qint64>(0, size + 1);
    return {a, b};
}

} // namespace

/// A set of bytes against a plain row of bits.
class TestRangeSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behavesLikeBits()
    {
        QVERIFY(rc::check("insert and remove in any order", [] {
            RangeSet ranges;
            Bits bits;
            const int steps = *rc::gen::inRange(0, 40);
            for (int i = 0; i < steps; ++i) {
                const ByteRange range = anyRange();
                if (*rc::gen::inRange(0, 3) > 0) {
                    ranges.insert(range);
                    set(bits, range, true);
                } else {
                    ranges.remove(range);
                    set(bits, range, false);
                }
                RC_ASSERT(ranges.count() == qint64(bits.count()));
                const ByteRange asked = anyRange();
                RC_ASSERT(ranges.endFrom(asked.begin) == endFrom(bits, asked.begin));
                RC_ASSERT(ranges.firstHole(asked) == firstHole(bits, asked));
            }
        }));
    }

    void neighbouringHolesAreAskedForTogether()
    {
        RangeSet ranges;
        ranges.insert({10, 12});
        ranges.insert({20, 40});
        QCOMPARE(ranges.firstHoles({0, 50}, 5), (ByteRange{0, 20}));
        QCOMPARE(ranges.firstHoles({0, 50}, 2), (ByteRange{0, 10}));
        QCOMPARE(ranges.firstHoles({0, 50}, 100), (ByteRange{0, 50}));
        QCOMPARE(ranges.firstHoles({20, 40}, 100), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestRangeSet)
#include "tst_range_set.moc"
