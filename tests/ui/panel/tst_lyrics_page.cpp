// Words that are pasted, opened from a file, written down or corrected: over real stores, without a network.

#include "quiet_profile.h"

#include "lyrics/document_json.h"
#include "panel_seed.h"
#include "sync/qt/cache_tables.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/lyrics/words_sheet.h"
#include "ui/panel/lyrics/words_text.h"
#include "ui/panel/parts/song_words.h"
#include "ui/parts/words_language.h"

#include <QContextMenuEvent>
#include <QFileDialog>
#include <QJsonArray>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTextBlock>
#include <QToolButton>

#include <algorithm>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestLyricsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileGoesToTheSongItWasChosenFor();
    void wordsAreCorrected();
    void correctionsOutliveTheProgram();
    void aFilesWordsAreShownAsTheyWereCorrected();
    void newWordsAreWrittenDown();
    void aLinesMenuCorrectsOrTranslatesIt();
    void theSettingsLanguageIsShown();
    void aScriptOfChineseIsNoOther();

private:
    struct Open
    {
        std::unique_ptr<SongWords> words;
        std::unique_ptr<LyricsPage> page;
    };
    static Open openPage(PanelFixture& fixture, SongId song)
    {
        Open open;
        open.words = std::make_unique<SongWords>(*fixture.village);
        open.page = std::make_unique<LyricsPage>(fixture.context(), *open.words);
        open.page->resize(408, 740);
        open.page->QWidget::show();
        open.words->setSong(song);
        return open;
    }
    /// What the village is taken to have said of the seed's song.
    void fetched(PanelFixture& fixture, const QStringList& translations = {}) const
    {
        const QJsonObject author{
            {u"id"_s, UserId::make(clock).toString()}, {u"name"_s, u"nao"_s}, {u"display_name"_s, u"Nao"_s}};
        api::Page page;
        page.scope = api::songScope(seed.song);
        const auto id = api::lyricsIdFor(seed.song, u"ja");
        page.changes.push_back({u"lyrics"_s,
                                id.toString(),
                                3,
                                1,
                                false,
                                {{u"id"_s, id.toString()},
                                 {u"song_id"_s, seed.song.toString()},
                                 {u"lang"_s, u"ja"_s},
                                 {u"rev"_s, 3},
                                 {u"document"_s, lyrics::toJson(seed.words)},
                                 {u"author"_s, author},
                                 {u"created_at"_s, 1}}});
        for (const auto& lang : translations) {
            const auto translation = api::translationIdFor(id, lang).toString();
            const QJsonObject document{{u"lang"_s, lang},
                                       {u"lyrics_id"_s, id.toString()},
                                       {u"base_lyrics_revision"_s, 3},
                                       {u"units"_s, QJsonArray()}};
            page.changes.push_back({u"translation"_s,
                                    translation,
                                    1,
                                    1,
                                    false,
                                    {{u"id"_s, translation},
                                     {u"lyrics_id"_s, id.toString()},
                                     {u"song_id"_s, seed.song.toString()},
                                     {u"lang"_s, lang},
                                     {u"rev"_s, 1},
                                     {u"base_lyrics_rev"_s, 3},
                                     {u"document"_s, document},
                                     {u"author"_s, author},
                                     {u"created_at"_s, 1}}});
        }
        const auto done = fixture.cache->writer().run([&page](store::Database& db) -> Result<bool> {
            sync::cache::stage(db, page, true);
            return sync::cache::applyStaged(db, {page.scope, u"cursor"_s, u"epoch"_s, {}, 1, false, false}, 5);
        });
        QVERIFY(done && *done);
    }
    static lyrics::Document wordsOf(PanelFixture& fixture, SongId song)
    {
        const auto views = awaited(fixture.village->words().lyrics(song)).value();
        return views.empty() ? lyrics::Document() : lyrics::documentFromJson(views.front().lyrics.document).value();
    }

    SystemClock clock;
    const PanelSeed seed = makePanelSeed();
};

void TestLyricsPage::aFileGoesToTheSongItWasChosenFor()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    QTemporaryDir folder;
    const QString path = folder.filePath(u"words.lrc"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString text = u"[00:01.00]夜里的雨声落在窗台上\n[00:02.00]我在灯下等你回来听这首歌\n"_s;
    file.write(QStringEncoder("GB18030")(text)); // as most files from China still are
    file.close();
    const SongId song = SongId::make(clock);
    const SongId next = SongId::make(clock);
    const Open open = openPage(*fixture, song);
    open.page->openFile();
    auto* dialog = open.page->findChild<QFileDialog*>();
    QVERIFY(dialog);
    open.words->setSong(next); // the track ends while the person looks for the file
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_COMPARE(wordsOf(*fixture, song).lines.size(), 2);
    QCOMPARE(wordsOf(*fixture, song).lines.at(0).text, u"夜里的雨声落在窗台上"_s);
    QCOMPARE(wordsOf(*fixture, song).lines.at(1).text, u"我在灯下等你回来听这首歌"_s);
    QVERIFY(wordsOf(*fixture, next).lines.isEmpty());
}

void TestLyricsPage::wordsAreCorrected()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    fetched(*fixture);
    const Open open = openPage(*fixture, seed.song);
    LyricsPage& page = *open.page;
    QTRY_VERIFY(page.hasWords());
    QSignalSpy translate(&page, &LyricsPage::translateRequested);
    QTest::mouseClick(page.findChild<QToolButton*>(u"correctWords"_s), Qt::LeftButton);
    QTRY_VERIFY(page.sheet().isVisible());
    QVERIFY(translate.isEmpty());
    auto& editor = page.sheet().editor();
    QCOMPARE(editor.toPlainText().split(u'\n').first(), seed.words.lines.first().text);
    QVERIFY(!page.sheet().publishButton().isEnabled());
    editor.moveCursor(QTextCursor::Start);
    editor.moveCursor(QTextCursor::EndOfBlock);
    QTest::keyClicks(&editor, u"!"_s);
    QTest::mouseClick(&page.sheet().publishButton(), Qt::LeftButton);
    QTRY_VERIFY(!page.sheet().isVisible());
    auto wanted = seed.words;
    wanted.lines.first().text += u'!';
    const auto given = wordsOf(*fixture, seed.song);
    QCOMPARE(given.lines.first().text, wanted.lines.first().text);
    QCOMPARE(given.lines.first().id, wanted.lines.first().id);
    QCOMPARE(given.lines.first().startMs, wanted.lines.first().startMs);
    QCOMPARE(given.lines.size(), wanted.lines.size());
    // A new revision over the one that was corrected, and no draft any more.
    const auto entry =
        fixture->outbox->readers()
            .run([](store::Database& db) -> Result<sync::OutboxEntry> { return sync::outbox::entries(db).front(); })
            .value();
    QCOMPARE(entry.operation.kind, u"lyrics.put"_s);
    QCOMPARE(entry.operation.baseRev, 3);
    QCOMPARE(lyrics::documentFromJson(entry.baseDocument).value(), seed.words);
    QVERIFY(awaited(fixture->village->words().lyricsDraft(seed.song)).value().text.isEmpty());
}

void TestLyricsPage::correctionsOutliveTheProgram()
{
    QuietProfile profile;
    {
        const auto fixture = profile.open();
        fetched(*fixture);
        const Open open = openPage(*fixture, seed.song);
        QTRY_VERIFY(open.page->hasWords());
        open.page->editWords();
        QTRY_VERIFY(open.page->sheet().isVisible());
        QTest::keyClick(&open.page->sheet().editor(), Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClicks(&open.page->sheet().editor(), u"Oh "_s);
        // The next track does not take the sheet away, and what is typed is on the disk after a pause.
        open.words->setSong(SongId::make(clock));
        QVERIFY(open.page->sheet().isVisible());
        QTRY_VERIFY(awaited(fixture->village->words().lyricsDraft(seed.song)).value().text.startsWith(u"Oh "_s));
    }
    const auto fixture = profile.open();
    const Open open = openPage(*fixture, seed.song);
    QTRY_VERIFY(open.page->hasWords());
    open.page->editWords();
    QTRY_VERIFY(open.page->sheet().isVisible());
    QVERIFY(open.page->sheet().editor().toPlainText().startsWith(u"Oh "_s));
    QCOMPARE(open.page->sheet().draft().baseRev, 3);
    QTest::mouseClick(open.page->sheet().findChild<QPushButton*>(u"leaveWords"_s), Qt::LeftButton);
    QVERIFY(!open.page->sheet().isVisible());
    QVERIFY(!awaited(fixture->village->words().lyricsDraft(seed.song)).value().text.isEmpty());
}

void TestLyricsPage::aFilesWordsAreShownAsTheyWereCorrected()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const SongId song = SongId::make(clock);
    const Open open = openPage(*fixture, song);
    open.words->setLocal(seed.words);
    LyricsPage& page = *open.page;
    QTRY_VERIFY(page.hasWords());
    const auto first = [&page] { return page.view().sheet().document.lines.value(0); };
    const lyrics::Line before = first();
    page.editWords();
    QTRY_VERIFY(page.sheet().isVisible());
    QTest::keyClick(&page.sheet().editor(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClicks(&page.sheet().editor(), u"Oh "_s);
    QTest::mouseClick(page.sheet().findChild<QPushButton*>(u"leaveWords"_s), Qt::LeftButton);
    QTRY_VERIFY(page.view().isVisible());
    QTRY_COMPARE(first().text, u"Oh "_s + before.text);
    QCOMPARE(first().startMs, before.startMs); // in time as before
    QCOMPARE(first().id, before.id);           // and its translations stay with it
    QCOMPARE(open.words->state().document, seed.words);

    // Another song's are its own; back again, they are found again.
    open.words->setSong(SongId::make(clock));
    open.words->setLocal(seed.words);
    QTRY_COMPARE(first().text, before.text);
    open.words->setSong(song);
    open.words->setLocal(seed.words);
    QTRY_COMPARE(first().text, u"Oh "_s + before.text);

    // The file was changed elsewhere: it is shown as it is.
    auto changed = seed.words;
    changed.lines.first().text = u"Something else"_s;
    open.words->setLocal(changed);
    QTRY_COMPARE(first().text, u"Something else"_s);
}

void TestLyricsPage::newWordsAreWrittenDown()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const SongId song = SongId::make(clock);
    const Open open = openPage(*fixture, song);
    QTRY_VERIFY(!open.words->isLoading());
    open.page->editWords();
    QTRY_VERIFY(open.page->sheet().isVisible());
    QTest::keyClicks(&open.page->sheet().editor(), u"The lanterns go out one by one"_s);
    QTest::keyClick(&open.page->sheet().editor(), Qt::Key_Return);
    QTest::keyClicks(&open.page->sheet().editor(), u"and I am still here"_s);
    QTest::keyClick(&open.page->sheet().editor(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!open.page->sheet().isVisible());
    QTRY_COMPARE(wordsOf(*fixture, song).lines.size(), 2);
    QCOMPARE(wordsOf(*fixture, song).lines.at(1).text, u"and I am still here"_s);
    QVERIFY(awaited(fixture->village->words().lyricsDraft(song)).value().text.isEmpty());
}

void TestLyricsPage::aLinesMenuCorrectsOrTranslatesIt()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    fetched(*fixture);
    const Open open = openPage(*fixture, seed.song);
    LyricsPage& page = *open.page;
    QTRY_VERIFY(page.hasWords());
    QSignalSpy translate(&page, &LyricsPage::translateRequested);
    const auto menuOf = [&](int line) {
        page.view().setFocus();
        QTest::keyClick(&page.view(), Qt::Key_Home);
        for (int i = 0; i < line; ++i)
            QTest::keyClick(&page.view(), Qt::Key_Down);
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(page.view().viewport(), &asked);
        return page.view().findChild<QMenu*>();
    };
    const auto choose = [](QMenu* menu, const QString& text) {
        const auto actions = menu->actions();
        const auto found = std::ranges::find(actions, text, &QAction::text);
        QVERIFY(found != actions.end());
        menu->hide(); // as a menu does before what was chosen in it begins
        (*found)->trigger();
        delete menu;
    };
    choose(menuOf(3), u"Translate this line"_s);
    QCOMPARE(translate.size(), 1);
    QCOMPARE(translate.first().first().value<LineId>(), seed.words.lines.at(3).id);
    QVERIFY(!page.sheet().isVisible());

    choose(menuOf(5), u"Improve"_s);
    QTRY_VERIFY(page.sheet().isVisible());
    QCOMPARE(translate.size(), 1);
    // Not hasFocus(): without a window system no window may be active once a menu has gone.
    QTRY_COMPARE(page.focusWidget(), &page.sheet().editor());
    QTest::keyClicks(&page.sheet().editor(), u"!"_s);
    QCOMPARE(page.sheet().editor().textCursor().block().text(), seed.words.lines.at(5).text + u'!');
    // Gone on with later, the caret finds a line where it stands by then.
    QTest::keyClick(&page.sheet().editor(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClicks(&page.sheet().editor(), u"One more"_s);
    QTest::keyClick(&page.sheet().editor(), Qt::Key_Return);
    QTest::mouseClick(page.sheet().findChild<QPushButton*>(u"leaveWords"_s), Qt::LeftButton);
    QTRY_VERIFY(!page.sheet().isVisible());
    choose(menuOf(4), u"Improve"_s);
    QTRY_VERIFY(page.sheet().isVisible());
    QCOMPARE(page.sheet().editor().textCursor().blockNumber(), 5);
    QCOMPARE(page.sheet().editor().textCursor().block().text(), seed.words.lines.at(4).text);
}

void TestLyricsPage::theSettingsLanguageIsShown()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    fetched(*fixture, {u"de"_s, u"en"_s, u"fr"_s});
    fixture->settings.setValue(u"words/language"_s, u"fr"_s);
    const Open open = openPage(*fixture, seed.song);
    const auto shown = [&] { return open.page->view().sheet().translationLang; };
    QTRY_COMPARE(shown(), u"fr"_s);
    open.page->setTranslationLanguage(u"de"_s); // chosen here: that is meant
    QCOMPARE(shown(), u"de"_s);
    setOwnWordsLanguage(fixture->settings, u"en"_s); // changed there while the words stand beside
    QCOMPARE(shown(), u"en"_s);
    open.page->setTranslationLanguage(u"de"_s);
    setOwnWordsLanguage(fixture->settings, u"en"_s); // chosen once more
    QCOMPARE(shown(), u"en"_s);
    open.page->setTranslationLanguage({}); // who wants none gets none in another language either
    setOwnWordsLanguage(fixture->settings, u"fr"_s);
    QCOMPARE(shown(), QString());
}

void TestLyricsPage::aScriptOfChineseIsNoOther()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    fetched(*fixture, {u"zh-Hans"_s, u"zh-Hant"_s});
    const Open open = openPage(*fixture, seed.song);
    const auto shown = [&] { return open.page->view().sheet().translationLang; };
    QTRY_VERIFY(!shown().isEmpty());
    for (const auto& tag : {u"zh-Hant"_s, u"zh-Hans"_s}) {
        open.page->setTranslationLanguage(tag);
        QCOMPARE(shown(), tag);
    }
    open.page->setTranslationLanguage(u"zh-TW"_s);
    QCOMPARE(shown(), u"zh-Hant"_s);
}

QTEST_MAIN(TestLyricsPage)
#include "tst_lyrics_page.moc"
