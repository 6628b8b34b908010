#include "lyrics/reattach_ids.h"
#include "samples.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace groundswell;
using namespace groundswell::lyrics;
using namespace Qt::StringLiterals;
using samples::lineId;

namespace {

/// A pasted document: ids 100, 101… and no times.
Document pasted(const QStringList& texts)
{
    Document document = samples::document(texts);
    for (int i = 0; i < texts.size(); ++i) {
        document.lines[i].id = lineId(100 + i);
        document.lines[i].startMs.reset();
    }
    return document;
}

QList<LineId> idsAfter(const QStringList& before, const Document& fresh)
{
    QList<LineId> ids;
    for (const Line& line : reattachIds(samples::document(before), fresh).lines)
        ids.append(line.id);
    return ids;
}

QList<LineId> ids(std::initializer_list<int> numbers)
{
    QList<LineId> result;
    for (const int n : numbers)
        result.append(lineId(n));
    return result;
}

} // namespace

class ReattachIdsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalTextsKeepTheirIds()
    {
        QCOMPARE(idsAfter({u"Night rain"_s, u"falls"_s, u"on me"_s},
                          pasted({u"night rain!"_s, u"new"_s, u"falls"_s, u"on me"_s})),
                 ids({0, 101, 1, 2}));
    }

    void aChorusKeepsItsOrder()
    {
        QCOMPARE(
            idsAfter({u"la"_s, u"a"_s, u"la"_s, u"b"_s, u"la"_s}, pasted({u"la"_s, u"a"_s, u"la"_s, u"b"_s, u"la"_s})),
            ids({0, 1, 2, 3, 4}));
    }

    void movedLinesKeepTheirIds()
    {
        QCOMPARE(idsAfter({u"a one"_s, u"b two"_s, u"c three"_s}, pasted({u"c three"_s, u"a one"_s, u"b two"_s})),
                 ids({2, 0, 1}));
    }

    void similarTextsBetweenNeighboursDo()
    {
        QCOMPARE(idsAfter({u"first"_s, u"The night is raining"_s, u"last"_s},
                          pasted({u"first"_s, u"The night was raining"_s, u"last"_s})),
                 ids({0, 1, 2}));
        QCOMPARE(idsAfter({u"first"_s, u"The night is raining"_s, u"last"_s},
                          pasted({u"first"_s, u"Sunny day"_s, u"last"_s})),
                 ids({0, 101, 2}));
    }

    void thenTheSameTimeDoes()
    {
        Document fresh = pasted({u"x"_s, u"y"_s});
        fresh.lines[0].startMs = 2250; // the second line starts at 2000
        fresh.lines[1].startMs = 9000;
        QCOMPARE(idsAfter({u"a"_s, u"b"_s}, fresh), ids({1, 101}));
    }

    void layersFollow()
    {
        Document fresh = pasted({u"b"_s});
        fresh.layers = {{LayerKind::Translation, u"en"_s, {{lineId(100), u"B"_s}}}};
        QCOMPARE(reattachIds(samples::document({u"a"_s, u"b"_s}), fresh).layers[0].lines[0].line, lineId(1));
    }

    void neverGivesAnIdTwice()
    {
        QVERIFY(rc::check("ids stay unique; an unchanged text keeps all of them", [] {
            const auto someTexts = [] {
                QStringList texts;
                const int count = *rc::gen::inRange(0, 12);
                for (int i = 0; i < count; ++i)
                    texts.append(*rc::gen::element(u"la la"_s, u"night rain"_s, u"night rains"_s, u"x"_s, QString(),
                                                   u"夜の雨"_s));
                return texts;
            };
            const QStringList before = someTexts();
            const Document fresh = pasted(someTexts());
            QList<LineId> all = idsAfter(before, fresh);
            RC_ASSERT(all.size() == fresh.lines.size());
            std::ranges::sort(all);
            RC_ASSERT(std::ranges::adjacent_find(all) == all.end());
            const QList<LineId> same = idsAfter(before, pasted(before));
            for (int i = 0; i < before.size(); ++i)
                RC_ASSERT(same[i] == lineId(i));
        }));
    }
};

QTEST_GUILESS_MAIN(ReattachIdsTest)
#include "tst_reattach_ids.moc"
