#include "community/village.h"
#include "demo_session.h"
#include "support/places.h"
#include "ui/library/song_table.h"
#include "ui/panel/comments/comments_page.h"
#include "ui/panel/comments/composer.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/lyrics/lyrics_view.h"
#include "ui/panel/side_panel.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/translate_page.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/search_field.h"
#include "ui/player/swell_widget.h"
#include "ui/shell/account_line.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;
using community::CommentListModel;
using community::SendState;

/// An evening with the real program beside the real server, by mouse and keys. Where GROUNDSWELL_PICTURES names a
/// folder each step leaves a picture there.
class TestRound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_session.reset(); }
    void init()
    {
        window().activateWindow(); // a dialog may have had the keyboard
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }

    void aCommentIsRepliedTo();
    void aCommentIsLikedAndHugged();
    void anUnsentCommentIsTakenBackByAClick();
    void aLyricLineIsClicked();
    void theTranslationBelowTheWordsIsChosen();
    void aWordIsMendedAndTheTranslationPublished();
    void wordsArePastedWhereThereAreNone();
    void theFolderDialogOpensWithoutStoppingAnything();
    void everythingIsReachedByKeys();
    void theAccountIsLeft();

private:
    [[nodiscard]] MainWindow& window() { return m_session->program().window(); }
    [[nodiscard]] SidePanel& panel() { return m_session->program().panel(); }
    [[nodiscard]] community::Village& village() { return m_session->program().profile().village(); }
    [[nodiscard]] CommentsPage& openComments();
    [[nodiscard]] int rowOfText(const QString& text);
    void click(QWidget& widget, QPoint place) { QTest::mouseClick(&widget, Qt::LeftButton, {}, place); }
    /// The menu that is open now, by its text; the action is triggered as a click does.
    [[nodiscard]] QMenu* openMenu();
    [[nodiscard]] static QAction* actionOf(const QMenu& menu, const QString& text);
    void picture(const QString& name);

    QTemporaryDir m_folder;
    std::unique_ptr<DemoSession> m_session;
};

void TestRound::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain
    const QString demo = QStringLiteral(GROUNDSWELL_DEMO);     // made by the test demo_material
    m_session =
        std::make_unique<DemoSession>(DemoFolders{QFileInfo(test::programPath(u"groundswelld"_s)).path(), demo,
                                                  m_folder.filePath(u"profile"_s), m_folder.filePath(u"village"_s)});
    const auto steps = [&]() -> Result<void> {
        if (auto done = m_session->start(*qApp); !done) return done;
        if (auto done = m_session->addMusic(); !done) return done;
        if (auto done = m_session->signIn(); !done) return done;
        return m_session->play(u"手紙"_s);
    };
    const auto done = steps();
    QVERIFY2(done, done ? "" : qPrintable(done.error().message + u' ' + done.error().details));
    m_session->program().look().setSettings({.scheme = LookSettings::Scheme::Dark, .reduceMotion = true});
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    m_session->program().player().pause();
}

void TestRound::picture(const QString& name)
{
    const QString folder = qEnvironmentVariable("GROUNDSWELL_PICTURES");
    if (folder.isEmpty()) return;
    const auto taken = m_session->picture(folder + u"/round-"_s + name + u".png"_s);
    QVERIFY2(taken, taken ? "" : qPrintable(taken.error().message));
}

CommentsPage& TestRound::openComments()
{
    window().openPanel(PanelPage::Comments);
    [this] { QTRY_VERIFY(panel().comments().model().rowCount() > 5); }();
    return panel().comments();
}

int TestRound::rowOfText(const QString& text)
{
    const auto& model = panel().comments().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(CommentListModel::TextRole).toString() == text) return row;
    }
    return -1;
}

QMenu* TestRound::openMenu()
{
    QMenu* found = nullptr;
    [&] { QTRY_VERIFY((found = qobject_cast<QMenu*>(QApplication::activePopupWidget())) != nullptr); }();
    return found;
}

QAction* TestRound::actionOf(const QMenu& menu, const QString& text)
{
    for (QAction* action : menu.actions()) {
        if (action->text() == text) return action;
    }
    return nullptr;
}

void TestRound::aCommentIsRepliedTo()
{
    auto& page = openComments();
    auto& list = page.list();
    int row = -1;
    for (int i = 0; i < page.model().rowCount() && row < 0; ++i) {
        if (page.model().index(i).data(CommentListModel::KindRole).value<CommentListModel::RowKind>() ==
            CommentListModel::RowKind::Comment)
            row = i;
    }
    QVERIFY(row >= 0);
    list.scrollTo(page.model().index(row));
    const auto place = [&] { return list.zoneRect(page.model().index(row), CommentAction::Reply); };
    QTRY_VERIFY(list.viewport()->rect().contains(place().center()));
    click(*list.viewport(), place().center());
    QTRY_VERIFY(page.composer().editor().hasFocus());
    QTest::keyClicks(&page.composer().editor(), u"I hear it too, each time."_s);
    picture(u"reply"_s);
    QTest::keyClick(&page.composer().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rowOfText(u"I hear it too, each time."_s) > row);
    QTRY_COMPARE(village().status().waiting, 0);
    QCOMPARE(page.model()
                 .index(rowOfText(u"I hear it too, each time."_s))
                 .data(CommentListModel::KindRole)
                 .value<CommentListModel::RowKind>(),
             CommentListModel::RowKind::Reply);
}

void TestRound::aCommentIsLikedAndHugged()
{
    auto& page = openComments();
    auto& list = page.list();
    for (const auto action : {CommentAction::Like, CommentAction::Hug}) {
        const int role = action == CommentAction::Like ? CommentListModel::LikedRole : CommentListModel::HuggedRole;
        int row = -1;
        for (int i = 0; i < page.model().rowCount() && row < 0; ++i) {
            const QModelIndex index = page.model().index(i);
            const auto kind = index.data(CommentListModel::KindRole).value<CommentListModel::RowKind>();
            if (kind == CommentListModel::RowKind::Comment && !index.data(role).toBool()) row = i;
        }
        QVERIFY(row >= 0);
        const QString id = page.model().index(row).data(CommentListModel::IdRole).toString();
        list.scrollTo(page.model().index(row));
        QTRY_VERIFY(list.viewport()->rect().contains(list.zoneRect(page.model().index(row), action).center()));
        click(*list.viewport(), list.zoneRect(page.model().index(row), action).center());
        QTRY_VERIFY(page.model().index(page.model().rowOf(CommentId::fromString(id))).data(role).toBool());
    }
    picture(u"liked-and-hugged"_s);
    QTRY_COMPARE(village().status().waiting, 0);
}

void TestRound::anUnsentCommentIsTakenBackByAClick()
{
    auto& page = openComments();
    village().setOnline(false);
    QTRY_VERIFY(village().status().flightMode);
    page.composer().focusText();
    QTest::keyClicks(&page.composer().editor(), u"A slip of the tongue"_s);
    QTest::keyClick(&page.composer().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rowOfText(u"A slip of the tongue"_s) > 0);
    const auto undo = [&] {
        const QModelIndex slip = page.model().index(rowOfText(u"A slip of the tongue"_s));
        page.list().scrollTo(slip);
        return page.list().zoneRect(slip, CommentAction::Undo).center();
    };
    QTRY_VERIFY(page.list().viewport()->rect().contains(undo()));
    picture(u"unsent"_s);
    click(*page.list().viewport(), undo());
    QTRY_COMPARE(rowOfText(u"A slip of the tongue"_s), -1);
    village().setOnline(true);
    QTRY_COMPARE(village().status().state, community::SyncState::InStep);
}

void TestRound::aLyricLineIsClicked()
{
    window().openPanel(PanelPage::Lyrics);
    auto* view = panel().lyrics().findChild<LyricsView*>();
    QTRY_VERIFY(view->sheet().document.lines.size() > 3);
    const int line = view->activeLine() == 2 ? 3 : 2;
    QTRY_VERIFY(view->viewport()->rect().intersects(view->lineRect(line)));
    click(*view->viewport(), QPoint(60, view->lineRect(line).top() + 14));
    QTRY_COMPARE(m_session->program().player().positionMs(), *view->sheet().document.lines.at(line).startMs);
    QTRY_COMPARE(view->activeLine(), line);
    picture(u"lyric-line"_s);
}

void TestRound::theTranslationBelowTheWordsIsChosen()
{
    window().openPanel(PanelPage::Lyrics);
    auto* chip = panel().lyrics().findChild<QPushButton*>(u"translationChip"_s);
    QTRY_VERIFY(chip->isVisible());
    click(*chip, chip->rect().center());
    QMenu* menu = openMenu();
    QVERIFY(menu->actions().size() > 2);
    picture(u"translation-languages"_s);
    auto* none = actionOf(*menu, u"No translation"_s);
    QVERIFY(none);
    none->trigger();
    menu->close();
    auto* view = panel().lyrics().findChild<LyricsView*>();
    QTRY_VERIFY(view->sheet().translation.isEmpty());
    panel().lyrics().setTranslationLanguage(u"en"_s);
    QTRY_VERIFY(!view->sheet().translation.isEmpty());
}

void TestRound::aWordIsMendedAndTheTranslationPublished()
{
    window().openPanel(PanelPage::Translate);
    auto& page = panel().translate();
    QTRY_VERIFY(page.model().rowCount() > 3);
    page.setLanguage(u"de"_s);
    QTRY_COMPARE(page.language(), u"de"_s);
    page.setLanguage(u"en"_s);
    QTRY_VERIFY(page.model().rowCount() > 3);
    page.openRow(2);
    auto& editor = page.unitEditor().editor();
    editor.selectAll();
    QTest::keyClicks(&editor, u"The harbour lights go out one by noe"_s);
    const auto spelling = [&] {
        return std::ranges::any_of(page.unitEditor().suggestions().suggestions(), [](const Suggestion& suggestion) {
            return suggestion.kind == Suggestion::Kind::Spelling && suggestion.replaced == u"noe"_s;
        });
    };
    QTRY_VERIFY(spelling());
    picture(u"spelling"_s);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::AltModifier);
    QVERIFY(!page.model().text(2).contains(u"noe"_s));
    QTest::keyClick(&editor, Qt::Key_Return);
    QSignalSpy published(&page.keeper(), &DraftKeeper::published);
    QTRY_VERIFY(page.publishButton().isEnabled());
    click(page.publishButton(), page.publishButton().rect().center());
    QTRY_COMPARE(published.size(), 1);
    QTRY_COMPARE(village().status().waiting, 0);
    QCOMPARE(village().status().failed, 0);
    picture(u"published"_s);
}

void TestRound::wordsArePastedWhereThereAreNone()
{
    // A file that nobody in the village knows.
    const QString path = m_folder.filePath(u"Unheard Of.wav"_s);
    QVERIFY(QFile::copy(test::dataPath(u"audio/tone.wav"_s), path));
    m_session->program().openFiles({QUrl::fromLocalFile(path)});
    auto& now = m_session->program().nowPlaying();
    QTRY_VERIFY(now.entry() && now.entry()->source == QUrl::fromLocalFile(path) && !now.song().isNull());
    m_session->program().player().pause();
    window().openPanel(PanelPage::Lyrics);
    auto& page = panel().lyrics();
    auto* view = page.findChild<LyricsView*>();
    QTRY_VERIFY(view->sheet().document.lines.isEmpty() && !view->isVisible());
    picture(u"no-words"_s);
    QApplication::clipboard()->setText(u"[00:00.10]A line of my own\n[00:00.60]And another one"_s);
    QTest::keyClick(&page, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(view->sheet().document.lines.size(), 2);
    QTRY_VERIFY(view->isVisible());
    QTRY_COMPARE(village().status().waiting, 0);
    picture(u"pasted-words"_s);
    const auto back = m_session->play(u"手紙"_s);
    QVERIFY(back);
    m_session->program().player().pause();
}

void TestRound::theFolderDialogOpensWithoutStoppingAnything()
{
    window().go(Place::Settings);
    QPushButton* add = nullptr;
    for (auto* button : window().findChildren<QPushButton*>()) {
        if (button->text() == u"Add a folder"_s && button->isVisible()) add = button;
    }
    QVERIFY(add);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    click(*add, add->rect().center());
    QFileDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = window().findChild<QFileDialog*>()) && dialog->isVisible());
    QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
    dialog->reject();
    QTRY_VERIFY(!window().findChild<QFileDialog*>() || !dialog->isVisible());
    window().go(Place::Songs);
}

void TestRound::everythingIsReachedByKeys()
{
    window().openPanel(PanelPage::Comments);
    auto* table = window().findChild<SongTable*>();
    table->setFocus(Qt::OtherFocusReason);
    QTest::keyClick(table, Qt::Key_Home);
    QTest::keyClick(table, Qt::Key_Down);
    const int row = table->currentIndex().row();
    QCOMPARE(row, 1);
    QTest::keyClick(table, Qt::Key_Return);
    auto& player = m_session->program().player();
    const QString title = table->model()->index(row, 0).data().toString();
    QTRY_COMPARE(player.current() ? player.current()->title : QString(), title);
    QTRY_COMPARE(player.state(), media::PlayState::Playing);
    QTest::keyClick(table, Qt::Key_Space);
    QTRY_COMPARE(player.state(), media::PlayState::Paused);

    // F6 goes round the panes; each takes the keyboard.
    QStringList panes;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(&window(), Qt::Key_F6);
        const auto* focus = QApplication::focusWidget();
        QVERIFY(focus);
        panes.append(panel().isAncestorOf(focus)                           ? u"panel"_s
                     : qobject_cast<const SwellWidget*>(focus)             ? u"player"_s
                     : window().findChild<Sidebar*>()->isAncestorOf(focus) ? u"sidebar"_s
                                                                           : u"page"_s);
        if (panes.last() == u"player"_s) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::ControlModifier | Qt::AltModifier);
            picture(u"keys-on-the-swell"_s);
        }
    }
    std::ranges::sort(panes);
    QCOMPARE(panes, (QStringList{u"page"_s, u"panel"_s, u"player"_s, u"sidebar"_s}));

    QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(panel().page(), PanelPage::Lyrics);
    QTest::keyClick(&window(), Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(panel().page(), PanelPage::Queue);
    QTest::keyClick(&window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(window().findChild<SearchField*>()->hasFocus());
    picture(u"keys-search"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(table->hasFocus());
}

void TestRound::theAccountIsLeft()
{
    auto* account = window().findChild<AccountLine*>();
    click(*account, account->rect().center());
    QMenu* menu = openMenu();
    picture(u"account-menu"_s);
    auto* out = actionOf(*menu, u"Sign out"_s);
    QVERIFY(out);
    out->trigger();
    menu->close();
    QTRY_VERIFY(!village().account().current()->signedIn);
    picture(u"signed-out"_s);
}

QTEST_MAIN(TestRound)
#include "tst_round.moc"
