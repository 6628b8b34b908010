// What is typed beside a song outlives the next song, a refusal, another id of the song and the end of the program.

#include "typing.h"

#include "lyrics/document_json.h"
#include "panel_seed.h"
#include "translation/source_change.h"
#include "translation/units_json.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/lyrics/words_sheet.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/draft_keeper.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestTypedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeOutlivesTheNextSong();
    void aChangeIsSentFromTheField();
    void aRefusedChangeStaysInTheField();
    void aCommentSentAtTheVeryEndIsThereAgain();
    void aRefusedCommentIsBackInTheField();
    void whatIsTypedBeforeTheDraftCameIsJoinedWithIt();
    void aSongWithAnotherIdKeepsWhatIsTyped();
    void theTranslationThatWasShownIsPublished();
    void wordsThatTheDiskRefusesStayInTheSheet();
    void publishedWordsLeaveAnotherSongsSheetAlone();
    void correctionsOfASongWithAnotherIdAreOneDraft();

private:
    struct Sheet
    {
        explicit Sheet(PanelFixture& fixture, SongId song)
            : words(*fixture.village)
            , page(fixture.context(), words)
        {
            page.resize(408, 740);
            page.QWidget::show();
            open(song);
        }
        void open(SongId song)
        {
            words.setSong(song);
            QTRY_VERIFY(!words.isLoading());
            page.editWords();
            QTRY_VERIFY(page.sheet().isVisible());
        }
        [[nodiscard]] QString text() { return page.sheet().editor().toPlainText(); }
        void write(const QString& text) { QTest::keyClicks(&page.sheet().editor(), text); }
        void leave() { QTest::mouseClick(page.sheet().findChild<QPushButton*>(u"leaveWords"_s), Qt::LeftButton); }

        SongWords words;
        LyricsPage page;
    };

    static std::vector<community::OutboxItem> items(PanelFixture& fixture)
    {
        return awaited(fixture.village->outbox().items()).value();
    }

    SystemClock clock;
    const SongId song = SongId::make(clock);
    const SongId next = SongId::make(clock);
};

void TestTypedText::aChangeOutlivesTheNextSong()
{
    QuietProfile profile;
    const auto comment = CommentId::make(clock);
    {
        const auto fixture = profile.open();
        const auto page = openComments(*fixture, song);
        write(*page, u"beside"_s);
        page->composer().editComment(comment, u"As it was"_s);
        write(*page, u", but better"_s);
        page->setSong(next, true); // at once, before the pause
        QCOMPARE(textOf(*page), QString());
        page->setSong(song, true);
        QTRY_COMPARE(textOf(*page), u"As it was, but better"_s);
        QCOMPARE(page->composer().editing(), comment);
        QCOMPARE(page->composer().draft().text, u"beside"_s);
        write(*page, u"!"_s);
        QTRY_COMPARE(awaited(fixture->village->talk().edits(song)).value().front().text, u"As it was, but better!"_s);
    }
    const auto fixture = profile.open();
    const auto page = openComments(*fixture, song);
    QTRY_COMPARE(textOf(*page), u"As it was, but better!"_s);
    QTest::keyClick(&page->composer().editor(), Qt::Key_Escape); // given up
    QCOMPARE(textOf(*page), u"beside"_s);
    QTRY_VERIFY(awaited(fixture->village->talk().edits(song)).value().empty());
}

void TestTypedText::aChangeIsSentFromTheField()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const auto comment = awaited(fixture->village->talk().post({song, u"Said so"_s, {}, {}, {}, {}})).value();
    const auto page = openComments(*fixture, song);
    page->composer().editComment(comment, u"Said so"_s);
    QTest::keyClicks(&page->composer().editor(), u", kindly"_s);
    QTest::keyClick(&page->composer().editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(textOf(*page), u"Said so, kindly"_s); // until it is in the outbox
    QTRY_COMPARE(textOf(*page), QString());
    QVERIFY(page->composer().editing().isNull());
    QCOMPARE(items(*fixture).front().text, u"Said so, kindly"_s);
    QVERIFY(awaited(fixture->village->talk().edits(song)).value().empty());
}

void TestTypedText::aRefusedChangeStaysInTheField()
{
    PanelFixture fixture; // nobody ever signed in
    const auto page = openComments(fixture, song);
    const auto comment = CommentId::make(clock);
    page->composer().editComment(comment, u"As it was"_s);
    QSignalSpy signIn(page.get(), &CommentsPage::signInRequested);
    write(*page, u", but better"_s, true);
    QTRY_COMPARE(signIn.size(), 1);
    QCOMPARE(textOf(*page), u"As it was, but better"_s);
    QCOMPARE(page->composer().editing(), comment);
    QCOMPARE(awaited(fixture.village->talk().edits(song)).value().size(), size_t(1));
}

void TestTypedText::aCommentSentAtTheVeryEndIsThereAgain()
{
    QuietProfile profile;
    {
        const auto fixture = profile.open();
        const auto page = openComments(*fixture, song);
        QTRY_VERIFY(page->composer().isEnabled());
        write(*page, u"Last words"_s, true); // and the program ends before anything else happens
    }
    const auto fixture = profile.open();
    const auto page = openComments(*fixture, song);
    if (const auto sent = items(*fixture); !sent.empty())
        QCOMPARE(sent.front().text, u"Last words"_s);
    else
        QTRY_COMPARE(textOf(*page), u"Last words"_s);
}

void TestTypedText::aRefusedCommentIsBackInTheField()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const auto page = openComments(*fixture, song);
    // The disk refuses operations from now on.
    const auto refuse = fixture->outbox->writer().run([](store::Database& db) -> Result<void> {
        db.execute("CREATE TRIGGER full BEFORE INSERT ON operation BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        return {};
    });
    QVERIFY(refuse.has_value());
    write(*page, u"First"_s, true);
    write(*page, u"then"_s);
    QTRY_COMPARE(textOf(*page), u"First\nthen"_s);
    page->setSong(next, true);
    page->setSong(song, true);
    QTRY_COMPARE(textOf(*page), u"First\nthen"_s);
}

void TestTypedText::whatIsTypedBeforeTheDraftCameIsJoinedWithIt()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    QVERIFY(awaited(fixture->village->talk().saveDraft({song, u"kept"_s, {}, {}})).has_value());
    std::optional<SlowDisk> slow(*fixture);
    const auto page = openComments(*fixture, song);
    write(*page, u"new"_s);
    slow.reset();
    const QString joined = u"kept\nnew"_s;
    QTRY_COMPARE(textOf(*page), joined);
    page->setSong(next, true);
    write(*page, u"quick"_s);
    page->setSong(song, true);
    QTRY_COMPARE(textOf(*page), joined);
    page->setSong(next, true);
    QTRY_COMPARE(textOf(*page), u"quick"_s);
}

void TestTypedText::aSongWithAnotherIdKeepsWhatIsTyped()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const SongId local = fixture->makeSong(u"Night Rain"_s);
    QVERIFY(awaited(fixture->village->talk().saveDraft({next, u"older"_s, {}, {}})).has_value());
    const auto page = openComments(*fixture, local);
    write(*page, u"half a th"_s);
    QTRY_COMPARE(awaited(fixture->village->talk().draft(local)).value().text, u"half a th"_s);
    write(*page, u"ou"_s);
    QSignalSpy renamed(&fixture->village->songs(), &community::Songs::renamed);
    (void)fixture->engine->act(sync::event::SongFound{local, next});
    QTRY_COMPARE(renamed.size(), 1);
    page->setSong(next, true);
    QCOMPARE(textOf(*page), u"half a thou"_s); // nothing is taken out of sight
    write(*page, u"ght"_s);
    QTRY_COMPARE(textOf(*page), u"half a thought\nolder"_s);
    QTRY_COMPARE(awaited(fixture->village->talk().draft(next)).value().text, u"half a thought\nolder"_s);
}

void TestTypedText::theTranslationThatWasShownIsPublished()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const PanelSeed seed = makePanelSeed();
    DraftKeeper keeper(*fixture->village);
    QSignalSpy opened(&keeper, &DraftKeeper::opened);
    keeper.open(seed.song, seed.lyrics, 0, seed.words, u"en"_s);
    QTRY_COMPARE(opened.size(), 1);
    const auto line = seed.words.lines.front();
    const auto start = translation::startTranslation(u"en"_s, seed.lyrics, 0, seed.words);
    keeper.keep(translation::withText(start, line.id, u"The harbour lights"_s, line.text));
    QSignalSpy published(&keeper, &DraftKeeper::published);
    keeper.publish(); // the words go first, and meanwhile another translation is opened
    keeper.open(seed.song, seed.lyrics, 0, seed.words, u"fr"_s);
    QTRY_COMPARE(published.size(), 1);
    const auto views = awaited(fixture->village->words().translations(seed.song, seed.lyrics)).value();
    QCOMPARE(views.size(), size_t(1));
    QCOMPARE(views.front().translation.lang, u"en"_s);
    const auto document = translation::translationFromJson(views.front().translation.document).value();
    QCOMPARE(translation::findUnit(document, line.id)->text, u"The harbour lights"_s);
}

void TestTypedText::wordsThatTheDiskRefusesStayInTheSheet()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    Sheet sheet(*fixture, song);
    QVERIFY(awaited(refuseDrafts(*fixture, true)).has_value());
    sheet.write(u"The lanterns go out"_s);
    sheet.leave();
    QTRY_VERIFY(sheet.page.sheet().isUnkept());
    QVERIFY2(sheet.page.sheet().isVisible(), "the words went, and are nowhere else");
    QCOMPARE(sheet.text(), u"The lanterns go out"_s);
    QVERIFY(awaited(refuseDrafts(*fixture, false)).has_value());
    sheet.leave();
    QTRY_VERIFY(!sheet.page.sheet().isVisible());
    QCOMPARE(awaited(fixture->village->words().lyricsDraft(song)).value().text, u"The lanterns go out"_s);
}

void TestTypedText::publishedWordsLeaveAnotherSongsSheetAlone()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    Sheet sheet(*fixture, song);
    sheet.write(u"The words of one"_s);
    QTRY_VERIFY(!awaited(fixture->village->words().lyricsDraft(song)).value().text.isEmpty());
    // Published, and closed and opened at another song before that has an answer.
    QSignalSpy given(&fixture->village->words(), &community::Words::lyricsChanged);
    Q_EMIT sheet.page.sheet().publishRequested(sheet.page.sheet().draft());
    sheet.page.sheet().close();
    community::LyricsDraft other{next, u"The words of another"_s, {}, 0, {}};
    sheet.page.sheet().open(other, {}, u"Another"_s);
    QTRY_VERIFY(!given.isEmpty());
    QTRY_VERIFY(!awaited(fixture->village->words().lyrics(song)).value().empty());
    QTRY_VERIFY(awaited(fixture->village->words().lyricsDraft(song)).value().text.isEmpty());
    QCOMPARE(sheet.page.sheet().song(), next);
    QCOMPARE(sheet.text(), u"The words of another"_s);
    QVERIFY2(sheet.page.sheet().draft().baseDocument.isEmpty(), "one song's words became the base of another's");
}

void TestTypedText::correctionsOfASongWithAnotherIdAreOneDraft()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const SongId local = fixture->makeSong(u"Night Rain"_s);
    Sheet sheet(*fixture, local);
    sheet.write(u"one line"_s);
    QTRY_COMPARE(awaited(fixture->village->words().lyricsDraft(local)).value().text, u"one line"_s);
    QSignalSpy renamed(&fixture->village->songs(), &community::Songs::renamed);
    (void)fixture->engine->act(sync::event::SongFound{local, next});
    QTRY_COMPARE(renamed.size(), 1);
    sheet.write(u" and more"_s);
    sheet.leave();
    QTRY_VERIFY(!sheet.page.sheet().isVisible());
    QCOMPARE(awaited(fixture->village->words().lyricsDraft(next)).value().text, u"one line and more"_s);
    sheet.open(next);
    QCOMPARE(sheet.text(), u"one line and more"_s);
}

QTEST_MAIN(TestTypedText)
#include "tst_typed_text.moc"
