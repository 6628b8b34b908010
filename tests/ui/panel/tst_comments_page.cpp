#include "seeded_village.h"

#include "ui/panel/comments/comments_page.h"
#include "ui/panel/comments/composer.h"
#include "ui/parts/tab_stop.h"

#include <QFontInfo>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;
using community::CommentListModel;
using community::SendState;

namespace {

int rowOfText(CommentListModel& model, const QString& text)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(CommentListModel::TextRole).toString() == text) return row;
    }
    return -1;
}

SendState stateOf(CommentListModel& model, const QString& text)
{
    return model.index(rowOfText(model, text)).data(CommentListModel::SendStateRole).value<SendState>();
}

} // namespace

class TestCommentsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(village.start()); }

    void showsStorySectionsAndReplies();
    void aTimeChipSeeks();
    void writesOfflineAndArrivesOnce();
    void typedTextSurvives();
    void likesByKey();
    void afterADeletedCommentTheNextIsCurrent();
    void theEmptyPagesActComesBeforeTheComposer();
    void theComposerKeepsTheKeyboardAfterSending();
    void theComposerGrowsWithTheText();
    void whoeverWritesStaysWithTheSong();

private:
    std::unique_ptr<CommentsPage> openPage(PanelFixture& fixture)
    {
        auto page = std::make_unique<CommentsPage>(fixture.context());
        page->resize(408, 740);
        page->show();
        fixture.village->songs().open(village.seed.song);
        page->setSong(village.seed.song, true);
        return page;
    }

    SeededVillage village;
};

void TestCommentsPage::showsStorySectionsAndReplies()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"reader-one"_s, u"Reader One"_s);
    const auto page = openPage(fixture);
    CommentListModel& model = page->model();
    QTRY_VERIFY(model.rowCount() > 10);
    QTRY_COMPARE(model.index(0).data(CommentListModel::KindRole).value<CommentListModel::RowKind>(),
                 CommentListModel::RowKind::Story);
    const int arabic =
        rowOfText(model, u"لا أفهم الكلمات، لكنني بكيت عند الدقيقة الثالثة. شكرًا لمن ترجمها؛ الآن صرت أعرف لماذا."_s);
    QVERIFY(arabic > 0);
    const CommentRow row = page->list().rows().row(model.index(arabic));
    QVERIFY(row.text.isRightToLeft());
    QVERIFY(row.nameRect.left() < 100); // the name row keeps the program's direction

    // The story opens in place.
    const int closed = page->list().visualRect(model.index(0)).height();
    QTest::mouseClick(page->list().viewport(), Qt::LeftButton, {},
                      page->list().zoneRect(model.index(0), CommentAction::OpenStory).center());
    QTRY_VERIFY(page->list().visualRect(model.index(0)).height() > closed);

    // Replies that are folded away come on request.
    int more = -1;
    for (int i = 0; i < model.rowCount(); ++i) {
        if (model.index(i).data(CommentListModel::KindRole).value<CommentListModel::RowKind>() ==
            CommentListModel::RowKind::MoreReplies)
            more = i;
    }
    QVERIFY(more > 0);
    const int before = model.rowCount();
    page->list().scrollTo(model.index(more));
    page->list().setCurrentIndex(model.index(more));
    QTest::keyClick(&page->list(), Qt::Key_Return);
    QTRY_VERIFY(model.rowCount() > before);
}

void TestCommentsPage::aTimeChipSeeks()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"reader-two"_s, u"Reader Two"_s);
    const auto page = openPage(fixture);
    QTRY_VERIFY(page->model().rowCount() > 10);
    QSignalSpy seeks(page.get(), &CommentsPage::seekRequested);
    const QModelIndex first = page->model().index(2);
    QTRY_VERIFY(!page->list().zoneRect(first, CommentAction::Seek).isEmpty());
    QTest::mouseClick(page->list().viewport(), Qt::LeftButton, {},
                      page->list().zoneRect(first, CommentAction::Seek).center());
    QCOMPARE(seeks.size(), 1);
    QCOMPARE(seeks.first().first().toLongLong(), first.data(CommentListModel::AtMsRole).toLongLong());
}

void TestCommentsPage::writesOfflineAndArrivesOnce()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"writer"_s, u"The Writer"_s);
    const auto page = openPage(fixture);
    CommentListModel& model = page->model();
    QTRY_VERIFY(model.rowCount() > 10);
    fixture.village->setOnline(false);
    QTRY_VERIFY(fixture.village->status().flightMode);

    QTest::keyClicks(&page->composer().editor(), u"Playing this on an actual ferry"_s);
    QTest::keyClick(&page->composer().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rowOfText(model, u"Playing this on an actual ferry"_s) > 0);
    QCOMPARE(stateOf(model, u"Playing this on an actual ferry"_s), SendState::Waiting);
    QVERIFY(page->composer().editor().toPlainText().isEmpty());

    // Taken back before anybody saw it.
    QTest::keyClicks(&page->composer().editor(), u"A slip"_s);
    QTest::keyClick(&page->composer().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rowOfText(model, u"A slip"_s) > 0);
    const auto undoPlace = [&] {
        const QModelIndex slip = model.index(rowOfText(model, u"A slip"_s));
        page->list().scrollTo(slip);
        return page->list().zoneRect(slip, CommentAction::Undo).center();
    };
    QTRY_VERIFY(page->list().viewport()->rect().contains(undoPlace()));
    QSignalSpy acts(&page->list(), &CommentListView::acted);
    QTest::mouseClick(page->list().viewport(), Qt::LeftButton, {}, undoPlace());
    QTRY_COMPARE(acts.size(), 1);
    QTRY_COMPARE(rowOfText(model, u"A slip"_s), -1);

    fixture.village->setOnline(true);
    QTRY_COMPARE(stateOf(model, u"Playing this on an actual ferry"_s), SendState::Sent);

    // Another person sees it once.
    PanelFixture other;
    (void)other.signUp(village.url(), u"other"_s, u"Other"_s);
    const auto theirs = openPage(other);
    QTRY_VERIFY(rowOfText(theirs->model(), u"Playing this on an actual ferry"_s) > 0);
    int count = 0;
    for (int row = 0; row < theirs->model().rowCount(); ++row)
        count += theirs->model().index(row).data(CommentListModel::TextRole).toString() ==
                         u"Playing this on an actual ferry"_s
                     ? 1
                     : 0;
    QCOMPARE(count, 1);
}

void TestCommentsPage::typedTextSurvives()
{
    QTemporaryDir profile;
    {
        PanelFixture fixture(profile.path());
        const auto page = openPage(fixture);
        QSignalSpy kept(&page->composer(), &Composer::draftChanged);
        page->composer().setPosition(31'000);
        QTest::keyClicks(&page->composer().editor(), u"half a thought"_s);
        QTRY_VERIFY(!kept.isEmpty());
        QVERIFY(kept.size() < 14); // after a pause, not at each key
        QTRY_COMPARE(awaited(fixture.village->talk().draft(village.seed.song)).value().text, u"half a thought"_s);
    }
    PanelFixture fixture(profile.path());
    const auto page = openPage(fixture);
    QTRY_COMPARE(page->composer().editor().toPlainText(), u"half a thought"_s);
    QCOMPARE(page->composer().draft().atMs, std::optional<qint64>(31'000));
}

void TestCommentsPage::likesByKey()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"liker"_s, u"Liker"_s);
    const auto page = openPage(fixture);
    CommentListModel& model = page->model();
    QTRY_VERIFY(model.rowCount() > 10);
    const int row = rowOfText(model, u"The bass arrives exactly when the rain would."_s);
    QVERIFY(row > 0);
    page->list().setCurrentIndex(model.index(row));
    page->list().scrollTo(model.index(row));
    // Where no row is marked a letter is the beginning of what somebody wants to say.
    QTest::keyClick(&page->list(), Qt::Key_L);
    QCOMPARE(page->composer().editor().toPlainText(), u"l"_s);
    page->composer().editor().clear();
    QTest::keyClick(&page->list(), Qt::Key_Down);
    QTest::keyClick(&page->list(), Qt::Key_Up);
    QCOMPARE(page->list().currentIndex().row(), row);
    QTest::keyClick(&page->list(), Qt::Key_L);
    QTRY_VERIFY(model.index(rowOfText(model, u"The bass arrives exactly when the rain would."_s))
                    .data(CommentListModel::LikedRole)
                    .toBool());
    QTest::keyClick(&page->list(), Qt::Key_H);
    QTRY_VERIFY(model.index(rowOfText(model, u"The bass arrives exactly when the rain would."_s))
                    .data(CommentListModel::HuggedRole)
                    .toBool());
}

void TestCommentsPage::afterADeletedCommentTheNextIsCurrent()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"deleter"_s, u"Deleter"_s);
    const auto page = openPage(fixture);
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    CommentListModel& model = page->model();
    QTRY_VERIFY(model.rowCount() > 10);
    CommentListView& list = page->list();
    const auto kindOf = [](const QModelIndex& index) {
        return index.data(CommentListModel::KindRole).value<CommentListModel::RowKind>();
    };
    page->composer().focusText();
    QTest::keyClicks(&page->composer().editor(), u"not for long"_s);
    QTest::keyClick(&page->composer().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rowOfText(model, u"not for long"_s) > 0);
    QTRY_COMPARE(stateOf(model, u"not for long"_s), SendState::Sent);
    list.setFocus(Qt::TabFocusReason);
    list.setCurrentIndex(model.index(rowOfText(model, u"not for long"_s)));
    QTest::keyClick(&list, Qt::Key_Delete);
    QTRY_COMPARE(rowOfText(model, u"not for long"_s), -1);
    QVERIFY(list.hasFocus());
    QVERIFY(list.rows().isKeyboard());
    QVERIFY(list.currentIndex().isValid());
    QVERIFY(kindOf(list.currentIndex()) != CommentListModel::RowKind::Header);
}

void TestCommentsPage::theEmptyPagesActComesBeforeTheComposer()
{
    PanelFixture fixture;
    const auto page = openPage(fixture);
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    QTRY_VERIFY(!page->list().isVisible()); // it was looked whether something is kept
    const auto* act = qobject_cast<QPushButton*>(firstTabStop(*page));
    QVERIFY(act);
    QCOMPARE(act->text(), u"Sign in"_s);
}

void TestCommentsPage::theComposerKeepsTheKeyboardAfterSending()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"talker"_s, u"Talker"_s);
    const auto page = openPage(fixture);
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    CommentListModel& model = page->model();
    QTRY_VERIFY(model.rowCount() > 10);
    int fired = 0;
    for (const auto key : {Qt::Key_Space, Qt::Key_L, Qt::Key_H, Qt::Key_R, Qt::Key_Q}) {
        auto* shortcut = new QShortcut(key, page.get()); // as the window and the lists have them
        connect(shortcut, &QShortcut::activated, this, [&fired] { ++fired; });
    }
    page->composer().focusText();
    const auto type = [&page](const QString& text) {
        for (const QChar letter : text)
            QTest::keyClick(page->windowHandle(), letter.toLatin1()); // to whoever has the keyboard
    };
    type(u"first words"_s);
    QTest::keyClick(page->windowHandle(), Qt::Key_Return, Qt::ControlModifier);
    type(u"l h r q"_s); // at once
    QTRY_VERIFY(rowOfText(model, u"first words"_s) > 0);
    type(u" more"_s); // and when the comment stands in the list
    QVERIFY(page->composer().editor().hasFocus());
    QCOMPARE(page->composer().editor().toPlainText(), u"l h r q more"_s);
    QCOMPARE(fired, 0);
    QVERIFY(!model.index(rowOfText(model, u"first words"_s)).data(CommentListModel::LikedRole).toBool());
}

void TestCommentsPage::theComposerGrowsWithTheText()
{
    PanelFixture fixture;
    const auto page = openPage(fixture);
    QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    QPlainTextEdit& editor = page->composer().editor();
    const int before = editor.height();
    fixture.look->setSettings({.textPercent = 130});
    const int wanted = QFontInfo(fixture.look->font(Type::Body)).pixelSize();
    QCOMPARE(QFontInfo(editor.font()).pixelSize(), wanted);
    QCOMPARE(QFontInfo(editor.viewport()->font()).pixelSize(), wanted); // the words that ask for a comment
    QCOMPARE(QFontInfo(editor.document()->defaultFont()).pixelSize(), wanted);
    QVERIFY(editor.height() > before);
}

void TestCommentsPage::whoeverWritesStaysWithTheSong()
{
    PanelFixture fixture;
    (void)fixture.signUp(village.url(), u"stayer"_s, u"The Stayer"_s);
    const SongId next = fixture.makeSong(u"The Next One"_s);
    const auto entry = [](const QString& title) {
        media::QueueEntry queued;
        queued.source = QUrl(u"http://127.0.0.1:9/"_s + title); // it need not sound
        queued.title = title;
        return queued;
    };
    media::Player& player = *fixture.player;
    player.playAll({entry(u"First"_s)});
    const auto page = openPage(fixture);
    page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    QTRY_VERIFY(page->model().rowCount() > 10);
    QPlainTextEdit& field = page->composer().editor();
    const auto begins = [&](const QString& title, SongId song) {
        player.playAll({entry(title)});
        page->setSong({}, false); // until it is known which one it is
        page->setSong(song, true);
    };
    field.setFocus();
    QTest::keyClicks(&field, u"What I"_s);
    begins(u"Next"_s, next);
    QVERIFY(field.hasFocus());
    QTest::keyClicks(&field, u" began"_s);
    QCOMPARE(field.toPlainText(), u"What I began"_s);
    auto* bar = page->findChild<QWidget*>(u"elsewhereBar"_s);
    QVERIFY(bar->isVisible());
    QSignalSpy seeks(page.get(), &CommentsPage::seekRequested);
    Q_EMIT page->list().acted(page->model().index(2), CommentAction::Seek);
    QVERIFY2(seeks.isEmpty(), "a moment of one song was sought in another");
    QTest::keyClick(&field, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rowOfText(page->model(), u"What I began"_s) > 0); // beside the song it is about

    QTest::mouseClick(page->findChild<QPushButton*>(u"goOver"_s), Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    QTRY_COMPARE(rowOfText(page->model(), u"What I began"_s), -1);

    // Who has written nothing goes along, with the keyboard where it was.
    field.setFocus();
    begins(u"First"_s, village.seed.song);
    QVERIFY(!bar->isVisible());
    QTRY_VERIFY(rowOfText(page->model(), u"What I began"_s) > 0);
    QVERIFY(field.hasFocus());

    // Whoever leaves the page has gone over.
    QTest::keyClicks(&field, u"Half"_s);
    begins(u"Next"_s, next);
    QVERIFY(bar->isVisible());
    page->hide();
    QTRY_VERIFY(field.toPlainText().isEmpty());
    page->show();
    QVERIFY(!bar->isVisible());
    page->setSong(village.seed.song, true);
    QTRY_COMPARE(field.toPlainText(), u"Half"_s);
}

QTEST_MAIN(TestCommentsPage)
#include "tst_comments_page.moc"
