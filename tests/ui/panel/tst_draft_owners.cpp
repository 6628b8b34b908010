// Two people at one window: what one of them was writing is not in the other's fields, and is there again with them.

#include "translate_desk.h"
#include "typing.h"

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
    void initTestCase()
    {
        QVERIFY(village.start());
        PanelFixture fixture;
        for (const QString& name : {u"anna"_s, u"berta"_s})
            (void)fixture.signUp(village.url(), name, name == u"anna"_s ? u"Anna"_s : u"Berta"_s);
    }

    void theFieldIsOfWhoWrites();
    void whatIsWrittenBeforeSigningInIsGoneOnWith();
    void whatTheDiskRefusedStaysWithWhoWroteIt();
    void aChangeOfACommentStaysWithItsAuthor();
    void aSessionThatEndsByItselfTakesNothingAway();
    void aTranslationIsOfWhoWrites();
    void wordsAreOfWhoWrites();

private:
    void signIn(PanelFixture& fixture, const QString& name) const
    {
        QVERIFY(awaited(fixture.village->account().signIn(village.url(), name, u"a lantern on the pier"_s)));
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
    SeededVillage village;
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
    TranslateDesk desk(village);
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

QTEST_MAIN(TestDraftOwners)
#include "tst_draft_owners.moc"
