#include "translation/merge.h"
#include "translation/source_change.h"

#include <QSet>
#include <QTest>

#include <rapidcheck.h>

using namespace groundswell;
using namespace groundswell::translation;
using namespace Qt::StringLiterals;

namespace {

LineId lineId(int n)
{
    return LineId::fromString(u"01900000-0000-7000-8000-%1"_s.arg(n, 12, 10, QLatin1Char('0')));
}

TranslationDocument sample(int lines = 3)
{
    TranslationDocument document{u"en"_s, {}, 1, {}};
    for (int i = 0; i < lines; ++i)
        document.units.append({lineId(i), u"s%1"_s.arg(i), u"t%1"_s.arg(i), UnitState::Translated});
    return document;
}

TranslationDocument edited(TranslationDocument document, const QString& tag)
{
    const int edits = *rc::gen::inRange(0, 6);
    for (int i = 0; i < edits; ++i) {
        const LineId line = lineId(*rc::gen::inRange(0, 6));
        if (*rc::gen::inRange(0, 2))
            document = withText(document, line, tag + QString::number(i), u"s"_s);
        else
            document =
                withState(document, line,
                          *rc::gen::element(UnitState::NeedsWork, UnitState::Translated, UnitState::Approved), u"s"_s);
    }
    return document;
}

} // namespace

class TranslationMergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesDifferentLines()
    {
        const TranslationDocument base = sample();
        const auto mine = withText(base, lineId(0), u"mine"_s, u"s0"_s);
        const auto theirs = withState(base, lineId(1), UnitState::Approved, u"s1"_s);
        const MergeResult result = merge(base, mine, theirs);
        QVERIFY(result.conflicts.isEmpty());
        QCOMPARE(result.merged.units[0], mine.units[0]);
        QCOMPARE(result.merged.units[1], theirs.units[1]);
    }

    void keepsTwoWordingsAsAConflict()
    {
        const TranslationDocument base = sample();
        const auto mine = withText(base, lineId(0), u"mine"_s, u"s0"_s);
        const auto theirs = withText(base, lineId(0), u"theirs"_s, u"s0"_s);
        const MergeResult result = merge(base, mine, theirs);
        QCOMPARE(result.merged, theirs);
        QCOMPARE(result.conflicts, (QList<UnitConflict>{{lineId(0), base.units[0], mine.units[0], theirs.units[0]}}));
        QCOMPARE(unitConflictFromJson(toJson(result.conflicts[0])).value(), result.conflicts[0]);
        QVERIFY(!unitConflictFromJson({{u"line"_s, lineId(0).toString()}}).has_value());
    }

    void anApprovalBelongsToItsText()
    {
        const TranslationDocument base = sample();
        const auto reworded = withText(base, lineId(0), u"other"_s, u"s0"_s);
        const auto approved = withState(base, lineId(0), UnitState::Approved, u"s0"_s);
        for (const auto& [mine, theirs] : {std::pair(reworded, approved), std::pair(approved, reworded)}) {
            const MergeResult result = merge(base, mine, theirs);
            QCOMPARE(result.merged, theirs);
            QCOMPARE(result.conflicts.size(), 1);
        }
    }

    void prefersTheCarefulState()
    {
        const TranslationDocument base = sample();
        TranslationDocument mine = base;
        TranslationDocument theirs = base;
        mine.units[0].state = UnitState::NeedsWork;
        theirs.units[0].state = UnitState::Approved;
        QCOMPARE(merge(base, mine, theirs).merged.units[0].state, UnitState::NeedsWork);
        QVERIFY(merge(base, mine, theirs).conflicts.isEmpty());
    }

    void takesTheSourceWithTheText()
    {
        const TranslationDocument base = sample();
        const auto mine = withText(base, lineId(0), u"mine"_s, u"new source"_s);
        auto theirs = base;
        theirs.units[0].state = UnitState::NeedsWork;
        const MergeResult result = merge(base, mine, theirs);
        QCOMPARE(result.merged.units[0], (Unit{lineId(0), u"new source"_s, u"mine"_s, UnitState::NeedsWork}));
        QVERIFY(result.conflicts.isEmpty());
    }

    void takesBothSidesNewUnitsAndTheNewerBase()
    {
        const TranslationDocument base = sample(1);
        auto mine = withText(base, lineId(4), u"mine"_s, u"x"_s);
        mine.baseLyricsRevision = 3;
        const auto theirs = withText(base, lineId(5), u"theirs"_s, u"y"_s);
        const MergeResult result = merge(base, mine, theirs);
        QCOMPARE(result.merged.baseLyricsRevision, 3);
        QCOMPARE(result.merged.units.size(), 3);
    }

    void holdsForAnyEdits()
    {
        QVERIFY(rc::check("identity, symmetry, nothing lost", [] {
            const TranslationDocument base = sample(4);
            const TranslationDocument mine = edited(base, u"m"_s);
            const TranslationDocument theirs = edited(base, u"t"_s);
            RC_ASSERT(merge(base, base, theirs) == (MergeResult{theirs, {}}));
            RC_ASSERT(merge(base, mine, base).merged.units == mine.units);
            RC_ASSERT(merge(base, mine, mine) == (MergeResult{mine, {}}));

            const MergeResult result = merge(base, mine, theirs);
            QSet<QString> kept;
            for (const Unit& unit : result.merged.units)
                kept.insert(unit.text);
            for (const UnitConflict& conflict : result.conflicts)
                kept << conflict.mine.text << conflict.theirs.text;
            for (const auto* side : {&mine, &theirs}) {
                for (const Unit& unit : side->units) {
                    const Unit* before = findUnit(base, unit.line);
                    RC_ASSERT(kept.contains(unit.text) || (before && before->text == unit.text));
                }
            }
            const MergeResult other = merge(base, theirs, mine);
            RC_ASSERT(other.conflicts.size() == result.conflicts.size());
            for (const Unit& unit : result.merged.units) {
                const bool conflict = std::ranges::contains(result.conflicts, unit.line, &UnitConflict::line);
                const Unit* there = findUnit(other.merged, unit.line);
                RC_ASSERT(conflict || (there && *there == unit));
            }
        }));
    }
};

QTEST_GUILESS_MAIN(TranslationMergeTest)
#include "tst_translation_merge.moc"
