#include "panel_seed.h"

#include "translation/source_change.h"
#include "translation/units_json.h"
#include "ui/panel/sync/conflict_rows.h"
#include "ui/parts/word_diff.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestConflictRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diffMarksChangedWords()
    {
        const auto diff = wordDiff(u"I left with the waves"_s, u"I gave to the waves"_s);
        QCOMPARE(diff.size(), 3);
        QCOMPARE(diff.at(0), (DiffPiece{u"I "_s, false}));
        QVERIFY(diff.at(1).changed);
        QCOMPARE(diff.at(1).text, u"left with"_s);
        QCOMPARE(diff.at(2), (DiffPiece{u" the waves"_s, false}));
    }

    void choicesMakeTheDocument()
    {
        const PanelSeed seed = makePanelSeed();
        const auto first = seed.words.lines.at(0);
        const auto second = seed.words.lines.at(1);
        const auto start = translation::startTranslation(u"en"_s, seed.lyrics, 1, seed.words);
        const auto base = translation::withText(start, first.id, u"base"_s, first.text);
        auto mine = translation::withText(base, first.id, u"mine"_s, first.text);
        auto theirs = translation::withText(base, first.id, u"theirs"_s, first.text);
        theirs = translation::withText(theirs, second.id, u"only theirs"_s, second.text);
        community::ConflictView view;
        view.kind = u"translation.put"_s;
        view.lang = u"en"_s;
        view.base = translation::toJson(base);
        view.mine = translation::toJson(mine);
        view.theirs = translation::toJson(theirs);
        auto read = ConflictCase::read(view, seed.words);
        QVERIFY(read);
        QCOMPARE(read->rows().size(), 1);
        QCOMPARE(read->left(), 1);
        QVERIFY(!read->finished());
        read->choose(0, ConflictChoice::Third, u"a third"_s);
        QCOMPARE(read->left(), 0);
        const auto document = translation::translationFromJson(read->finished().value());
        QVERIFY(document);
        QCOMPARE(translation::findUnit(*document, first.id)->text, u"a third"_s);
        QCOMPARE(translation::findUnit(*document, second.id)->text, u"only theirs"_s);
    }
};

QTEST_GUILESS_MAIN(TestConflictRows)
#include "tst_conflict_rows.moc"
