// The first run and the settings.
#include "open_window.h"

#include "base/language_name.h"
#include "ui/parts/words_language.h"
#include "ui/shell/add_music.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/nav_button.h"
#include "ui/shell/settings_page.h"

#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;
using Music = OpenWindow::Music;

class TestWindowSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLibraryAsksWhereTheMusicIs();
    void theFirstCardsAreEquallyWide_data();
    void theFirstCardsAreEquallyWide();
    void theFolderQuestionBeginsWhereThereIsAFolder();
    void settingsAreFound();
    void theirPartsHaveTheKeyboardFirst();
    void theWordsLanguageCountsOnPagesTurnedToAnother();
    void aLanguageThatIsNotOfferedIsStillTheChosenOne();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestWindowSettings::anEmptyLibraryAsksWhereTheMusicIs()
{
    OpenWindow open(m_look, Music::None);
    QTRY_VERIFY(open.part<QPushButton>(u"chooseCommunity"_s).isVisible());
    QCOMPARE(open.window().windowTitle(), u"Groundswell"_s);
}

void TestWindowSettings::theFirstCardsAreEquallyWide_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("textPercent");
    QTest::newRow("as drawn") << QSize(1440, 900) << 100;
    QTest::newRow("large text") << QSize(1440, 900) << 130;
    QTest::newRow("the smallest window") << QSize(880, 560) << 100;
}

void TestWindowSettings::theFirstCardsAreEquallyWide()
{
    QFETCH(const QSize, size);
    QFETCH(const int, textPercent);
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = textPercent, .reduceMotion = true});
    OpenWindow open(m_look, Music::None);
    open.window().setDemoFolder(demoMusic());
    open.window().resize(size);
    auto& page = open.part<FirstRunPage>();
    page.setFound({{.path = u"/somewhere/with a long name"_s, .songs = 12'345, .more = true}});
    const auto cards = page.findChildren<QFrame*>(u"firstRunCard"_s);
    QCOMPARE(cards.size(), 3);
    QTRY_VERIFY(cards.constFirst()->isVisible());
    QTRY_COMPARE(open.window().size(), size);
    for (const QFrame* card : cards) {
        QTRY_COMPARE(card->width(), cards.constFirst()->width());
        QVERIFY(card->width() >= card->layout()->minimumSize().width()); // nothing is cut
        QTRY_VERIFY(card->height() >= card->layout()->totalHeightForWidth(card->width()));
        QTRY_VERIFY(card->mapTo(&page, QPoint(card->width(), 0)).x() <= page.width());
    }
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .reduceMotion = true});
}

void TestWindowSettings::theFolderQuestionBeginsWhereThereIsAFolder()
{
    QTemporaryDir home;
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", home.path().toLocal8Bit());
    const QString without = AddMusic::whereMusicMayBe();
    QVERIFY(QDir(home.path()).mkdir(u"Music"_s));
    const QString with = AddMusic::whereMusicMayBe();
    qputenv("HOME", before);
    QVERIFY2(QFileInfo(without).isDir(), qPrintable(without));
    QCOMPARE(with, home.filePath(u"Music"_s));
}

void TestWindowSettings::settingsAreFound()
{
    OpenWindow open(m_look, Music::Demo);
    open.window().go(Place::Settings);
    auto& page = open.part<SettingsPage>();
    QVERIFY(page.isVisible());
    const auto shown = [&page] {
        QStringList names;
        for (const auto* row : page.findChildren<QWidget*>(u"settingRow"_s)) {
            if (row->isVisible()) names.append(row->accessibleName());
        }
        return names;
    };
    QVERIFY(shown().size() > 10);
    QTest::keyClicks(&open.part<QLineEdit>(u"findSetting"_s), u"motion"_s);
    QTRY_COMPARE(shown().size(), 1);
    QVERIFY(shown().constFirst().contains(u"Reduce motion"_s));
    auto* slider = page.findChild<QSlider*>();
    page.find({});
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(m_look.settings().textPercent, 115);
    QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(m_look.settings().textPercent, 100);
}

void TestWindowSettings::theirPartsHaveTheKeyboardFirst()
{
    OpenWindow open(m_look, Music::Demo);
    open.songs().setFocus();
    open.window().go(Place::Settings);
    auto& page = open.part<SettingsPage>();
    auto& field = open.part<QLineEdit>(u"findSetting"_s);
    const auto* first = page.findChild<NavButton*>();
    QTRY_COMPARE(QApplication::focusWidget(), first);
    QVERIFY(!field.hasFocus());
    QTest::keyClick(&open.window(), Qt::Key_Comma, Qt::ControlModifier); // who comes by key wants to type
    QTRY_VERIFY(field.hasFocus());
    const QWidget* nav = first->parentWidget();
    QCOMPARE(first->x(), 12);
    QCOMPARE(nav->width() - first->geometry().right() - 1, 13); // and the line
}

void TestWindowSettings::theWordsLanguageCountsOnPagesTurnedToAnother()
{
    OpenWindow open(m_look, Music::Demo);
    auto& kept = open.bed().settings();
    kept.setValue(words_language::shown, u"de"_s);
    kept.setValue(words_language::translated, u"es"_s);
    open.window().go(Place::Settings);
    auto& button = open.part<QPushButton>(u"wordsLanguage"_s);
    QTest::mouseClick(&button, Qt::LeftButton);
    auto& menu = *button.findChild<QMenu*>();
    QTRY_VERIFY(menu.isVisible());
    QTest::keyClicks(&menu, u"turk"_s); // there are fifty: it is found by its letters
    QTest::keyClick(&menu, Qt::Key_Return);
    QCOMPARE(kept.value(words_language::own), u"tr"_s);
    QCOMPARE(button.text(), languageName(u"tr"_s));
    QCOMPARE(kept.value(words_language::shown), QString());
    QCOMPARE(kept.value(words_language::translated), QString());
}

void TestWindowSettings::aLanguageThatIsNotOfferedIsStillTheChosenOne()
{
    for (const auto& [kept, chosen] :
         {std::pair(u"lb"_s, u"lb"_s), std::pair(u"pt-BR"_s, u"pt"_s), std::pair(u"zh-TW"_s, u"zh-Hant"_s)}) {
        OpenWindow open(m_look, Music::None);
        open.bed().settings().setValue(words_language::own, kept);
        open.window().go(Place::Settings);
        auto& button = open.part<QPushButton>(u"wordsLanguage"_s);
        QCOMPARE(button.text(), languageName(chosen));
        QTest::mouseClick(&button, Qt::LeftButton);
        auto& menu = *button.findChild<QMenu*>();
        QTRY_VERIFY(menu.isVisible());
        QStringList ticked;
        for (const QAction* action : menu.actions()) {
            if (action->isChecked()) ticked.append(action->text());
        }
        QCOMPARE(ticked, QStringList(languageName(chosen)));
        QCOMPARE(menu.activeAction()->text(), languageName(chosen)); // the arrows go on from there
        menu.close();
        QCOMPARE(open.bed().settings().value(words_language::own), kept);
    }
}

QTEST_MAIN(TestWindowSettings)
#include "tst_window_settings.moc"
