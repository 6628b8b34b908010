#include "lyrics/document_json.h"
#include "samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace groundswell;
using namespace groundswell::lyrics;
using namespace Qt::StringLiterals;

namespace {

Document full()
{
    Document document = samples::document({u"夜の雨"_s, u"が降る"_s, u"(ああ)"_s});
    document.lang = u"ja"_s;
    document.tags = {{u"ti"_s, u"夜雨"_s}, {u"x-odd"_s, QString()}};
    document.preamble = u"before"_s;
    document.lines[0].endMs = 1900;
    document.lines[0].words = {{1000, 1300, {0, 1}}, {1300, std::nullopt, {1, 2}}};
    document.lines[0].agent = u"v1"_s;
    document.lines[0].part = u"verse"_s;
    document.lines[1].role = LineRole::Credit;
    document.lines[1].startMs.reset();
    document.lines[2].role = LineRole::Background;
    document.layers = {{LayerKind::Translation, u"en"_s, {{samples::lineId(0), u"Night rain"_s}}},
                       {LayerKind::Pronunciation, u"ja-Latn"_s, {{samples::lineId(0), u"yoru no ame"_s}}}};
    return document;
}

QJsonObject json(const char* text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class LyricsDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesJson()
    {
        const Document document = full();
        const auto read = documentFromJson(toJson(document));
        QVERIFY(read.has_value());
        QCOMPARE(*read, document);
        QCOMPARE(documentFromJson(toJson(Document())).value(), Document());
    }

    void leavesOutWhatIsEmpty()
    {
        const QJsonObject line = toJson(samples::document({u"a"_s}).lines[0]);
        QCOMPARE(line.keys(), (QStringList{u"id"_s, u"start_ms"_s, u"text"_s}));
    }

    void namesTheFieldThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        QTest::addColumn<ErrorCode>("code");
        const QByteArray id = samples::lineId(0).toString().toLatin1();
        const auto bad = [](const char* name, QByteArray text, const char* named,
                            ErrorCode code = ErrorCode::InvalidInput) {
            QTest::newRow(name) << text << QString::fromLatin1(named) << code;
        };
        bad("no language", "{}", "lang");
        bad("language of another type", R"({"lang": 3})", "lang");
        bad("malformed language", R"({"lang": "j a"})", "lang");
        bad("line without an id", R"({"lang": "ja", "lines": [{"text": "a"}]})", "lines[0].id");
        bad("malformed id", R"({"lang": "ja", "lines": [{"id": "x"}]})", "lines[0].id");
        bad("line of another type", R"({"lang": "ja", "lines": [7]})", "lines[0]");
        bad("half a millisecond", R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "start_ms": 1.5}]})",
            "lines[0].start_ms");
        bad("text in place of a number", R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "start_ms": "1"}]})",
            "lines[0].start_ms");
        bad("negative start", R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "start_ms": -1}]})", "lines[0]");
        bad("end before start", R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "start_ms": 9, "end_ms": 8}]})",
            "lines[0]");
        bad("end without start", R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "end_ms": 8}]})", "lines[0]");
        bad("unknown role", R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "role": "choir"}]})", "lines[0].role");
        bad("word outside its text",
            R"({"lang": "ja", "lines": [{"id": ")" + id +
                R"(", "text": "ab", "words": [{"start_ms": 1, "start": 1, "length": 2}]}]})",
            "lines[0].words[0]");
        bad("word range that overflows",
            R"({"lang": "ja", "lines": [{"id": ")" + id +
                R"(", "text": "ab", "words": [{"start_ms": 1, "start": 1, "length": 9007199254740992}]}]})",
            "lines[0].words[0]");
        bad("word without a start",
            R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "text": "ab", "words": [{"start": 0, "length": 1}]}]})",
            "lines[0].words[0].start_ms");
        bad("id used twice", R"({"lang": "ja", "lines": [{"id": ")" + id + R"("}, {"id": ")" + id + R"("}]})",
            "lines[1]");
        bad("layer of an unknown kind", R"({"lang": "ja", "layers": [{"kind": "dance", "lang": "en"}]})",
            "layers[0].kind");
        bad("a newer field", R"({"lang": "ja", "mood": "sad"})", "mood", ErrorCode::UpgradeRequired);
        bad("a newer field of a line", R"({"lang": "ja", "lines": [{"id": ")" + id + R"(", "mood": "sad"}]})",
            "lines[0].mood", ErrorCode::UpgradeRequired);
    }

    void namesTheFieldThatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, named);
        QFETCH(ErrorCode, code);
        const auto read = documentFromJson(json(text));
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().message.contains(u'"' + named + u'"'), qPrintable(read.error().message));
        QCOMPARE(read.error().code, code);
    }

    void findsLinesLayersAndTags()
    {
        const Document document = full();
        QCOMPARE(indexOfLine(document, samples::lineId(2)), 2);
        QCOMPARE(indexOfLine(document, samples::lineId(9)), -1);
        QVERIFY(!findLine(document, LineId()));
        QCOMPARE(tagValue(document, u"ti"), u"夜雨"_s);
        QCOMPARE(tagValue(document, u"ar"), QString());
        const Layer* romaji = findLayer(document, LayerKind::Pronunciation);
        QVERIFY(romaji);
        QCOMPARE(textOf(*romaji, samples::lineId(0)), u"yoru no ame"_s);
        QCOMPARE(textOf(*romaji, samples::lineId(1)), QString());
        QVERIFY(!findLayer(document, LayerKind::Translation, u"de"));
        QVERIFY(isSynced(document));
        QVERIFY(hasWordTiming(document));
        QVERIFY(!isSynced(Document()));
        QCOMPARE(plainText(document), u"夜の雨\n(ああ)"_s);
    }

    void knowsLanguageTags()
    {
        for (const auto* good : {u"ja", u"und", u"zh-Hant", u"pt-BR", u"sr-Latn-RS"})
            QVERIFY(isLanguageTag(good));
        for (const auto* bad : {u"", u"j", u"日本語", u"en_US", u"en-", u"-en", u"en US"})
            QVERIFY(!isLanguageTag(bad));
    }
};

QTEST_GUILESS_MAIN(LyricsDocumentTest)
#include "tst_lyrics_document.moc"
