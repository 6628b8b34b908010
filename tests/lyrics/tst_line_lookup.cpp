#include "lyrics/line_lookup.h"
#include "samples.h"

#include <QRandomGenerator>
#include <QTest>

using namespace groundswell::lyrics;
using namespace Qt::StringLiterals;

namespace {

Line line(qint64 start, std::optional<qint64> end = {})
{
    Line result;
    result.startMs = start;
    result.endMs = end;
    return result;
}

/// activeLineAt() said again, the slow way.
qsizetype slowly(const Document& document, qint64 ms)
{
    qsizetype best = -1;
    for (qsizetype i = 0; i < document.lines.size(); ++i) {
        const Line& candidate = document.lines[i];
        if (candidate.role == LineRole::Background || *candidate.startMs > ms) continue;
        std::optional<qint64> end = candidate.endMs;
        for (const Line& other : document.lines) {
            if (candidate.endMs || other.role == LineRole::Background || *other.startMs <= *candidate.startMs) continue;
            end = std::min(end.value_or(*other.startMs), *other.startMs);
        }
        if (end && *end <= ms) continue;
        if (best < 0 || *candidate.startMs > *document.lines[best].startMs) best = i;
    }
    return best;
}

} // namespace

class LineLookupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheLines()
    {
        const LineLookup lookup(samples::document({u"a"_s, u"b"_s}));
        QCOMPARE(lookup.activeLineAt(999), -1);
        QCOMPARE(lookup.activeLineAt(1000), 0);
        QCOMPARE(lookup.activeLineAt(1999), 0);
        QCOMPARE(lookup.activeLineAt(2000), 1);
        QCOMPARE(lookup.activeLineAt(99'999'999), 1);
        QCOMPARE(lookup.endOf(0), std::optional<qint64>(2000));
        QCOMPARE(lookup.endOf(1), std::nullopt);
        QCOMPARE(lookup.nextChangeAfter(0), std::optional<qint64>(1000));
        QCOMPARE(lookup.nextChangeAfter(2000), std::nullopt);
    }

    void knowsGapsAndOverlaps()
    {
        Document document;
        document.lines = {line(1000, 10000), line(2000, 3000), line(12000)};
        const LineLookup lookup(document);
        QCOMPARE(lookup.activeLineAt(1500), 0);
        QCOMPARE(lookup.activeLineAt(2500), 1);
        QCOMPARE(lookup.activeLineAt(3000), 0); // the longer line goes on
        QCOMPARE(lookup.activeLineAt(10000), -1);
        QCOMPARE(lookup.activeLineAt(12000), 2);
    }

    void passesOverBackgroundAndUntimedLines()
    {
        Document document;
        document.lines = {line(1000), line(1500), Line(), line(2000)};
        document.lines[1].role = LineRole::Background;
        const LineLookup lookup(document);
        QCOMPARE(lookup.activeLineAt(1700), 0);
        QCOMPARE(lookup.activeLineAt(2100), 3);
        QCOMPARE(lookup.endOf(2), std::nullopt);
        QCOMPARE(LineLookup().activeLineAt(5), -1);
        QVERIFY(!LineLookup().activeWordAt(5));
    }

    void agreesWithTheSlowWay()
    {
        QRandomGenerator random(20260101);
        for (int round = 0; round < 300; ++round) {
            Document document;
            const int count = random.bounded(12);
            for (int i = 0; i < count; ++i) {
                const qint64 start = random.bounded(40);
                document.lines.append(line(start));
                if (random.bounded(2)) document.lines.last().endMs = start + random.bounded(20);
                if (random.bounded(5) == 0) document.lines.last().role = LineRole::Background;
            }
            const LineLookup lookup(document);
            for (qint64 ms = -1; ms < 65; ++ms)
                QCOMPARE(lookup.activeLineAt(ms), slowly(document, ms));
        }
    }

    void followsTheWords()
    {
        Document document;
        document.lines = {line(1000, 3000), line(4000)};
        document.lines[0].text = u"one two"_s;
        document.lines[0].words = {{1200, 1600, {0, 3}}, {2000, std::nullopt, {4, 3}}};
        const LineLookup lookup(document);
        QCOMPARE(lookup.activeWordAt(1100), (WordPosition{0, -1, 0.0}));
        QCOMPARE(lookup.activeWordAt(1300), (WordPosition{0, 0, 0.25}));
        QCOMPARE(lookup.activeWordAt(1700), (WordPosition{0, 0, 1.0}));
        QCOMPARE(lookup.activeWordAt(2500), (WordPosition{0, 1, 0.5})); // an open word ends with its line
        QVERIFY(!lookup.activeWordAt(3500));
        QVERIFY(!lookup.activeWordAt(4500));
    }
};

QTEST_GUILESS_MAIN(LineLookupTest)
#include "tst_line_lookup.moc"
