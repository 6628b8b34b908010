#include "lrc_samples.h"
#include "lyrics/document_json.h"
#include "lyrics/lrc.h"
#include "lyrics/lyrics_file.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::lyrics;
using namespace groundswell::lyrics::samples;
using namespace Qt::StringLiterals;

class LrcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // ---- the edge cases, by number as in app/lyrics/README.md

    void row1OffsetShowsEarlier()
    {
        QCOMPARE(outline(read(u"[offset:+500]\n[00:10.00]a"_s)), u"9500 a"_s);
        QCOMPARE(outline(read(u"[offset:+500]\n[00:10.00]a"_s, {.flipOffset = true})), u"10500 a"_s);
    }

    void row2OffsetsWithSpacesAndNonsense()
    {
        QCOMPARE(outline(read(u"[offset: -3000]\n[00:10.00]a"_s)), u"13000 a"_s);
        QCOMPARE(outline(read(u"[offset: NotANumber ]\n[00:10.00]a"_s)), u"10000 a"_s);
    }

    void row3AnOffsetBeforeTheTrackClamps()
    {
        const QString text = u"[offset:5000]\n[00:01.00]a\n[00:09.00]b"_s;
        QCOMPARE(outline(read(text)), u"0 a | 4000 b"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines[1].startMs = 4500; }),
                 u"[offset:5000]\n[00:01.00]a\n[00:09.50]b"_s);
    }

    void row4RepeatedStamps()
    {
        QCOMPARE(outline(read(u"[00:10.00] [00:40.00]Repeat\n[00:20.00]b"_s)),
                 u"10000 Repeat | 20000 b | 40000 Repeat"_s);
    }

    void row5WordsShiftWithTheirOccurrence()
    {
        const Document document = read(u"[00:10.00][00:40.00]<00:10.00>one <00:11.00>two<00:12.00>"_s);
        QCOMPARE(document.lines.size(), 2);
        QCOMPARE(document.lines[0].words, (QList<Word>{{10000, std::nullopt, {0, 3}}, {11000, 12000, {4, 3}}}));
        QCOMPARE(document.lines[1].words, (QList<Word>{{40000, std::nullopt, {0, 3}}, {41000, 42000, {4, 3}}}));
        QCOMPARE(document.lines[1].endMs, std::optional<qint64>(42000));
    }

    void row6NoFraction()
    {
        QCOMPARE(outline(read(u"[00:40]Text"_s)), u"40000 Text"_s);
        QCOMPARE(outline(read(u"[00:40.4]a\n[00:40.49]b\n[00:40.492]c"_s)), u"40400 a | 40490 b | 40492 c"_s);
    }

    void row7TwoColons()
    {
        QCOMPARE(outline(read(u"[168:10:254]a"_s)), u"10090254 a"_s);
        const QString hours = u"[00:59:30]a\n[01:00:00]b\n[01:00:10]c"_s;
        // As minutes the order holds only for the hour reading's file when it is not broken…
        QCOMPARE(outline(read(hours)), u"59300 a | 60000 b | 60100 c"_s);
        // …here it breaks, and the hours fit the track.
        const QString broken = u"[00:58:59]a\n[00:59:00]b\n[00:59:03]c\n[00:59]d\n[01:00:04]e"_s;
        QCOMPARE(outline(read(broken)), u"58590 a | 59000 b | 59000 d | 59030 c | 60040 e"_s);
        const QString ordered = u"[00:00:50]a\n[00:00:59]b\n[00:01:00]c\n[00:90]d\n[00:01:40]e"_s;
        QCOMPARE(outline(read(ordered, {.durationMs = 100'000})),
                 u"50000 a | 59000 b | 60000 c | 90000 d | 100000 e"_s);
        QCOMPARE(outline(read(ordered, {.durationMs = 90'000})), u"500 a | 590 b | 1000 c | 1400 e | 90000 d"_s);
    }

    void row8ThreeDigitMinutes() { QCOMPARE(outline(read(u"[100:00.00]a"_s)), u"6000000 a"_s); }

    void row9OneStampTwoLanguages()
    {
        const QString first =
            u"[00:01.00]Night rain\n[00:01.00]夜雨\n[00:02.00]Alone\n[00:03.00]Falls\n[00:03.00]落下\n"_s;
        const QString last =
            u"[00:01.00]夜雨\n[00:01.00]Night rain\n[00:02.00]Alone\n[00:03.00]落下\n[00:03.00]Falls\n"_s;
        for (const QString& text : {first, last}) {
            const Document document = read(text);
            QCOMPARE(outline(document), u"1000 Night rain | 2000 Alone | 3000 Falls"_s);
            QCOMPARE(document.layers.size(), 1);
            QCOMPARE(document.layers[0].lang, u"zh"_s);
            QCOMPARE(textOf(document.layers[0], document.lines[2].id), u"落下"_s);
        }
        // Nothing stands alone: the language tag, the title, or word times tell.
        const QString stack = u"[00:01.00]夜雨\n[00:01.00]Night rain\n"_s;
        QCOMPARE(outline(read(stack)), u"1000 夜雨"_s);
        QCOMPARE(outline(read(u"[lang:en]\n"_s + stack)), u"1000 Night rain"_s);
        QCOMPARE(outline(read(u"[ti:Rain]\n"_s + stack)), u"1000 Night rain"_s);
        QCOMPARE(outline(read(stack, {.order = LayerOrder::OriginalLast})), u"1000 Night rain"_s);
        QCOMPARE(outline(read(u"[00:01.00]Lluvia\n[00:01.00]<00:01.00>Night <00:01.50>rain\n"_s)),
                 u"1000 Night rain"_s);
        // Each stays where it is when it is edited.
        QCOMPARE(edited(last, [](Document& d) { d.layers[0].lines[1].text = u"落"_s; }),
                 QString(last).replace(u"落下"_s, u"落"_s));
        QCOMPARE(edited(last, [](Document& d) { d.lines[0].startMs = 1500; }),
                 u"[00:01.50]夜雨\n[00:01.50]Night rain\n[00:02.00]Alone\n[00:03.00]落下\n[00:03.00]Falls\n"_s);
    }

    void row9ThreeLinesAndRomaji()
    {
        const Document document = read(u"[00:01.00]夜の雨\n[00:01.00]yoru no ame\n[00:01.00]Night rain\n"_s);
        QCOMPARE(outline(document), u"1000 夜の雨"_s);
        QCOMPARE(document.layers.size(), 2);
        QCOMPARE(document.layers[0].kind, LayerKind::Pronunciation);
        QCOMPARE(document.layers[0].lang, u"ja-Latn"_s);
        QCOMPARE(document.layers[1].kind, LayerKind::Translation);
    }

    void row9VoicesAtOneTimeAreNoTranslation()
    {
        const QString duet = u"[00:01.00]v1: You\n[00:01.00]v2: Me\n"_s;
        QCOMPARE(outline(read(duet)), u"1000 You | 1000 Me"_s);
        const QString once = u"[00:01.00]a\n[00:01.00]b\n[00:02.00]c\n[00:03.00]d\n"_s;
        QCOMPARE(outline(read(once)), u"1000 a | 1000 b | 2000 c | 3000 d"_s);
    }

    void row10AnEmptyStampEndsTheLineBefore()
    {
        const QString text = u"[00:05.00]a\n[00:10.040]\n[00:20.00]b"_s;
        const Document document = read(text);
        QCOMPARE(outline(document), u"5000 a | 20000 b"_s);
        QCOMPARE(document.lines[0].endMs, std::optional<qint64>(10040));
        QCOMPARE(edited(text, [](Document& d) { d.lines[0].endMs = 11000; }),
                 u"[00:05.00]a\n[00:11.00]\n[00:20.00]b"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines[0].endMs.reset(); }), u"[00:05.00]a\n[00:20.00]b"_s);
        QCOMPARE(edited(u"[00:05.00]a\n[00:20.00]b"_s, [](Document& d) { d.lines[0].endMs = 11000; }),
                 u"[00:05.00]a\n[00:11.00]\n[00:20.00]b"_s);
        // Beside a text of the same time it is a missing translation.
        QCOMPARE(read(u"[00:05.00]a\n[00:05.00]\n[00:20.00]b"_s).lines[0].endMs, std::nullopt);
    }

    void row11TextBeforeTheFirstStamp()
    {
        const QString text = u"Typed by X\nfor Y\n\n[00:05.00]a\n"_s;
        QCOMPARE(read(text).preamble, u"Typed by X\nfor Y"_s);
        QCOMPARE(outline(read(text)), u"5000 a"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines[0].text = u"b"_s; }), u"Typed by X\nfor Y\n\n[00:05.00]b\n"_s);
        QCOMPARE(edited(text, [](Document& d) { d.preamble = u"Z"_s; }), u"\nZ\n[00:05.00]a\n"_s);
    }

    void row12AnUnstampedLineContinues()
    {
        const QString text = u"[00:05.00]a\n  more\n\n[00:06.00]b\n"_s;
        QCOMPARE(outline(read(text)), u"5000 a\nmore | 6000 b"_s);
        QCOMPARE(edited(text, [](Document&) {}), text);
        QCOMPARE(edited(text, [](Document& d) { d.lines[0].text = u"a\nless"_s; }),
                 u"[00:05.00]a\nless\n\n[00:06.00]b\n"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines[0].text = u"one"_s; }), u"[00:05.00]one\n\n[00:06.00]b\n"_s);
    }

    void row13BracketsInATag()
    {
        QCOMPARE(tagValue(read(u"[ti:Song [Live]]\n[00:01.00]a"_s), u"ti"), u"Song [Live]"_s);
    }

    void row14AStampCountsAtTheStartOnly()
    {
        const Document document = read(u"This [00:01.00] is text"_s);
        QCOMPARE(outline(document), u"- This [00:01.00] is text"_s);
    }

    void row15AMalformedMarkIsText()
    {
        const Document document = read(u"[00:01.00]<00:01a50>x"_s);
        QCOMPARE(document.lines[0].text, u"<00:01a50>x"_s);
        QVERIFY(document.lines[0].words.isEmpty());
    }

    void row16ByteOrderMarks()
    {
        const QString text = u"[ti:夜雨]\r\n\uFEFF[00:01.00]a\r\n"_s;
        for (const auto encoding : {QStringConverter::Utf8, QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
            QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
            const QByteArray bytes = encoder(text);
            const auto file = openFile(bytes, u"lrc", {}, counting());
            QVERIFY(file.has_value());
            QVERIFY(file->encoding.bom);
            QVERIFY(!file->encoding.guessed);
            QCOMPARE(outline(file->document()), u"1000 a"_s);
            QCOMPARE(tagValue(file->document(), u"ti"), u"夜雨"_s);
            QCOMPARE(savedBytes(*file, file->document()).value(), bytes);
            Document document = file->document();
            document.lines[0].text = u"b"_s;
            QStringEncoder again(encoding, QStringConverter::Flag::WriteBom);
            QCOMPARE(savedBytes(*file, document).value(), QByteArray(again(QString(text).replace(u"]a"_s, u"]b"_s))));
        }
    }

    void row17OldEncodings_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QString>("text");
        QTest::newRow("GBK") << QByteArray("GB18030")
                             << u"[ti:夜雨]\n[00:01.00]夜里的雨声落在窗台上\n[00:02.00]我在灯下等你回来听这首歌\n"_s;
        QTest::newRow("Shift-JIS")
            << QByteArray("Shift_JIS")
            << u"[ti:夜の雨]\n[00:01.00]夜の雨が窓をたたく\n[00:02.00]あなたの歌をきいている\n"_s;
        QTest::newRow("EUC-KR")
            << QByteArray("EUC-KR")
            << u"[ti:밤비]\n[00:01.00]밤비가 내리는 창가에서\n[00:02.00]그대의 노래를 듣고 있어요\n"_s;
        QTest::newRow("Big5") << QByteArray("Big5")
                              << u"[ti:夜雨]\n[00:01.00]夜裡的雨聲落在窗臺上\n[00:02.00]我在燈下等你回來聽這首歌\n"_s;
    }

    void row17OldEncodings()
    {
        QFETCH(QByteArray, encoding);
        QFETCH(QString, text);
        const QByteArray bytes = QStringEncoder(encoding.constData())(text);
        const auto guessed = openFile(bytes, u"lrc", {}, counting());
        QVERIFY(guessed->encoding.guessed);
        QCOMPARE(guessed->opened.text, text);
        QCOMPARE(savedBytes(*guessed, guessed->document()).value(), bytes);
        const auto chosen = openFile(bytes, u"lrc", {}, counting(), encoding);
        QCOMPARE(chosen->opened.text, text);
        QVERIFY(!chosen->encoding.guessed);

        Document document = chosen->document();
        document.lines[0].text = u"\U0001F327"_s; // not in any of them but GB18030
        OpenedFile file = *chosen;
        if (encoding != "GB18030") QCOMPARE(savedBytes(file, document).error().code, ErrorCode::Unsupported);
        file.encoding = {};
        QVERIFY(savedBytes(file, document).value().contains("\xF0\x9F\x8C\xA7"));
        QVERIFY(!openFile(bytes, u"lrc", {}, counting(), "klingon").has_value());
    }

    void row18Instrumental()
    {
        QVERIFY(read(u"[au: instrumental]\n"_s).instrumental);
        QVERIFY(read(u"[00:00.00]纯音乐，请欣赏"_s).instrumental);
        QVERIFY(!read(u"[au: Somebody]\n[00:00.00]instrumental love"_s).instrumental);
    }

    void row19Credits()
    {
        const Document document = read(u"[00:00.00] 作词 : X\n[00:01.00]Lyrics by: Y\n[00:02.00]a"_s);
        QCOMPARE(document.lines[0].role, LineRole::Credit);
        QCOMPARE(document.lines[0].text, u"作词 : X"_s);
        QCOMPARE(document.lines[1].role, LineRole::Credit);
        QCOMPARE(document.lines[2].role, LineRole::Main);
        QCOMPARE(plainText(document), u"a"_s);
    }

    void row20BracketsBetweenWords()
    {
        const QString text = u"[00:01.510]未[00:01.690]熟[00:02.140] [00:00.000]無[00:02.400]\n"_s;
        const Document document = read(text);
        QCOMPARE(document.lines.size(), 1);
        QCOMPARE(document.lines[0].text, u"未熟 無"_s);
        QCOMPARE(document.lines[0].words,
                 (QList<Word>{{1510, std::nullopt, {0, 1}}, {1690, std::nullopt, {1, 1}}, {2140, 2400, {3, 1}}}));
        QCOMPARE(document.lines[0].endMs, std::optional<qint64>(2400));
        QCOMPARE(edited(text, [](Document&) {}), text);
        QCOMPARE(edited(text, [](Document& d) { d.lines[0].words[1].startMs = 1700; }),
                 u"[00:01.510]未[00:01.700]熟 [00:02.140]無[00:02.400]\n"_s);
        QCOMPARE(read(u"[00:01.00]See you at [09:30] then"_s).lines[0].text, u"See you at [09:30] then"_s);
    }

    void row21OrderForDisplayAndInTheFile()
    {
        const QString text = u"[00:30.00]c\n[00:10.00]a\n[00:20.00]b\n"_s;
        QCOMPARE(outline(read(text)), u"10000 a | 20000 b | 30000 c"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines[0].text = u"A"_s; }),
                 u"[00:30.00]c\n[00:10.00]A\n[00:20.00]b\n"_s);
    }

    void row22KeepsTheDigits()
    {
        const auto later = [](Document& d) { d.lines[0].startMs = 12345; };
        QCOMPARE(edited(u"[00:10.00]a"_s, later), u"[00:12.35]a"_s);
        QCOMPARE(edited(u"[00:10.000]a"_s, later), u"[00:12.345]a"_s);
        QCOMPARE(edited(u"[00:10.0]a"_s, later), u"[00:12.3]a"_s);
        QCOMPARE(edited(u"[00:10:00]a"_s, later), u"[00:12:35]a"_s);
        QCOMPARE(edited(u"[00:10]a"_s, later), u"[00:12.35]a"_s);
        QCOMPARE(edited(u"[00:10]a"_s, [](Document& d) { d.lines[0].startMs = 12000; }), u"[00:12]a"_s);
    }

    // ---- words

    void readsWordMarks()
    {
        const Document document = read(u"[00:01.00] <00:01.00>Night<00:01.40> <00:01.50>rain<00:02.00> falls"_s);
        const Line& line = document.lines[0];
        QCOMPARE(line.text, u"Night rain falls"_s);
        QCOMPARE(line.words,
                 (QList<Word>{{1000, 1400, {0, 5}}, {1500, std::nullopt, {6, 4}}, {2000, std::nullopt, {11, 5}}}));
        QCOMPARE(line.endMs, std::nullopt);
        // The first word may start with the line.
        QCOMPARE(read(u"[00:01.00]Night <00:01.50>rain"_s).lines[0].words,
                 (QList<Word>{{1000, std::nullopt, {0, 5}}, {1500, std::nullopt, {6, 4}}}));
        // Marks that run backwards are no times; the text stays.
        const Document backwards = read(u"[00:01.00]<00:03.00>Night <00:01.50>rain"_s);
        QCOMPARE(backwards.lines[0].text, u"Night rain"_s);
        QVERIFY(backwards.lines[0].words.isEmpty());
    }

    void readsVoices()
    {
        const QString text = u"[00:01.00]F: a\n[00:02.00]b\n[00:03.00]M: c\n[00:04.00]v2: d\n[00:05.00]bg: e\n"_s;
        const Document document = read(text);
        QStringList agents;
        for (const Line& line : document.lines)
            agents.append(line.agent);
        QCOMPARE(agents, (QStringList{u"F"_s, u"F"_s, u"M"_s, u"v2"_s, QString()}));
        QCOMPARE(document.lines[4].role, LineRole::Background);
        QCOMPARE(outline(document), u"1000 a | 2000 b | 3000 c | 4000 d | 5000 e"_s);
        // The line below keeps its singer.
        const auto duet = [](Document& d) { d.lines[0].agent = u"D"_s; };
        QCOMPARE(edited(text, duet),
                 u"[00:01.00]D: a\n[00:02.00]F: b\n[00:03.00]M: c\n[00:04.00]v2: d\n[00:05.00]bg: e\n"_s);
    }
};

QTEST_GUILESS_MAIN(LrcTest)
#include "tst_lrc.moc"
