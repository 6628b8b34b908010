#include "demo/generator.h"
#include "ui/library/song_table.h"
#include "ui/parts/search_field.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/sync_line.h"
#include "window_bed.h"

#include <QHeaderView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;

/// The real window over real databases and real sound files, used with real keys.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEmptyLibraryAsksWhereTheMusicIs();
    void enterPlaysTheSelectedSong();
    void typingInTheSearchNarrowsTheList();
    void theSidebarNarrowsToARail();
    void thePanelWaitsForTheFirstSong();
    void thePanelOpensAndClosesByItsKeys();
    void thePanelIsADrawerWhereThereIsLittleRoom();
    void theSyncLineOpensItsPlace();
    void aDraggedColumnKeepsItsWidth();
    void f5FindsWhatCameSince();

private:
    struct Bed
    {
        QTemporaryDir folder;
        std::unique_ptr<WindowBed> bed;
    };
    std::unique_ptr<Bed> makeBed(bool withMusic);

    QTemporaryDir m_music;
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestMainWindow::initTestCase()
{
    const auto made = demo::generate({.folder = m_music.path(), .length = demo::Length::Quick}, [](const QString&) {});
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
}

std::unique_ptr<TestMainWindow::Bed> TestMainWindow::makeBed(bool withMusic)
{
    auto result = std::make_unique<Bed>();
    auto bed = WindowBed::open(result->folder.path());
    if (!bed) qFatal("%s", qPrintable(bed.error().message));
    result->bed = std::move(*bed);
    if (withMusic) {
        if (auto added = result->bed->addMusic(m_music.path() + u"/music"_s); !added)
            qFatal("%s", qPrintable(added.error().message));
    }
    return result;
}

void TestMainWindow::anEmptyLibraryAsksWhereTheMusicIs()
{
    auto bed = makeBed(false);
    MainWindow window(bed->bed->services(m_look));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* title = window.findChild<QWidget*>(u"chooseCommunity"_s);
    QVERIFY(title);
    QTRY_VERIFY(title->isVisible());
    QCOMPARE(window.windowTitle(), u"Groundswell"_s);
}

void TestMainWindow::enterPlaysTheSelectedSong()
{
    auto bed = makeBed(true);
    MainWindow window(bed->bed->services(m_look));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* table = window.findChild<SongTable*>();
    QTRY_VERIFY(table->isVisible() && table->model()->rowCount() >= 8);
    QTRY_VERIFY(!table->model()->index(2, 0).data().toString().isEmpty());
    table->setFocus();
    table->selectRow(2);
    QTest::keyClick(table, Qt::Key_Return);
    auto& player = bed->bed->player();
    QTRY_VERIFY(player.current().has_value());
    QCOMPARE(player.current()->title, table->model()->index(2, 0).data().toString());
    QTRY_VERIFY(window.windowTitle().startsWith(player.current()->title));
    QCOMPARE(player.queue().size(), table->model()->rowCount());
    QTest::keyClick(table, Qt::Key_Q);
    QTRY_COMPARE(player.queue().size(), table->model()->rowCount() + 1);
}

void TestMainWindow::typingInTheSearchNarrowsTheList()
{
    auto bed = makeBed(true);
    MainWindow window(bed->bed->services(m_look));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* table = window.findChild<SongTable*>();
    QTRY_VERIFY(table->isVisible() && table->model()->rowCount() >= 8);
    const int all = table->model()->rowCount();
    auto* search = window.findChild<SearchField*>();
    QTest::keyClicks(search, u"zzzz nothing has this"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QTest::keyClick(search, Qt::Key_Escape);
    QTRY_COMPARE(table->model()->rowCount(), all);
}

void TestMainWindow::theSidebarNarrowsToARail()
{
    auto bed = makeBed(false);
    MainWindow window(bed->bed->services(m_look));
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* sidebar = window.findChild<Sidebar*>();
    QTRY_COMPARE(sidebar->width(), tokens::sizeSidebarWidth);
    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE(sidebar->width(), tokens::sizeSidebarRail);
    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE(sidebar->width(), tokens::sizeSidebarWidth);
}

void TestMainWindow::thePanelWaitsForTheFirstSong()
{
    auto bed = makeBed(true);
    MainWindow window(bed->bed->services(m_look));
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* panel = new QWidget;
    window.setPanel(panel, [](PanelPage) {});
    auto* table = window.findChild<SongTable*>();
    QTRY_VERIFY(table->isVisible() && !table->model()->index(0, 0).data().toString().isEmpty());
    QVERIFY(!panel->isVisible());
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(panel->isVisible());
    // Closed by the person it stays closed, whatever plays next.
    window.closePanel();
    table->selectRow(1);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(bed->bed->player().current()->title, table->model()->index(1, 0).data().toString());
    QTRY_COMPARE(bed->bed->player().state(), media::PlayState::Playing);
    QVERIFY(!panel->isVisible());
}

void TestMainWindow::thePanelOpensAndClosesByItsKeys()
{
    auto bed = makeBed(false);
    MainWindow window(bed->bed->services(m_look));
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* panel = new QWidget;
    PanelPage shown{};
    window.setPanel(panel, [&shown](PanelPage page) { shown = page; });
    QVERIFY(!panel->isVisible());
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(shown, PanelPage::Lyrics);
    QTRY_COMPARE(panel->width(), tokens::sizePanelWidth);
    QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(panel->width(), tokens::sizePanelTranslateWidth);
    QCOMPARE(window.findChild<Sidebar*>()->width(), tokens::sizeSidebarRail);
    QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(!panel->isVisible());
    QCOMPARE(bed->bed->settings().value(u"window/panel"_s), u"closed"_s);
}

void TestMainWindow::thePanelIsADrawerWhereThereIsLittleRoom()
{
    auto bed = makeBed(false);
    MainWindow window(bed->bed->services(m_look));
    window.resize(1200, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* panel = new QWidget;
    window.setPanel(panel, [](PanelPage) {});
    window.openPanel(PanelPage::Comments);
    QTRY_VERIFY(window.findChild<Sidebar*>()->isRail());
    window.resize(1000, 800);
    QTRY_COMPARE(panel->geometry().right() + 1, window.width());
    QVERIFY(!window.findChild<Sidebar*>()->isRail());
    QTest::keyClick(&window, Qt::Key_Escape);
    QTRY_VERIFY(!panel->isVisible());
}

void TestMainWindow::theSyncLineOpensItsPlace()
{
    auto bed = makeBed(true);
    MainWindow window(bed->bed->services(m_look));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* outbox = new QWidget;
    auto* conflict = new QWidget;
    window.addPage(Place::Sync, [outbox] { return outbox; });
    window.addPage(Place::Conflict, [conflict] { return conflict; });
    auto* table = window.findChild<SongTable*>();
    QTRY_VERIFY(table->isVisible());
    QTest::mouseClick(window.findChild<SyncLine*>(), Qt::LeftButton);
    QVERIFY(outbox->isVisible());
    window.go(Place::Conflict);
    QVERIFY(conflict->isVisible());
    window.leavePage();
    QVERIFY(outbox->isVisible());
    QTest::keyClick(&window, Qt::Key_Right, Qt::AltModifier);
    QVERIFY2(!conflict->isVisible(), "a page that was left has no way forward to it");
    QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(table->isVisible());
}

void TestMainWindow::aDraggedColumnKeepsItsWidth()
{
    auto bed = makeBed(true);
    const auto widthOf = [](MainWindow& window) {
        return window.findChild<SongTable*>()->horizontalHeader()->sectionSize(library::TrackListModel::AlbumColumn);
    };
    int dragged = 0;
    {
        MainWindow window(bed->bed->services(m_look));
        window.resize(1300, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* header = window.findChild<SongTable*>()->horizontalHeader();
        QTRY_VERIFY(header->isVisible() && widthOf(window) > 0);
        const int before = widthOf(window);
        const int edge = header->sectionViewportPosition(library::TrackListModel::AlbumColumn) + before - 1;
        const QPoint from(edge, header->height() / 2);
        QTest::mousePress(header->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(header->viewport(), from - QPoint(30, 0));
        QTest::mouseMove(header->viewport(), from - QPoint(60, 0));
        QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, from - QPoint(60, 0));
        dragged = widthOf(window);
        QVERIFY(dragged < before - 40);
        window.resize(1400, 800); // a resize fits the columns anew, but not this one
        QTRY_COMPARE(widthOf(window), dragged);
    }
    MainWindow again(bed->bed->services(m_look));
    again.resize(1300, 800);
    again.show();
    QTRY_COMPARE(widthOf(again), dragged);
}

void TestMainWindow::f5FindsWhatCameSince()
{
    auto bed = makeBed(true);
    MainWindow window(bed->bed->services(m_look));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* table = window.findChild<SongTable*>();
    QTRY_VERIFY(table->isVisible() && table->model()->rowCount() >= 8);
    const int before = table->model()->rowCount();
    const QString song = m_music.path() + u"/music/came since.flac"_s;
    QVERIFY(QFile::copy(QStringLiteral(GROUNDSWELL_TEST_DATA "/audio/tone.flac"), song));
    QTest::keyClick(&window, Qt::Key_F5);
    QTRY_COMPARE(table->model()->rowCount(), before + 1);
    QVERIFY(QFile::remove(song));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
