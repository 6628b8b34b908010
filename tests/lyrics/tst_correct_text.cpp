#include "base/clock.h"
#include "lyrics/correct_text.h"
#include "lyrics/document_json.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::lyrics;
using namespace Qt::StringLiterals;

class TestCorrectText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        song = {};
        song.lang = u"en"_s;
        for (const auto& text : {u"The habour lights"_s, u"go out one by one"_s, u"and I"_s, u"am still here"_s}) {
            Line line;
            line.id = ids();
            line.text = text;
            line.startMs = 1000 * (song.lines.size() + 1);
            line.part = u"verse"_s;
            song.lines.append(line);
        }
        song.lines[0].words = {{1000, {}, {0, 3}}, {1200, {}, {4, 6}}, {1500, {}, {11, 6}}};
        song.layers.append({LayerKind::Translation, u"de"_s, {{song.lines[3].id, u"bin noch hier"_s}}});
    }

    void aCorrectedLineKeepsAllButItsText()
    {
        const auto done =
            correctedText(song, {u"The harbour lights"_s, u"go out one by one"_s, u"and I"_s, u"am still here"_s}, ids);
        auto wanted = song;
        wanted.lines[0].text = u"The harbour lights"_s;
        wanted.lines[0].words = {{1000, {}, {0, 3}}, {1200, {}, {4, 7}}, {1500, {}, {12, 6}}};
        QCOMPARE(done.lines.first().words, wanted.lines.first().words);
        QCOMPARE(done, wanted);
        QVERIFY(validate(done).has_value());
    }

    void rewrittenLinesAreKnownByTheirPlace()
    {
        const auto done =
            correctedText(song, {u"The habour lights"_s, u"xxxx"_s, u"yyyyyyyy"_s, u"am still here"_s}, ids);
        QCOMPARE(done.lines.size(), 4);
        for (qsizetype i = 0; i < 4; ++i) {
            QCOMPARE(done.lines[i].id, song.lines[i].id);
            QCOMPARE(done.lines[i].startMs, song.lines[i].startMs);
        }
    }

    void linesComeAndGo()
    {
        const auto done =
            correctedText(song, {u"The habour lights"_s, u""_s, u"go out one by one"_s, u"oh"_s, u"and I"_s}, ids);
        QCOMPARE(done.lines.size(), 4); // a rest in time is not made by an empty line
        QCOMPARE(done.lines[1].id, song.lines[1].id);
        QVERIFY(!done.lines[2].startMs);
        QCOMPARE(done.lines[3].id, song.lines[2].id);
        QVERIFY(done.layers.first().lines.isEmpty()); // its line is gone
        QVERIFY(validate(done).has_value());
    }

private:
    SystemClock clock;
    LineIdMaker ids = [this] { return LineId::make(clock); };
    Document song;
};

QTEST_GUILESS_MAIN(TestCorrectText)
#include "tst_correct_text.moc"
