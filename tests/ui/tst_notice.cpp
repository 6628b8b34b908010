#include "ui/parts/notice.h"
#include "ui/style/look.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell::ui;

/// What is told for a moment at the window's foot.
class TestNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailureIsNotHiddenByNews();
    void aNoticeStandsInTheRoomItIsGiven();
    void whatIsNotSoAnyMoreIsNotTold();
    void anOfferStaysUntilItsTimeIsOver();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

void TestNotice::aFailureIsNotHiddenByNews()
{
    QWidget host;
    host.resize(800, 400);
    Notice notice(m_look, &host);
    host.show();
    const auto* text = notice.findChild<QLabel*>();
    notice.tell(u"It could not be sent."_s, u"alert"_s, Tone::Failed);
    notice.tell(u"2 songs added."_s);
    QCOMPARE(text->text(), u"It could not be sent."_s);
    QTRY_COMPARE(text->text(), u"2 songs added."_s);
    // What can be taken back only for a moment goes first, and the failure comes back.
    notice.tell(u"It could not be sent."_s, u"alert"_s, Tone::Failed);
    bool undone = false;
    notice.offer(u"1 song removed."_s, u"Undo"_s, [&undone] { undone = true; });
    QCOMPARE(text->text(), u"1 song removed."_s);
    QTest::mouseClick(notice.findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(undone);
    QCOMPARE(text->text(), u"It could not be sent."_s);
}

void TestNotice::aNoticeStandsInTheRoomItIsGiven()
{
    QWidget host;
    host.resize(1400, 600);
    Notice notice(m_look, &host);
    notice.setRoom([] { return QRect(56, 0, 620, 600); }); // a panel is open beside it
    host.show();
    notice.tell(u"2 songs added."_s);
    QVERIFY(notice.isVisible());
    QVERIFY2(notice.geometry().right() <= 56 + 620, "it covers what is beside its room");
}

void TestNotice::whatIsNotSoAnyMoreIsNotTold()
{
    QWidget host;
    host.resize(800, 400);
    Notice notice(m_look, &host);
    host.show();
    const auto* text = notice.findChild<QLabel*>();
    notice.tell(u"It could not be sent."_s, u"alert"_s, Tone::Failed);
    notice.tell(u"Published as soon as you are back online."_s);
    notice.takeBack(u"Published as soon as you are back online."_s); // it waits still
    QCOMPARE(text->text(), u"It could not be sent."_s);
    notice.takeBack(u"Published as soon as you are back online."_s);
    QVERIFY(notice.isVisible());
    notice.takeBack(u"It could not be sent."_s);
    QVERIFY(!notice.isVisible());
}

void TestNotice::anOfferStaysUntilItsTimeIsOver()
{
    QWidget host;
    host.resize(800, 400);
    Notice notice(m_look, &host);
    host.show();
    const auto* text = notice.findChild<QLabel*>();
    auto* act = notice.findChild<QPushButton*>();
    QStringList kept;
    notice.offer(u"A comment is being deleted."_s, u"Keep it"_s, [&kept] { kept << u"first"_s; }, {}, 3'000);
    notice.tell(u"2 songs added."_s);
    notice.tell(u"It could not be sent."_s, u"alert"_s, Tone::Failed);
    QCOMPARE(text->text(), u"A comment is being deleted."_s);
    // A second one goes first, and the first one is still there afterwards.
    notice.offer(u"A comment is being deleted."_s, u"Keep it"_s, [&kept] { kept << u"second"_s; }, {}, 60'000);
    QTest::mouseClick(act, Qt::LeftButton);
    QTest::mouseClick(act, Qt::LeftButton);
    QCOMPARE(kept, (QStringList{u"second"_s, u"first"_s}));
    QCOMPARE(text->text(), u"2 songs added."_s);
    QVERIFY(act->isHidden());

    // What is over is not offered again.
    notice.offer(u"First."_s, u"Undo"_s, [] {}, {}, 50);
    QElapsedTimer since;
    since.start();
    notice.offer(u"Second."_s, u"Undo"_s, [] {}, {}, 200);
    QTRY_VERIFY(text->text() != u"Second."_s);
    QVERIFY(since.elapsed() >= 150);
    QVERIFY(text->text() != u"First."_s);
}

QTEST_MAIN(TestNotice)
#include "tst_notice.moc"
