#include "lyrics/document_json.h"
#include "lyrics/ttml.h"
#include "samples.h"

#include <QTest>

#include <rapidcheck.h>

using namespace groundswell;
using namespace groundswell::lyrics;
using groundswell::lyrics::samples::counting;
using namespace Qt::StringLiterals;

namespace {

/// A file with this head and these lines.
QString file(const QString& lines, const QString& head = {})
{
    return u"<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" "
           "xmlns:itunes=\"http://music.apple.com/lyric-ttml-internal\" itunes:timing=\"Word\" xml:lang=\"ja\">"
           "<head><metadata>%1</metadata></head>\n<body dur=\"1:00\">\n  <div itunes:songPart=\"Verse\">\n    %2\n  </div></body></tt>"_s
               .arg(head, lines);
}

Document read(const QString& text)
{
    auto opened = openText(text, u"", {}, counting());
    if (!opened) {
        qWarning() << opened.error().message;
        return {};
    }
    return opened->format == &ttmlFormat() ? opened->document : Document();
}

} // namespace

class TtmlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        const auto row = [](const char* text, qint64 ms) { QTest::newRow(text) << QString::fromLatin1(text) << ms; };
        row("1:02:03.4", 3'723'400);
        row("02:03.45", 123'450);
        row("62.5", 62'500);
        row("12.3s", 12'300);
        row("500ms", 500);
        row("2m", 120'000);
        row("1h", 3'600'000);
        row("00:00:01:15", 1500);
        row("00:00:01:15.1", 1503);
        row("45t", 4500);
        row("15f", 500);
        row("wallclock(2026-01-01)", -1);
        row("-1s", -1);
        row("", -1);
        row("1e9", -1);
        row("99999999999999999999s", -1);
    }

    void readsTimes()
    {
        QFETCH(QString, text);
        QTEST(ttmlTime(text, 30.0, 10.0).value_or(-1), "ms");
    }

    void readsLinesWordsAndAgents()
    {
        const Document document = read(file(
            u"<p begin=\"1.0\" end=\"3.0\" ttm:agent=\"v1\" itunes:key=\"L1\"><span begin=\"1.0\" "
            u"end=\"1.4\">Night</span> <span begin=\"1.5\" end=\"2.0\">ra</span><span begin=\"2.0\">in</span></p>\n"
            "    <p begin=\"4.0\" end=\"5.0\" ttm:agent=\"v2\" itunes:key=\"L2\" itunes:song-part=\"Chorus\">falls<br/>on me</p>\n<p>untimed</p>"_s));
        QCOMPARE(document.lang, u"ja"_s);
        QCOMPARE(document.lines.size(), 3);
        const Line& untimed = document.lines[0];
        QCOMPARE(untimed.text, u"untimed"_s);
        QVERIFY(!untimed.startMs);
        const Line& first = document.lines[1];
        QCOMPARE(first.text, u"Night rain"_s);
        QCOMPARE(first.words, (QList<Word>{{1000, 1400, {0, 5}}, {1500, 2000, {6, 2}}, {2000, std::nullopt, {8, 2}}}));
        QCOMPARE(first.agent, u"v1"_s);
        QCOMPARE(first.part, u"verse"_s);
        QCOMPARE(document.lines[2].text, u"falls\non me"_s);
        QCOMPARE(document.lines[2].part, u"chorus"_s);
        QCOMPARE(document.lines[2].endMs, std::optional<qint64>(5000));
    }

    void readsBackgroundAndLayers()
    {
        const QString head =
            u"<iTunesMetadata><translations><translation type=\"subtitle\" xml:lang=\"de\"><text for=\"L1\">Nacht<span "
            u"ttm:role=\"x-bg\">(Ah)</span></text></translation></translations>"
            "<transliterations><transliteration xml:lang=\"ja-Latn\"><text for=\"L1\"><span begin=\"1.0\">yoru</span></text></transliteration></transliterations></iTunesMetadata>"_s;
        const Document document = read(file(
            u"<p begin=\"1.0\" end=\"3.0\" itunes:key=\"L1\"><span ttm:role=\"x-bg\" begin=\"2.0\" end=\"3.0\"><span "
            u"begin=\"2.0\" end=\"3.0\">(ああ)</span>"
            "<span ttm:role=\"x-translation\" xml:lang=\"en\">(Ah)</span></span><span begin=\"1.0\" "
            "end=\"2.0\">夜</span>"
            "<span ttm:role=\"x-translation\" xml:lang=\"en\">Night</span><span ttm:role=\"x-roman\">yoru!</span></p>"_s,
            head));
        QCOMPARE(samples::textsOf(document), (QStringList{u"夜"_s, u"(ああ)"_s}));
        QCOMPARE(document.lines[1].role, LineRole::Background);
        QCOMPARE(document.lines[1].startMs, std::optional<qint64>(2000));
        const LineId main = document.lines[0].id;
        const LineId background = document.lines[1].id;
        QCOMPARE(findLayer(document, LayerKind::Translation, u"en")->lines,
                 (QList<LayerLine>{{main, u"Night"_s}, {background, u"(Ah)"_s}}));
        QCOMPARE(findLayer(document, LayerKind::Translation, u"de")->lines,
                 (QList<LayerLine>{{main, u"Nacht"_s}, {background, u"(Ah)"_s}}));
        QCOMPARE(findLayer(document, LayerKind::Pronunciation, u"ja-Latn")->lines,
                 (QList<LayerLine>{{main, u"yoru!"_s}}));
        QVERIFY(document.lines[0].agent.isEmpty());
    }

    void readsTimesFromTheLinesStart()
    {
        const Document document = read(file(
            u"<p begin=\"10.0\" end=\"12.0\"><span begin=\"0.0\" end=\"0.5\">a</span> <span begin=\"0.5\" end=\"1.0\">b</span></p>"_s));
        QCOMPARE(document.lines[0].words, (QList<Word>{{10000, 10500, {0, 1}}, {10500, 11000, {2, 1}}}));
    }

    void survivesDisorder()
    {
        const Document document = read(file(
            u"<p begin=\"4.0\" end=\"3.0\">b</p><p begin=\"1.0\"><span begin=\"3.0\">x</span><span begin=\"2.0\">y</span></p>"_s));
        QCOMPARE(samples::textsOf(document), (QStringList{u"xy"_s, u"b"_s}));
        QVERIFY(document.lines[0].words.isEmpty());
        QVERIFY(!document.lines[1].endMs);
        QVERIFY(validate(document).has_value());
    }

    void refusesWhatIsUnsafeOrBroken()
    {
        const auto error = [](const QString& text) { return openText(text, u"ttml", {}, counting()).error(); };
        // As deep as its author likes: it may not fill the stack.
        const QString deep = u"<b>"_s.repeated(400'000);
        QVERIFY(error(file(u"<p begin=\"1s\">a<span ttm:role=\"x-translation\">"_s + deep)).code ==
                ErrorCode::InvalidInput);
        QVERIFY(error(u"<!DOCTYPE tt [<!ENTITY a \"aaaa\">]><tt xmlns=\"x\"><body><div><p>&a;</p></div></body></tt>"_s)
                    .message.contains(u"document type"_s));
        QVERIFY(error(u"<tt xmlns=\"x\"><body><p>&a;</p></body></tt>"_s).message.contains(u"well-formed"_s));
        QVERIFY(error(u"<tt xmlns=\"x\"><body><p>a</body></tt>"_s).message.contains(u"line 1"_s));
        QVERIFY(error(u"<tt><p>"_s + u"<span>"_s.repeated(5000) + u"</span>"_s.repeated(5000) + u"</p></tt>"_s)
                    .message.contains(u"well-formed"_s));
    }

    void writesWhatItReads()
    {
        Document document = samples::document({u"夜の雨"_s, u"(ああ)"_s, u"falls <on> & me\nagain"_s});
        document.lang = u"ja"_s;
        document.lines[0].words = {{1000, 1400, {0, 1}}, {1500, std::nullopt, {2, 1}}};
        document.lines[0].endMs = 1990;
        document.lines[0].agent = document.lines[1].agent = u"v1"_s;
        document.lines[0].part = document.lines[1].part = u"verse"_s;
        document.lines[1].role = LineRole::Background;
        document.lines[2].agent = u"v2"_s;
        document.layers = {{LayerKind::Translation,
                            u"en"_s,
                            {{samples::lineId(0), u"Night rain"_s}, {samples::lineId(2), u"falls"_s}}},
                           {LayerKind::Pronunciation, u"ja-Latn"_s, {{samples::lineId(0), u"yoru no ame"_s}}}};
        QCOMPARE(read(ttmlFormat().write(document, nullptr)), document);
        QCOMPARE(read(ttmlFormat().write(Document(), nullptr)), Document());
    }

    void survivesAnyText()
    {
        const auto piece = rc::gen::element(
            u"<p begin=\"1.0\" end=\"9.0\" itunes:key=\"L1\">"_s, u"</p>"_s, u"<span begin=\"2s\" end=\"1s\">"_s,
            u"<span begin=\"3\">"_s, u"</span>"_s, u"<span ttm:role=\"x-bg\">"_s,
            u"<span ttm:role=\"x-translation\" xml:lang=\"en\">"_s, u"夜"_s, u" "_s, u"\n"_s, u"&amp;"_s, u"<br/>"_s,
            u"<text for=\"L1\">"_s, u"</text>"_s, u"a"_s, u"<"_s);
        QVERIFY(rc::check("any file gives a valid document or an error", [&] {
            QString text;
            for (const QString& p : *rc::gen::container<std::vector<QString>>(piece))
                text += p;
            const auto opened = openText(file(text), u"ttml", {}, counting());
            if (opened) RC_ASSERT(validate(opened->document).has_value());
        }));
    }
};

QTEST_GUILESS_MAIN(TtmlTest)
#include "tst_ttml.moc"
