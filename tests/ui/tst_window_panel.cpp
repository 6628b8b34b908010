// The side panel's place in the window.
#include "open_window.h"
#include "ui/shell/sidebar.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;
using Music = OpenWindow::Music;

class TestWindowPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itWaitsForTheFirstSong();
    void itOpensAndClosesByItsKeys();
    void itIsADrawerWhereThereIsLittleRoom();
    void aDrawerHasTheWidthThatItsPageNeeds();
    void choosingBetweenTwoEditsHasItsRoom();

private:
    /// A panel that tells in m_shown what it was turned to.
    [[nodiscard]] QWidget* givePanel(MainWindow& window)
    {
        auto* panel = new QWidget;
        window.setPanel(panel, [this](PanelPage page) { m_shown = page; });
        return panel;
    }

    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
    PanelPage m_shown{};
};

void TestWindowPanel::itWaitsForTheFirstSong()
{
    OpenWindow open(m_look, Music::Demo);
    const auto* panel = givePanel(open.window());
    auto& table = open.songs();
    QVERIFY(!panel->isVisible());
    table.setFocus();
    table.selectRow(0);
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_VERIFY(panel->isVisible());
    // Closed by the person it stays closed, whatever plays next.
    open.window().closePanel();
    table.selectRow(1);
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_COMPARE(open.player().current()->title, open.title(1));
    QTRY_COMPARE(open.player().state(), media::PlayState::Playing);
    QVERIFY(!panel->isVisible());
}

void TestWindowPanel::itOpensAndClosesByItsKeys()
{
    OpenWindow open(m_look, Music::None);
    const auto* panel = givePanel(open.window());
    QVERIFY(!panel->isVisible());
    QTest::keyClick(&open.window(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_shown, PanelPage::Lyrics);
    QTRY_COMPARE(panel->width(), tokens::sizePanelWidth);
    QTest::keyClick(&open.window(), Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(panel->width(), tokens::sizePanelTranslateWidth);
    QCOMPARE(open.part<Sidebar>().width(), tokens::sizeSidebarRail);
    QTest::keyClick(&open.window(), Qt::Key_3, Qt::ControlModifier);
    QVERIFY(!panel->isVisible());
    QCOMPARE(open.bed().settings().value(u"window/panel"_s), u"closed"_s);
}

void TestWindowPanel::itIsADrawerWhereThereIsLittleRoom()
{
    OpenWindow open(m_look, Music::None);
    open.window().resize(1200, 800);
    const auto* panel = givePanel(open.window());
    open.window().openPanel(PanelPage::Comments);
    const auto& sidebar = open.part<Sidebar>();
    QTRY_VERIFY(sidebar.isRail());
    open.window().resize(1000, 800);
    QTRY_COMPARE(panel->geometry().right() + 1, open.window().width());
    QVERIFY(!sidebar.isRail());
    QTest::keyClick(&open.window(), Qt::Key_Escape);
    QTRY_VERIFY(!panel->isVisible());
}

void TestWindowPanel::aDrawerHasTheWidthThatItsPageNeeds()
{
    OpenWindow open(m_look, Music::None);
    const auto* panel = givePanel(open.window());
    open.window().resize(open.window().minimumSize());
    open.window().openPanel(PanelPage::Comments);
    QTRY_COMPARE(panel->width(), tokens::sizePanelWidth);
    open.window().openPanel(PanelPage::Translate);
    QTRY_COMPARE(panel->width(), tokens::sizePanelTranslateMin);
}

void TestWindowPanel::choosingBetweenTwoEditsHasItsRoom()
{
    OpenWindow open(m_look, Music::Demo);
    const auto* panel = givePanel(open.window());
    auto* conflict = new QWidget;
    open.window().addPage(Place::Conflict, [conflict] { return conflict; });
    (void)open.songs();
    open.window().openPanel(PanelPage::Translate);
    QTRY_VERIFY(panel->isVisible());
    open.window().go(Place::Conflict);
    QVERIFY(!panel->isVisible());
    QTRY_COMPARE(conflict->width(), 1440 - tokens::sizeSidebarRail - 1);
    QVERIFY(open.bed().settings().value(u"window/panel"_s) != u"closed"_s);
    open.window().leavePage();
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(panel->width(), tokens::sizePanelTranslateWidth);
}

QTEST_MAIN(TestWindowPanel)
#include "tst_window_panel.moc"
