#include "translation/spell_checker.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::translation;
using namespace Qt::StringLiterals;

namespace {

QStringList wordsOf(const QList<Misspelling>& misspellings)
{
    QStringList words;
    for (const Misspelling& misspelling : misspellings)
        words.append(misspelling.word);
    return words;
}

} // namespace

/// Runs on the real dictionaries that packaging/environment lists.
class SpellCheckerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsItsLanguages()
    {
        const QStringList languages = spellingLanguages();
        QVERIFY2(languages.contains(u"en-US"_s), qPrintable(languages.join(u' ')));
        QVERIFY(languages.contains(u"pt-BR"_s));
        QVERIFY(!languages.contains(u"en_US"_s));
        QVERIFY(std::ranges::is_sorted(languages));
    }

    void findsMisspeltWordsAndTheirPlace()
    {
        const auto checker = SpellChecker::forLanguage(u"en");
        QVERIFY(checker.has_value());
        QCOMPARE(checker->dictionary(), u"en-US"_s);
        QCOMPARE(checker->misspellings(u"Night rian is falling"), (QList<Misspelling>{{{6, 4}, u"rian"_s}}));
        QVERIFY(checker->misspellings(u"").isEmpty());
        QVERIFY(checker->isCorrect(u"rain"_s));
        QVERIFY(!checker->isCorrect(u"rian"_s));
    }

    void bothSpellingsOfEnglishAreRightWithoutACountry()
    {
        if (!spellingLanguages().contains(u"en-GB"_s)) QSKIP("no British dictionary here");
        const auto either = SpellChecker::forLanguage(u"en");
        QVERIFY(either->isCorrect(u"harbour"_s));
        QVERIFY(either->isCorrect(u"harbor"_s));
        QVERIFY(!either->isCorrect(u"harbuor"_s));
        QVERIFY(!SpellChecker::forLanguage(u"en-US")->isCorrect(u"harbour"_s));
    }

    void passesOverWhatIsNoWordOfTheLanguage()
    {
        const auto checker = SpellChecker::forLanguage(u"en-US");
        QVERIFY(wordsOf(checker->misspellings(u"夜の雨 falls on me, мой друг")).isEmpty());
        QVERIFY(wordsOf(checker->misspellings(u"https://exampel.invalid/abcdefg @somehandel #hashtagg x2y MTVX a"))
                    .isEmpty());
        QVERIFY(wordsOf(checker->misspellings(u"Don’t cry, it's late; we're well-known")).isEmpty());
        QCOMPARE(wordsOf(checker->misspellings(u"well-knwon don’tt")), (QStringList{u"knwon"_s, u"don’tt"_s}));
    }

    void suggests()
    {
        const auto checker = SpellChecker::forLanguage(u"en");
        QVERIFY(checker->suggestions(u"recieve"_s).contains(u"receive"_s));
        QVERIFY(checker->suggestions(u"recieve"_s, 1).size() <= 1);
        QVERIFY(checker->suggestions(u"recieve"_s, 0).isEmpty());
    }

    void ignoresASongsOwnWords()
    {
        auto checker = SpellChecker::forLanguage(u"en-US");
        checker->setIgnored({u"Yoruame"_s});
        QVERIFY(checker->misspellings(u"yoruame falls").isEmpty());
        checker->ignore(u"rian"_s);
        QVERIFY(checker->misspellings(u"Rian yoruame").isEmpty());
        checker->setIgnored({});
        QCOMPARE(checker->misspellings(u"Rian yoruame").size(), 2);
    }

    void knowsOtherLanguages_data()
    {
        QTest::addColumn<QString>("lang");
        QTest::addColumn<QString>("good");
        QTest::addColumn<QString>("bad");
        QTest::newRow("German") << u"de"_s << u"Der Regen fällt in der Nacht"_s << u"Regenn"_s;
        QTest::newRow("French") << u"fr"_s << u"La pluie tombe cette nuit, l’amour"_s << u"pluiee"_s;
        QTest::newRow("Spanish of Mexico") << u"es-MX"_s << u"La lluvia cae en la noche"_s << u"lluvvia"_s;
        QTest::newRow("Portuguese") << u"pt"_s << u"A chuva cai na noite"_s << u"chuvva"_s;
        QTest::newRow("Russian") << u"ru"_s << u"Ночной дождь идёт"_s << u"дождьь"_s;
        QTest::newRow("Arabic") << u"ar"_s << u"المطر في الليل"_s << u"المطررر"_s;
    }

    void knowsOtherLanguages()
    {
        QFETCH(QString, lang);
        QFETCH(QString, good);
        QFETCH(QString, bad);
        const auto checker = SpellChecker::forLanguage(lang);
        QVERIFY(checker.has_value());
        QCOMPARE(wordsOf(checker->misspellings(good)), QStringList());
        QCOMPARE(wordsOf(checker->misspellings(good + u' ' + bad)), QStringList{bad});
    }

    void saysWhenThereIsNoDictionary()
    {
        for (const auto* lang : {u"ja", u"zh-Hant", u"tlh", u"", u"de-Cyrl"}) {
            const auto checker = SpellChecker::forLanguage(lang);
            QVERIFY2(!checker.has_value(), qPrintable(QString::fromUtf16(lang)));
            QCOMPARE(checker.error().code, ErrorCode::NotFound);
        }
        QVERIFY(SpellChecker::forLanguage(u"ja").error().message.contains(u"Japanese"_s));
    }
};

QTEST_GUILESS_MAIN(SpellCheckerTest)
#include "tst_spell_checker.moc"
