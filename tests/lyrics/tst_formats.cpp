#include "lyrics/lyrics_file.h"
#include "lyrics/plain_text.h"
#include "lyrics/script.h"
#include "lyrics/srt.h"
#include "samples.h"

#include <QElapsedTimer>
#include <QTest>

using namespace groundswell;
using namespace groundswell::lyrics;
using groundswell::lyrics::samples::counting;
using namespace Qt::StringLiterals;

class FormatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFormat()
    {
        const auto formatOf = [](const QString& text, QStringView suffix) {
            return openText(text, suffix, {}, counting())->format->id;
        };
        QCOMPARE(formatOf(u"[00:01.00]a"_s, u"txt"), "lrc"_L1);
        QCOMPARE(formatOf(u"1\n00:00:01,000 --> 00:00:02,000\na\n"_s, u""), "srt"_L1);
        QCOMPARE(formatOf(u"just words"_s, u""), "txt"_L1);
        QCOMPARE(formatOf(u"just words"_s, u"xyz"), "txt"_L1);
        QCOMPARE(formatOf(u"just words"_s, u"LRC"), "lrc"_L1);
        QCOMPARE(formatNamed(u"elrc"), formatNamed(u"lrc"));
        QVERIFY(!formatNamed(u"docx"));
    }

    void refusesWhatIsNoText()
    {
        QByteArray noise;
        quint32 random = 1;
        for (int i = 0; i < 20'000; ++i)
            noise.append(char((random = random * 1664525U + 1013904223U) >> 24));
        const auto refused = openFile(noise, u"lrc", {}, counting());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QVERIFY(!openFile(QByteArray(300, '\0'), u"txt", {}, counting()));
        // A slip of the encoding or of an editor is no noise.
        QVERIFY(
            openFile("[00:01.00]a caf\xE9 and a \x07 bell in a long enough line of words\n", u"lrc", {}, counting()));
        QVERIFY(openFile("", u"txt", {}, counting()));
    }

    void plainTextKeepsBlankLinesAndLineEnds()
    {
        for (const QString& text : {u"a\r\n\r\nb\r\n"_s, u"a\n\nb"_s, u"a\rb\r"_s, QString(), u"\n"_s}) {
            const OpenedText opened = openText(text, u"txt", {}, counting()).value();
            QCOMPARE(plainTextFormat().write(opened.document, &opened), text);
        }
        OpenedText opened = openText(u"a\r\n\r\nb"_s, u"txt", {}, counting()).value();
        QCOMPARE(samples::textsOf(opened.document), (QStringList{u"a"_s, QString(), u"b"_s}));
        Document document = opened.document;
        document.lines[2].text = u"c"_s;
        QCOMPARE(savedText(opened, document), u"a\r\n\r\nc"_s);
        QVERIFY(!isSynced(document));
    }

    void readsSubtitles()
    {
        const QString text =
            u"1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>Night</i> rain\r\nfalls\r\n\r\n"
            "2\r\n00:01:00.2 --> 00:01:02.000\r\n{\\an8}Alone\r\n3\r\n01:00:00,000 --> 00:00:00,000\r\nx < y\r\n"_s;
        const OpenedText opened = openText(text, u"srt", {}, counting()).value();
        const QList<Line>& lines = opened.document.lines;
        QCOMPARE(samples::textsOf(opened.document), (QStringList{u"Night rain\nfalls"_s, u"Alone"_s, u"x < y"_s}));
        QCOMPARE(lines[0].startMs, std::optional<qint64>(1500));
        QCOMPARE(lines[0].endMs, std::optional<qint64>(3000));
        QCOMPARE(lines[1].startMs, std::optional<qint64>(60200));
        QCOMPARE(lines[2].startMs, std::optional<qint64>(3'600'000));
        QCOMPARE(lines[2].endMs, std::optional<qint64>(3'600'000));
        QCOMPARE(savedText(opened, opened.document), text);
        QVERIFY(!openText(u"no times"_s, u"srt", {}, counting()).has_value());
    }

    void writesSubtitles()
    {
        Document document = samples::document({u"a"_s, u"b\nc"_s});
        QCOMPARE(srtFormat().write(document, nullptr),
                 u"1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:02,000 --> 00:00:06,000\nb\nc\n"_s);
    }

    void refusesHugeFiles()
    {
        QCOMPARE(openFile(QByteArray(3 * 1024 * 1024, 'a'), u"lrc", {}, counting()).error().code,
                 ErrorCode::InvalidInput);
    }

    void refusesMoreThanADocumentMayHold()
    {
        const auto error = [](const QString& text) { return openText(text, u"lrc", {}, counting()).error().code; };
        QCOMPARE(error(u"[00:01.00]"_s + QString(maxTextLength + 1, u'a')), ErrorCode::InvalidInput);
        QCOMPARE(error(u"[00:01.00]a\n"_s.repeated(maxLines + 1)), ErrorCode::InvalidInput);
    }

    void decodesUtf16WithoutAMark()
    {
        const QByteArray bytes = QStringEncoder(QStringConverter::Utf16LE)(u"[00:01.00]Night rain\n"_s);
        const auto file = openFile(bytes, u"lrc", {}, counting());
        QCOMPARE(file->encoding.name, QByteArray("UTF-16LE"));
        QVERIFY(file->encoding.guessed);
        QCOMPARE(savedBytes(*file, file->document()).value(), bytes);
    }

    void knowsScripts()
    {
        QCOMPARE(dominantScript(u"Night rain 夜"), Script::Latin);
        QCOMPARE(dominantScript(u"夜雨"), Script::Han);
        QCOMPARE(dominantScript(u"夜の雨"), Script::Japanese);
        QCOMPARE(dominantScript(u"밤비"), Script::Hangul);
        QCOMPARE(dominantScript(u"Ночной"), Script::Cyrillic);
        QCOMPARE(dominantScript(u"مطر"), Script::Arabic);
        QCOMPARE(dominantScript(u"123 …"), Script::None);
        QCOMPARE(scriptOfLanguage(u"zh-Hant"), Script::Han);
        QCOMPARE(scriptOfLanguage(u"sr-Latn"), Script::Latin);
        QCOMPARE(scriptOfLanguage(u"pt-BR"), Script::Latin);
        QCOMPARE(scriptOfLanguage(u"xx"), Script::None);
        QVERIFY(looksLikeRomaji(u"yoru no ame ga futte iru"));
        QVERIFY(looksLikeRomaji(u"kyō mo zutto"));
        QVERIFY(!looksLikeRomaji(u"Night rain is falling"));
        QVERIFY(!looksLikeRomaji(u"夜"));
        // Long words that fit almost to their end are no work either: tried in every way they would never end.
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!looksLikeRomaji((u"na"_s.repeated(100) + u"q "_s).repeated(500)));
        QVERIFY(looksLikeRomaji(u"na"_s.repeated(100)));
        QVERIFY2(timer.elapsed() < test::patienceMs, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(FormatsTest)
#include "tst_formats.moc"
