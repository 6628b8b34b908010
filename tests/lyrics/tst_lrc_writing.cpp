#include "lrc_samples.h"
#include "lyrics/document_json.h"
#include "lyrics/lrc.h"

#include <QTest>

#include <rapidcheck.h>

using namespace groundswell;
using namespace groundswell::lyrics;
using namespace groundswell::lyrics::samples;
using namespace Qt::StringLiterals;

namespace {

int changedLines(const QString& before, const QString& after)
{
    const QStringList a = before.split(u'\n');
    const QStringList b = after.split(u'\n');
    if (a.size() != b.size()) return -1;
    int count = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        count += a[i] == b[i] ? 0 : 1;
    return count;
}

} // namespace

/// What an edit does to the text it was made in.
class LrcWritingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEverythingThatIsNotEdited()
    {
        const QString text =
            u"\uFEFF[ti: Song ]\r\n[x-tool:foo/1.0 [beta]]\r\n# a comment\r\n\r\npreamble\r\n"
            "[00:10.00] [00:40.00]  Repeat  \r\n\r\n[00:20.5]b\t\r\n tail\r\n[00:30]\r\n[00:99.99]odd"_s;
        QCOMPARE(edited(text, [](Document&) {}), text);
        const QString changed = edited(text, [](Document& d) { d.lines[1].text = u"B\ntail"_s; });
        QCOMPARE(changed, QString(text).replace(u"]b\t"_s, u"]B\t"_s));
    }

    void editsOneOccurrenceOfARepeatedLine()
    {
        const QString text = u"[00:10.00][00:40.00]Repeat\n[00:20.00]b\n"_s;
        QCOMPARE(edited(text, [](Document& d) { d.lines[2].text = u"Last"_s; }),
                 u"[00:10.00]Repeat\n[00:40.00]Last\n[00:20.00]b\n"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines[2].startMs = 45000; }),
                 u"[00:10.00][00:45.00]Repeat\n[00:20.00]b\n"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines.removeAt(0); }), u"[00:40.00]Repeat\n[00:20.00]b\n"_s);
    }

    void insertsAndDeletesLines()
    {
        const QString text = u"[ti:x]\n[00:10.00]a\n[00:20.00]b"_s;
        const auto fresh = [](qint64 ms, const QString& words) {
            Line line;
            line.id = samples::lineId(int(ms));
            line.startMs = ms;
            line.text = words;
            return line;
        };
        QCOMPARE(edited(text, [&](Document& d) { d.lines.insert(1, fresh(15000, u"new"_s)); }),
                 u"[ti:x]\n[00:10.00]a\n[00:15.00]new\n[00:20.00]b"_s);
        QCOMPARE(edited(text, [&](Document& d) { d.lines.insert(0, fresh(5000, u"new"_s)); }),
                 u"[ti:x]\n[00:05.00]new\n[00:10.00]a\n[00:20.00]b"_s);
        QCOMPARE(edited(text, [&](Document& d) { d.lines.append(fresh(25000, u"new"_s)); }),
                 u"[ti:x]\n[00:10.00]a\n[00:20.00]b\n[00:25.00]new"_s);
        QCOMPARE(edited(text, [](Document& d) { d.lines.removeAt(0); }), u"[ti:x]\n[00:20.00]b"_s);
    }

    void editsTags()
    {
        const QString text = u"[ti: x ]\n[ar:y]\n[00:10.00]a\n"_s;
        QCOMPARE(edited(text, [](Document& d) { d.tags[0].value = u"z"_s; }), u"[ti: z ]\n[ar:y]\n[00:10.00]a\n"_s);
        QCOMPARE(edited(text, [](Document& d) { d.tags.removeAt(1); }), u"[ti: x ]\n[00:10.00]a\n"_s);
        QCOMPARE(edited(text, [](Document& d) { d.tags.append({u"al"_s, u"w"_s}); }),
                 u"[ti: x ]\n[ar:y]\n[al:w]\n[00:10.00]a\n"_s);
    }

    void addsATranslationLayer()
    {
        const QString text = u"[00:10.00]夜雨\n[00:20.00]b\n"_s;
        const auto add = [](Document& d) {
            d.layers.append({LayerKind::Translation, u"en"_s, {{d.lines[0].id, u"Night rain"_s}}});
        };
        QCOMPARE(edited(text, add), u"[00:10.00]夜雨\n[00:10.00]Night rain\n[00:20.00]b\n"_s);
    }

    void timesAnUntimedFile()
    {
        const QString text = u"[ti:x]\na\nb\n"_s;
        QCOMPARE(outline(read(text)), u"- a | - b"_s);
        const auto time = [](Document& d) {
            d.lines[0].startMs = 1000;
            d.lines[1].startMs = 2000;
        };
        QCOMPARE(edited(text, time), u"[ti:x]\n[00:01.00]a\n[00:02.00]b\n"_s);
    }

    void writesAfresh()
    {
        Document document = samples::document({u"Night rain"_s, u"falls\non me"_s});
        document.tags = {{u"ti"_s, u"x"_s}};
        document.lines[0].words = {{1000, 1400, {0, 5}}, {1500, std::nullopt, {6, 4}}};
        document.lines[1].endMs = 4000;
        document.layers = {
            {LayerKind::Translation, u"zh"_s, {{document.lines[0].id, u"夜雨"_s}, {document.lines[1].id, u"落"_s}}}};
        const QString text = lrcFormat().write(document, nullptr);
        QCOMPARE(text, u"[ti:x]\n[00:01.00]<00:01.00>Night<00:01.40> <00:01.50>rain\n[00:01.00]夜雨\n"
                       "[00:02.00]falls\non me\n[00:02.00]落\n[00:04.00]\n"_s);
        Document again = read(text);
        QCOMPARE(again.layers, document.layers);
        QCOMPARE(again.lines, document.lines);
        QCOMPARE(lrcFormat().write(Document(), nullptr), QString());
    }

    // ---- for any file

    void loadsAndSavesAnyTextUnchanged()
    {
        const auto piece =
            rc::gen::element(u"["_s, u"]"_s, u"<"_s, u">"_s, u":"_s, u"."_s, u"00:01.00"_s, u"[00:02.50]"_s,
                             u"[00:01:30]"_s, u"<00:03.00>"_s, u"[00:00.000]"_s, u"12"_s, u" "_s, u"\n"_s, u"\r\n"_s,
                             u"\r"_s, u"\n\n"_s, u"#"_s, u"ti"_s, u"offset:500"_s, u"[ti:a [b]]"_s, u"F: "_s, u"bg:"_s,
                             u"v1: "_s, u"夜の雨"_s, u"Night rain"_s, u"\uFEFF"_s, u"\t"_s, u"作词 : X"_s);
        QVERIFY(rc::check("load + save is the identity, and the document is valid", [&] {
            const auto pieces = *rc::gen::container<std::vector<QString>>(piece);
            QString text;
            for (const QString& p : pieces)
                text += p;
            for (const ReadOptions& options :
                 {ReadOptions{},
                  ReadOptions{.durationMs = 100'000, .flipOffset = true, .order = LayerOrder::OriginalLast}}) {
                OpenedText file;
                file.format = &lrcFormat();
                file.text = text;
                file.options = options;
                file.document = lrcFormat().read(text, options, counting()).value();
                const auto valid = validate(file.document);
                if (!valid) RC_FAIL(valid.error().message.toStdString());
                RC_ASSERT(lrcFormat().write(file.document, &file) == text);
            }
        }));
    }

    void anEditOfOneLineChangesOneLine()
    {
        QVERIFY(rc::check("rewording and retiming change one line and mean what was edited", [] {
            const int count = *rc::gen::inRange(1, 20);
            QString text = *rc::gen::element(u""_s, u"[ti:x]\n# note\n"_s, u"[offset:-250]\n[by:y]\n\n"_s);
            for (int i = 0; i < count; ++i) {
                text += u"[00:%1.%2]"_s.arg(2 * i + 10, 2).arg(*rc::gen::inRange(10, 99));
                text += *rc::gen::element(u"Night rain"_s, u"夜の雨"_s, u" spaced "_s, u"<00:10.00>a <00:11.00>b"_s);
                text += *rc::gen::element(u"\n"_s, u"\n\n"_s, u"\n# c\n"_s);
            }
            const OpenedText file = opened(text);
            Document document = file.document;
            Line& line = document.lines[*rc::gen::inRange<qsizetype>(0, document.lines.size())];
            if (*rc::gen::inRange(0, 2)) {
                line.words.clear();
                line.endMs.reset();
                line.text = u"new words"_s;
            } else {
                line.startMs = *line.startMs + 10;
            }
            const QString saved = savedText(file, document);
            RC_ASSERT(changedLines(text, saved) == 1);
            RC_ASSERT(read(saved).lines == document.lines);
        }));
    }
};

QTEST_GUILESS_MAIN(LrcWritingTest)
#include "tst_lrc_writing.moc"
