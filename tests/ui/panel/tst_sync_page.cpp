// The outbox as a place, and the page where edits that crossed are decided: over real stores, without a network.

#include "quiet_profile.h"

#include "panel_seed.h"
#include "translation/source_change.h"
#include "translation/units_json.h"
#include "ui/panel/sync/conflict_card.h"
#include "ui/panel/sync/conflict_page.h"
#include "ui/panel/sync/outbox_model.h"
#include "ui/panel/sync/sync_page.h"

#include <QAbstractItemModelTester>
#include <QFocusFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;
using community::OutboxItem;
using community::SendState;

class TestSyncPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takingBackOneThingTakesNoOther();
    void whatWasTakenBackCanBePutBack();
    void theEmptyListHasNoRingAroundIt();
    void whatWasDiscardedCanBePutBack();
    void decisionsOutliveThePageAndTheProgram();
    void theArrowsChooseAmongTheTexts();
    void aThirdIsWrittenByAButton();
    void enterEndsAThirdAndChoosesNothingElse();

private:
    static int rowOf(const OutboxModel& model, const QString& kind)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.item(row).kind == kind) return row;
        }
        return -1;
    }
    static QPushButton& offer(PanelFixture& fixture) { return *fixture.notice->findChild<QPushButton*>(); }

    /// A translation whose first line was changed on both sides, as the outbox keeps it.
    OperationId addConflict(QuietProfile& profile) const
    {
        const auto& line = seed.words.lines.front();
        const auto start = translation::startTranslation(u"en"_s, seed.lyrics, 1, seed.words);
        const auto with = [&](const QString& text) {
            return translation::toJson(translation::withText(start, line.id, text, line.text));
        };
        sync::OutboxEntry entry;
        entry.operation = {OperationId::make(profile.clock),
                           api::songScope(seed.song),
                           api::translationIdFor(seed.lyrics, u"en").toString(),
                           u"translation.put"_s,
                           {{u"song_id"_s, seed.song.toString()},
                            {u"lyrics_id"_s, seed.lyrics.toString()},
                            {u"lang"_s, u"en"_s},
                            {u"document"_s, with(u"mine"_s)}},
                           1};
        entry.account = profile.account;
        entry.state = sync::EntryState::Conflict;
        entry.order = 1;
        const sync::Conflict conflict{
            entry.operation.opId, with(u"base"_s), with(u"mine"_s), {{u"document"_s, with(u"theirs"_s)}}, 2, 1};
        profile.change([&](store::Database& db) {
            using Kind = sync::QueueChange::Kind;
            sync::outbox::apply(db, {.kind = Kind::Save, .entry = entry, .id = {}, .conflict = {}});
            sync::outbox::apply(db, {.kind = Kind::SaveConflict, .entry = {}, .id = {}, .conflict = conflict});
        });
        return entry.operation.opId;
    }
    /// The page at this conflict of one line, with its card.
    static std::unique_ptr<ConflictPage> openConflict(PanelFixture& fixture, OperationId conflict)
    {
        auto page = std::make_unique<ConflictPage>(fixture.context());
        page->resize(900, 600);
        page->QWidget::show();
        page->show(conflict);
        if (!test::comesTrue([&] { return page->cards().size() == 1; })) qFatal("the conflict has no card");
        return page;
    }
    /// Both wait in the outbox.
    static void postWithReply(PanelFixture& fixture, SongId song)
    {
        auto& talk = fixture.village->talk();
        const auto first = awaited(talk.post({song, u"First"_s, {}, {}, {}, {}})).value();
        (void)awaited(talk.post({song, u"A reply"_s, first, {}, {}, {}})).value();
    }
    static qsizetype draftCount(PanelFixture& fixture)
    {
        return fixture.outbox->readers()
            .run([](store::Database& db) -> Result<qsizetype> {
                auto row = db.prepare("SELECT count(*) FROM draft");
                (void)row.step();
                return row.integer(0);
            })
            .value();
    }

    const PanelSeed seed = makePanelSeed();
};

void TestSyncPage::takingBackOneThingTakesNoOther()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const SongId song = fixture->makeSong(u"Night Rain"_s);
    SyncPage page(fixture->context());
    QAbstractItemModelTester tester(&page.model());
    postWithReply(*fixture, song);
    QTRY_COMPARE(page.model().rowCount(), 3);
    const OutboxItem& ensure = page.model().item(rowOf(page.model(), u"song.ensure"_s));
    QCOMPARE(ensure.followers, 2);
    QVERIFY(OutboxDelegate::actsOf(ensure).isEmpty()); // all that was written would go with it
    const auto refused = awaited(fixture->village->outbox().undo(ensure.id));
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    const OutboxItem& comment = page.model().item(rowOf(page.model(), u"comment.create"_s));
    QCOMPARE(comment.followers, 1);
    QCOMPARE(OutboxDelegate::actsOf(comment), QList<OutboxAct>{OutboxAct::Undo});

    page.act(rowOf(page.model(), u"comment.create"_s), OutboxAct::Undo);
    QTRY_COMPARE(page.model().rowCount(), 1);
    QCOMPARE(page.model().item(0).followers, 0);
    QVERIFY(!OutboxDelegate::actsOf(page.model().item(0)).isEmpty());
}

void TestSyncPage::whatWasTakenBackCanBePutBack()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    fixture->host->show();
    const SongId song = SongId::make(profile.clock);
    SyncPage page(fixture->context());
    QAbstractItemModelTester tester(&page.model());
    postWithReply(*fixture, song);
    QTRY_COMPARE(page.model().rowCount(), 2);
    page.act(0, OutboxAct::Undo);
    QTRY_COMPARE(page.model().rowCount(), 0);
    QTRY_VERIFY(offer(*fixture).isVisible());
    QTest::mouseClick(&offer(*fixture), Qt::LeftButton);
    QTRY_COMPARE(page.model().rowCount(), 2);
    QCOMPARE(page.model().item(0).text, u"First"_s);
    QCOMPARE(page.model().item(1).text, u"A reply"_s);
    QCOMPARE(page.model().item(0).state, SendState::Waiting);
}

void TestSyncPage::theEmptyListHasNoRingAroundIt()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    QWidget window;
    SyncPage page(fixture->context());
    page.setParent(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    postWithReply(*fixture, SongId::make(profile.clock));
    QTRY_COMPARE(page.model().rowCount(), 2);
    auto* list = page.findChild<QListView*>(u"outboxList"_s);
    list->setCurrentIndex(page.model().index(0, 0));
    list->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_VERIFY(!list->isVisible()); // "Nothing is waiting" stands there, and Qt gives it the keyboard
    const auto* ring = window.findChild<QFocusFrame*>();
    QVERIFY(!ring || !ring->isVisible());
}

void TestSyncPage::whatWasDiscardedCanBePutBack()
{
    QuietProfile profile;
    sync::OutboxEntry entry;
    const SongId song = SongId::make(profile.clock);
    entry.operation = {OperationId::make(profile.clock),
                       api::commentsScope(song),
                       CommentId::make(profile.clock).toString(),
                       u"comment.create"_s,
                       {{u"song_id"_s, song.toString()}, {u"text"_s, u"Said too loudly"_s}},
                       0};
    entry.account = profile.account;
    entry.state = sync::EntryState::Rejected;
    entry.message = u"Not here."_s;
    entry.order = 1;
    profile.change([&](store::Database& db) {
        sync::outbox::apply(db, {.kind = sync::QueueChange::Kind::Save, .entry = entry, .id = {}, .conflict = {}});
    });
    {
        const auto fixture = profile.open();
        fixture->host->show();
        SyncPage page(fixture->context());
        page.resize(700, 500);
        page.show();
        QTRY_COMPARE(page.model().rowCount(), 1);
        page.list().setCurrentIndex(page.model().index(0));
        QTest::keyClick(&page.list(), Qt::Key_Delete);
        QTRY_COMPARE(page.model().rowCount(), 0);
        QTRY_VERIFY(offer(*fixture).isVisible());
        QTest::mouseClick(&offer(*fixture), Qt::LeftButton);
        QTRY_COMPARE(page.model().rowCount(), 1);
    }
    const auto fixture = profile.open(); // as it was: refused, and on the disk
    const auto items = awaited(fixture->village->outbox().items()).value();
    QCOMPARE(items.size(), size_t(1));
    QCOMPARE(items.front().text, u"Said too loudly"_s);
    QCOMPARE(items.front().state, SendState::Failed);
    QCOMPARE(items.front().problem, u"Not here."_s);
}

void TestSyncPage::decisionsOutliveThePageAndTheProgram()
{
    QuietProfile profile;
    const auto conflict = addConflict(profile);
    {
        const auto fixture = profile.open();
        const auto page = openConflict(*fixture, conflict);
        QTest::keyClick(page->cards().front(), Qt::Key_E);
        page->cards().front()->third().selectAll();
        QTest::keyClicks(&page->cards().front()->third(), u"a third"_s);
        const QPointer<ConflictCard> before(page->cards().front());
        page->show(conflict); // comes back to it
        QTRY_VERIFY(!before);
        QCOMPARE(page->cards().front()->third().text(), u"a third"_s);
        QCOMPARE(page->cards().front()->choice(), ConflictChoice::Third);
        QTest::keyClick(page->cards().front(), Qt::Key_2);
        QCOMPARE(page->cards().front()->choice(), ConflictChoice::Mine);
    }
    const auto fixture = profile.open();
    const auto page = openConflict(*fixture, conflict);
    QCOMPARE(page->cards().front()->choice(), ConflictChoice::Mine);
    QCOMPARE(page->cards().front()->third().text(), u"a third"_s); // what was written is not lost by choosing
    page->cards().front()->choose(ConflictChoice::Third);
    QSignalSpy left(page.get(), &ConflictPage::left);
    QTest::mouseClick(&page->finishButton(), Qt::LeftButton);
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(draftCount(*fixture), 0);
    const auto views = awaited(fixture->village->words().translations(seed.song, seed.lyrics)).value();
    const auto document = translation::translationFromJson(views.front().translation.document).value();
    QCOMPARE(document.units.front().text, u"a third"_s);
}

void TestSyncPage::aThirdIsWrittenByAButton()
{
    QuietProfile profile;
    const auto conflict = addConflict(profile);
    const auto fixture = profile.open();
    const auto page = openConflict(*fixture, conflict);
    ConflictCard& card = *page->cards().front();
    QTRY_VERIFY(card.thirdButton().isVisible());
    QVERIFY(card.rect().contains(card.thirdButton().geometry()));
    QTest::mouseClick(&card.thirdButton(), Qt::LeftButton);
    QVERIFY(card.third().isVisible());
    QVERIFY(!card.thirdButton().isVisible());
    QCOMPARE(card.choice(), ConflictChoice::Third);
    QCOMPARE(card.third().text(), u"mine"_s);
}

void TestSyncPage::enterEndsAThirdAndChoosesNothingElse()
{
    QuietProfile profile;
    const auto conflict = addConflict(profile);
    const auto fixture = profile.open();
    const auto page = openConflict(*fixture, conflict);
    page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    ConflictCard& card = *page->cards().front();
    QTRY_VERIFY(card.isVisible());
    QTest::keyClick(&card, Qt::Key_2);
    QTest::keyClick(&card, Qt::Key_E);
    QTRY_VERIFY(card.third().hasFocus());
    QTest::keyClicks(&card.third(), u"a third"_s);
    for (const auto modifiers : {Qt::NoModifier, Qt::ControlModifier}) {
        card.third().setFocus();
        QTest::keyClick(&card.third(), Qt::Key_Return, modifiers);
        QCOMPARE(card.choice(), ConflictChoice::Third); // it was "mine" again, which Finish would have published
        QVERIFY(card.third().isVisible());
        QCOMPARE(card.third().text(), u"a third"_s);
        auto* next = qobject_cast<QPushButton*>(page->focusWidget()); // it is the only line
        QVERIFY(next && next->text() == u"Finish"_s);
    }
}

void TestSyncPage::theArrowsChooseAmongTheTexts()
{
    QuietProfile profile;
    const auto conflict = addConflict(profile);
    const auto fixture = profile.open();
    const auto page = openConflict(*fixture, conflict);
    ConflictCard& card = *page->cards().front();
    QTest::keyClick(&card, Qt::Key_Right);
    QTest::keyClick(&card, Qt::Key_Return);
    QCOMPARE(card.choice(), ConflictChoice::Theirs);
    QTest::keyClick(&card, Qt::Key_1);
    QTest::keyClick(&card, Qt::Key_Right); // on from what was chosen
    QTest::keyClick(&card, Qt::Key_Return);
    QCOMPARE(card.choice(), ConflictChoice::Mine);
    QCOMPARE(page->findChild<QLabel*>(u"conflictLanguages"_s)->text(), u"English"_s);
}

QTEST_MAIN(TestSyncPage)
#include "tst_sync_page.moc"
