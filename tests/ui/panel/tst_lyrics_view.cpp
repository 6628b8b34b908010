#include "panel_seed.h"

#include "ui/panel/lyrics/line_layout.h"
#include "ui/panel/lyrics/line_picture.h"
#include "ui/panel/lyrics/lyrics_view.h"
#include "ui/style/look.h"

#include <QApplication>
#include <QPainter>
#include <QPaintEvent>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

namespace {

/// What is painted of a widget.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget& widget) { widget.installEventFilter(this); }
    int count = 0;
    QRegion region;

    void forget()
    {
        count = 0;
        region = {};
    }

private:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            ++count;
            region += static_cast<QPaintEvent*>(event)->region();
        }
        return false;
    }
};

lyrics::Line timedLine(const QString& text, qint64 startMs, qint64 wordMs, qint64 pauseMs = 0)
{
    lyrics::Line line;
    line.id = LineId(QUuid::createUuid());
    line.text = text;
    line.startMs = startMs;
    qint64 at = startMs;
    qsizetype place = 0;
    for (const QString& piece : text.split(u' ')) {
        line.words.append({at, at + wordMs, {place, piece.size()}});
        at += wordMs + pauseMs;
        place += piece.size() + 1;
    }
    line.endMs = at;
    return line;
}

LyricSheet sheetOf(const QList<lyrics::Line>& lines)
{
    LyricSheet sheet;
    sheet.document.lines = lines;
    sheet.durationMs = 600'000;
    return sheet;
}

} // namespace

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
        const LineLayout latin(timedLine(u"lantern"_s, 0, 1000), 1000, {}, style(), 300);
        const LineLayout arabic(timedLine(u"البحر"_s, 0, 1000), 1000, {}, style(), 300);
        QVERIFY(latin.filledPart(500).width() > latin.filledPart(250).width());
        QCOMPARE(latin.filledPart(500).left(), latin.filledPart(250).left());
        QVERIFY(arabic.filledPart(500).width() > arabic.filledPart(250).width());
        QCOMPARE(arabic.filledPart(500).right(), arabic.filledPart(250).right());
    }

    void aFrameIsDueWhenTheFillHasMovedAndNoneBetweenWords()
    {
        const LineLayout line(timedLine(u"lantern light"_s, 1000, 4000, 500), 10'000, {}, style(), 300);
        const qreal width = line.filledPart(4999).width() * 4000 / 3999;
        QCOMPARE(line.nextChange(0, 1), 1000);
        const qint64 next = line.nextChange(2000, 1).value_or(0);
        QVERIFY(std::abs(qreal(next - 2000) - 4000 / width) <= 1);
        QVERIFY(line.filledPart(next).width() >= line.filledPart(2000).width() + 1);
        QCOMPARE(line.nextChange(4999, 1), 5000); // the word is whole
        QCOMPARE(line.nextChange(5000, 1), 5500);
        QCOMPARE(line.nextChange(9500, 1), std::nullopt);
        QCOMPARE(line.nextChange(2000, 0), 2000);
    }

    void wordsThatTouchAreFilledAsOne()
    {
        lyrics::Line line = timedLine(u"海に"_s, 0, 1000);
        line.words = {{0, 1000, {0, 1}}, {1000, 2000, {1, 1}}};
        const LineLayout layout(line, 2000, {}, style(), 300);
        QCOMPARE(layout.sungParts(500).size(), 1U);
        QCOMPARE(layout.sungParts(1500).size(), 1U);
        QVERIFY(layout.sungParts(1500).front().width() > layout.sungParts(1000).front().width());
        const LineLayout apart(timedLine(u"sea light"_s, 0, 1000), 2000, {}, style(), 300);
        QCOMPARE(apart.sungParts(2000).size(), 2U);
    }

    void aPictureLooksAsItsLetters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("dpr");
        QTest::newRow("latin") << u"lantern light"_s << 1.0;
        QTest::newRow("twice the pixels") << u"lantern light"_s << 2.0;
        QTest::newRow("right to left") << u"البحر هادئ"_s << 1.0;
    }

    void aPictureLooksAsItsLetters()
    {
        QFETCH(const QString, text);
        QFETCH(const double, dpr);
        const LineLayout line(timedLine(text, 0, 1000), 2000, {}, style(), 300);
        const QRectF all(QPointF(), line.size());
        const auto paint = [&](QPainter& painter, bool sung) {
            line.draw(painter, {0, 0}, sung ? Qt::red : Qt::white, Qt::gray);
        };
        const auto canvas = [&](const auto& draw) {
            QPixmap pixmap((all.size() * dpr).toSize());
            pixmap.setDevicePixelRatio(dpr);
            pixmap.fill(Qt::black);
            QPainter painter(&pixmap);
            draw(painter);
            painter.end();
            return pixmap.toImage();
        };
        LinePicture picture;
        picture.prepare(all.size(), dpr, Qt::black, true, paint);
        const QImage unsung = canvas([&](QPainter& painter) { paint(painter, false); });
        const QImage sung = canvas([&](QPainter& painter) { paint(painter, true); });
        QVERIFY(unsung != sung);
        QCOMPARE(canvas([&](QPainter& painter) { picture.draw(painter, all, {}); }), unsung);
        QCOMPARE(canvas([&](QPainter& painter) { picture.draw(painter, all, {all}); }), sung);

        // Both edges lie within a pixel where there is one to a px.
        const QImage parted =
            canvas([&](QPainter& painter) { picture.draw(painter, all, {QRectF(20.5, 0, 20, all.height())}); });
        const auto columns = [](const QImage& image, int from, int to) {
            return image.copy(from, 0, to - from, image.height());
        };
        const int from = int(std::floor(20.5 * dpr));
        const int to = int(std::floor(40.5 * dpr));
        QCOMPARE(columns(parted, 0, from), columns(unsung, 0, from));
        QCOMPARE(columns(parted, from + 1, to), columns(sung, from + 1, to));
        QCOMPARE(columns(parted, to + 1, parted.width()), columns(unsung, to + 1, parted.width()));
        if (dpr != 1) return;
        for (const int edge : {from, to}) {
            const QImage blended = columns(parted, edge, edge + 1);
            QVERIFY(columns(unsung, edge, edge + 1) == columns(sung, edge, edge + 1) ||
                    (blended != columns(unsung, edge, edge + 1) && blended != columns(sung, edge, edge + 1)));
        }
    }

    void aWordThatFillsPaintsItsEdgeOnly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("left to right") << u"lanterns over water"_s;
        QTest::newRow("right to left") << u"البحر هادئ الليلة"_s;
    }

    void aWordThatFillsPaintsItsEdgeOnly()
    {
        QFETCH(const QString, text);
        LyricSheet words = sheetOf({timedLine(text, 1000, 1000, 500), timedLine(text, 9000, 1000)});
        words.translation.insert(words.document.lines.first().id, u"What stands below"_s);
        words.commentCounts.insert(words.document.lines.first().id, 12);
        qint64 now = 1100;
        QWidget window;
        auto* view = new LyricsView(*look, [&now] { return now; });
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(view);
        window.resize(408, 400);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        view->setSheet(words);
        QTRY_VERIFY(!view->isTicking());
        const QRect line = view->lineRect(0);
        PaintWatch paints(*view->viewport());
        PaintWatch behind(window);
        const auto frameAt = [&](qint64 ms) {
            QCoreApplication::processEvents(); // what is still to be painted for the place before
            paints.forget();
            behind.forget();
            now = ms;
            view->followNow();
            QCoreApplication::processEvents();
        };
        for (int ms = 1100; ms < 1900; ms += 17) {
            frameAt(ms);
            if (ms == 1100) continue;
            QCOMPARE(paints.count, 1);
            const QRect painted = paints.region.boundingRect();
            QVERIFY2(painted.width() <= 10, qPrintable(u"%1 px wide"_s.arg(painted.width())));
            QVERIFY(line.contains(painted));
            QCOMPARE(behind.count, 0);
        }
        frameAt(2000); // the word is whole
        QCOMPARE(paints.count, 1);
        QVERIFY(line.contains(paints.region.boundingRect()));
        frameAt(2300); // nothing is sung
        QCOMPARE(paints.count, 0);
        for (const qint64 ms : {2600, 3100, 1700, 2900, 4500})
            frameAt(ms); // back too, as after a seek
        const QImage shown = window.screen()->grabWindow(window.winId()).toImage();
        QCOMPARE(shown.convertToFormat(QImage::Format_RGB32),
                 window.grab().toImage().convertToFormat(QImage::Format_RGB32));
    }

    void linesThatMovedLookAsIfTheyHadStood()
    {
        sheet.translation.insert(sheet.document.lines.at(3).id, u"In a voice more quiet than goodbye"_s);
        sheet.commentCounts.insert(sheet.document.lines.at(3).id, 12);
        qint64 now = *sheet.document.lines.at(2).startMs + 700;
        const auto at = [&now] { return now; };
        LyricsView moved(*look, at);
        moved.resize(408, 600);
        moved.show();
        moved.setSheet(sheet);
        moved.setPlaying(true);
        (void)moved.grab();
        now = *sheet.document.lines.at(3).startMs + 700;
        moved.followNow();
        QCOMPARE(moved.activeLine(), 3);
        QVERIFY(moved.isTicking());
        moved.setPlaying(false);
        QTRY_VERIFY(!moved.isTicking());
        LyricsView stood(*look, at);
        stood.resize(408, 600);
        stood.show();
        stood.setSheet(sheet);
        QTRY_VERIFY(!stood.isTicking());
        QCOMPARE(moved.lineRect(3), stood.lineRect(3));
        QCOMPARE(moved.grab().toImage(), stood.grab().toImage());
    }

    void withReducedMotionAWordIsSungWhole()
    {
        Look still(*qobject_cast<QApplication*>(QCoreApplication::instance()), {.reduceMotion = true});
        qint64 now = 1001;
        LyricsView view(still, [&now] { return now; });
        view.resize(408, 400);
        view.show();
        view.setSheet(sheetOf({timedLine(u"lanterns over water"_s, 1000, 1000)}));
        const QImage first = view.grab().toImage();
        now = 1990;
        view.followNow();
        QCOMPARE(view.grab().toImage(), first);
        now = 2010;
        view.followNow();
        QVERIFY(view.grab().toImage() != first);
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
    [[nodiscard]] LineStyle style() const
    {
        return {look->font(Type::Lyric), 28, look->font(Type::Romanisation), 13, 7};
    }

    std::unique_ptr<Look> look;
    LyricSheet sheet;
};

QTEST_MAIN(TestLyricsView)
#include "tst_lyrics_view.moc"
