// The whole window with the keyboard alone: every stop of the Tab key is seen and named, and leads on.
#include "ui/parts/search_field.h"
#include "ui/player/swell_widget.h"
#include "ui/shell/sidebar.h"
#include "window_with_panel.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QFocusFrame>
#include <QMenu>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;

class TestWindowKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setCursorFlashTime(0); }
    void theTabKeyGoesRound_data();
    void theTabKeyGoesRound();
    void theKeyboardDoesNotGoWithThePanel();
    void paneKeysRememberTheirPlaces();
    void keysOfThePlayerWorkAtButtonsToo();
    void theRingComesBackFromAMenu();

private:
    [[nodiscard]] static QString describe(const QWidget* widget)
    {
        return u"%1 \u201c%2\u201d in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                                widget->accessibleName(), widget->parentWidget()->objectName());
    }

    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestWindowKeys::theTabKeyGoesRound_data()
{
    QTest::addColumn<groundswell::ui::Place>("place");
    QTest::addColumn<int>("page"); // of the panel, -1 closed
    QTest::addColumn<bool>("dark");
    QTest::newRow("songs") << Place::Songs << -1 << true;
    QTest::newRow("songs, light") << Place::Songs << int(PanelPage::Comments) << false;
    QTest::newRow("albums, comments") << Place::Albums << int(PanelPage::Comments) << true;
    QTest::newRow("artists, lyrics") << Place::Artists << int(PanelPage::Lyrics) << true;
    QTest::newRow("songs, translate") << Place::Songs << int(PanelPage::Translate) << true;
    QTest::newRow("songs, queue") << Place::Songs << int(PanelPage::Queue) << true;
    QTest::newRow("settings") << Place::Settings << -1 << true;
}

void TestWindowKeys::theTabKeyGoesRound()
{
    QFETCH(const Place, place);
    QFETCH(const int, page);
    QFETCH(const bool, dark);
    m_look.setSettings(
        {.scheme = dark ? LookSettings::Scheme::Dark : LookSettings::Scheme::Light, .reduceMotion = true});
    WindowWithPanel open(m_look);
    MainWindow& window = open.all.window();
    window.go(place);
    if (page >= 0)
        window.openPanel(static_cast<PanelPage>(page));
    else
        window.closePanel();
    open.all.part<Sidebar>().focusCurrent();

    const QWidget* first = QApplication::focusWidget();
    QList<const QWidget*> stops;
    QImage before = window.grab().toImage();
    const double dpr = before.devicePixelRatio();
    do {
        const QWidget* here = QApplication::focusWidget();
        stops.append(here);
        QVERIFY2(stops.size() < 200, "the Tab key does not come back to where it began");
        QVERIFY2(here->isVisible() && window.isAncestorOf(here), qPrintable(describe(here)));
        auto* spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(here));
        QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), qPrintable(describe(here)));
        const QRect around = QRect(here->mapTo(&window, QPoint(0, 0)), here->size()).adjusted(-5, -5, 5, 5);
        QVERIFY2(window.rect().intersects(around), qPrintable(describe(here)));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() != here, qPrintable(u"trapped in "_s + describe(here)));
        QImage after = window.grab().toImage();
        const QRect part(around.topLeft() * dpr, around.size() * dpr);
        QVERIFY2(before.copy(part) != after.copy(part), qPrintable(u"the focus is not seen at "_s + describe(here)));
        before = std::move(after);
    } while (QApplication::focusWidget() != first);
    QVERIFY(stops.size() > 8);
    // Backwards the same way.
    for (auto stop = stops.crbegin(); stop != stops.crend(); ++stop) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY2(QApplication::focusWidget() == *stop, qPrintable(describe(*stop)));
    }
}

void TestWindowKeys::theKeyboardDoesNotGoWithThePanel()
{
    WindowWithPanel open(m_look);
    MainWindow& window = open.all.window();
    window.closePanel();
    for (const auto key : {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4}) {
        auto& table = open.all.songs();
        table.setFocus();
        QTest::keyClick(&window, key, Qt::ControlModifier);
        QTRY_VERIFY(open.panel->isVisible());
        QTRY_VERIFY2(open.panel->isAncestorOf(QApplication::focusWidget()), "the key leads into the page");
        QTest::keyClick(&window, key, Qt::ControlModifier);
        QTRY_VERIFY(!open.panel->isVisible());
        QTRY_VERIFY(table.hasFocus());
    }
}

void TestWindowKeys::paneKeysRememberTheirPlaces()
{
    WindowWithPanel open(m_look);
    MainWindow& window = open.all.window();
    window.openPanel(PanelPage::Queue);
    auto& search = open.all.part<SearchField>();
    search.setFocus();
    QStringList panes;
    const auto note = [&] {
        const auto* focus = QApplication::focusWidget();
        panes.append(open.panel->isAncestorOf(focus)                ? u"panel"_s
                     : qobject_cast<const SwellWidget*>(focus)      ? u"player"_s
                     : open.all.part<Sidebar>().isAncestorOf(focus) ? u"sidebar"_s
                     : focus == &search                             ? u"page"_s
                                                                    : u"elsewhere"_s);
    };
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        note();
    }
    QCOMPARE(panes, (QStringList{u"panel"_s, u"player"_s, u"sidebar"_s, u"page"_s}));
    panes.clear();
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        note();
    }
    QCOMPARE(panes, (QStringList{u"sidebar"_s, u"player"_s, u"panel"_s, u"page"_s}));
}

void TestWindowKeys::keysOfThePlayerWorkAtButtonsToo()
{
    WindowWithPanel open(m_look);
    auto& player = open.all.player();
    const QString title = player.current()->title;
    QAbstractButton* button = nullptr;
    for (auto* each : open.all.window().findChildren<QAbstractButton*>()) {
        if (each->isVisible() && each->accessibleName() == u"Search"_s) button = each;
        if (!button && each->isVisible() && each->accessibleName() == u"Settings"_s) button = each;
    }
    QVERIFY(button);
    button->setFocus(Qt::TabFocusReason);
    QTest::keyClick(button, Qt::Key_Right, Qt::ControlModifier);
    QTRY_VERIFY(player.current()->title != title);
    const auto state = player.state();
    QTest::keyClick(button, Qt::Key_Space); // presses the button, and nothing else
    QCOMPARE(player.state(), state);
}

void TestWindowKeys::theRingComesBackFromAMenu()
{
    WindowWithPanel open(m_look);
    const auto ring = [&open] {
        const auto frames = open.all.window().findChildren<QFocusFrame*>();
        const auto shown = std::ranges::find_if(frames, [](const QFocusFrame* each) { return each->isVisible(); });
        return shown == frames.end() ? nullptr : (*shown)->widget();
    };
    open.all.part<Sidebar>().focusCurrent();
    auto* entry = QApplication::focusWidget();
    QTRY_COMPARE(ring(), entry);
    QMenu menu(&open.all.window());
    menu.addAction(u"Something"_s);
    menu.popup(open.all.window().mapToGlobal(QPoint(300, 300)));
    QTRY_VERIFY(menu.isVisible());
    QTest::keyClick(&menu, Qt::Key_Escape);
    QTRY_VERIFY(!menu.isVisible());
    QTRY_COMPARE(QApplication::focusWidget(), entry);
    QTRY_COMPARE(ring(), entry);
    QTest::mouseClick(&open.all.songs(), Qt::LeftButton);
    QTRY_COMPARE(ring(), nullptr);
}

QTEST_MAIN(TestWindowKeys)
#include "tst_window_keys.moc"
