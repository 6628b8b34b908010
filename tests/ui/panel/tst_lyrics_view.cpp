#include "panel_seed.h"

#include "ui/panel/lyrics/line_layout.h"
#include "ui/panel/lyrics/lyrics_view.h"
#include "ui/style/look.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestLyricsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        look = std::make_unique<Look>(*qobject_cast<QApplication*>(QCoreApplication::instance()));
        sheet.document = makePanelSeed().words;
        for (const lyrics::Line& line : std::as_const(sheet.document.lines))
            sheet.roman.insert(line.id, lyrics::textOf(sheet.document.layers.first(), line.id));
        sheet.durationMs = 120'000;
    }

    void romanisationStandsAboveItsWords()
    {
        const auto columns = romanColumns(sheet.document.lines.first(), u"minato no  akari ga  hitotsu zutsu  kiete"_s);
        QCOMPARE(columns.size(), 4);
        QCOMPARE(columns.at(1).roman, u"akari ga"_s);
        QCOMPARE(sheet.document.lines.first().text.mid(columns.at(1).range.start, columns.at(1).range.length),
                 u"灯りが"_s);
    }

    void fillRunsWithTheDirectionOfTheText()
    {
        const auto lineOf = [](const QString& text) {
            lyrics::Line line;
            line.text = text;
            line.startMs = 0;
            line.words.append({0, 1000, {0, text.size()}});
            return line;
        };
        const LineStyle style{look->font(Type::Lyric), 28, look->font(Type::Romanisation), 13, 7};
        const LineLayout latin(lineOf(u"lantern"_s), 1000, {}, style, 300);
        const LineLayout arabic(lineOf(u"البحر"_s), 1000, {}, style, 300);
        QVERIFY(latin.filledPart(500).width() > latin.filledPart(250).width());
        QCOMPARE(latin.filledPart(500).left(), latin.filledPart(250).left());
        QVERIFY(arabic.filledPart(500).width() > arabic.filledPart(250).width());
        QCOMPARE(arabic.filledPart(500).right(), arabic.filledPart(250).right());
    }

    void theLineSungRestsAt42Percent()
    {
        qint64 now = 0;
        LyricsView view(*look, [&now] { return now; });
        view.resize(408, 400);
        view.show();
        view.setSheet(sheet);
        now = *sheet.document.lines.at(6).startMs + 100;
        view.followNow();
        QCOMPARE(view.activeLine(), 6);
        QTRY_VERIFY(!view.isTicking());
        QVERIFY(std::abs(view.lineRect(6).center().y() - 400 * 0.42) < 12);
    }

    void clickingALineSeeks()
    {
        qint64 now = 0;
        LyricsView view(*look, [&now] { return now; });
        view.resize(408, 600);
        view.show();
        view.setSheet(sheet);
        QSignalSpy seeks(&view, &LyricsView::seekRequested);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.lineRect(3).center());
        QCOMPARE(seeks.size(), 1);
        QCOMPARE(seeks.first().first().toLongLong(), *sheet.document.lines.at(3).startMs);
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(seeks.last().first().toLongLong(), *sheet.document.lines.at(0).startMs);
    }

    void nothingTicksWhenPausedOrHidden()
    {
        qint64 now = *sheet.document.lines.at(2).startMs + 300;
        LyricsView view(*look, [&now] { return now; });
        view.resize(408, 600);
        view.show();
        view.setSheet(sheet);
        view.setPlaying(true);
        QVERIFY(view.isTicking());
        view.hide();
        QVERIFY(!view.isTicking());
        view.show();
        QVERIFY(view.isTicking());
        view.setPlaying(false);
        QTRY_VERIFY(!view.isTicking());
    }

    void untimedWordsStandStill()
    {
        LyricSheet plain;
        lyrics::Line line;
        line.id = sheet.document.lines.first().id;
        line.text = u"No time here"_s;
        plain.document.lines.append(line);
        LyricsView view(*look, [] { return qint64(5000); });
        view.resize(408, 300);
        view.show();
        view.setSheet(plain);
        view.setPlaying(true);
        QCOMPARE(view.activeLine(), -1);
        QVERIFY(!view.isTicking());
    }

private:
    std::unique_ptr<Look> look;
    LyricSheet sheet;
};

QTEST_MAIN(TestLyricsView)
#include "tst_lyrics_view.moc"
