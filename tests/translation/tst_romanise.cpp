#include "translation/romanise.h"
#include "translation/syllables.h"

#include <QTest>

#include <thread>

using namespace groundswell;
using namespace groundswell::translation;
using namespace Qt::StringLiterals;

class RomaniseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void romanises_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("lang");
        QTest::addColumn<QString>("roman");
        const auto row = [](const char* name, const QString& text, const QString& lang, const QString& roman) {
            QTest::newRow(name) << text << lang << roman;
        };
        row("hiragana", u"よるのあめ"_s, u"ja"_s, u"yorunoame"_s);
        row("katakana", u"カメラ"_s, u"ja"_s, u"kamera"_s);
        row("kanji is not guessed", u"夜の雨"_s, u"ja"_s, QString());
        row("kanji alone is not pinyin", u"夜雨"_s, u"ja"_s, QString());
        row("kana whatever the tag says", u"あめ"_s, u"und"_s, u"ame"_s);
        row("pinyin with tones", u"夜雨"_s, u"zh"_s, u"yè yǔ"_s);
        row("pinyin, traditional", u"夜雨"_s, u"zh-Hant"_s, u"yè yǔ"_s);
        row("Cantonese is not pinyin", u"夜雨"_s, u"yue"_s, QString());
        row("Han of no language", u"夜雨"_s, u"und"_s, QString());
        row("Hangul", u"밤비"_s, u"ko"_s, u"bambi"_s);
        row("Cyrillic", u"дом"_s, u"ru"_s, u"dom"_s);
        row("Greek", u"νερό"_s, u"el"_s, u"neró"_s);
        row("Latin already", u"Night rain"_s, u"en"_s, QString());
        row("nothing to say", u"…!"_s, u"ja"_s, QString());
        row("empty", QString(), u"ja"_s, QString());
    }

    void romanises()
    {
        QFETCH(QString, text);
        QFETCH(QString, lang);
        QTEST(romanise(text, lang), "roman");
    }

    void romanisesArabic()
    {
        const QString roman = romanise(u"مطر", u"ar");
        QVERIFY(!roman.isEmpty());
        QVERIFY(std::ranges::none_of(roman, [](QChar c) { return c.script() == QChar::Script_Arabic; }));
    }

    void worksInAnyThread()
    {
        QString there;
        std::thread([&] { there = romanise(u"夜雨", u"zh"); }).join();
        QCOMPARE(there, u"yè yǔ"_s);
    }

    void prefersTheDocumentsOwnLayer()
    {
        lyrics::Document document;
        document.lang = u"ja"_s;
        document.lines.resize(2);
        document.lines[0].id = LineId::fromString(u"01900000-0000-7000-8000-000000000000"_s);
        document.lines[0].text = u"夜の雨"_s;
        document.lines[1].id = LineId::fromString(u"01900000-0000-7000-8000-000000000001"_s);
        document.lines[1].text = u"ああ"_s;
        QCOMPARE(romanLine(document, document.lines[0]), QString());
        document.layers = {
            {lyrics::LayerKind::Pronunciation, u"ja-Latn"_s, {{document.lines[0].id, u"yoru no ame"_s}}}};
        QCOMPARE(romanLine(document, document.lines[0]), u"yoru no ame"_s);
        QCOMPARE(romanLine(document, document.lines[1]), u"aa"_s);
    }

    void estimatesSyllables_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("lang");
        QTest::addColumn<int>("count");
        const auto row = [](const QString& text, const char* lang, int count) {
            QTest::newRow(qPrintable(text)) << text << QString::fromLatin1(lang) << count;
        };
        row(u"Night rain is falling"_s, "en", 5);
        row(u"little love, yes you"_s, "en", 5);
        row(u"the one I like"_s, "en", 4);
        row(u"don't"_s, "en", 1);
        row(u"La lluvia cae"_s, "es", 4);
        row(u"夜雨"_s, "zh", 2);
        row(u"きょうはがっこう"_s, "ja", 7);
        row(u"コーヒー"_s, "ja", 4);
        row(u"밤비가"_s, "ko", 3);
        row(u"Ночной дождь"_s, "ru", 3);
        row(u"моя"_s, "ru", 2);
        row(u"24 hours"_s, "en", 3);
        row(u"…"_s, "en", 0);
        row(u"夜 night"_s, "zh", 2);
    }

    void estimatesSyllables()
    {
        QFETCH(QString, text);
        QFETCH(QString, lang);
        QTEST(estimateSyllables(text, lang), "count");
    }
};

QTEST_GUILESS_MAIN(RomaniseTest)
#include "tst_romanise.moc"
