#include "translate_desk.h"

#include "audio_files.h"
#include "translation/units_json.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/likeness.h"
#include "ui/panel/translation/unit_editor.h"

#include <QFontInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestTranslatePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(village.start()); }

    void draftIsKeptAndPublished();
    void misspelledWordsAreMarkedAndMended();
    void checksAreShownAndGoneThrough();
    void nothingScrollsAwayTheLineBeingWritten();
    void theKeyboardEntersTheLineThatSounds();
    void aTranslationStaysWithItsSong();
    void whatIsTypedIsThereWhenTheDraftIsOpenedAgain();
    void theOpenLineHasItsFieldWhenTheWordsWereThereFirst();
    void theOpenLineGrowsWithTheText();
    void aDraftThatNeverOpenedDoesNotTakeTheKeyboard();
    void keysOfTheMomentInWhichTheDraftOpensAreForTheLine();
    void publishingTellsSoAndKeepsTheKeyboard();
    void misspelledWordsAreNamedBeforePublishing();
    void whatIsTooLongTakesASecondLine();
    void theWordWithALetterLeftOutIsProposedFirst();

private:
    /// Two minutes of silence, which is long enough to sing the seed's words to.
    media::QueueEntry silence(const QString& title)
    {
        const QString path = folder.filePath(u"silence.wav"_s);
        constexpr int rate = 8000;
        if (!QFile::exists(path)) media::test::writeWav(path, media::test::Pcm(size_t(rate) * 120 * 2), rate);
        media::QueueEntry entry;
        entry.source = QUrl::fromLocalFile(path);
        entry.title = title;
        entry.durationMs = 120'000;
        return entry;
    }

    QTemporaryDir folder;
    SeededVillage village;
};

void TestTranslatePage::draftIsKeptAndPublished()
{
    QTemporaryDir profile;
    {
        const auto desk = openDesk(village, u"translator"_s, profile.path());
        TranslatePage& page = *desk->page;
        page.openRow(8);
        QSignalSpy saved(&page.keeper(), &DraftKeeper::saved);
        QTest::keyClicks(&page.unitEditor().editor(), u"I will be home before it dries"_s);
        QTRY_VERIFY(!saved.isEmpty());
        QCOMPARE(page.model().state(8), StateDot::Draft);
    }
    const TranslateDesk desk(village, profile.path());
    TranslatePage& page = *desk.page;
    desk.awaitLines();
    QTRY_COMPARE(page.model().text(8), u"I will be home before it dries"_s);
    page.openRow(8);
    QTest::keyClick(&page.unitEditor().editor(), Qt::Key_Return);
    QCOMPARE(page.model().state(8), StateDot::Done);
    QCOMPARE(page.unitEditor().row(), 9);
    QSignalSpy published(&page.keeper(), &DraftKeeper::published);
    page.publish();
    QTRY_COMPARE(published.size(), 1);
    QTRY_COMPARE(desk.fixture.village->status().waiting, 0);

    PanelFixture reader;
    (void)reader.signUp(village.url(), u"reader-three"_s, u"Reader"_s);
    SongWords words(*reader.village);
    reader.village->songs().open(village.seed.song);
    words.setSong(village.seed.song);
    QTRY_VERIFY(!words.state().translations.empty() &&
                words.state().translations.front().texts.value(village.seed.words.lines.at(8).id) ==
                    u"I will be home before it dries"_s);
}

void TestTranslatePage::misspelledWordsAreMarkedAndMended()
{
    const auto desk = openDesk(village, u"speller"_s);
    TranslatePage& page = *desk->page;
    page.openRow(10);
    QTest::keyClicks(&page.unitEditor().editor(), u"The ferry takes the nigth along"_s);
    const auto offered = [&] {
        for (const Suggestion& suggestion : page.unitEditor().suggestions().suggestions()) {
            if (suggestion.kind == Suggestion::Kind::Spelling && suggestion.replaced == u"nigth"_s) return true;
        }
        return false;
    };
    QTRY_VERIFY(offered());
    QTest::keyClick(&page.unitEditor().editor(), Qt::Key_Return, Qt::AltModifier);
    QTRY_COMPARE(page.model().text(10), u"The ferry takes the night along"_s);
}

void TestTranslatePage::checksAreShownAndGoneThrough()
{
    const auto desk = openDesk(village, u"checker"_s);
    TranslatePage& page = *desk->page;
    QTRY_VERIFY(!page.model().findings().isEmpty());
    const int row = page.model().rowOf(page.model().findings().first().line);
    page.openRow(page.model().rowCount() - 1);
    QTest::keyClick(&page, Qt::Key_F7);
    QVERIFY(page.unitEditor().row() >= 0);
    QCOMPARE(page.unitEditor().row(), row);
    const qsizetype before = page.model().findings().size();
    page.model().ignore(page.model().findings().first());
    QCOMPARE(page.model().findings().size(), before - 1);
}

void TestTranslatePage::nothingScrollsAwayTheLineBeingWritten()
{
    const auto desk = openDesk(village, u"stayer-one"_s);
    TranslatePage& page = *desk->page;
    page.resize(720, 500); // room for the open line with all that stands under it
    auto& list = *page.findChild<QListView*>(u"unitList"_s);
    const auto isSeen = [&](int row) {
        const QRect place = list.visualRect(list.model()->index(row, 0));
        return place.top() >= 0 && place.bottom() <= list.viewport()->height();
    };
    page.openRow(1);
    QTest::keyClicks(&page.unitEditor().editor(), u"and a thought that is not yet"_s);
    media::Player& player = *desk->fixture.player;
    player.playAll({silence(u"A song"_s)});
    const qint64 late = *village.seed.words.lines.at(10).startMs;
    player.seek(late);
    QSignalSpy moved(&player, &media::Player::positionChanged);
    QTRY_VERIFY(moved.size() >= 3 && moved.last().first().toLongLong() > late);
    QVERIFY2(isSeen(1), "the line being written was scrolled away");
    QVERIFY(!isSeen(10));
    // Who has left the line sees the one that is sung.
    list.setFocus();
    QTRY_VERIFY(isSeen(10));
    // Somebody who writes on is brought back to the line.
    QTest::keyClicks(&page.unitEditor().editor(), u" finished"_s);
    QTRY_VERIFY(isSeen(1));
}

void TestTranslatePage::theKeyboardEntersTheLineThatSounds()
{
    const auto desk = openDesk(village, u"late-comer"_s);
    TranslatePage& page = *desk->page;
    page.resize(720, 500);
    page.openRow(1);
    auto& list = *page.findChild<QListView*>(u"unitList"_s);
    list.setFocus();
    media::Player& player = *desk->fixture.player;
    player.playAll({silence(u"A song"_s)});
    const qint64 late = *village.seed.words.lines.at(10).startMs;
    player.seek(late);
    QTRY_VERIFY(player.positionMs() > late);
    player.pause();
    player.play();
    QWidget& home = page.unitEditor().editor();
    home.setFocus(Qt::ShortcutFocusReason); // as Ctrl+3 does
    QCOMPARE(page.unitEditor().row(), 10);
    QVERIFY(list.viewport()->rect().contains(home.mapTo(list.viewport(), home.rect().center())));
    // Tab goes to the line that is open, and shows it.
    page.openRow(1);
    list.setFocus();
    list.scrollToBottom();
    QVERIFY(!list.viewport()->rect().contains(home.mapTo(list.viewport(), home.rect().center())));
    home.setFocus(Qt::TabFocusReason);
    QCOMPARE(page.unitEditor().row(), 1);
    QVERIFY(list.viewport()->rect().contains(home.mapTo(list.viewport(), home.rect().center())));
}

void TestTranslatePage::aTranslationStaysWithItsSong()
{
    const auto desk = openDesk(village, u"stayer-two"_s);
    TranslatePage& page = *desk->page;
    const SongId next = desk->fixture.makeSong(u"The Next One"_s);
    desk->fixture.player->playAll({silence(u"The First One"_s), silence(u"The Next One"_s)});
    auto* bar = page.findChild<QWidget*>(u"elsewhereBar"_s);
    page.openRow(11);
    QTest::keyClicks(&page.unitEditor().editor(), u"I will be"_s);
    desk->fixture.player->next();
    desk->words.setSong(next);
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->findChild<QWidget*>(u"goOver"_s));
    QTest::keyClicks(&page.unitEditor().editor(), u" home"_s);
    QCOMPARE(page.model().text(11), u"I will be home"_s);
    QCOMPARE(page.unitEditor().row(), 11);
    QSignalSpy seeks(&page, &TranslatePage::seekRequested);
    QTest::keyClick(&page, Qt::Key_R, Qt::ControlModifier);
    QVERIFY2(seeks.isEmpty(), "a line of one song was sought in another");

    QTest::mouseClick(page.findChild<QPushButton*>(u"goOver"_s), Qt::LeftButton);
    const auto* list = page.findChild<QListView*>(u"unitList"_s);
    QTRY_VERIFY(!list->isVisible()); // that song has no words yet
    QVERIFY(!bar->isVisible());
    desk->words.setSong(village.seed.song);
    QTRY_VERIFY(list->isVisible());
    QTRY_VERIFY(page.model().rowCount() > 11); // its draft is read from the disk
    QTRY_COMPARE(page.model().text(11), u"I will be home"_s);

    // Who only looks goes along with the music, and who leaves the page has gone over.
    desk->words.setSong(next);
    QTRY_VERIFY(!list->isVisible());
    desk->words.setSong(village.seed.song);
    QTRY_VERIFY(list->isVisible() && page.unitEditor().row() >= 0);
    page.openRow(11);
    QTest::keyClicks(&page.unitEditor().editor(), u"!"_s);
    desk->words.setSong(next);
    QVERIFY(desk->words.isOtherWaiting());
    page.hide();
    QTRY_VERIFY(!desk->words.isOtherWaiting());
    QTRY_COMPARE(desk->words.state().song, next);
}

void TestTranslatePage::whatIsTypedIsThereWhenTheDraftIsOpenedAgain()
{
    const auto desk = openDesk(village, u"stayer-three"_s);
    TranslatePage& page = *desk->page;
    const QString before = page.language();
    for (int round = 0; round < 5; ++round) {
        QTRY_VERIFY(page.model().rowCount() > 11);
        page.openRow(11);
        QTest::keyClicks(&page.unitEditor().editor(), QString::number(round));
        page.setLanguage(u"fr"_s);
        page.setLanguage(before);
    }
    QTRY_VERIFY(page.model().rowCount() > 11);
    QCOMPARE(page.model().text(11), u"01234"_s);
}

void TestTranslatePage::theOpenLineHasItsFieldWhenTheWordsWereThereFirst()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"late-looker"_s, u"Late Looker"_s);
    SongWords words(*fixture.village);
    TranslatePage page(fixture.context(), words);
    fixture.village->songs().open(village.seed.song);
    words.setSong(village.seed.song);
    QTRY_COMPARE(page.model().rowCount(), int(village.seed.words.lines.size()));
    QTRY_VERIFY(page.unitEditor().row() >= 0); // a line is open, and nobody has seen the page yet
    page.resize(720, 740);
    page.show();
    const QWidget& field = page.unitEditor().editor(); // at once: what comes later may lay it out by chance
    QVERIFY(field.width() > page.unitEditor().width() / 3);
    QVERIFY(page.unitEditor().rect().contains(field.geometry()));
}

void TestTranslatePage::theOpenLineGrowsWithTheText()
{
    const auto desk = openDesk(village, u"large-print"_s);
    TranslatePage& page = *desk->page;
    page.openRow(2);
    const int before = page.unitEditor().editor().height();
    desk->fixture.look->setSettings({.textPercent = 130});
    const int wanted = QFontInfo(desk->fixture.look->type().font(Type::Body, 14, 400)).pixelSize();
    QCOMPARE(QFontInfo(page.unitEditor().editor().font()).pixelSize(), wanted);
    QCOMPARE(QFontInfo(page.unitEditor().editor().document()->defaultFont()).pixelSize(), wanted);
    QTRY_VERIFY(page.unitEditor().editor().height() > before);
    const QString counts = u"lines done"_s;
    const auto labels = page.findChildren<QLabel*>();
    const auto summary =
        std::ranges::find_if(labels, [&](const QLabel* label) { return label->text().contains(counts); });
    QVERIFY(summary != labels.end());
    QCOMPARE(QFontInfo((*summary)->font()).pixelSize(), QFontInfo(desk->fixture.look->font(Type::Small)).pixelSize());
}

void TestTranslatePage::aDraftThatNeverOpenedDoesNotTakeTheKeyboard()
{
    QWidget window;
    auto* field = new QLineEdit(&window);
    const auto desk = openDesk(village, u"elsewhere"_s);
    TranslatePage& page = *desk->page;
    page.setParent(&window);
    window.show();
    page.show();
    desk->words.setSong(SongId::make(desk->fixture.clock));
    QTRY_VERIFY(!desk->words.isLoading());
    page.showLine(LineId::make(desk->fixture.clock)); // of a song that has no words after all
    field->setFocus();
    desk->words.setSong(village.seed.song);
    desk->awaitLines();
    QTRY_VERIFY(page.unitEditor().row() >= 0);
    QCOMPARE(window.focusWidget(), field);
}

void TestTranslatePage::keysOfTheMomentInWhichTheDraftOpensAreForTheLine()
{
    const auto desk = openDesk(village, u"fast-typist"_s);
    TranslatePage& page = *desk->page;
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.openRow(11);
    QTRY_VERIFY(page.unitEditor().editor().hasFocus());
    QTest::keyClicks(&page.unitEditor().editor(), u"I wil home"_s);
    QTextCursor caret = page.unitEditor().editor().textCursor();
    caret.setPosition(5);
    page.unitEditor().editor().setTextCursor(caret);
    page.setLanguage(u"fr"_s); // whatever makes it open anew
    page.setLanguage(u"en"_s);
    QTest::keyClicks(page.focusWidget(), u"l beX"_s);
    QTest::keyClick(page.focusWidget(), Qt::Key_Backspace);
    // It opens between these keys, or after them.
    QTRY_COMPARE(page.model().text(11), u"I will be home"_s);
    QCOMPARE(page.unitEditor().row(), 11);
}

void TestTranslatePage::publishingTellsSoAndKeepsTheKeyboard()
{
    const auto desk = openDesk(village, u"keyboarder"_s);
    TranslatePage& page = *desk->page;
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.openRow(11);
    QTest::keyClicks(&page.unitEditor().editor(), u" at last"_s);
    const auto* note = page.findChild<QLabel*>(u"savedNote"_s);
    QTRY_VERIFY(note->text().startsWith(u"Draft"_s));
    page.publishButton().setFocus();
    QTest::keyClick(&page.publishButton(), Qt::Key_Space);
    QTRY_VERIFY2(note->text().startsWith(u"Published"_s), qPrintable(note->text()));
    QTRY_VERIFY(!page.publishButton().isEnabled());
    QVERIFY(page.unitEditor().editor().hasFocus());
}

void TestTranslatePage::misspelledWordsAreNamedBeforePublishing()
{
    const auto desk = openDesk(village, u"speller-two"_s);
    TranslatePage& page = *desk->page;
    page.openRow(10);
    QTest::keyClicks(&page.unitEditor().editor(), u" by nigth"_s);
    const auto found = [&] {
        const auto& findings = page.model().findings();
        return std::ranges::find_if(findings,
                                    [](const translation::Finding& each) { return each.message.contains(u"nigth"_s); });
    };
    QTRY_VERIFY(found() != page.model().findings().end());
    QCOMPARE(found()->line, village.seed.words.lines.at(10).id);
    QCOMPARE(found()->severity, translation::Severity::Warning); // a dictionary does not know all words
    page.model().ignore(translation::Finding(*found()));
    QVERIFY(found() == page.model().findings().end());
}

void TestTranslatePage::whatIsTooLongTakesASecondLine()
{
    const auto desk = openDesk(village, u"long-worded"_s);
    TranslatePage& page = *desk->page;
    page.openRow(4);
    const auto& list = *page.findChild<QListView*>(u"unitList"_s);
    const auto heightOf = [&](int row) { return list.visualRect(page.model().index(row)).height(); };
    const int before = heightOf(1);
    page.model().setText(1, u"A translation that is longer than its column is wide, by some words at the least"_s);
    page.openRow(3);
    QTRY_COMPARE(heightOf(1), before + desk->fixture.look->type().line(Type::Body) - 3); // the source's line is 22 high
    QCOMPARE(heightOf(2), before);
}

void TestTranslatePage::theWordWithALetterLeftOutIsProposedFirst()
{
    QCOMPARE(closestFirst(u"evry"_s, {u"very"_s, u"envy"_s, u"every"_s}),
             (QStringList{u"every"_s, u"very"_s, u"envy"_s}));
    QCOMPARE(closestFirst(u"nigth"_s, {u"nigh"_s, u"ninth"_s, u"night"_s}),
             (QStringList{u"night"_s, u"ninth"_s, u"nigh"_s})); // two letters that changed places: one slip
    QCOMPARE(closestFirst(u"evry"_s, {}), QStringList());
}

QTEST_MAIN(TestTranslatePage)
#include "tst_translate_page.moc"
