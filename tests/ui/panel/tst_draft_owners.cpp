// Two people at one window: what one of them was writing is not in the other's fields, and is there again with them.

#include "translate_desk.h"
#include "typing.h"

#include "ui/panel/comments/composer_keeper.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/lyrics/words_sheet.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/unit_editor.h"

#include <QLabel>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestDraftOwners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A village for each test: one server lets nobody sign in as often as all of them do.
    void init()
    {
        village = std::make_unique<SeededVillage>();
        QVERIFY(village->start());
        PanelFixture fixture;
        for (const QString& name : {u"anna"_s, u"berta"_s})
            (void)fixture.signUp(village->url(), name, name == u"anna"_s ? u"Anna"_s : u"Berta"_s);
    }

    void theFieldIsOfWhoWrites();
    void whatIsWrittenBeforeSigningInIsGoneOnWith();
    void whatTheDiskRefusedStaysWithWhoWroteIt();
    void whatTheDiskRefusedIsThereAgainWithWhoWroteIt_data();
    void whatTheDiskRefusedIsThereAgainWithWhoWroteIt();
    void aChangeOfACommentStaysWithItsAuthor();
    void aChangeIsNotOpenedForSomebodyElse();
    void whatIsSentGoesOutInItsAuthorsNameOnly();
    void aSessionThatEndsByItselfTakesNothingAway();
    void aTranslationIsOfWhoWrites();
    void aTranslationThatTheDiskRefusedIsGoneOnWith();
    void whatTheDiskRefusedTakesNoDraftsPlace();
    void wordsAreOfWhoWrites();
    void wordsThatTheDiskRefusedStayTheirWriters();

private:
    void signIn(PanelFixture& fixture, const QString& name) const
    {
        QVERIFY(awaited(fixture.village->account().signIn(village->url(), name, u"a lantern on the pier"_s)));
    }
    static void signOut(PanelFixture& fixture)
    {
        (void)fixture.village->account().signOut();
        QTRY_VERIFY(fixture.village->account().writer().isNull());
    }
    /// What is told beside the field; empty where nothing is.
    static QString told(const CommentsPage& page)
    {
        const auto* line = page.findChild<QLabel*>(u"draftLine"_s);
        return line->isVisible() ? line->text() : QString();
    }

    SystemClock clock;
    std::unique_ptr<SeededVillage> village;
    const SongId song = SongId::make(clock);
    const SongId next = SongId::make(clock);
    const QString kept = u"What Anna was writing here is kept until they sign in again."_s;
    const QString begun = u"Begun before you signed in."_s;
};

void TestDraftOwners::theFieldIsOfWhoWrites()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    const auto page = openComments(fixture, song);
    write(*page, u"half of Anna's th"_s);
    signOut(fixture); // before the pause
    QTRY_COMPARE(textOf(*page), QString());
    QCOMPARE(told(*page), kept);
    signIn(fixture, u"berta"_s);
    QCOMPARE(textOf(*page), QString());
    write(*page, u"Berta's"_s);
    QTRY_COMPARE(told(*page), QString());
    signIn(fixture, u"anna"_s); // without signing out
    QTRY_COMPARE(textOf(*page), u"half of Anna's th"_s);
    write(*page, u"ought"_s, true);
    QTRY_COMPARE(awaited(fixture.village->talk().comments(song, community::CommentSort::Newest)).value().total, 1);
    QTRY_COMPARE(awaited(fixture.village->talk().draft(song)).value().text, QString());
    signIn(fixture, u"berta"_s);
    QTRY_COMPARE(textOf(*page), u"Berta's"_s);
}

/// As whoever presses Send without an account is asked to.
void TestDraftOwners::whatIsWrittenBeforeSigningInIsGoneOnWith()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    const auto page = openComments(fixture, song);
    write(*page, u"Anna's"_s);
    signOut(fixture);
    QTRY_COMPARE(textOf(*page), QString());
    page->setSong(next, true);
    QSignalSpy asked(page.get(), &CommentsPage::signInRequested);
    write(*page, u"whoever I am"_s, true);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(textOf(*page), u"whoever I am"_s);
    signIn(fixture, u"berta"_s);
    QTRY_COMPARE(told(*page), begun);
    QCOMPARE(textOf(*page), u"whoever I am"_s);
    write(*page, u" now"_s);
    QTRY_COMPARE(awaited(fixture.village->talk().draft(next)).value().text, u"whoever I am now"_s);
    QTRY_COMPARE(told(*page), QString());
    signIn(fixture, u"anna"_s);
    QTRY_COMPARE(textOf(*page), QString());
    page->setSong(song, true);
    QTRY_COMPARE(textOf(*page), u"Anna's"_s);
    QCOMPARE(told(*page), QString());
}

void TestDraftOwners::whatTheDiskRefusedStaysWithWhoWroteIt()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    const auto page = openComments(fixture, song);
    QVERIFY(awaited(refuseDrafts(fixture, true)));
    write(*page, u"Anna's"_s);
    page->flush();
    signIn(fixture, u"berta"_s);
    QTRY_COMPARE(textOf(*page), QString());
    QVERIFY(awaited(refuseDrafts(fixture, false)));
    page->flush();
    QCOMPARE(awaited(fixture.village->talk().draft(song)).value().text, QString());
    QCOMPARE(textOf(*page), QString());
    signIn(fixture, u"anna"_s);
    QTRY_COMPARE(textOf(*page), u"Anna's"_s);
    QTRY_COMPARE((page->flush(), awaited(fixture.village->talk().draft(song)).value().text), u"Anna's"_s);
}

void TestDraftOwners::whatTheDiskRefusedIsThereAgainWithWhoWroteIt_data()
{
    QTest::addColumn<QString>("nobodys");
    QTest::addColumn<bool>("isRefused");
    QTest::addColumn<QString>("whole");
    QTest::newRow("nobody writes between") << QString() << true << u"Anna's"_s;
    QTest::newRow("what nobody wrote is refused too") << u"nobody's"_s << true << u"nobody's\nAnna's"_s;
    QTest::newRow("what nobody wrote is kept") << u"nobody's"_s << false << u"nobody's\nAnna's"_s;
}

/// They sign out, and in again, while it is nowhere but here.
void TestDraftOwners::whatTheDiskRefusedIsThereAgainWithWhoWroteIt()
{
    QFETCH(const QString, nobodys);
    QFETCH(const bool, isRefused);
    QFETCH(const QString, whole);
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    const auto page = openComments(fixture, song);
    QVERIFY(awaited(refuseDrafts(fixture, true)));
    write(*page, u"Anna's"_s);
    page->flush();
    signOut(fixture);
    QTRY_COMPARE(textOf(*page), QString());
    if (!isRefused) QVERIFY(awaited(refuseDrafts(fixture, false)));
    write(*page, nobodys);
    page->composer().flush(); // which is not to try again what was refused
    if (isRefused) QVERIFY(awaited(refuseDrafts(fixture, false)));
    const auto isKept = [&] { return awaited(fixture.village->talk().draft(song)).value().text == nobodys; };
    if (!isRefused) QTRY_VERIFY(isKept());
    signIn(fixture, u"anna"_s);
    QTRY_COMPARE(textOf(*page), whole);
    QTRY_COMPARE((page->flush(), awaited(fixture.village->talk().draft(song)).value().text), whole);
    QCOMPARE(textOf(*page), whole);
}

void TestDraftOwners::aChangeOfACommentStaysWithItsAuthor()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    const auto page = openComments(fixture, song);
    write(*page, u"beside"_s);
    const auto comment = CommentId::make(clock);
    page->composer().editComment(comment, u"As it was"_s);
    write(*page, u", but better"_s);
    signIn(fixture, u"berta"_s);
    QTRY_COMPARE(textOf(*page), QString());
    QVERIFY(page->composer().editing().isNull());
    QCOMPARE(told(*page), kept);
    signIn(fixture, u"anna"_s);
    QTRY_COMPARE(textOf(*page), u"As it was, but better"_s);
    QCOMPARE(page->composer().editing(), comment);
    QCOMPARE(page->composer().draft().text, u"beside"_s);
}

/// It is asked for in the moment in which somebody else has signed in and the window has not heard of it.
void TestDraftOwners::aChangeIsNotOpenedForSomebodyElse()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    Composer composer(*fixture.look);
    ComposerKeeper keeper(*fixture.village, composer);
    keeper.setSong(song);
    api::Comment comment;
    comment.id = CommentId::make(clock);
    comment.text = u"Anna's"_s;
    auto signedIn =
        fixture.engine->signIn(village->url(), {u"berta"_s, u"a lantern on the pier"_s, u"this computer"_s});
    signedIn.waitForFinished(); // without this thread hearing of anything
    keeper.edit(comment);
    QTRY_COMPARE(fixture.village->account().current()->person.name, u"berta"_s);
    (void)awaited(fixture.village->talk().edits(song)); // what was asked before is answered
    QCoreApplication::processEvents();
    QVERIFY(composer.editing().isNull());
}

void TestDraftOwners::whatIsSentGoesOutInItsAuthorsNameOnly()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    auto posted = fixture.village->talk().post({next, u"by Anna"_s, {}, {}, {}, {}});
    auto signedIn =
        fixture.engine->signIn(village->url(), {u"berta"_s, u"a lantern on the pier"_s, u"this computer"_s});
    signedIn.waitForFinished(); // before this thread hears that the words are on the disk
    const auto done = awaited(posted);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Unauthorised);
    QTRY_COMPARE(fixture.village->account().current()->person.name, u"berta"_s);
    QCOMPARE(awaited(fixture.village->talk().comments(next, community::CommentSort::Newest)).value().total, 0);
    signIn(fixture, u"anna"_s);
    QCOMPARE(awaited(fixture.village->talk().draft(next)).value().text, u"by Anna"_s);
}

/// Nobody said that they leave: they go on writing, and sign in again to send it.
void TestDraftOwners::aSessionThatEndsByItselfTakesNothingAway()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    const auto page = openComments(fixture, song);
    write(*page, u"half a thought"_s);
    PanelFixture elsewhere;
    signIn(elsewhere, u"anna"_s);
    const auto devices = awaited(elsewhere.village->account().devices()).value();
    for (const auto& device : devices) {
        if (!device.isCurrent) QVERIFY(awaited(elsewhere.village->account().endDevice(device.id)));
    }
    QTRY_VERIFY((awaited(fixture.village->syncNow()), !fixture.village->account().current()->signedIn));
    QCOMPARE(textOf(*page), u"half a thought"_s);
    QCOMPARE(told(*page), QString());
    signIn(fixture, u"anna"_s);
    QCOMPARE(textOf(*page), u"half a thought"_s);
}

void TestDraftOwners::aTranslationIsOfWhoWrites()
{
    TranslateDesk desk(*village);
    desk.signIn(u"anna"_s);
    desk.awaitLines();
    TranslatePage& page = *desk.page;
    const QString published = page.model().text(8);
    page.openRow(8);
    QTest::keyClicks(&page.unitEditor().editor(), u"Anna's line"_s);
    signOut(desk.fixture);
    QTRY_VERIFY(page.keeper().isOpen() && page.keeper().draft().owner.account == AccountId());
    QCOMPARE(page.model().text(8), published);
    page.openRow(9);
    QTest::keyClicks(&page.unitEditor().editor(), u"anybody's line"_s);
    const QString anybodys = page.model().text(9);
    desk.signIn(u"berta"_s);
    const AccountId berta = desk.fixture.village->account().writer();
    QTRY_VERIFY(page.keeper().isOpen() && page.keeper().draft().owner.account == berta);
    QCOMPARE(page.model().text(9), anybodys);
    QCOMPARE(page.model().text(8), published);
    QVERIFY(page.keeper().draft().owner.adopted);
    desk.signIn(u"anna"_s);
    QTRY_COMPARE(page.model().text(8), published + u"Anna's line"_s);
    QVERIFY(page.model().text(9) != anybodys);
}

/// Somebody signs in to publish it while the disk is full.
void TestDraftOwners::aTranslationThatTheDiskRefusedIsGoneOnWith()
{
    TranslateDesk desk(*village);
    desk.signIn(u"anna"_s);
    desk.awaitLines();
    TranslatePage& page = *desk.page;
    signOut(desk.fixture);
    QTRY_VERIFY(page.keeper().isOpen() && page.keeper().draft().owner.account == AccountId());
    QVERIFY(awaited(refuseDrafts(desk.fixture, true)));
    page.openRow(9);
    QTest::keyClicks(&page.unitEditor().editor(), u"anybody's line"_s);
    const QString anybodys = page.model().text(9);
    desk.signIn(u"berta"_s);
    const AccountId berta = desk.fixture.village->account().writer();
    QTRY_VERIFY(page.keeper().isOpen() && page.keeper().draft().owner.account == berta);
    QCOMPARE(page.model().text(9), anybodys);
    QVERIFY(awaited(refuseDrafts(desk.fixture, false)));
    page.keeper().flush();
    const community::TranslationDraft& draft = page.keeper().draft();
    const auto onDisk = [&] {
        return awaited(desk.fixture.village->words().openDraft(draft.songId, draft.lyricsId, draft.lang)).value();
    };
    QTRY_COMPARE(onDisk().document, draft.document);
    QCOMPARE(onDisk().owner.account, berta);
}

/// Nobody's text, which the disk refused, does not stand for what the next one has in work.
void TestDraftOwners::whatTheDiskRefusedTakesNoDraftsPlace()
{
    TranslateDesk desk(*village);
    desk.signIn(u"anna"_s);
    desk.awaitLines();
    TranslatePage& page = *desk.page;
    page.openRow(8);
    QTest::keyClicks(&page.unitEditor().editor(), u"Anna's line"_s);
    const QString annas = page.model().text(8);
    signOut(desk.fixture);
    QTRY_VERIFY(page.keeper().isOpen() && page.keeper().draft().owner.account == AccountId());
    QVERIFY(awaited(refuseDrafts(desk.fixture, true)));
    page.openRow(9);
    QTest::keyClicks(&page.unitEditor().editor(), u"anybody's line"_s);
    const QString anybodys = page.model().text(9);
    desk.signIn(u"anna"_s);
    const AccountId anna = desk.fixture.village->account().writer();
    QTRY_VERIFY(page.keeper().isOpen() && page.keeper().draft().owner.account == anna);
    QCOMPARE(page.model().text(8), annas);
    QVERIFY(awaited(refuseDrafts(desk.fixture, false)));
    page.keeper().flush();
    signOut(desk.fixture);
    QTRY_VERIFY(page.keeper().isOpen() && page.keeper().draft().owner.account == AccountId());
    desk.signIn(u"anna"_s);
    QTRY_COMPARE(page.model().text(9), anybodys);
    QCOMPARE(page.model().text(8), annas);
}

void TestDraftOwners::wordsAreOfWhoWrites()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    SongWords words(*fixture.village);
    LyricsPage page(fixture.context(), words);
    page.resize(408, 740);
    page.QWidget::show();
    words.setSong(song);
    const auto open = [&] {
        QTRY_VERIFY(!words.isLoading());
        page.editWords();
        QTRY_VERIFY(page.sheet().isVisible());
    };
    const auto text = [&] { return page.sheet().editor().toPlainText(); };
    open();
    QTest::keyClicks(&page.sheet().editor(), u"Anna's words"_s);
    signOut(fixture);
    QTRY_VERIFY(!page.sheet().isVisible());
    open();
    QCOMPARE(text(), QString());
    QTest::keyClicks(&page.sheet().editor(), u"Anybody's words"_s);
    signIn(fixture, u"berta"_s);
    QVERIFY(page.sheet().isVisible()); // as whoever is asked to sign in to publish
    QCOMPARE(text(), u"Anybody's words"_s);
    QTest::keyClicks(&page.sheet().editor(), u", Berta's now"_s);
    QTRY_COMPARE(awaited(fixture.village->words().lyricsDraft(song)).value().text, u"Anybody's words, Berta's now"_s);
    signIn(fixture, u"anna"_s);
    QTRY_VERIFY(!page.sheet().isVisible());
    open();
    QCOMPARE(text(), u"Anna's words"_s);
}

/// Their writer leaves while the disk does not take them: they stay on the screen, and are nobody else's for that.
void TestDraftOwners::wordsThatTheDiskRefusedStayTheirWriters()
{
    PanelFixture fixture;
    signIn(fixture, u"anna"_s);
    SongWords words(*fixture.village);
    LyricsPage page(fixture.context(), words);
    page.resize(408, 740);
    page.QWidget::show();
    words.setSong(song);
    QTRY_VERIFY(!words.isLoading());
    page.editWords();
    QTRY_VERIFY(page.sheet().isVisible());
    QVERIFY(awaited(refuseDrafts(fixture, true)));
    QTest::keyClicks(&page.sheet().editor(), u"Anna's words"_s);
    signOut(fixture);
    QVERIFY(page.sheet().isVisible());
    QVERIFY(awaited(refuseDrafts(fixture, false)));
    signIn(fixture, u"berta"_s);
    QTRY_VERIFY(!page.sheet().isVisible());
    QCOMPARE(awaited(fixture.village->words().lyricsDraft(song)).value().text, QString());
    signIn(fixture, u"anna"_s);
    QCOMPARE(awaited(fixture.village->words().lyricsDraft(song)).value().text, u"Anna's words"_s);
}

QTEST_MAIN(TestDraftOwners)
#include "tst_draft_owners.moc"
