// The frame of the window: the sidebar and the places that it leads to.
#include "community/api/json.h"
#include "fault_server.h"
#include "open_window.h"
#include "ui/parts/notice.h"
#include "ui/shell/drop_sign.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/sync_line.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;
using Music = OpenWindow::Music;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSidebarNarrowsToARail();
    void theSidebarIsWholeAtOnce();
    void theSidebarHasRoomForLargeText();
    void theTabKeyGoesDownTheSidebarAsItIsSeen();
    void theSyncLineOpensItsPlace();
    void aSessionThatIsNotForgottenIsTold();
    void filesOverTheWindowSeeThatTheyAreWelcome();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestMainWindow::theSidebarNarrowsToARail()
{
    OpenWindow open(m_look, Music::None);
    auto& sidebar = open.part<Sidebar>();
    QTRY_COMPARE(sidebar.width(), tokens::sizeSidebarWidth);
    QTest::keyClick(&open.window(), Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE(sidebar.width(), tokens::sizeSidebarRail);
    QTest::keyClick(&open.window(), Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE(sidebar.width(), tokens::sizeSidebarWidth);
}

void TestMainWindow::theSidebarIsWholeAtOnce()
{
    OpenWindow open(m_look, Music::None);
    auto& sidebar = open.part<Sidebar>();
    const auto labels = sidebar.findChildren<QLabel*>();
    const auto found = std::ranges::find(labels, u"Groundswell"_s, &QLabel::text);
    QVERIFY(found != labels.end());
    const QLabel* name = *found;
    QTRY_VERIFY(name->isVisible());
    for (const bool rail : {true, false}) {
        QTest::keyClick(&open.window(), Qt::Key_B, Qt::ControlModifier);
        QTRY_COMPARE(sidebar.isRail(), rail);
    }
    // Not one turn of the event loop later: what was painted meanwhile had no head.
    QVERIFY(name->isVisible());
}

void TestMainWindow::theSidebarHasRoomForLargeText()
{
    OpenWindow open(m_look, Music::Demo,
                    [](MainWindow& window) { window.addPage(Place::Network, [] { return new QWidget; }); });
    auto& sidebar = open.part<Sidebar>();
    QTRY_COMPARE(sidebar.width(), tokens::sizeSidebarWidth);
    LookSettings large = m_look.settings();
    large.textPercent = 130;
    m_look.setSettings(large);
    QTRY_VERIFY(sidebar.width() >= sidebar.neededWidth());
    QVERIFY(sidebar.width() > tokens::sizeSidebarWidth);
    large.textPercent = 100;
    m_look.setSettings(large);
    QTRY_COMPARE(sidebar.width(), tokens::sizeSidebarWidth);
}

void TestMainWindow::theTabKeyGoesDownTheSidebarAsItIsSeen()
{
    OpenWindow open(m_look, Music::Demo);
    (void)open.songs();
    auto& sidebar = open.part<Sidebar>();
    for (const bool rail : {false, true}) {
        if (rail) QTest::keyClick(&open.window(), Qt::Key_B, Qt::ControlModifier);
        QTRY_COMPARE(sidebar.isRail(), rail);
        QTRY_COMPARE(sidebar.width(), rail ? tokens::sizeSidebarRail : tokens::sizeSidebarWidth);
        sidebar.focusCurrent();
        QPoint before = QApplication::focusWidget()->mapTo(&sidebar, QPoint(0, 0));
        int seen = 0;
        for (;; ++seen) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const QWidget* now = QApplication::focusWidget();
            if (!sidebar.isAncestorOf(now)) break;
            const QPoint place = now->mapTo(&sidebar, QPoint(0, 0));
            const bool beside = std::abs(place.y() - before.y()) < 20 && place.x() > before.x();
            QVERIFY2(beside || place.y() > before.y(), qPrintable(now->accessibleName()));
            before = place;
        }
        QVERIFY(seen >= 3); // the sync line, account and settings; the lists are one stop
    }
}

void TestMainWindow::theSyncLineOpensItsPlace()
{
    OpenWindow open(m_look, Music::Demo);
    auto* outbox = new QWidget;
    auto* conflict = new QWidget;
    open.window().addPage(Place::Sync, [outbox] { return outbox; });
    open.window().addPage(Place::Conflict, [conflict] { return conflict; });
    auto& table = open.songs();
    QTest::mouseClick(&open.part<SyncLine>(), Qt::LeftButton);
    QVERIFY(outbox->isVisible());
    open.window().go(Place::Conflict);
    QVERIFY(conflict->isVisible());
    open.window().leavePage();
    QVERIFY(outbox->isVisible());
    QTest::keyClick(&open.window(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY2(!conflict->isVisible(), "a page that was left has no way forward to it");
    QTest::keyClick(&open.window(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(table.isVisible());
}

/// Whoever signs out at a shared computer must not believe that they are.
void TestMainWindow::aSessionThatIsNotForgottenIsTold()
{
    const SystemClock clock;
    const api::Person liv{UserId::make(clock), u"liv"_s, u"Liv"_s};
    test::FaultServer server([&liv](const test::Request& request) -> test::Answer {
        if (request.path != "/v1/auth/login") return {.body = "held", .holdAfter = 0};
        return {.body = api::toBytes(api::toJson(api::Session{liv, u"access"_s, 60'000, u"refresh"_s}))};
    });
    server.release();
    OpenWindow open(m_look, Music::None);
    auto& account = open.bed().services(m_look).village.account();
    const auto signedIn = account.signIn(server.url({}), u"liv"_s, u"password of liv"_s);
    QTRY_VERIFY(signedIn.isFinished());
    QVERIFY(signedIn.result());
    QTRY_VERIFY(account.current() && account.current()->signedIn);
    const QString tokens = open.folder().filePath(u"tokens.json"_s);
    QVERIFY(QFile::remove(tokens) && QDir().mkdir(tokens)); // nothing can be written there any more

    Q_EMIT open.part<Sidebar>().accountClicked(open.window().mapToGlobal(open.window().rect().bottomLeft()));
    auto* menu = open.window().findChild<QMenu*>();
    QVERIFY(menu);
    const auto actions = menu->actions();
    const auto signOut = std::ranges::find(actions, u"Sign out"_s, &QAction::text);
    QVERIFY(signOut != actions.end());
    (*signOut)->trigger();
    menu->close();
    const auto* said = open.window().notice().findChild<QLabel*>();
    QTRY_COMPARE(said->text(), u"Your session could not be forgotten on this computer."_s);
    QVERIFY(open.window().notice().isVisible());
    QTRY_VERIFY(!account.current()->signedIn); // for this run it is
}

void TestMainWindow::filesOverTheWindowSeeThatTheyAreWelcome()
{
    OpenWindow open(m_look, Music::None);
    auto& sign = open.part<DropSign>();
    QVERIFY(!sign.isVisible());
    const auto enter = [&open](const QMimeData& data) {
        QDragEnterEvent event(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        QApplication::sendEvent(&open.window(), &event);
        return event.isAccepted();
    };
    QMimeData words;
    words.setText(u"rain"_s);
    QVERIFY(!enter(words));
    QVERIFY(!sign.isVisible());
    QTemporaryDir folder;
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(folder.path())});
    QVERIFY(enter(files));
    QVERIFY(sign.isVisible());
    QCOMPARE(sign.size(), sign.parentWidget()->size());
    QDragLeaveEvent leave;
    QApplication::sendEvent(&open.window(), &leave);
    QVERIFY(!sign.isVisible());
    QVERIFY(enter(files));
    QVERIFY(sign.isVisible());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&open.window(), &drop);
    QVERIFY(!sign.isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
