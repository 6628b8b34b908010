// Which language the translation page translates into.

#include "translate_desk.h"

#include "base/language_name.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/words_language.h"
#include "ui/parts/written_languages.h"

#include <QMenu>
#include <QPushButton>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestTranslationLanguages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(village.start()); }

    void theSettingsLanguageIsTurnedToAtOnce();
    void everyLanguageIsOfferedOnce();
    void aLanguageIsFoundByTyping();
    void simplifiedAndTraditionalAreTranslatedIntoEachOther();

private:
    SeededVillage village;
};

void TestTranslationLanguages::theSettingsLanguageIsTurnedToAtOnce()
{
    const auto desk = openDesk(village, u"polyglot"_s);
    TranslatePage& page = *desk->page;
    QCOMPARE(page.language(), u"en"_s);
    page.setLanguage(u"es"_s); // to translate is not to read
    QCOMPARE(desk->fixture.settings.value(words_language::own), u"en"_s);
    QTRY_VERIFY(page.model().rowCount() > 11);
    page.openRow(11);
    QTest::keyClicks(&page.unitEditor().editor(), u"Ya llego"_s);
    QStringList turnedTo;
    QObject::connect(&desk->fixture.settings, &SettingsStore::changed, &page,
                     [&] { turnedTo.append(page.language()); });
    setOwnWordsLanguage(desk->fixture.settings, u"fr"_s);
    QCOMPARE(page.language(), u"fr"_s);
    QVERIFY2(!turnedTo.contains(u"en"_s), "it turned to the former language on its way");
    QTRY_VERIFY(page.model().rowCount() > 11);
    QCOMPARE(page.model().text(11), QString());
    page.setLanguage(u"es"_s);
    QTRY_VERIFY(page.model().rowCount() > 11);
    QCOMPARE(page.model().text(11), u"Ya llego"_s); // what was typed is kept
}

void TestTranslationLanguages::everyLanguageIsOfferedOnce()
{
    const auto desk = openDesk(village, u"linguist"_s);
    TranslatePage& page = *desk->page;
    QTest::mouseClick(page.findChild<QPushButton*>(u"languagePair"_s), Qt::LeftButton);
    auto* menu = page.findChild<QPushButton*>(u"languagePair"_s)->findChild<QMenu*>();
    QTRY_VERIFY(menu->isVisible());
    QStringList names;
    for (const QAction* action : menu->actions()) {
        if (!action->isSeparator()) names.append(action->text());
    }
    menu->close();
    QCOMPARE(names.first(), languageName(u"en"_s)); // there is that one already
    for (const auto& tag : {u"it"_s, u"pl"_s, u"tr"_s, u"vi"_s, u"zh-Hans"_s})
        QVERIFY2(names.contains(languageName(tag)), qPrintable(tag));
    QVERIFY(!names.contains(languageName(u"ja"_s))); // it is sung in that
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QVERIFY(isSameLanguage(u"zh"_s, u"zh-Hans-CN"_s) && !isSameLanguage(u"zh-TW"_s, u"zh-Hans"_s));
}

void TestTranslationLanguages::aLanguageIsFoundByTyping()
{
    const auto desk = openDesk(village, u"typist"_s);
    TranslatePage& page = *desk->page;
    auto& pair = *page.findChild<QPushButton*>(u"languagePair"_s);
    auto& menu = *pair.findChild<QMenu*>();
    const auto current = [&] { return menu.activeAction() ? menu.activeAction()->text() : QString(); };
    const auto open = [&] { QTest::mouseClick(&pair, Qt::LeftButton); };
    open();
    QTRY_VERIFY(menu.isVisible());
    QTest::keyClicks(&menu, u"turk"_s);
    QCOMPARE(current(), languageName(u"tr"_s)); // without its marks
    menu.close();
    open();
    QTRY_VERIFY(menu.isVisible());
    QTest::keyClicks(&menu, u"d"_s);
    QVERIFY(current().startsWith(u'D'));
    const QString first = current();
    QTest::keyClicks(&menu, u"d"_s); // the next of them
    QVERIFY(current().startsWith(u'D') && current() != first);
    menu.close();
    open();
    QTRY_VERIFY(menu.isVisible());
    QTest::keyClicks(&menu, u"deu"_s);
    QCOMPARE(current(), languageName(u"de"_s));
    QTest::keyClick(&menu, Qt::Key_Return);
    QCOMPARE(page.language(), u"de"_s);
}

void TestTranslationLanguages::simplifiedAndTraditionalAreTranslatedIntoEachOther()
{
    const auto desk = openDesk(village, u"calligrapher"_s);
    TranslatePage& page = *desk->page;
    auto words = village.seed.words;
    words.lang = u"zh-Hans"_s;
    desk->words.setSong(SongId::make(desk->fixture.clock));
    desk->words.setLocal(words);
    QTRY_COMPARE(desk->words.state().document.lang, u"zh-Hans"_s);
    desk->awaitLines();
    page.setLanguage(u"zh-Hant"_s);
    QCOMPARE(page.language(), u"zh-Hant"_s);
    desk->awaitLines();
    page.setLanguage(u"en"_s);
    setOwnWordsLanguage(desk->fixture.settings, u"zh-TW"_s);
    QCOMPARE(page.language(), u"zh-TW"_s);
    setOwnWordsLanguage(desk->fixture.settings, u"zh"_s); // that is what it is in
    QVERIFY(!page.language().startsWith(u"zh"_s));
}

QTEST_MAIN(TestTranslationLanguages)
#include "tst_translation_languages.moc"
