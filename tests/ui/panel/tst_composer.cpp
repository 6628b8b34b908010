// The field that comments are written in, by itself.

#include "base/clock.h"
#include "lyrics/document.h"
#include "ui/panel/comments/composer.h"
#include "ui/panel/lyrics/words_sheet.h"
#include "ui/style/look.h"

#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextCursor>
#include <QVBoxLayout>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDraftThatIsPutBackIsSeenWhole();
    void theInvitationEndsInDots();
    void whoTypesOnAndOnIsKeptMeanwhile();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

void TestComposer::aDraftThatIsPutBackIsSeenWhole()
{
    // As at the start: the draft is there before the panel has its width.
    QWidget panel;
    auto* column = new QVBoxLayout(&panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->addStretch(1);
    Composer composer(m_look, &panel);
    column->addWidget(&composer);
    community::CommentDraft draft;
    draft.text =
        u"Half a thought that nobody may lose, and long enough for some lines of the panel.\nAnd a second one."_s;
    composer.setDraft(draft);
    panel.resize(344, 400);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto& editor = composer.editor();
    const auto place = [&editor](QTextCursor::MoveOperation where) {
        QTextCursor cursor(editor.document());
        cursor.movePosition(where);
        return editor.cursorRect(cursor);
    };
    const auto seen = [&] {
        return place(QTextCursor::Start).top() >= 0 && place(QTextCursor::End).bottom() < editor.viewport()->height();
    };
    QTRY_VERIFY2(seen(), qPrintable(u"%1 px high"_s.arg(editor.viewport()->height())));
    // Three lines at least, or nothing was shown by this.
    QVERIFY(place(QTextCursor::End).top() - place(QTextCursor::Start).top() >= 2 * editor.fontMetrics().lineSpacing());
}

void TestComposer::theInvitationEndsInDots()
{
    Composer composer(m_look);
    composer.setPlaceholder(u"Say something kind about this moment"_s);
    composer.setPosition(12'000);
    composer.resize(344, 64);
    composer.show();
    QVERIFY(QTest::qWaitForWindowExposed(&composer));
    const auto& editor = composer.editor();
    const auto fits = [&editor] {
        return editor.fontMetrics().horizontalAdvance(editor.placeholderText()) <= editor.viewport()->width();
    };
    for (const int percent : {100, 130, 90}) {
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = percent});
        QTRY_VERIFY2(fits(), qPrintable(editor.placeholderText()));
    }
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
}

/// Without a pause between the keys, here and in the sheet for the words: a crash takes a moment's keys at most.
void TestComposer::whoTypesOnAndOnIsKeptMeanwhile()
{
    const SongId song = SongId::make(SystemClock());
    const auto typeUntil = [](QPlainTextEdit& editor, const QSignalSpy& kept) {
        QElapsedTimer typing;
        for (typing.start(); kept.isEmpty() && typing.elapsed() < test::patienceMs;)
            QTest::keyClick(&editor, Qt::Key_A, Qt::NoModifier, 10);
    };
    Composer composer(m_look);
    community::CommentDraft draft;
    draft.songId = song;
    composer.setDraft(draft);
    QSignalSpy drafts(&composer, &Composer::draftChanged);
    typeUntil(composer.editor(), drafts);
    QVERIFY(!drafts.isEmpty());

    WordsSheet sheet(m_look);
    community::LyricsDraft words;
    words.songId = song;
    sheet.open(words, {}, u"Salt letters"_s);
    QSignalSpy sheets(&sheet, &WordsSheet::draftChanged);
    typeUntil(sheet.editor(), sheets);
    QVERIFY(!sheets.isEmpty());
}

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
