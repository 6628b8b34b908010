#include "lyrics/document_json.h"
#include "lyrics/merge.h"
#include "samples.h"

#include <QJsonArray>
#include <QTest>

#include <rapidcheck.h>

using namespace groundswell;
using namespace groundswell::lyrics;
using namespace Qt::StringLiterals;
using samples::lineId;

namespace {

Line newLine(int id, const QString& text)
{
    Line line;
    line.id = lineId(id);
    line.text = text;
    return line;
}

/// One random edit; `tag` makes each written text unique, new ids start at `firstId`.
void edit(Document& document, const QString& tag, int firstId)
{
    const auto any = [&] { return *rc::gen::inRange<qsizetype>(0, document.lines.size()); };
    const int what = *rc::gen::inRange(0, 9);
    if (what == 0 || document.lines.isEmpty()) {
        document.lines.insert(*rc::gen::inRange<qsizetype>(0, document.lines.size() + 1), newLine(firstId, tag));
        return;
    }
    Line& line = document.lines[any()];
    switch (what) {
    case 1: document.lines.removeAt(indexOfLine(document, line.id)); break;
    case 2: document.lines.move(any(), any()); break;
    case 3:
        line.startMs = *rc::gen::inRange(0, 5000);
        line.endMs.reset();
        break;
    case 4:
        line.endMs = line.startMs.value_or(0) + *rc::gen::inRange(0, 3000);
        line.startMs = line.startMs.value_or(0);
        break;
    case 5:
        line.words = fitWords(line.words, line.text, tag);
        line.text = tag;
        break;
    case 6: line.words = {{*rc::gen::inRange(0, 100), 200, {0, line.text.size()}}}; break;
    case 7: line.part = *rc::gen::element(u"verse"_s, u"chorus"_s); break;
    case 8:
        if (document.layers.isEmpty()) document.layers.append({LayerKind::Translation, u"en"_s, {}});
        document.layers[0].lines.removeIf([&](const LayerLine& l) { return l.line == line.id; });
        document.layers[0].lines.append({line.id, u"t:"_s + tag});
        break;
    }
}

Document edited(Document document, const QString& tag, int firstId)
{
    const int edits = *rc::gen::inRange(0, 6);
    for (int i = 0; i < edits; ++i)
        edit(document, tag + QString::number(i), firstId + i);
    // A layer's entries stand in the order of their lines; those whose line is gone come last.
    const auto place = [&](const LayerLine& entry) { return static_cast<size_t>(indexOfLine(document, entry.line)); };
    for (Layer& layer : document.layers)
        std::ranges::stable_sort(layer.lines, {}, place);
    return document;
}

Document anyDocument()
{
    QStringList texts;
    const int count = *rc::gen::inRange(0, 7);
    for (int i = 0; i < count; ++i)
        texts.append(u"line %1"_s.arg(i));
    return samples::document(texts);
}

QSet<QString> everyText(const Document& document)
{
    QSet<QString> texts;
    for (const Line& line : document.lines)
        texts.insert(line.text);
    for (const Layer& layer : document.layers) {
        for (const LayerLine& line : layer.lines)
            texts.insert(line.text);
    }
    return texts;
}

QSet<QString> everyText(const MergeResult& result)
{
    QSet<QString> texts = everyText(result.merged);
    for (const Conflict& conflict : result.conflicts) {
        for (const QJsonValue& value : {conflict.base, conflict.mine, conflict.theirs})
            texts.insert(value.isObject() ? value[u"text"].toString() : value.toString());
    }
    return texts;
}

} // namespace

class LyricsMergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // ---- the table of app/lyrics/README.md, row by row

    void takesTheFieldThatOneSideChanged()
    {
        const Document base = samples::document({u"a"_s, u"b"_s});
        Document mine = base;
        Document theirs = base;
        mine.lines[0].text = u"A"_s;
        theirs.lines[1].startMs = 2500;
        const MergeResult result = merge(base, mine, theirs);
        QVERIFY(result.conflicts.isEmpty());
        QCOMPARE(result.merged.lines[0].text, u"A"_s);
        QCOMPARE(result.merged.lines[1].startMs, std::optional<qint64>(2500));
    }

    void takesTheSameEditOfBoth()
    {
        const Document base = samples::document({u"a"_s});
        Document both = base;
        both.lines[0].text = u"A"_s;
        QCOMPARE(merge(base, both, both), (MergeResult{both, {}}));
    }

    void keepsBothSidesOfAConflict()
    {
        const Document base = samples::document({u"a"_s});
        Document mine = base;
        Document theirs = base;
        mine.lines[0].text = u"mine"_s;
        theirs.lines[0].text = u"theirs"_s;
        const MergeResult result = merge(base, mine, theirs);
        QCOMPARE(result.merged, theirs);
        QCOMPARE(result.conflicts, (QList<Conflict>{{Field::Text, lineId(0), {}, u"a"_s, u"mine"_s, u"theirs"_s}}));
        QCOMPARE(resolve(result.merged, result.conflicts[0], result.conflicts[0].mine).value(), mine);
    }

    void joinsRewordingAndTiming()
    {
        Document base = samples::document({u"night rain"_s});
        base.lines[0].words = {{1000, 1400, {0, 5}}, {1400, 1900, {6, 4}}};
        Document mine = base;
        Document theirs = base;
        mine.lines[0].text = u"Night's rain"_s;
        mine.lines[0].words = fitWords(base.lines[0].words, base.lines[0].text, mine.lines[0].text);
        theirs.lines[0].words[1].startMs = 1500;
        theirs.lines[0].startMs = 990;
        const MergeResult result = merge(base, mine, theirs);
        QVERIFY(result.conflicts.isEmpty());
        const Line& line = result.merged.lines[0];
        QCOMPARE(line.text, u"Night's rain"_s);
        QCOMPARE(line.startMs, std::optional<qint64>(990));
        QCOMPARE(line.words, (QList<Word>{{1000, 1400, {0, 7}}, {1500, 1900, {8, 4}}}));
        QCOMPARE(merge(base, theirs, mine).merged, result.merged);
    }

    void keepsALineThatOneEditedAndTheOtherDeleted()
    {
        const Document base = samples::document({u"a"_s, u"b"_s, u"c"_s});
        Document mine = base;
        Document theirs = base;
        mine.lines.removeAt(1);
        theirs.lines[1].text = u"B"_s;
        const MergeResult forward = merge(base, mine, theirs);
        QCOMPARE(samples::textsOf(forward.merged), (QStringList{u"a"_s, u"B"_s, u"c"_s}));
        QCOMPARE(forward.conflicts.size(), 1);
        QCOMPARE(forward.conflicts[0].field, Field::Presence);
        QVERIFY(forward.conflicts[0].mine.isNull());
        QCOMPARE(resolve(forward.merged, forward.conflicts[0], QJsonValue()).value(), mine);

        const MergeResult backward = merge(base, theirs, mine);
        QCOMPARE(samples::textsOf(backward.merged), samples::textsOf(forward.merged));
        QVERIFY(backward.conflicts[0].theirs.isNull());
    }

    void deletesWhatOneSideDeletedAndNobodyEdited()
    {
        const Document base = samples::document({u"a"_s, u"b"_s});
        Document mine = base;
        mine.lines.removeAt(0);
        QCOMPARE(merge(base, mine, base), (MergeResult{mine, {}}));
        QCOMPARE(merge(base, base, mine), (MergeResult{mine, {}}));
    }

    void takesBothInsertionsAtOnePlaceInIdOrder()
    {
        const Document base = samples::document({u"a"_s, u"b"_s});
        Document mine = base;
        Document theirs = base;
        mine.lines.insert(1, newLine(20, u"m1"_s));
        mine.lines.insert(2, newLine(22, u"m2"_s));
        theirs.lines.insert(1, newLine(21, u"t"_s));
        const QStringList expected{u"a"_s, u"m1"_s, u"m2"_s, u"t"_s, u"b"_s};
        QCOMPARE(samples::textsOf(merge(base, mine, theirs).merged), expected);
        QCOMPARE(samples::textsOf(merge(base, theirs, mine).merged), expected);
    }

    void takesTheServersOrderWhenBothMoved()
    {
        const Document base = samples::document({u"a"_s, u"b"_s, u"c"_s});
        Document mine = base;
        Document theirs = base;
        mine.lines.move(0, 2);
        theirs.lines.move(2, 0);
        QCOMPARE(merge(base, mine, theirs).merged, theirs);
        QCOMPARE(merge(base, mine, base).merged, mine); // only mine moved
    }

    void reportsTimesThatCrossed()
    {
        Document base = samples::document({u"a"_s});
        base.lines[0].endMs = 2000;
        Document mine = base;
        Document theirs = base;
        mine.lines[0].startMs = 1900;
        theirs.lines[0].endMs = 1500;
        const MergeResult result = merge(base, mine, theirs);
        QCOMPARE(result.merged, theirs);
        QCOMPARE(result.conflicts.size(), 1);
        QCOMPARE(result.conflicts[0].field, Field::Start);
        QCOMPARE(result.conflicts[0].mine, QJsonValue(1900));
    }

    void mergesLayersByLine()
    {
        Document base = samples::document({u"a"_s, u"b"_s});
        base.layers = {{LayerKind::Translation, u"en"_s, {{lineId(0), u"A"_s}, {lineId(1), u"B"_s}}}};
        Document mine = base;
        Document theirs = base;
        mine.layers[0].lines[0].text = u"mine"_s;
        theirs.layers[0].lines[0].text = u"theirs"_s;
        theirs.layers[0].lines[1].text = u"BB"_s;
        theirs.layers.append({LayerKind::Translation, u"de"_s, {{lineId(0), u"Ä"_s}}});
        const MergeResult result = merge(base, mine, theirs);
        QCOMPARE(result.merged, theirs);
        QCOMPARE(result.conflicts,
                 (QList<Conflict>{{Field::LayerText, lineId(0), u"translation/en"_s, u"A"_s, u"mine"_s, u"theirs"_s}}));
        QCOMPARE(resolve(result.merged, result.conflicts[0], u"mine"_s).value().layers[0].lines[0].text, u"mine"_s);
        mine.layers.clear();
        QVERIFY(merge(base, mine, base).merged.layers.isEmpty());
    }

    void storesAndSettlesConflicts()
    {
        Document base = samples::document({u"a b"_s});
        base.lines[0].words = {{1000, 1100, {0, 1}}};
        Document mine = base;
        Document theirs = base;
        mine.lines[0].words[0].endMs = 1200;
        theirs.lines[0].words[0].endMs = 1300;
        mine.lang = u"ja"_s;
        theirs.lang = u"ko"_s;
        const MergeResult result = merge(base, mine, theirs);
        QCOMPARE(result.conflicts.size(), 2);
        Document settled = result.merged;
        for (const Conflict& conflict : result.conflicts) {
            const auto stored = conflictFromJson(toJson(conflict));
            QVERIFY(stored.has_value());
            QCOMPARE(*stored, conflict);
            settled = resolve(settled, *stored, stored->mine).value();
        }
        QCOMPARE(settled, mine);
        QVERIFY(!resolve(result.merged, result.conflicts[0], 7).has_value());
        QVERIFY(!resolve(Document(), result.conflicts[1], {}).has_value());
        QVERIFY(!conflictFromJson({{u"field"_s, u"dance"_s}}).has_value());
    }

    void fitsWordsToAChangedText()
    {
        const QList<Word> words{{0, 100, {0, 3}}, {100, 200, {4, 3}}, {200, 300, {8, 5}}};
        const QString text = u"one two three"_s;
        QCOMPARE(fitWords(words, text, text), words);
        QCOMPARE(fitWords(words, text, u"one 2 three"),
                 (QList<Word>{{0, 100, {0, 3}}, {100, 200, {4, 1}}, {200, 300, {6, 5}}}));
        QCOMPARE(fitWords(words, text, u"one three"), (QList<Word>{{0, 100, {0, 3}}, {100, 300, {4, 5}}}));
        QVERIFY(fitWords(words, text, u"").isEmpty());
        QCOMPARE(fitWords(words, text, u"so one two three"),
                 (QList<Word>{{0, 100, {3, 3}}, {100, 200, {7, 3}}, {200, 300, {11, 5}}}));
    }

    // ---- for any edits

    void isTheIdentityWithoutEdits()
    {
        QVERIFY(rc::check("merge(b, b, x) == merge(b, x, b) == merge(b, x, x) == x", [] {
            const Document base = anyDocument();
            const Document one = edited(base, u"m"_s, 100);
            RC_ASSERT(merge(base, base, one) == (MergeResult{one, {}}));
            RC_ASSERT(merge(base, one, one) == (MergeResult{one, {}}));
            const MergeResult mineOnly = merge(base, one, base);
            RC_ASSERT(mineOnly.conflicts.isEmpty());
            RC_ASSERT(mineOnly.merged.lines == one.lines);
        }));
    }

    void losesNothing()
    {
        QVERIFY(rc::check("each written text is in the merged document or in a conflict", [] {
            const Document base = anyDocument();
            const Document mine = edited(base, u"m"_s, 100);
            const Document theirs = edited(base, u"t"_s, 200);
            const MergeResult result = merge(base, mine, theirs);
            const QSet<QString> kept = everyText(result);
            for (const QString& text : (everyText(mine) | everyText(theirs)) - everyText(base))
                RC_ASSERT(kept.contains(text));
            RC_ASSERT(validate(result.merged).has_value());
            QSet<LineId> ids;
            for (const Line& line : result.merged.lines)
                ids.insert(line.id);
            RC_ASSERT(ids.size() == result.merged.lines.size());
        }));
    }

    void givesBothSidesTheSame()
    {
        QVERIFY(rc::check("without conflicts and double moves both sides come to the same", [] {
            const Document base = anyDocument();
            const Document mine = edited(base, u"m"_s, 100);
            const Document theirs = edited(base, u"t"_s, 200);
            const MergeResult forward = merge(base, mine, theirs);
            const MergeResult backward = merge(base, theirs, mine);
            RC_ASSERT(forward.conflicts.isEmpty() == backward.conflicts.isEmpty());
            if (!forward.conflicts.isEmpty()) return;
            const auto sorted = [](Document d) {
                std::ranges::sort(d.lines, {}, &Line::id);
                for (Layer& layer : d.layers)
                    std::ranges::sort(layer.lines, {}, &LayerLine::line);
                return d;
            };
            RC_ASSERT(sorted(forward.merged) == sorted(backward.merged));
            // Pushing the result and merging again changes nothing more.
            RC_ASSERT(merge(theirs, forward.merged, theirs).merged.lines == forward.merged.lines);
        }));
    }
};

QTEST_GUILESS_MAIN(LyricsMergeTest)
#include "tst_lyrics_merge.moc"
