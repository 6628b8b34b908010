#include "audio_files.h"
#include "media/player.h"
#include "ui/player/lantern_layout.h"
#include "ui/player/player_bar.h"
#include "ui/player/swell_curve.h"
#include "ui/player/swell_pixmaps.h"
#include "ui/player/swell_preview.h"
#include "ui/player/swell_widget.h"
#include "ui/player/time_text.h"

#include <QApplication>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;

namespace {

constexpr double width = 1000;
constexpr double height = 52;
constexpr qint64 duration = 100'000;

Lantern lanternAt(qint64 ms, int likes = 1)
{
    return {
        .id = QString::number(ms), .ms = ms, .likes = likes, .author = u"Liv"_s, .seed = u"liv"_s, .text = u"text"_s};
}

} // namespace

class TestSwell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unmeasuredTracksLieFlat();
    void theCrestFollowsThePeaks();
    void commentsCloserThanSixPixelsAreOneLight();
    void lightsGrowWithTheirLoves();
    void lightsFloatAboveTheCrest();
    void aClickSeeksToItsPlace();
    void keysAndWheelSeekByFiveSeconds();
    void seekingOnAndOnStaysInTheSong();
    void theMomentPointedAtFollowsTheSong();
    void noLightShinesThroughATime();
    void enterOpensTheLightTheKeyboardChose();
    void theElapsedTimeMovesWithThePlayhead();
    void aSeekJumpsAtOnce();
    void whatBelongsToASongNeedsOne();
    void theSwellLooksTheSameHoweverTheSongCameThere();
    void theWaterHasNoSeams_data();
    void theWaterHasNoSeams();
    void timesReadAsPeopleWriteThem();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestSwell::unmeasuredTracksLieFlat()
{
    const auto curve = SwellCurve::flat(width);
    const double level = height - 0.08 * height * tokens::swellAmplitude;
    const double most = (height - level) * 0.6;
    double sum = 0, highest = height, lowest = 0;
    for (int x = 0; x < width; ++x) {
        const double top = curve.crestTop(x, 0, height);
        QVERIFY(std::abs(top - level) <= most + 0.01);
        sum += top;
        highest = std::min(highest, top);
        lowest = std::max(lowest, top);
    }
    QVERIFY(std::abs(sum / width - level) < 0.5);
    QVERIFY(lowest - highest > 2); // low waves, no ruled line
}

void TestSwell::theCrestFollowsThePeaks()
{
    media::Waveform wave;
    for (size_t i = wave.peak.size() / 2; i < wave.peak.size(); ++i)
        wave.peak[i] = wave.rms[i] = 255;
    const auto curve = SwellCurve::of(wave, width);
    const double quiet = curve.crestTop(200, 6, height);
    const double loud = curve.crestTop(800, 6, height);
    QVERIFY(loud < quiet);
    QVERIFY(qAbs(loud - height * (1 - tokens::swellAmplitude)) < 0.01);
    QVERIFY(curve.bodyLine(height).boundingRect().top() > loud); // loudness stays below the peaks
}

void TestSwell::commentsCloserThanSixPixelsAreOneLight()
{
    const auto curve = SwellCurve::flat(width);
    // 100 ms are one px: 500 ms apart is 5 px, 700 ms is 7.
    const auto spots =
        layOutLanterns({lanternAt(10'000, 3), lanternAt(10'500, 9), lanternAt(50'000), lanternAt(50'700)}, duration,
                       width, height, curve);
    QCOMPARE(spots.size(), 3U);
    QCOMPARE(spots[0].merged, 2);
    QCOMPARE(spots[0].lantern, 1U); // the more loved one stands for both
    QCOMPARE(spots[1].merged, 1);
}

void TestSwell::lightsGrowWithTheirLoves()
{
    std::vector<Lantern> lanterns;
    for (int i = 0; i < 10; ++i)
        lanterns.push_back(lanternAt(i * 10'000, i * 10));
    const auto spots = layOutLanterns(lanterns, duration, width, height, SwellCurve::flat(width));
    QCOMPARE(spots.size(), 10U);
    QCOMPARE(spots[0].radius, tokens::swellLanternRadius[0]);
    QVERIFY(!spots[0].glows);
    QCOMPARE(spots[7].radius, tokens::swellLanternRadius[1]);
    QCOMPARE(spots[9].radius, tokens::swellLanternRadius[2]);
    QVERIFY(spots[9].glows);
}

void TestSwell::lightsFloatAboveTheCrest()
{
    const auto curve = SwellCurve::flat(width);
    const auto spots = layOutLanterns({lanternAt(30'000)}, duration, width, height, curve);
    QVERIFY(spots[0].y + spots[0].radius <= curve.crestTop(300, 6, height) - tokens::swellLanternGap + 0.01);
    // Moments outside the song are not drawn.
    QVERIFY(layOutLanterns({lanternAt(duration + 1)}, duration, width, height, curve).empty());
}

void TestSwell::aClickSeeksToItsPlace()
{
    SwellWidget swell(m_look);
    swell.resize(1000, 52);
    swell.setDuration(duration);
    swell.show();
    QSignalSpy seeks(&swell, &SwellWidget::seekRequested);
    QTest::mouseClick(&swell, Qt::LeftButton, {}, QPoint(250, 30));
    QCOMPARE(seeks.size(), 1);
    QCOMPARE(seeks.first().first().toLongLong(), 25'000);
}

void TestSwell::keysAndWheelSeekByFiveSeconds()
{
    SwellWidget swell(m_look);
    swell.resize(1000, 52);
    swell.setDuration(duration);
    swell.setPosition(20'000);
    QSignalSpy seeks(&swell, &SwellWidget::seekRequested);
    QTest::keyClick(&swell, Qt::Key_Right);
    QTest::keyClick(&swell, Qt::Key_Left);
    QTest::keyClick(&swell, Qt::Key_End);
    QCOMPARE(seeks.size(), 3);
    QCOMPARE(seeks[0][0].toLongLong(), 25'000);
    QCOMPARE(seeks[1][0].toLongLong(), 15'000);
    QCOMPARE(seeks[2][0].toLongLong(), duration);
}

void TestSwell::seekingOnAndOnStaysInTheSong()
{
    SwellWidget swell(m_look);
    swell.resize(1000, 52);
    swell.setDuration(duration);
    QSignalSpy seeks(&swell, &SwellWidget::seekRequested);
    const auto wheel = [&swell] {
        QWheelEvent up(QPointF(100, 20), QPointF(100, 20), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                       Qt::NoScrollPhase, false);
        QApplication::sendEvent(&swell, &up);
    };
    swell.setPosition(duration - 3'000);
    wheel();
    QCOMPARE(seeks.takeLast().constFirst().toLongLong(), duration - 1'000);
    swell.setPosition(duration - 500);
    wheel();
    QTest::keyClick(&swell, Qt::Key_Right);
    QCOMPARE(seeks.size(), 0);
}

void TestSwell::theMomentPointedAtFollowsTheSong()
{
    QWidget window;
    SwellWidget swell(m_look, &window);
    window.resize(1000, 200);
    swell.setGeometry(0, 148, 1000, 52);
    swell.setDuration(duration);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::mouseMove(&swell, QPoint(400, 30));
    QTRY_VERIFY(swell.underMouse());
    QTest::mouseMove(&swell, QPoint(500, 30));
    QTRY_VERIFY(window.findChild<SwellPreview*>());
    auto& preview = *window.findChild<SwellPreview*>();
    QTRY_VERIFY(preview.isVisible());
    const QImage before = preview.grab().toImage();
    swell.setDuration(2 * duration); // another song, under the pointer that rests
    QVERIFY(preview.isVisible());
    QVERIFY(preview.grab().toImage() != before);
    swell.setDuration(0);
    QVERIFY(!preview.isVisible());
}

void TestSwell::noLightShinesThroughATime()
{
    media::Waveform wave;
    std::ranges::fill(wave.peak, 255);
    std::ranges::fill(wave.rms, 255);
    const auto brightness = [&](std::vector<Lantern> lanterns) {
        SwellWidget swell(m_look);
        swell.resize(1000, 52);
        swell.setDuration(duration);
        swell.setWaveform(wave);
        swell.setLanterns(std::move(lanterns));
        const QImage shown = swell.grab(QRect(960, 3, 36, 16)).toImage();
        int most = 0; // of red over blue: the light is amber, all else is not
        for (int y = 0; y < shown.height(); ++y) {
            for (int x = 0; x < shown.width(); ++x)
                most = std::max(most, shown.pixelColor(x, y).red() - shown.pixelColor(x, y).blue());
        }
        return most;
    };
    QVERIFY(brightness({lanternAt(98'000, 5)}) < brightness({}) + 40);
}

void TestSwell::enterOpensTheLightTheKeyboardChose()
{
    SwellWidget swell(m_look);
    swell.resize(1000, 52);
    swell.setDuration(duration);
    swell.setLanterns({lanternAt(10'000), lanternAt(60'000), lanternAt(80'000)});
    swell.setPosition(30'000);
    QSignalSpy opened(&swell, &SwellWidget::lanternOpened);
    QTest::keyClick(&swell, Qt::Key_Return);
    QVERIFY(opened.isEmpty());
    QTest::keyClick(&swell, Qt::Key_Right, Qt::ControlModifier | Qt::AltModifier);
    QTest::keyClick(&swell, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toString(), u"60000"_s);
    QVERIFY(swell.accessibleDescription().contains(u"Liv"_s));
}

void TestSwell::theElapsedTimeMovesWithThePlayhead()
{
    /// What was painted anew since it was asked last.
    class Painted final : public QObject
    {
    public:
        QRegion region;
        bool eventFilter(QObject*, QEvent* event) override
        {
            if (event->type() == QEvent::Paint) region += static_cast<QPaintEvent*>(event)->region();
            return false;
        }
    };
    SwellWidget swell(m_look);
    swell.resize(1000, 52);
    swell.setDuration(duration);
    swell.setPosition(50'000);
    swell.show();
    QVERIFY(QTest::qWaitForWindowExposed(&swell));
    Painted painted;
    swell.installEventFilter(&painted);
    swell.setPosition(50'300); // three pixels on, within the same second
    QTRY_VERIFY(!painted.region.isEmpty());
    QVERIFY2(painted.region.contains(QRect(508, 4, 30, 14)), "\"0:50\" beside the playhead");
    QVERIFY2(!painted.region.contains(QPoint(800, 40)), "the rest of the water stays as it is");
}

void TestSwell::aSeekJumpsAtOnce()
{
    QTemporaryDir folder;
    constexpr int rate = 8000;
    const QString path = folder.filePath(u"silence.wav"_s);
    media::test::writeWav(path, media::test::Pcm(size_t(rate) * 100 * 2), rate);
    media::QueueEntry entry;
    entry.source = QUrl::fromLocalFile(path);
    entry.title = u"Silence"_s;
    entry.durationMs = duration;
    media::Player player(media::OutputKind::Silent);
    PlayerBar bar(m_look, player);
    bar.resize(1000, tokens::sizePlayerHeight);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    player.playAll({entry});
    QTRY_VERIFY(player.positionMs() > 0);
    player.pause();
    QTRY_COMPARE(player.state(), media::PlayState::Paused);
    const auto crestAt = [&bar](int x) { return bar.swell().grab(QRect(x, 40, 1, 12)).toImage(); };
    const QImage ahead = crestAt(300);
    QTest::mouseClick(&bar.swell(), Qt::LeftButton, {}, QPoint(600, 30));
    // Without waiting: neither for the decoder nor for the next tick of the clock.
    QVERIFY(std::abs(bar.swell().position() - 60'000) <= 1);
    QVERIFY(std::abs(player.positionMs() - 60'000) <= 1);
    QVERIFY2(crestAt(300) != ahead, "what lies behind the new place is played");
    // And it stays there: the clock of before the seek is not heard any more.
    QSignalSpy moved(&player, &media::Player::positionChanged);
    player.play();
    QTRY_VERIFY(moved.size() >= 3);
    for (const auto& told : std::as_const(moved))
        QVERIFY2(told.first().toLongLong() >= 59'990, qPrintable(told.first().toString()));
    QTest::mouseClick(&bar.swell(), Qt::LeftButton, {}, QPoint(200, 30)); // while it plays, and backwards
    QVERIFY(std::abs(bar.swell().position() - 20'000) <= 50);
}

void TestSwell::whatBelongsToASongNeedsOne()
{
    media::Player player(media::OutputKind::Silent);
    PlayerBar bar(m_look, player);
    bar.setPanelAvailable(true);
    const auto button = [&bar](QStringView name) {
        const auto all = bar.findChildren<QToolButton*>();
        const auto found = std::ranges::find(all, name, &QToolButton::accessibleName);
        return found == all.end() ? nullptr : *found;
    };
    const QStringList ofASong{u"Comments"_s, u"Lyrics"_s, u"Translate"_s};
    for (const QString& name : ofASong) {
        QVERIFY(!button(name)->isEnabled());
        QVERIFY(button(name)->toolTip().contains(u"no song is playing"));
    }
    QVERIFY(button(u"Queue")->isEnabled()); // songs can be dropped there
    bar.setOpenPage(PanelPage::Lyrics);
    QVERIFY(button(u"Lyrics")->isEnabled()); // to close it
    bar.setOpenPage({});
    QVERIFY(!button(u"Lyrics")->isEnabled());

    media::QueueEntry entry;
    entry.source = QUrl::fromLocalFile(u"/nowhere/song.flac"_s);
    player.queue().append({entry});
    player.playRow(0);
    for (const QString& name : ofASong) {
        QTRY_VERIFY(button(name)->isEnabled());
        QVERIFY(!button(name)->toolTip().contains(u"no song is playing"));
    }
}

void TestSwell::theSwellLooksTheSameHoweverTheSongCameThere()
{
    media::Waveform waveform;
    for (size_t i = 0; i < waveform.peak.size(); ++i) {
        waveform.peak[i] = static_cast<quint8>(i % 200);
        waveform.rms[i] = static_cast<quint8>(i % 150);
    }
    const auto make = [&](qint64 ms) {
        auto swell = std::make_unique<SwellWidget>(m_look);
        swell->resize(int(width), int(height));
        swell->setDuration(duration);
        swell->setWaveform(waveform);
        swell->setPosition(ms);
        return swell;
    };
    const auto played = make(0); // each half is drawn when it is first seen
    const QImage beginning = played->grab().toImage();
    played->setPosition(duration / 2);
    const QImage middle = played->grab().toImage();
    QVERIFY(middle != beginning);
    QCOMPARE(middle, make(duration / 2)->grab().toImage());
    played->setLanterns({lanternAt(20'000), lanternAt(80'000)});
    const auto fresh = make(duration / 2);
    fresh->setLanterns({lanternAt(20'000), lanternAt(80'000)});
    const QImage lit = played->grab().toImage();
    QVERIFY(lit != middle);
    QCOMPARE(lit, fresh->grab().toImage());
}

void TestSwell::theWaterHasNoSeams_data()
{
    QTest::addColumn<double>("dpr");
    for (const double dpr : {1.0, 1.25, 4.0 / 3, 1.6, 2.0})
        QTest::addRow("%.2f", dpr) << dpr;
}

void TestSwell::theWaterHasNoSeams()
{
    QFETCH(const double, dpr);
    media::Waveform waveform;
    waveform.peak.fill(200);
    waveform.rms.fill(150);
    const SwellCurve curve = SwellCurve::of(waveform, width);
    const std::vector<LanternSpot> none;
    SwellPixmaps pixmaps;
    const SwellPixmaps::Subject subject{curve, none, m_look.theme(), QSizeF(width, height).toSize(), dpr, 1};
    for (const QPixmap* pixmap : {&pixmaps.ahead(subject), &pixmaps.played(subject)}) {
        const QImage image = pixmap->toImage();
        for (const int y : {image.height() / 2, image.height() - 3}) {
            for (int x = 0; x < image.width() - 2; ++x)
                QCOMPARE(image.pixel(x, y), image.pixel(0, y));
        }
    }
}

void TestSwell::timesReadAsPeopleWriteThem()
{
    QCOMPARE(timeText(0), u"0:00"_s);
    QCOMPARE(timeText(242'900), u"4:02"_s);
    QCOMPARE(timeText(3'842'000), u"1:04:02"_s);
}

QTEST_MAIN(TestSwell)
#include "tst_swell.moc"
