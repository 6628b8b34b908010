// Where keys lead in the whole window: from pane to pane, into pages that come late, and back.
#include "ui/parts/notice.h"
#include "ui/parts/tab_stop.h"
#include "ui/player/player_bar.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/late_focus.h"
#include "ui/shell/nav_button.h"
#include "ui/shell/settings_page.h"
#include "ui/shell/sidebar.h"
#include "window_with_panel.h"

#include <QAbstractButton>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;

class TestKeyboardWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setCursorFlashTime(0); }
    void enterPressesAButton();
    void aMenuOpensWithoutTheMenuKey();
    void tabGoesFromPaneToPane();
    void theFirstPageBeginsWithItsMusic();
    void theSidebarIsReachedAfterTheFirstMusic();
    void thePanelsKeyLeadsIntoAPageThatComesLate();
    void anotherPageComesOutFromUnderTheDrawer();
    void undoTakesBackWhatIsOffered();
    void aLetterInTheListWritesAComment();
    void theKeyboardIsSomewhereFromTheStart();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestKeyboardWays::enterPressesAButton()
{
    WindowWithPanel open(m_look);
    for (auto* each : open.all.window().findChildren<QAbstractButton*>()) {
        if (each->isVisible() && each->accessibleName() == u"Settings"_s) each->setFocus(Qt::TabFocusReason);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(open.all.part<SettingsPage>().isVisible());
}

void TestKeyboardWays::aMenuOpensWithoutTheMenuKey()
{
    WindowWithPanel open(m_look);
    open.all.songs().setFocus(Qt::TabFocusReason);
    QTest::keyClick(&open.all.songs(), Qt::Key_F10, Qt::ShiftModifier);
    QTRY_VERIFY(qobject_cast<QMenu*>(QApplication::activePopupWidget()));
    QApplication::activePopupWidget()->close();
}

/// Sidebar, page, panel, player: also into a page and a panel's page that were made after the player.
void TestKeyboardWays::tabGoesFromPaneToPane()
{
    WindowWithPanel open(m_look);
    MainWindow& window = open.all.window();
    window.openPanel(PanelPage::Queue);
    window.go(Place::Settings);
    open.all.part<Sidebar>().focusCurrent();
    const auto paneOfFocus = [&] {
        const auto* focus = QApplication::focusWidget();
        return open.panel->isAncestorOf(focus)                ? u"panel"_s
               : window.player().isAncestorOf(focus)          ? u"player"_s
               : open.all.part<Sidebar>().isAncestorOf(focus) ? u"sidebar"_s
                                                              : u"page"_s;
    };
    QStringList panes{paneOfFocus()};
    const auto* first = QApplication::focusWidget();
    do {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (paneOfFocus() != panes.last()) panes.append(paneOfFocus());
    } while (QApplication::focusWidget() != first);
    QCOMPARE(panes, (QStringList{u"sidebar"_s, u"page"_s, u"panel"_s, u"player"_s, u"sidebar"_s}));
}

/// What was found on this computer is looked for after the page is made, and stands above all else that can be pressed.
void TestKeyboardWays::theFirstPageBeginsWithItsMusic()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* sidebar = new QPushButton(u"sidebar"_s);
    column->addWidget(sidebar);
    auto* page = new FirstRunPage(m_look);
    page->setDemoFolder(u"/demo"_s);
    column->addWidget(page);
    auto* player = new QPushButton(u"player"_s);
    column->addWidget(player);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto nameOf = [](const QWidget* stop) {
        const auto* button = qobject_cast<const QAbstractButton*>(stop);
        return !button ? QString() : button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
    };
    for (const int songs : {3, 4}) { // counted again
        page->setFound({{u"/home/liv/Music"_s, songs}, {u"/home/liv/Downloads"_s, 1}});
        QTRY_COMPARE(nameOf(firstTabStop(*page)), u"Add Music"_s);
        QStringList names;
        sidebar->setFocus(Qt::TabFocusReason);
        do {
            names.append(nameOf(QApplication::focusWidget()));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        } while (QApplication::focusWidget() != sidebar && names.size() < 10);
        names.removeOne(u"player"_s); // the window's own ring goes from pane to pane
        QCOMPARE(names, (QStringList{u"sidebar"_s, u"Add Music"_s, u"Add Downloads"_s, u"Choose a folder"_s,
                                     u"Choose a community"_s, u"Add it"_s}));
    }
}

/// The page of the first run was where the keyboard was, and is gone.
void TestKeyboardWays::theSidebarIsReachedAfterTheFirstMusic()
{
    OpenWindow all(m_look, OpenWindow::Music::None);
    auto& sidebar = all.part<Sidebar>();
    QTRY_VERIFY(all.part<FirstRunPage>().isVisible()); // once it is known that there is no music
    sidebar.focusCurrent();
    QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), u"Home"_s);
    QVERIFY(all.bed().addMusic(demoMusic()));
    sidebar.setCounts({.tracks = 3, .albums = 2, .artists = 1});
    sidebar.setPlace(Place::Songs);
    const auto entries = sidebar.findChildren<NavButton*>();
    const auto songs = std::ranges::find(entries, u"Songs"_s, &QWidget::accessibleName);
    QVERIFY(songs != entries.end());
    QVERIFY(isTabStop(**songs));
    QCOMPARE(std::ranges::count_if(entries, [](const NavButton* each) { return isTabStop(*each); }), 1);
    sidebar.setPlace(Place::Settings); // none of them: each is a stop, or none could be reached
    QVERIFY(isTabStop(**songs));
}

void TestKeyboardWays::thePanelsKeyLeadsIntoAPageThatComesLate()
{
    QWidget window;
    auto* meanwhile = new QPushButton(&window);
    auto* wanted = new QPlainTextEdit(&window);
    auto* elsewhere = new QPushButton(&window);
    wanted->hide();
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    LateFocus late;
    meanwhile->setFocus();
    late.wait(*wanted, *meanwhile);
    wanted->show();
    QCOMPARE(QApplication::focusWidget(), wanted);
    wanted->hide();
    meanwhile->setFocus();
    late.wait(*wanted, *meanwhile);
    elsewhere->setFocus(); // the person went on
    wanted->show();
    QCOMPARE(QApplication::focusWidget(), elsewhere);

    WindowWithPanel open(m_look);
    open.all.window().closePanel();
    auto& table = open.all.songs();
    table.setFocus();
    table.selectRow(1); // it has words in its file
    QTest::keyClick(&table, Qt::Key_Return);
    QTest::keyClick(&open.all.window(), Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<QPlainTextEdit*>(QApplication::focusWidget()));
    QVERIFY(open.panel->isAncestorOf(QApplication::focusWidget()));
}

void TestKeyboardWays::anotherPageComesOutFromUnderTheDrawer()
{
    WindowWithPanel open(m_look);
    MainWindow& window = open.all.window();
    window.resize(900, 600);
    window.openPanel(PanelPage::Queue);
    QTRY_VERIFY(open.panel->isVisible());
    QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(!open.panel->isVisible());
    QVERIFY(open.all.part<SettingsPage>().isAncestorOf(QApplication::focusWidget()));
}

void TestKeyboardWays::undoTakesBackWhatIsOffered()
{
    WindowWithPanel open(m_look);
    MainWindow& window = open.all.window();
    QSignalSpy others(&window, &MainWindow::undoRequested);
    QStringList undone;
    window.notice().offer(u"first"_s, u"Undo"_s, [&undone] { undone.append(u"first"_s); });
    window.notice().offer(u"second"_s, u"Undo"_s, [&undone] { undone.append(u"second"_s); });
    open.all.songs().setFocus();
    for (int presses = 0; presses < 2; ++presses)
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, (QStringList{u"second"_s, u"first"_s}));
    QVERIFY(!window.notice().isVisible());
    QVERIFY(others.isEmpty());
    bool went = false;
    window.notice().offerWay(u"3 files"_s, u"See which"_s, [&went] { went = true; });
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!went); // it takes nothing back
    QCOMPARE(others.size(), 1);
}

void TestKeyboardWays::aLetterInTheListWritesAComment()
{
    WindowWithPanel open(m_look);
    QSignalSpy write(&open.all.window(), &MainWindow::writeRequested);
    open.all.songs().setFocus();
    QTest::keyClick(&open.all.songs(), Qt::Key_C, Qt::ControlModifier); // copies
    QVERIFY(write.isEmpty());
    QTest::keyClick(&open.all.songs(), Qt::Key_C);
    QCOMPARE(write.size(), 1);
}

void TestKeyboardWays::theKeyboardIsSomewhereFromTheStart()
{
    WindowWithPanel open(m_look);
    MainWindow& window = open.all.window();
    window.focusWidget()->clearFocus();
    QVERIFY(!window.focusWidget());
    QWidget other;
    other.show();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    window.activateWindow();
    QTRY_COMPARE(QApplication::focusWidget(), &open.all.songs());
}

QTEST_MAIN(TestKeyboardWays)
#include "tst_keyboard_ways.moc"
