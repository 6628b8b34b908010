#include "base/text_fold.h"

#include <QTest>

using namespace groundswell;
using namespace Qt::StringLiterals;

/// What search and sorting see of names in many scripts.
class TestTextFold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");
        QTest::newRow("case") << u"Night RAIN"_s << u"night rain"_s;
        QTest::newRow("diacritics") << u"Beyoncé Ærø Łódź Straße"_s << u"beyonce aero lodz strasse"_s;
        QTest::newRow("decomposed") << u"Cafe\u0301"_s << u"cafe"_s;
        QTest::newRow("full width") << u"ＡＢＣ１"_s << u"abc1"_s;
        QTest::newRow("kana keep voicing") << u"がき"_s << u"がき"_s;
        QTest::newRow("Cyrillic") << u"Ночь"_s << u"ночь"_s;
        QTest::newRow("Arabic vowels go") << u"لَيْل"_s << u"ليل"_s;
        QTest::newRow("Devanagari vowels stay") << u"गुरु"_s << u"गुरु"_s;
    }
    void folds()
    {
        QFETCH(QString, text);
        QTEST(foldForSearch(text), "folded");
    }

    void splitsScriptsWithoutSpaces()
    {
        QCOMPARE(searchWords(u"夜雨 Night-Rain（Live）"), u"夜 雨 night rain live"_s);
        QCOMPARE(searchWords(u"Don't stop"), u"dont stop"_s);
    }

    void romanises_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("pinyin") << u"夜雨"_s << u"yeyu"_s;
        QTest::newRow("pinyin within") << u"听夜雨"_s << u"yeyu"_s;
        QTest::newRow("hiragana") << u"さくら"_s << u"sakura"_s;
        QTest::newRow("katakana") << u"サクラ"_s << u"sakura"_s;
        QTest::newRow("Cyrillic") << u"Москва"_s << u"moskva"_s;
    }
    void romanises()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const QStringList words = romanisedWords(text).split(u' ');
        QVERIFY2(words.contains(expected), qPrintable(words.join(u' ')));
    }

    void leavesLatinToTheFoldedWords() { QCOMPARE(romanisedWords(u"Café del Mar"), QString()); }

    void sortsByNameWithoutArticle()
    {
        QVERIFY(sortKey(u"The Beatles") < sortKey(u"Blur"));
        QVERIFY(sortKey(u"Édith Piaf") < sortKey(u"Elbow"));
        QCOMPARE(sortKey(u"The"), u"the"_s);
        QCOMPARE(sortKey(u"夜雨"), u"ye yu"_s);
    }

    void makesExpressionsThatCannotFail()
    {
        QCOMPARE(searchExpression(u"Night \"rain\" OR (x*"), u"\"night\"* \"rain\"* \"or\"* \"x\"*"_s);
        QCOMPARE(searchExpression(u"夜雨"), u"\"夜 雨\"*"_s);
        QCOMPARE(searchExpression(u" -*\" "), QString());
        QCOMPARE(searchTerms(u"Café 夜雨"), (QStringList{u"cafe"_s, u"夜 雨"_s}));
        QVERIFY(searchTerms(u"page "_s.repeated(10'000)).size() <= 40); // a whole page was pasted
    }
};

QTEST_GUILESS_MAIN(TestTextFold)
#include "tst_text_fold.moc"
